// The answers of an attempt save by themselves, each question under an address of its own:
// <div data-save-url="…">fields</div>. Words: parts/save_state.html, in the same form.
import { send } from "./outbox.js";

const form = document.querySelector(".attempt-form");
const state = form.querySelector("[data-save-state]");
const timers = new Map();
const saving = new Map();

function fields(box) {
  const own = new Set([...box.querySelectorAll("[name]")].map((field) => field.name));
  const kept = [...new FormData(form)].filter(([name]) => own.has(name));
  return [...kept, ["operation", crypto.randomUUID()]];
}

async function told(box, answer) {
  const { saved, saves, error } = await answer.json();
  state.textContent = saved ?? error;
  if (!saved) return;
  box.querySelector("[name$='-saves']").value = saves;
  const mark = document.querySelector(`.question-map [href="#${box.querySelector("fieldset").id}"]`);
  mark.classList.add("answered");
  const words = mark.querySelector("[data-answered]");
  words.textContent = words.dataset.answered;
}

async function save(box) {
  state.textContent = state.dataset.saving;
  const answer = await send(box.dataset.saveUrl, fields(box));
  if (answer) await told(box, answer);
  else state.textContent = state.dataset.unsent;
}

// One after the other, so that an older answer never arrives after a newer one.
function queue(box) {
  clearTimeout(timers.get(box));
  timers.set(box, null);
  const turn = (saving.get(box) ?? Promise.resolve()).then(() => save(box));
  saving.set(box, turn);
  return turn;
}

form.addEventListener("input", ({ target }) => {
  const box = target.closest("[data-save-url]");
  clearTimeout(timers.get(box));
  // Whoever writes is left to finish the word; a choice is saved at once.
  const choice = target.matches("[type=radio], [type=checkbox], select");
  timers.set(box, setTimeout(queue, choice ? 0 : 800, box));
});

// What is being saved must not overtake, or be overtaken by, the form itself.
form.addEventListener("submit", async (event) => {
  const waiting = [...timers.keys()].filter((box) => timers.get(box));
  if (!waiting.length && !saving.size) return;
  event.preventDefault();
  await Promise.all([...waiting.map(queue), ...saving.values()]);
  saving.clear();
  // In a task of its own: while this event is still being told, the browser hears no other.
  setTimeout(() => form.requestSubmit(event.submitter));
});

// What was chosen before this script was there, or put back by the browser, is saved too.
function touched(field) {
  if (!field.options) return field.checked !== field.defaultChecked || field.value !== field.defaultValue;
  const given = [...field.options].findIndex((option) => option.defaultSelected);
  return field.selectedIndex !== Math.max(given, 0);
}
for (const box of form.querySelectorAll("[data-save-url]")) {
  const fields = box.querySelectorAll("input:not([type=hidden]), textarea, select");
  if ([...fields].some(touched)) queue(box);
}

document.addEventListener("delivered", ({ detail: { url, answer } }) => {
  const box = form.querySelector(`[data-save-url="${url}"]`);
  if (timers.has(box)) told(box, answer);
  // Written on an earlier page: this one still shows, and would send, what was there before.
  else if (box) location.reload();
});
