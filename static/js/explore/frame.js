// What every explorable does: predict, then act, then compare. The model is its own; words, the
// case and the form come from the page (templates/learn/parts/exploration.html).
import { send } from "../outbox.js";
import { draw, fill, html, teller } from "./shown.js";

// Halves go up, as on the server.
export const rounded = (number, decimals = 0) => {
  const scale = 10 ** decimals;
  return Math.floor(number * scale + 0.5) / scale;
};

const listed = (value) => `${[value].flat().sort()}`;

class Exploration extends HTMLElement {
  connectedCallback() {
    if (this.form) return;
    Object.assign(this, JSON.parse(this.dataset.case));
    this.tell = teller(this.words);
    this.form = this.querySelector("form");
    this.classList.add("live");
    const tried = (wait) => ({ target }) => {
      if (!target.closest(".act")) return;
      this.show();
      this.keep(wait);
    };
    this.form.addEventListener("submit", (event) => this.act(event));
    this.form.addEventListener("input", tried(1500));
    document.addEventListener("delivered", ({ detail }) => {
      if (detail.url === this.form.action) this.checked(detail.answer);
    });
  }

  find(selector) {
    return this.form.querySelector(selector);
  }

  worded(value) {
    const { kind, unit } = this.question;
    if (kind === "number") return this.tell({ say: unit, n: value });
    const chosen = Object.keys(this.labels).filter((key) => [value].flat().includes(key));
    return chosen.map((key) => this.labels[key]).join(", ") || this.words.none;
  }

  // The settings as the form has them now, and what the model makes of them.
  read() {
    for (const field of this.form.querySelectorAll(".act :is([type=range], [type=checkbox], select)")) {
      const is = { range: +field.value, checkbox: field.checked };
      this.choice[field.name] = is[field.type] ?? field.value;
      const output = field.parentNode.querySelector("output");
      const { unit } = field.dataset;
      if (output) output.textContent = this.tell(unit ? { say: unit, n: is.range } : is.range);
    }
    if (this.choice.step) {
      const { steps } = this.scene(this.given, { ...this.choice, step: 0 });
      this.choice.step = Math.min(this.choice.step, steps);
    }
    return this.scene(this.given, this.choice);
  }

  act(event) {
    event.preventDefault();
    const button = event.submitter;
    if (this.prediction === null) return this.predict();
    const { steps } = this.read();
    const to = { next: Math.min(this.choice.step + 1, steps), end: steps, again: 0 };
    this.choice.step = to[button?.value] ?? this.choice.step;
    this.show();
    // A button that is spent would take the focus with it.
    if (button?.disabled) this.find(".steps button:enabled")?.focus();
    this.keep(1500);
  }

  predict() {
    const sent = new FormData(this.form).getAll("prediction");
    const kinds = { number: () => +sent[0], choice: () => sent[0], set: () => sent.filter(Boolean).sort() };
    this.prediction = kinds[this.question.kind]();
    for (const value of sent) this.form.append(html("input", "", { type: "hidden", name: "prediction", value }));
    this.find(".predict").disabled = true;
    for (const field of this.form.querySelectorAll(".act")) field.disabled = false;
    this.show();
    this.find(".said").prepend(html("span", this.dataset.noted));
    this.find(".act :is(select, button, input):not([type=hidden], .apply, :disabled)").focus();
    this.keep(0);
  }

  compared(scene) {
    const { answer } = this.scene(this.given, this.asked);
    const { kind, near } = this.question;
    const off = Math.abs(this.prediction - answer);
    const good = kind === "number" ? off <= near + 1e-9 : listed(this.prediction) === listed(answer);
    const both = { guess: this.worded(this.prediction), answer: this.worded(answer) };
    const told = this.tell({ say: good ? "good" : "other", ...both });
    if (!scene.done || listed(scene.answer) === listed(answer)) return told;
    return `${told} ${this.tell({ say: "yours", answer: this.worded(scene.answer) })}`;
  }

  show() {
    const scene = this.read();
    draw(this.find("svg"), scene, this.tell);
    fill(this.find("table"), scene, this.tell);
    if (scene.done && !this.seen) {
      this.seen = true;
      this.keep(0);
    }
    const said = scene.said.map((each) => html("span", this.tell(each)));
    if (this.seen) said.unshift(html("b", this.compared(scene)));
    this.find(".said").replaceChildren(...said);
    const { step } = this.choice;
    const spent = { next: step >= scene.steps, end: step >= scene.steps, again: !step };
    for (const button of this.form.querySelectorAll(".steps button")) button.disabled = spent[button.value];
    if (step !== undefined) this.find("[name=step]").value = step;
    const next = this.find("[data-next]");
    if (next) next.hidden = !this.seen;
  }

  // Sends the attempt, after a while in which more may be tried; a resend counts once.
  keep(wait) {
    if (!this.keeps) return;
    this.soon = Math.min(this.soon ?? wait, wait);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), this.soon);
  }

  async send() {
    this.soon = undefined;
    const answer = await send(this.form.action, [...new FormData(this.form)]);
    if (answer) this.checked(answer);
    else this.find(".kept").textContent = this.dataset.waiting;
  }

  async checked(answer) {
    if (!answer.ok) return;
    const { saved, answer: right, guess } = await answer.json();
    const mine = [this.prediction, this.scene(this.given, this.asked).answer];
    // Predicted elsewhere before: what the server holds is shown.
    if (JSON.stringify([guess, right]) === JSON.stringify(mine)) this.find(".kept").textContent = saved;
    else location.reload();
  }
}

// Defines <explore-name>; `scene` is the twin of the model in courses/simulations/.
export function explore(name, scene) {
  customElements.define(`explore-${name}`, class extends Exploration { scene = scene; });
}
