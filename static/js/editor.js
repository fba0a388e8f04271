// Pages where a text is written.
import "./site.js";
import "./live-preview.js";
import "./unsaved.js";
