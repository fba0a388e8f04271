// Drafts by one key each: the letters stand on their buttons; arrows are those of every page. What
// is decided is sent from the page, and the next draft takes the place of the one before.
import "../site.js";

const shown = () => document.getElementById("draft");

async function decide(form, button) {
  const before = shown();
  before.inert = true;
  const body = new URLSearchParams([...new FormData(form), [button.name, button.value]]);
  const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
  const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
  const next = page && page.getElementById("draft");
  if (next) show(before, next, page, answer.url);
  else if (page) location.assign(answer.url); // signed out
  else {
    before.inert = false;
    before.querySelector("[data-lost]").hidden = false;
  }
}

function show(before, next, page, url) {
  before.replaceWith(next);
  next.prepend(...page.querySelectorAll("main > .message"));
  for (const { src } of next.querySelectorAll("script[src]")) import(src);
  history.replaceState(null, "", url);
  next.tabIndex = -1;
  next.focus({ preventScroll: true });
  scrollTo(0, 0);
  document.getElementById("announce").textContent = next.querySelector(".meta span, p:not([hidden])").textContent;
}

document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (!submitter?.dataset.key || submitter.name === "edit") return;
  event.preventDefault();
  if (!shown().inert) decide(form, submitter);
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  if (event.target.closest("input, select, textarea, dialog[open]")) return;
  if (document.querySelector("html[data-keys=off], :popover-open")) return;
  const button = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!button) return;
  event.preventDefault();
  button.click();
});
