// An attempt at a quiz.
import "./site.js";
import "./autosave.js";
