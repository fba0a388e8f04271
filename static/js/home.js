// The way back to a lesson names the nearest heading; with scripts the lesson itself finds the
// exact place, unless its address names one.
import "./site.js";

const resume = document.getElementById("resume-link");
if (resume) resume.hash = "";
