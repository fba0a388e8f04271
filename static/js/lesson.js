// A lesson's page: what every page has, and reading.
import "./site.js";
