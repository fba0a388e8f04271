// The contents of a quiz, a teacher's page.
import "./site.js";
import "./drag-rows.js";
