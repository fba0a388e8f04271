// A button on each block of code that copies it. Words: data-copy and data-copied on .text.
const said = document.getElementById("announce");

for (const block of document.querySelectorAll(".code")) {
  const words = block.closest("[data-copy]")?.dataset;
  if (!words || !navigator.clipboard) break;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn quiet copy";
  button.textContent = words.copy;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(block.querySelector("code").textContent);
    button.textContent = said.textContent = words.copied;
    setTimeout(() => {
      button.textContent = words.copy;
      said.textContent = "";
    }, 2000);
  });
  block.prepend(button);
}
