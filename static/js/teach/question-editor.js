// The editor of a question: saving and switching between form and text stay on the page; what was
// not saved is found again in this browser. Whatever is drawn is drawn by the site.
import "../site.js";
import "../answer-order.js";
import "../live-preview.js";
import { forget, keep, recall } from "./kept.js";
import { act, isLocal } from "./question-rows.js";

const KEEP_DELAY = 300;
const REGIONS = ["editor-title", "editor-said", "editor-state", "question-fields"];

class QuestionEditor extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.saved = this.typed();
    this.offerWhatWasKept();
    this.form.addEventListener("input", (event) => this.onInput(event));
    this.form.addEventListener("submit", (event) => this.onSubmit(event));
    this.addEventListener("click", (event) => this.onClick(event));
  }

  // --- what was typed

  /** Every field but those that say where the text comes from. */
  typed() {
    return this.said(this.fields());
  }

  /** All fields but those of the preview, which is inside the form to be seen without scripts. */
  fields() {
    const tried = new Set([...this.querySelectorAll("#preview [name]")].map(({ name }) => name));
    return [...new FormData(this.form)].filter(([name]) => !tried.has(name));
  }

  said(fields) {
    const skipped = ["csrfmiddlewaretoken", "after", "source", "was"];
    return JSON.stringify(fields.filter(([name]) => !skipped.includes(name)));
  }

  onInput(event) {
    if (event.target.closest("#preview")) return;
    if (event.target.name === "kind") this.draw({ redraw: "1" });
    this.say(this.dataset.unsaved);
    clearTimeout(this.keeping);
    this.keeping = setTimeout(() => this.keepTyped(), KEEP_DELAY);
  }

  keepTyped() {
    clearTimeout(this.keeping);
    const fields = this.fields().filter(([name]) => name !== "csrfmiddlewaretoken");
    if (this.typed() === this.saved) forget(this.dataset.kept);
    else keep(this.dataset.kept, fields);
  }

  offerWhatWasKept() {
    const kept = recall(this.dataset.kept);
    if (!kept || this.querySelector("#editor-said .error-summary")) return;
    const lines = (text) => text.replace(/\r/g, "");
    if (lines(this.said(kept)) === lines(this.saved)) {
      forget(this.dataset.kept);
      return;
    }
    const found = this.querySelector("[data-found]");
    found.hidden = false;
    found.querySelector("[data-take]").addEventListener("click", async () => {
      found.hidden = await this.draw({ redraw: "1" }, kept);
    });
    found.querySelector("[data-forget]").addEventListener("click", () => {
      forget(this.dataset.kept);
      found.hidden = true;
      this.form.querySelector("textarea").focus();
    });
  }

  say(words, alarm = false) {
    const state = this.querySelector("[data-save-state]");
    state.textContent = words;
    state.classList.toggle("alarm", alarm);
  }

  // --- buttons

  onSubmit(event) {
    const { name, value } = event.submitter ?? {};
    event.preventDefault();
    if (name === "row" && isLocal(event.submitter)) {
      document.getElementById("announce").textContent = this.dataset[act(event.submitter)];
      this.changed();
    } else if (name === "row" || name === "show") this.draw({ [name]: value });
    else this.save(name === "publish" ? name : "save");
  }

  changed() {
    this.form.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** Has the site draw the page again with what is typed; nothing can be typed meanwhile. */
  async draw(button, fields) {
    this.form.inert = true;
    const said = this.querySelector("[data-save-state]").textContent;
    const unchanged = "show" in button && this.typed() === this.saved;
    const body = new URLSearchParams(fields ?? this.fields());
    body.set("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value);
    for (const [name, value] of Object.entries(button)) body.set(name, value);
    try {
      const answer = await fetch(this.form.action, { method: "POST", body });
      if (answer.redirected || answer.status >= 400) throw new Error(answer.status);
      this.take(await answer.text());
      this.changed();
      if (unchanged) {
        this.saved = this.typed();
        this.say(said);
      }
      return true;
    } catch {
      this.say(this.dataset.offline, true);
      return false;
    } finally {
      this.form.inert = false;
      this.querySelector("[autofocus]")?.focus();
    }
  }

  take(html, regions = REGIONS) {
    const page = new DOMParser().parseFromString(html, "text/html");
    for (const id of regions) {
      document.getElementById(id).replaceChildren(...page.getElementById(id).childNodes);
    }
    document.title = page.title;
  }

  async save(how) {
    if (this.busy) return;
    this.busy = true;
    this.say(this.dataset.saving);
    const sent = this.typed();
    this.keepTyped();
    try {
      await this.send(sent, how);
    } catch {
      this.say(this.dataset.offline, true);
    }
    this.busy = false;
  }

  async send(sent, how) {
    const body = new URLSearchParams([...this.fields(), [how, "1"]]);
    const answer = await fetch(this.form.action, { method: "POST", body });
    const html = await answer.text();
    const here = html.includes("<question-editor");
    if (answer.redirected && here) this.onSaved(sent, html, answer.url);
    else if (answer.redirected) this.say(this.dataset.signedOut, true);
    else if (!here) this.say(this.dataset.failed, true);
    else if (this.typed() === sent) {
      this.take(html);
      this.querySelector("[autofocus]")?.focus();
    } else this.take(html, ["editor-said", "editor-state"]);
  }

  onSaved(sent, html, url) {
    forget(this.dataset.kept);
    const page = new DOMParser().parseFromString(html, "text/html");
    this.dataset.kept = page.querySelector("question-editor").dataset.kept;
    this.take(html, ["editor-title", "editor-said", "editor-state"]);
    this.querySelector("#editor-said").prepend(...page.querySelectorAll("main > .message"));
    this.form.action = url;
    history.replaceState(null, "", url);
    this.saved = sent;
    if (this.typed() !== sent) this.keepTyped();
    if (this.typed() !== sent) this.say(this.dataset.unsaved);
  }

  // --- from a problem to its place

  onClick(event) {
    const place = event.target.closest("[data-line]");
    const text = this.form.elements.text;
    if (!place || !text) return;
    event.preventDefault();
    const lines = text.value.split("\n").slice(0, Number(place.dataset.line) - 1);
    const start = lines.reduce((sum, line) => sum + line.length + 1, 0) + Number(place.dataset.column) - 1;
    text.focus();
    text.setSelectionRange(start, start);
    text.scrollTop = (text.scrollHeight * Math.max(0, lines.length - 2)) / text.value.split("\n").length;
  }
}

customElements.define("question-editor", QuestionEditor);
