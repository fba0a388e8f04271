// A figure opens as large as the screen allows; the dialog gives the focus back by itself.
// Of a figure drawn from text, which holds a wide and a narrow drawing, it is the wide one.
// Words: data-enlarge and data-close on .text.
const words = document.querySelector("[data-enlarge]")?.dataset;

function open(figure) {
  const dialog = document.createElement("dialog");
  dialog.className = "zoomed";
  const close = document.createElement("button");
  close.className = "btn";
  close.textContent = words.close;
  close.addEventListener("click", () => dialog.close());
  const picture = figure.querySelector("img, .d-wide").cloneNode(true);
  picture.loading = "eager";
  // Its name stays where the figure is: an id stands once in a page.
  for (const named of picture.querySelectorAll("[id]")) named.remove();
  const place = document.createElement("div");
  place.className = "zoomed-picture";
  place.tabIndex = 0; // it scrolls on a narrow screen
  place.append(picture);
  dialog.append(close, place);
  const caption = figure.querySelector("figcaption");
  if (caption) dialog.append(caption.cloneNode(true));
  dialog.setAttribute("aria-label", caption?.textContent || picture.alt);
  // A press beside the picture, on what dims the page, closes too.
  dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

for (const picture of words ? document.querySelectorAll(".figure :is(img, .d-wide)") : []) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "zoom";
  button.setAttribute("aria-haspopup", "dialog");
  const hint = document.createElement("span");
  hint.className = "visually-hidden";
  hint.textContent = words.enlarge;
  picture.before(button);
  button.append(hint, picture, ...button.parentNode.querySelectorAll(".d-narrow"));
  button.addEventListener("click", () => open(button.closest("figure")));
}
