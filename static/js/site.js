// Every page that has no module of its own.
import "./theme.js";
import "./keys.js";
