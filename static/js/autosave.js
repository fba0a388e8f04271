// The answers of an attempt save by themselves, each question under an address of its own:
// <div data-save-url="…">fields</div>. Words: parts/save_state.html, somewhere on the page.
import { send } from "./outbox.js";

const state = document.querySelector("[data-save-state]");
const say = (text) => state && (state.textContent = text);

function fields(box) {
  const form = new FormData(box.closest("form"));
  const own = new Set([...box.querySelectorAll("[name]")].map((field) => field.name));
  const kept = [...form].filter(([name]) => own.has(name));
  return [...kept, ["operation", crypto.randomUUID()]];
}

async function told(box, answer) {
  const { saved, saves, error } = await answer.json();
  say(saved ?? error);
  const count = box.querySelector("[name$='-saves']");
  if (count && saves !== undefined) count.value = saves;
  const mark = document.querySelector(`.question-map a[href="#${box.querySelector("fieldset").id}"]`);
  mark?.classList.add("answered");
}

// One save at a time for each question, so that an older one never arrives after a newer one.
const running = new Map();
async function save(box) {
  if (running.has(box)) return running.set(box, true);
  running.set(box, false);
  say(state?.dataset.saving);
  const answer = await send(box.dataset.saveUrl, fields(box));
  if (answer) await told(box, answer);
  else say(state?.dataset.unsent);
  const again = running.get(box);
  running.delete(box);
  if (again) save(box);
}

const timers = new Map();
document.addEventListener("input", ({ target }) => {
  const box = target.closest("[data-save-url]");
  if (!box) return;
  clearTimeout(timers.get(box));
  // Whoever writes is left to finish the word; a choice is saved at once.
  const choice = target.matches("[type=radio], [type=checkbox], select");
  timers.set(box, setTimeout(save, choice ? 0 : 800, box));
});

document.addEventListener("delivered", ({ detail: { url, answer } }) => {
  const box = document.querySelector(`[data-save-url="${url}"]`);
  if (box) told(box, answer);
});
