// A lesson's page. What only some lessons hold is fetched only there.
import "./theme.js";
import "./keys.js";
import "./reading-place.js";

const has = (selector) => document.querySelector(selector);

if (has(".code")) import("./copy-code.js");
if (has(".figure img")) import("./figure-zoom.js");
if (has(".question-form")) import("./answer-form.js");
else import("./outbox.js");
