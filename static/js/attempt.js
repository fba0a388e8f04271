// An attempt at a quiz.
import "./site.js";
import "./autosave.js";

if (document.querySelector("[data-clock]")) import("./timer.js");
