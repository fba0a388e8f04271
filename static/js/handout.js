// The page prints from a button where scripts run; the browser's own menu does it everywhere.
import "./site.js";

const button = document.querySelector("[data-print]");
button.hidden = false;
button.addEventListener("click", () => print());
