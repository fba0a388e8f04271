// The answers of an attempt save by themselves, each question under an address of its own:
// <div data-save-url="…">fields</div>. Words: parts/save_state.html, in the same form.
import { send } from "./outbox.js";

const form = document.querySelector(".attempt-form");
const state = form.querySelector("[data-save-state]");
const timers = new Map();
const saving = new Map();
const unheard = new Map(); // names of the saves sent without an answer: the site may have them

function own(box) {
  const names = new Set([...box.querySelectorAll("[name]")].map((field) => field.name));
  return [...new FormData(form)].filter(([name]) => names.has(name));
}

function letter(box) {
  const operation = crypto.randomUUID();
  const sent = unheard.get(box) ?? [];
  unheard.set(box, [...sent, operation].slice(-20));
  return [...own(box), ...sent.map((name) => ["sent", name]), ["operation", operation]];
}

// An answer in the words of the page.
function words(box, fields) {
  const said = fields.map(([name, value]) => {
    const field = box.querySelector(`[name="${name}"][value="${CSS.escape(value)}"]:is([type=radio], [type=checkbox])`);
    const option = box.querySelector(`select[name="${name}"] option[value="${CSS.escape(value)}"]`);
    if (/^q\d+-saves$/.test(name) || !/^q\d+-/.test(name)) return "";
    return field?.labels[0]?.textContent.trim() ?? option?.textContent ?? value;
  });
  return said.filter(Boolean).join(", ");
}

// What was written here and not taken stays readable, to be copied or given again.
function lost(box, error, fields) {
  const note = box.querySelector(".lost");
  note.textContent = `${error} « ${words(box, fields)} »`;
  note.hidden = false;
}

async function told(box, answer, fields) {
  const { saved, saves, error } = await answer.json();
  state.textContent = saved ?? error;
  unheard.delete(box);
  if (saves !== undefined) box.querySelector("[name$='-saves']").value = saves;
  if (!saved) return lost(box, error, fields);
  const mark = document.querySelector(`.question-map [href="#${box.querySelector("fieldset").id}"]`);
  mark.classList.add("answered");
  const shown = mark.querySelector("[data-answered]");
  shown.textContent = shown.dataset.answered;
}

async function save(box) {
  state.textContent = state.dataset.saving;
  const fields = letter(box);
  const answer = await send(box.dataset.saveUrl, fields);
  if (answer) await told(box, answer, fields);
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

async function settled() {
  const waiting = [...timers.keys()].filter((box) => timers.get(box));
  await Promise.all([...waiting.map(queue), ...saving.values()]);
  saving.clear();
}

form.addEventListener("input", ({ target }) => {
  const box = target.closest("[data-save-url]");
  clearTimeout(timers.get(box));
  // Whoever writes is left to finish the word; a choice is saved at once.
  const choice = target.matches("[type=radio], [type=checkbox], select");
  timers.set(box, setTimeout(queue, choice ? 0 : 800, box));
});

// A question marked at once, or a hint: the question comes back alone.
async function ask(box, button) {
  box.inert = true;
  await settled();
  const answer = await send(box.dataset.checkUrl, [...letter(box), [button.name, button.value]]);
  box.inert = false;
  if (answer) await show(box, answer);
  else state.textContent = state.dataset.unsent;
}

async function show(box, answer) {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-save-url]");
  [timers, saving, unheard].forEach((known) => known.delete(box));
  box.replaceWith(fresh);
  // Who listens hears the answer from its start.
  const said = fresh.querySelector("[role]:not([hidden])") ?? fresh.querySelector("fieldset");
  said.tabIndex = -1;
  said.focus();
}

// What is being saved must not overtake, or be overtaken by, the form itself.
form.addEventListener("submit", async (event) => {
  const { submitter } = event;
  if (submitter?.matches("[name=check], [name=hint]")) {
    event.preventDefault();
    ask(submitter.closest("[data-check-url]"), submitter);
    return;
  }
  const waiting = [...timers.keys()].filter((box) => timers.get(box));
  if (!waiting.length && !saving.size) return;
  event.preventDefault();
  await settled();
  // In a task of its own: while this event is still being told, the browser hears no other.
  setTimeout(() => form.requestSubmit(submitter));
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

document.addEventListener("delivered", ({ detail: { url, answer, body } }) => {
  const checked = form.querySelector(`[data-check-url="${url}"]`);
  if (checked) return show(checked, answer);
  const box = form.querySelector(`[data-save-url="${url}"]`);
  if (!box) return;
  // Written on an earlier page: this one still shows, and would send, what was there before.
  if (answer.ok && !timers.has(box)) location.reload();
  else told(box, answer, [...new URLSearchParams(body)]);
});
