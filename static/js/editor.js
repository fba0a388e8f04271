// Pages where a text is written.
import "./theme.js";
import "./keys.js";
import "./live-preview.js";
import "./unsaved.js";
