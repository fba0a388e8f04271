// A review: each question is answered in place.
import "./site.js";
import "./answer-form.js";
