// Answers marked one by one: each is sent alone and comes back in its place; keys go from one to
// the next. Without this script the buttons send the page.
import "../site.js";

const list = document.querySelector("[data-marking]");
const answers = () => [...document.querySelectorAll("[data-answer]")];
const criteria = (answer) => [...answer.querySelectorAll("[data-criterion]")];
const numberIn = (text) => Number(text.replace(",", "."));

function points(criterion) {
  const field = criterion.querySelector("input:checked, input:not([type=radio])");
  return field?.value ? numberIn(field.value) : NaN;
}

function add(answer) {
  const total = answer.querySelector("[data-total]");
  const sum = criteria(answer).reduce((so_far, criterion) => so_far + points(criterion), 0);
  total.hidden = Number.isNaN(sum);
  total.querySelector("output").value = sum.toLocaleString(document.documentElement.lang);
}

function enter(answer) {
  const wanted = [".error ~ * input, .error ~ input", ":checked", "input"];
  const [field] = wanted.flatMap((one) => answer?.querySelector(`[data-criterion] :is(${one})`) ?? []);
  field?.focus({ preventScroll: true });
  answer?.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const all = answers();
  const here = all.indexOf(document.activeElement.closest("[data-answer]"));
  enter(all[here < 0 ? 0 : here + by]);
}

async function save(answer, { goOn = false } = {}) {
  if (answer.inert) return;
  const { activeElement } = document;
  const fields = [...answer.querySelectorAll("[name]")].filter(
    (one) => one.tagName !== "BUTTON" && (one.type !== "radio" || one.checked),
  );
  const sent = new FormData();
  for (const { name, value } of [list.querySelector("[name=csrfmiddlewaretoken]"), ...fields]) {
    sent.append(name, value);
  }
  sent.append("only", answer.dataset.answer);
  answer.inert = true;
  const reply = await fetch(location.href, {
    method: "POST",
    body: sent,
    headers: { "X-Fragment": "1" },
  }).catch(() => null);
  answer.inert = false;
  if (!reply || ![200, 409, 422].includes(reply.status)) {
    answer.querySelector(".save-state").textContent = list.dataset.lost;
    activeElement.focus();
    return;
  }
  const page = new DOMParser().parseFromString(await reply.text(), "text/html");
  const fresh = page.querySelector("[data-answer]");
  answer.replaceWith(fresh);
  add(fresh);
  const next = answers()[answers().indexOf(fresh) + 1];
  enter(reply.ok && goOn && next ? next : fresh);
  document.querySelector("#announce").textContent =
    fresh.querySelector(".error, .save-state").textContent;
}

function choose(criterion, wanted) {
  const choices = [...criterion.querySelectorAll("[type=radio]")];
  const choice = choices.find(({ value }) => Number(value) === wanted);
  if (!choice) return;
  choice.checked = true;
  choice.focus();
  choice.dispatchEvent(new Event("change", { bubbles: true }));
}

function pressed(event) {
  const { key, target } = event;
  const criterion = target.closest("[data-criterion]");
  const arrows = target.matches("[type=radio], [tabindex='0']"); // they need them for themselves
  if (target.matches("textarea, select, input:not([type=radio])")) return false;
  if (key === "j" || (key === "ArrowDown" && !arrows)) step(1);
  else if (key === "k" || (key === "ArrowUp" && !arrows)) step(-1);
  else if (criterion && /^\d$/.test(key)) choose(criterion, Number(key));
  else if (criterion && (key === "," || key === ".")) choose(criterion, (points(criterion) || 0) + 0.5);
  else return false;
  return true;
}

if (list) {
  answers().forEach(add);
  list.addEventListener("change", ({ target }) => add(target.closest("[data-answer]")));
  list.addEventListener("input", ({ target }) => add(target.closest("[data-answer]")));
  list.addEventListener("submit", (event) => {
    const answer = event.submitter?.closest("[data-answer]");
    if (!answer) return;
    event.preventDefault();
    save(answer);
  });
  document.addEventListener("keydown", (event) => {
    const answer = event.target.closest("[data-answer]");
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && answer) {
      event.preventDefault();
      save(answer, { goOn: true });
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (document.querySelector("html[data-keys=off], :popover-open, dialog[open]")) return;
    if (pressed(event)) event.preventDefault();
  });
}
