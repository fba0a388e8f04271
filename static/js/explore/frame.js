// What every explorable does: predict, then act, then compare. The model is its own; words, the
// case and the form come from the page (templates/learn/parts/exploration.html).
import { send } from "../outbox.js";

const lang = document.documentElement.lang;
const digits = new Intl.NumberFormat(lang, { maximumFractionDigits: 3 });
const SVG = "http://www.w3.org/2000/svg";

// Halves go up, as on the server.
export const rounded = (number, decimals = 0) => {
  const scale = 10 ** decimals;
  return Math.floor(number * scale + 0.5) / scale;
};

function made([tag, attributes, text], tell, space = SVG) {
  const element = document.createElementNS(space, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (text !== undefined) element.textContent = tell(text);
  return element;
}

const html = (tag, text, attributes = {}) => made([tag, attributes, text], String, "http://www.w3.org/1999/xhtml");

class Exploration extends HTMLElement {
  connectedCallback() {
    if (this.form) return;
    Object.assign(this, JSON.parse(this.dataset.case));
    this.form = this.querySelector("form");
    this.classList.add("live");
    this.form.addEventListener("submit", (event) => this.act(event));
    this.form.addEventListener("input", ({ target }) => target.closest(".act") && this.show());
    this.form.addEventListener("change", ({ target }) => target.closest(".act") && this.keep(1500));
    document.addEventListener("delivered", ({ detail }) => {
      if (new URL(detail.url, location).href === this.form.action) this.checked(detail.answer);
    });
  }

  // A number, a list or a sentence in words.
  tell = (cell) => {
    if (typeof cell === "number") return digits.format(cell);
    if (Array.isArray(cell)) return cell.map(this.tell).join(", ");
    if (cell.say === undefined) return cell;
    return this.words[cell.say].replace(/{(\w+)}/g, (_, name) => this.tell(cell[name]));
  };

  worded(value) {
    const { kind, unit } = this.question;
    if (kind === "number") return this.tell({ say: unit, n: value });
    const chosen = Object.keys(this.labels).filter((key) => [value].flat().includes(key));
    return chosen.map((key) => this.labels[key]).join(", ") || this.words.none;
  }

  get fields() {
    return this.form.querySelectorAll(".act :is([type=range], [type=checkbox], select)");
  }

  read() {
    for (const field of this.fields) {
      const is = { range: +field.value, checkbox: field.checked };
      this.choice[field.name] = is[field.type] ?? field.value;
      const { unit } = field.dataset;
      const output = field.parentNode.querySelector("output");
      if (output) output.textContent = this.tell(unit ? { say: unit, n: is.range } : is.range);
    }
    return this.scene(this.given, this.choice);
  }

  act(event) {
    event.preventDefault();
    const wanted = event.submitter?.value;
    if (this.prediction === null) return this.predict();
    const { step } = this.choice;
    const steps = this.read().steps;
    if (step !== undefined) this.choice.step = { next: Math.min(step + 1, steps), end: steps, again: 0 }[wanted] ?? step;
    this.show();
    // A button that is spent would take the focus with it.
    if (event.submitter?.disabled) this.form.querySelector(".act button:enabled").focus();
    this.keep(1500);
  }

  predict() {
    const sent = new FormData(this.form).getAll("prediction");
    const { kind } = this.question;
    this.prediction = kind === "set" ? sent.filter(Boolean).sort() : kind === "number" ? +sent[0] : sent[0];
    for (const value of sent) this.form.append(html("input", "", { type: "hidden", name: "prediction", value }));
    this.form.querySelector(".predict").disabled = true;
    this.form.querySelector(".act").disabled = false;
    this.show();
    this.form.querySelector(".said").prepend(html("span", this.dataset.noted));
    this.form.querySelector(".act :is(.primary, select, input, button):not([type=hidden], .apply)").focus();
    this.keep(0);
  }

  compared() {
    const { answer } = this.scene(this.given, this.asked);
    const { kind, near } = this.question;
    const good =
      kind === "number"
        ? Math.abs(this.prediction - answer) <= near + 1e-9
        : `${[this.prediction].flat().sort()}` === `${[answer].flat().sort()}`;
    const both = { guess: this.worded(this.prediction), answer: this.worded(answer) };
    return this.tell({ say: good ? "good" : "other", ...both });
  }

  show() {
    const scene = this.read();
    this.choice.step = Math.min(this.choice.step ?? 0, scene.steps);
    const find = (selector) => this.form.querySelector(selector);
    const svg = find("svg");
    svg.setAttribute("viewBox", `0 0 ${scene.size.join(" ")}`);
    svg.replaceChildren(...scene.shapes.map((each) => made(each, this.tell)));
    if (scene.done && !this.seen) this.seen = !this.keep(0);
    const said = scene.said.map((each) => html("span", this.tell(each)));
    if (this.seen) said.unshift(html("b", this.compared()));
    find(".said").replaceChildren(...said);
    const row = (tag, cells, type) => {
      const line = html("tr", "");
      line.append(...cells.map((cell) => html(tag, this.tell(cell), type ?? (typeof cell === "number" ? { class: "right" } : {}))));
      return line;
    };
    find("thead").replaceChildren(row("th", scene.heads, { scope: "col" }));
    find("tbody").replaceChildren(...scene.rows.map((cells) => row("td", cells)));
    const { step } = this.choice;
    const field = find("[name=step]");
    if (field) {
      field.value = step;
      for (const button of this.form.querySelectorAll("[value=next], [value=end]")) button.disabled = step >= scene.steps;
      find("[value=again]").disabled = !step;
    }
    const next = find("[data-next]");
    if (next) next.hidden = !this.seen;
  }

  // Sends the attempt, after a while in which more may be tried; a resend counts once.
  keep(wait) {
    clearTimeout(this.timer);
    if (this.keeps) this.timer = setTimeout(() => this.send(), wait);
  }

  async send() {
    const answer = await send(this.form.action, [...new FormData(this.form)]);
    if (answer) this.checked(answer);
    else this.form.querySelector(".kept").textContent = this.dataset.waiting;
  }

  async checked(answer) {
    if (!answer.ok) return;
    const { saved, answer: right, guess } = await answer.json();
    // Predicted elsewhere before, or another text since: what the server holds is shown.
    const mine = [this.prediction, this.scene(this.given, this.asked).answer];
    if (JSON.stringify([guess, right]) !== JSON.stringify(mine)) location.reload();
    this.form.querySelector(".kept").textContent = saved;
  }
}

// Defines <explore-name>; `scene` is the twin of the model in courses/simulations/.
export function explore(name, scene) {
  customElements.define(`explore-${name}`, class extends Exploration { scene = scene; });
}
