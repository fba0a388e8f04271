// Every page: the theme and the keys.
import "./theme.js";
import "./keys.js";
