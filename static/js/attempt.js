// An attempt at a quiz.
import "./theme.js";
import "./keys.js";
import "./autosave.js";
