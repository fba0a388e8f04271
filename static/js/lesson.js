// A lesson's page. What only some lessons hold is fetched only there, and with the first gesture
// what needs one.
import "./site.js";
import "./reading-place.js";

const has = (selector) => document.querySelector(selector);

if (has(".code")) import("./copy-code.js");
if (has(".figure :is(img, svg)")) {
  const come = () => import("./figure-zoom.js").catch(() => {});
  for (const type of ["pointermove", "pointerdown", "keydown"]) addEventListener(type, come, { once: true });
}
if (has(".text .explorable")) import("./explore/places.js");
if (has(".question-form")) import("./answer-form.js");

// A long plan opens at the lesson one is on.
const plan = has("#plan");
const show = () => (plan.scrollTop = has("#plan [aria-current]").offsetTop - plan.clientHeight / 3);
show();
plan.addEventListener("toggle", show);
