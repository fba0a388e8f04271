// A button on each block of code that copies it. Words: data-copy and data-copied on .text.
import { announce } from "./announce.js";

for (const block of document.querySelectorAll(".code")) {
  const words = block.closest("[data-copy]")?.dataset;
  if (!words || !navigator.clipboard) break;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn quiet copy";
  button.textContent = words.copy;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(block.querySelector("code").innerText);
    button.textContent = words.copied;
    announce(words.copied);
    setTimeout(() => (button.textContent = words.copy), 2000);
  });
  block.prepend(button);
}
