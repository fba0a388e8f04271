// A lesson's page. What only some lessons hold is fetched only there.
import "./site.js";
import "./reading-place.js";

const has = (selector) => document.querySelector(selector);

if (has(".code")) import("./copy-code.js");
if (has(".figure :is(img, svg)")) import("./figure-zoom.js");
if (has(".text .explorable")) import("./explore/places.js");
if (has(".question-form")) import("./answer-form.js");

// A long plan opens at the lesson one is on.
const plan = has("#plan");
const show = () => (plan.scrollTop = has("#plan [aria-current]").offsetTop - plan.clientHeight / 3);
show();
plan.addEventListener("toggle", show);
