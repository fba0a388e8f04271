// Single-key shortcuts. Off where the person said so (WCAG 2.1.4).
const find = (selector) => document.querySelector(selector);

function search() {
  const shown = [...document.querySelectorAll("[data-search]")].find((one) => one.offsetParent);
  if (shown?.matches("input")) shown.focus();
  else shown?.click();
}

const actions = {
  ArrowLeft: () => find("[rel=prev]")?.click(),
  ArrowRight: () => find("[rel=next]")?.click(),
  "/": search,
  "?": async () => (await import("./keys-help.js")).open(find("[data-keys-help]")),
};

// Boxes that scroll need the arrows for themselves; fields and dialogs need every key.
const theirs = "input, select, textarea, dialog[open], [contenteditable], [tabindex='0']";

export function press(event) {
  const action = actions[event.key];
  if (!action || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.closest(theirs) || find("html[data-keys=off], :popover-open")) return;
  event.preventDefault();
  action();
}

document.addEventListener("keydown", press);
