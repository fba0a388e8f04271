// The text of a lesson cut into slides that fit the screen: at its headings, then where it is full.
const HEADINGS = "h2, h3";

class Cutter {
  constructor(root, text) {
    this.root = root;
    this.text = text;
    // Until a heading comes, the lesson's title stands above.
    this.heading = document.createElement("h2");
    this.heading.append(root.querySelector("h1").textContent);
  }

  fresh() {
    const slide = document.createElement("section");
    slide.className = "slide text";
    slide.lang = this.text.lang;
    this.root.insertBefore(slide, this.text);
    return (this.slide = slide);
  }

  fits() {
    this.slide.classList.add("now");
    const fits = this.slide.scrollHeight <= this.slide.clientHeight;
    this.slide.classList.remove("now");
    return fits;
  }

  // A new slide under the same heading; a heading that would stay alone goes with its text.
  goOn() {
    const last = this.slide.lastElementChild;
    const carried = last?.matches(HEADINGS) ? last : null;
    const left = this.slide;
    this.fresh();
    if (carried) this.slide.append(carried);
    else this.slide.append(again(this.heading, this.root.dataset.continued));
    if (!left.childElementCount) left.remove();
  }

  place(block) {
    if (block.matches(HEADINGS)) {
      const under = this.slide?.lastElementChild;
      if (!under || block.matches("h2") || !under.matches("h2")) this.fresh();
      this.heading = block;
      this.slide.append(block);
      return;
    }
    if (!this.slide) this.fresh().append(this.heading);
    const alone = block.matches(":has(.explorable)");
    if (alone && !this.isBare()) this.goOn();
    this.slide.append(block);
    if (alone) return void this.goOn();
    if (this.fits()) return;
    const rest = block.matches("ul, ol") ? this.split(block) : null;
    if (rest) {
      this.goOn();
      this.place(rest);
    } else if (!this.isBare(block)) {
      block.remove();
      this.goOn();
      this.place(block);
    }
  }

  // Whether the slide holds but headings, besides `block`.
  isBare(block = null) {
    return [...this.slide.children].every((one) => one === block || one.matches(HEADINGS));
  }

  // What of a list the slide has no room for, or null where its first item has none.
  split(list) {
    const rest = list.cloneNode(false);
    while (list.childElementCount > 1 && !this.fits()) rest.prepend(list.lastElementChild);
    if (!this.fits()) {
      const inner = list.lastElementChild.querySelector(":scope > :is(ul, ol)");
      const left = inner?.childElementCount > 1 && this.split(inner);
      if (!left) {
        list.append(...rest.children);
        return null;
      }
      const item = document.createElement("li");
      item.className = "goes-on";
      item.append(left);
      rest.prepend(item);
    }
    if (list.matches("ol")) rest.start = list.start + list.childElementCount;
    return rest;
  }
}

function again(heading, continued) {
  const copy = heading.cloneNode(true);
  copy.removeAttribute("id");
  copy.append(` ${continued}`);
  return copy;
}

class LessonSlides extends HTMLElement {
  connectedCallback() {
    this.classList.add("cut");
    const text = this.querySelector(".text");
    if (text) {
      const cutter = new Cutter(this, text);
      for (const block of [...text.children]) cutter.place(block);
      text.remove();
    }
    for (const slide of this.querySelectorAll(".slide.text")) {
      if ([...slide.children].every((one) => one.matches(HEADINGS))) slide.remove();
    }
    this.slides = [...this.querySelectorAll(".slide")];
    this.bar = this.querySelector(".slide-bar");
    this.bar.hidden = false;
    const full = this.querySelector("[data-full]");
    full.hidden = !document.fullscreenEnabled;
    full.addEventListener("click", () => this.toggle());
    for (const button of this.querySelectorAll("[data-step]")) {
      button.addEventListener("click", () => this.go(this.at + Number(button.dataset.step)));
    }
    addEventListener("hashchange", () => this.show(this.fromAddress()));
    document.addEventListener("keydown", (event) => this.press(event));
    this.show(this.fromAddress());
    if (this.querySelector(".explorable")) import("./explore/places.js");
  }

  fromAddress() {
    return (Number.parseInt(location.hash.slice(1), 10) || 1) - 1;
  }

  go(place) {
    this.show(place);
    history.replaceState(null, "", `#${this.at + 1}`);
  }

  show(place) {
    this.at = Math.max(0, Math.min(place, this.slides.length - 1));
    this.slides.forEach((slide, number) => slide.classList.toggle("now", number === this.at));
    this.bar.querySelector("output").value = `${this.at + 1} / ${this.slides.length}`;
  }

  toggle() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen();
  }

  press(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const { target } = event;
    if (target.closest("input, select, textarea, [contenteditable], [tabindex='0']")) return;
    if (event.key === " " && target.closest("button, a, summary")) return;
    const help = this.querySelector("#slide-keys");
    if (event.key === "Escape" && help.matches(":popover-open")) return;
    const keys = {
      ArrowRight: () => this.go(this.at + 1),
      PageDown: () => this.go(this.at + 1),
      " ": () => this.go(this.at + 1),
      ArrowLeft: () => this.go(this.at - 1),
      PageUp: () => this.go(this.at - 1),
      Home: () => this.go(0),
      End: () => this.go(this.slides.length - 1),
      f: () => this.toggle(),
      "?": () => help.togglePopover(),
      Escape: () => location.assign(this.dataset.back),
    };
    const act = keys[event.key] ?? keys[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  }
}

customElements.define("lesson-slides", LessonSlides);
