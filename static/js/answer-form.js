// A question answered in place: the form is sent, and the question comes back with what is to be
// said about the answer. Without this script the page itself comes back at the question.
import { send } from "./outbox.js";

function show(form, html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("form");
  form.replaceWith(fresh);
  // Readers who listen hear the answer from its start; the others stay where they are.
  const said = fresh.querySelector(".feedback, .error, [role=status]") ?? fresh.querySelector("fieldset");
  said.tabIndex = -1;
  said.focus({ preventScroll: true });
  said.scrollIntoView({ block: "nearest" });
}

const address = (form) => new URL(form.action).pathname;

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches(".question-form")) return;
  event.preventDefault();
  if (form.ariaBusy === "true") return;
  form.ariaBusy = "true";
  const answer = await send(address(form), new FormData(form, event.submitter));
  form.ariaBusy = null;
  if (answer) show(form, await answer.text());
});

document.addEventListener("delivered", async ({ detail: { url, answer } }) => {
  const form = [...document.querySelectorAll(".question-form")].find((one) => address(one) === url);
  if (form) show(form, await answer.text());
});
