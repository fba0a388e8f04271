// Single-key shortcuts: left and right arrows, / and ?. Off where the person said so (WCAG 2.1.4).
const fields = "input, select, textarea, [contenteditable], dialog";
const press = (selector) => document.querySelector(selector)?.click();

function search() {
  const shown = [...document.querySelectorAll("[data-search]")].find((one) => one.offsetParent);
  if (shown?.matches("input")) shown.focus();
  else shown?.click();
}

const actions = {
  ArrowLeft: () => press("main [rel=prev]"),
  ArrowRight: () => press("main [rel=next]"),
  "/": search,
  "?": () => press("[data-keys-help]"),
};

document.addEventListener("keydown", (event) => {
  const action = actions[event.key];
  const modified = event.ctrlKey || event.altKey || event.metaKey;
  const inside = event.target;
  // Boxes that scroll need the arrows for themselves.
  const scrolls = event.key.startsWith("Arrow") && inside.closest?.("[tabindex='0']");
  if (!action || modified || event.defaultPrevented || scrolls || inside.closest?.(fields)) return;
  if (document.documentElement.dataset.keys === "off" || document.querySelector(":popover-open, dialog[open]")) return;
  event.preventDefault();
  action();
});
