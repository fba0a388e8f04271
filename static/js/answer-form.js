// A question answered in place: the form is sent and comes back with what is said of the answer.
import { send } from "./outbox.js";

const address = (form) => new URL(form.action).pathname;

async function show(form, answer) {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("form");
  form.replaceWith(fresh);
  // Who listens hears the answer from its start.
  const said = fresh.querySelector("[role]") ?? fresh.querySelector("fieldset");
  said.tabIndex = -1;
  said.focus();
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches(".question-form")) return;
  event.preventDefault();
  if (form.inert) return;
  form.inert = true;
  const answer = await send(address(form), new FormData(form, event.submitter));
  form.inert = false;
  if (answer) show(form, answer);
});

document.addEventListener("delivered", ({ detail: { url, answer } }) => {
  const form = [...document.querySelectorAll(".question-form")].find((one) => address(one) === url);
  if (form) show(form, answer);
});
