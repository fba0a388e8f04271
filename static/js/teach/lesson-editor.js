// The editor of a lesson: saving stays on the page, an image can be pasted, and what was not saved
// is found again in this browser, with the version it began from. Refusals are the server's pages.
import "../live-preview.js";
import { forget, keep, recall } from "./kept.js";

const KEEP_DELAY = 300;
const RETRY_DELAY = 10_000;

class LessonEditor extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.source = this.form.elements.source;
    this.heading = this.form.elements.title;
    // A page that refused the text shows it all the same: nothing of it is saved.
    this.saved = "refused" in this.dataset ? {} : this.text();
    this.offerWhatWasKept();
    this.form.addEventListener("input", (event) => this.onInput(event));
    this.form.addEventListener("submit", (event) => this.onSubmit(event));
    this.addEventListener("paste", (event) => this.onPaste(event));
    // Before the shortcut of live-preview.js, which sends the form and leaves the page.
    document.addEventListener("keydown", (event) => this.onKey(event), { capture: true });
    addEventListener("online", () => this.waiting && this.save());
    const preview = this.querySelector("#editor-preview");
    new MutationObserver(() => this.showLines()).observe(preview, { childList: true });
    this.showLines();
    const line = /^#ligne-(\d{1,6})$/.exec(location.hash); // a draft of a question leads to its line
    if (line) this.goToLine(Number(line[1]));
  }

  text() {
    return { title: this.heading.value, source: this.source.value };
  }

  isSaved() {
    const { title, source } = this.text();
    return title === this.saved.title && source === this.saved.source;
  }

  // --- what was typed

  onInput(event) {
    if (event.target !== this.source && event.target !== this.heading) return;
    this.say(this.dataset.unsaved);
    clearTimeout(this.keeping);
    this.keeping = setTimeout(() => this.keepText(), KEEP_DELAY);
  }

  keepText(sent = false) {
    clearTimeout(this.keeping);
    const after = Number(this.form.elements.after.value);
    if (this.isSaved()) forget(this.dataset.kept);
    else keep(this.dataset.kept, { ...this.text(), after, sent });
  }

  /** Whether a kept text is in the version on the page, perhaps with a figure put into it. */
  hasArrived(kept) {
    const same = kept.title === this.saved.title && kept.source === this.saved.source;
    const newer = Number(this.form.elements.after.value) > kept.after;
    return same || (kept.sent && newer && "own" in this.dataset);
  }

  offerWhatWasKept() {
    const kept = recall(this.dataset.kept);
    if (!kept || "refused" in this.dataset) return;
    if (this.hasArrived(kept)) {
      forget(this.dataset.kept);
      return;
    }
    const found = this.querySelector("[data-found]");
    found.hidden = false;
    found.querySelector("[data-take]").addEventListener("click", () => {
      this.heading.value = kept.title;
      this.source.value = kept.source;
      // Saving then says so if somebody saved another version since.
      this.form.elements.after.value = kept.after;
      found.hidden = true;
      this.source.focus();
      this.source.dispatchEvent(new Event("input", { bubbles: true }));
    });
    found.querySelector("[data-forget]").addEventListener("click", () => {
      forget(this.dataset.kept);
      found.hidden = true;
      this.source.focus();
    });
  }

  say(words, alarm = false) {
    const state = this.querySelector("[data-save-state]");
    state.textContent = words;
    state.classList.toggle("alarm", alarm);
  }

  // --- the preview

  /** The problems listed beside the preview lead to their lines. */
  showLines() {
    for (const place of this.querySelectorAll("[data-line]")) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = place.textContent;
      button.title = this.dataset.line.replace("{line}", place.dataset.line);
      button.addEventListener("click", () => this.goToLine(Number(place.dataset.line)));
      place.replaceChildren(button);
    }
  }

  goToLine(line) {
    const lines = this.source.value.split("\n");
    const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    this.source.focus();
    this.source.setSelectionRange(start, start + (lines[line - 1] ?? "").length);
    this.source.scrollTop = (this.source.scrollHeight * (line - 3)) / lines.length;
  }

  // --- saving

  onKey(event) {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "s") {
      event.preventDefault();
      event.stopPropagation();
      this.save();
    }
  }

  onSubmit(event) {
    const here = event.submitter?.name === "save" && !this.plain && !this.figuresTouched();
    this.keepText(!here);
    if (!here) return;
    event.preventDefault();
    this.save();
  }

  figuresTouched() {
    const fields = this.querySelectorAll(".figure-slot input:not([type=hidden])");
    return [...fields].some((field) => field.value !== field.defaultValue);
  }

  /** As the form would without script; the answer is a page. */
  submitPlainly() {
    this.plain = true;
    this.form.requestSubmit(this.form.querySelector("[name=save]"));
    this.plain = false;
  }

  async save() {
    if (this.busy) return;
    if (this.figuresTouched()) {
      this.submitPlainly();
      return;
    }
    this.busy = true;
    this.waiting = false;
    this.say(this.dataset.saving);
    try {
      await this.send(this.text());
    } catch {
      this.keepText();
      this.say(this.dataset.offline, true);
      this.waiting = true;
      clearTimeout(this.retrying);
      this.retrying = setTimeout(() => this.waiting && this.save(), RETRY_DELAY);
    }
    this.busy = false;
  }

  async send(sent, again = false) {
    const body = new FormData(this.form);
    body.set("save", "1");
    const answer = await fetch(this.form.action, { method: "POST", body });
    const here = new URL(answer.url).pathname === new URL(this.form.action).pathname;
    if (answer.redirected && here && answer.ok) this.onSaved(sent, await answer.text());
    else if (answer.redirected) this.say(this.dataset.signedOut, true);
    else if (answer.status === 403 && !again) return this.sendAgain(sent);
    else if (answer.ok || answer.status === 409) this.submitPlainly();
    else this.say(this.dataset.failed, true);
    if (!answer.redirected || !here) this.keepText();
  }

  /** Whoever has signed in again in another tab has a new token there. */
  async sendAgain(sent) {
    const answer = await fetch(this.form.action);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const name = "csrfmiddlewaretoken";
    this.form.elements[name].value = page.querySelector(`main [name=${name}]`)?.value;
    return this.send(sent, true);
  }

  /** Takes from the saved page what it says of versions and figures; the text is left alone. */
  onSaved(sent, html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    this.form.elements.after.value = page.querySelector("[name=after]").value;
    // An image chosen meanwhile stays chosen.
    const regions = this.figuresTouched() ? [] : ["editor-figures"];
    for (const id of ["editor-title", "editor-state", ...regions]) {
      document.getElementById(id).replaceChildren(...page.getElementById(id).childNodes);
    }
    this.saved = sent;
    this.keepText();
    if (!this.isSaved()) this.say(this.dataset.unsaved);
  }

  // --- images

  onPaste(event) {
    const image = [...event.clipboardData.files].find((file) => file.type.startsWith("image/"));
    if (!image) return;
    event.preventDefault();
    const slots = [...this.querySelectorAll(".figure-slot")];
    const slot = event.target.closest(".figure-slot") ?? slots.find((one) => !file(one).value);
    if (!slot) {
      this.say(this.dataset.noPlace, true);
      return;
    }
    const files = new DataTransfer();
    files.items.add(image);
    file(slot).files = files.files;
    this.say(this.dataset.described);
    slot.querySelector("[name$=-alt]:not([type=hidden])").focus();
  }
}

function file(slot) {
  return slot.querySelector("[type=file]");
}

customElements.define("lesson-editor", LessonEditor);
