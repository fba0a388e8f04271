// Drafts by one key each: the letters stand on their buttons; arrows are those of every page.
import "../site.js";

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  if (event.target.closest("input, select, textarea, dialog[open]")) return;
  if (document.querySelector("html[data-keys=off], :popover-open")) return;
  const button = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!button) return;
  event.preventDefault();
  button.click();
});
