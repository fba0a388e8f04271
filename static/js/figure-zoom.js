// A figure opens as large as the screen allows; the dialog gives the focus back by itself.
// Words: data-enlarge and data-close on .text.
const words = document.querySelector("[data-enlarge]")?.dataset;

function open(figure) {
  const dialog = document.createElement("dialog");
  dialog.className = "zoomed";
  const close = document.createElement("button");
  close.className = "btn";
  close.textContent = words.close;
  close.addEventListener("click", () => dialog.close());
  const image = figure.querySelector("img").cloneNode();
  image.loading = "eager";
  dialog.append(close, image);
  const caption = figure.querySelector("figcaption");
  if (caption) dialog.append(caption.cloneNode(true));
  dialog.setAttribute("aria-label", caption?.textContent || image.alt);
  // A press beside the picture, on what dims the page, closes too.
  dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

for (const image of words ? document.querySelectorAll(".figure img") : []) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "zoom";
  button.setAttribute("aria-haspopup", "dialog");
  const hint = document.createElement("span");
  hint.className = "visually-hidden";
  hint.textContent = words.enlarge;
  image.before(button);
  button.append(hint, image);
  button.addEventListener("click", () => open(button.closest("figure")));
}
