// The bank of questions: ticking a whole page, and how many are ticked.
import "./site.js";
import "./tick-rows.js";
