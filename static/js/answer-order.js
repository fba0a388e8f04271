// <answer-order>: items are moved up and down, by buttons, arrow keys, the mouse or a finger. Each
// keeps its list of places, hidden, which is what the form sends: an order nobody touched is no
// answer.
const sign = { up: "↑", down: "↓" };

class AnswerOrder extends HTMLElement {
  connectedCallback() {
    if (this.said || "still" in this.dataset) return;
    this.list = this.querySelector(".items");
    this.list.classList.add("moving");
    this.querySelector(".help").hidden = true;
    this.said = this.appendChild(document.createElement("p"));
    this.said.className = "visually-hidden";
    this.said.role = "status";
    for (const item of this.items) this.#equip(item);
    if (this.items.some((item) => !place(item).value)) this.#offerToKeep();
    this.#mark();
  }

  get items() {
    return [...this.list.children];
  }

  #equip(item) {
    const label = item.querySelector("label");
    const words = label.textContent.trim();
    place(item).hidden = true;
    const moves = item.appendChild(document.createElement("div"));
    moves.className = "moves";
    for (const way of ["up", "down"]) {
      const button = moves.appendChild(document.createElement("button"));
      button.type = "button";
      button.dataset.way = way;
      button.textContent = sign[way];
      button.ariaLabel = `${this.dataset[way]} ${words}`;
      button.addEventListener("click", () => this.#move(item, way, button));
    }
    moves.addEventListener("keydown", (event) => {
      const way = { ArrowUp: "up", ArrowDown: "down" }[event.key];
      if (!way) return;
      event.preventDefault();
      this.#move(item, way, event.target);
    });
    // A mouse takes hold of the words themselves; a finger on them scrolls the page.
    label.classList.add("grip");
    label.addEventListener("pointerdown", (event) => {
      if (event.pointerType === "mouse") this.#drag(item, label, event);
    });
    const handle = moves.appendChild(document.createElement("span"));
    handle.className = "handle";
    handle.ariaHidden = true; // the buttons do the same
    handle.textContent = "⠿";
    handle.addEventListener("pointerdown", (event) => this.#drag(item, handle, event));
  }

  #move(item, way, button) {
    const other = way === "up" ? item.previousElementSibling : item.nextElementSibling;
    if (!other) return;
    if (way === "up") other.before(item);
    else other.after(item);
    button.focus();
    this.#changed(item);
  }

  #drag(item, hold, { pointerId, button }) {
    if (button) return;
    const before = this.items.indexOf(item);
    // The others step aside: an item that is moved itself would lose the pointer.
    const follow = ({ clientY }) => {
      const { previousElementSibling: above, nextElementSibling: below } = item;
      if (above && clientY < middle(above)) item.after(above);
      else if (below && clientY > middle(below)) item.before(below);
      else return;
      follow({ clientY });
    };
    const drop = () => {
      hold.removeEventListener("pointermove", follow);
      item.classList.remove("dragged");
      if (this.items.indexOf(item) !== before) this.#changed(item);
    };
    hold.setPointerCapture(pointerId);
    item.classList.add("dragged");
    hold.addEventListener("pointermove", follow);
    hold.addEventListener("lostpointercapture", drop, { once: true });
  }

  #offerToKeep() {
    const keep = document.createElement("button");
    keep.type = "button";
    keep.className = "btn quiet";
    keep.textContent = this.dataset.keep;
    keep.addEventListener("click", () => this.#changed());
    this.keep = this.appendChild(keep);
  }

  #changed(item) {
    this.items.forEach((one, at) => (place(one).value = at + 1));
    place(item ?? this.items[0]).dispatchEvent(new Event("input", { bubbles: true }));
    if (this.keep) this.keep.hidden = true;
    this.#mark();
    if (item) this.said.textContent = this.#words(item);
    else this.items[0].querySelector("button").focus();
  }

  #words(item) {
    const { moved } = this.dataset;
    return moved
      .replace("{item}", item.querySelector("label").textContent.trim())
      .replace("{place}", this.items.indexOf(item) + 1)
      .replace("{count}", this.items.length);
  }

  // At the ends there is nowhere to go; the buttons stay, so that focus does too.
  #mark() {
    for (const item of this.items) {
      item.querySelector("[data-way=up]").ariaDisabled = !item.previousElementSibling;
      item.querySelector("[data-way=down]").ariaDisabled = !item.nextElementSibling;
    }
  }
}

const place = (item) => item.querySelector("select");

function middle(item) {
  const { top, height } = item.getBoundingClientRect();
  return top + height / 2;
}

customElements.define("answer-order", AnswerOrder);
