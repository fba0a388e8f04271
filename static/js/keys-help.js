// The list of keys in a dialog, taken from the page that holds it; that page, if it cannot be had.
export async function open(link) {
  try {
    const answer = await fetch(link.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const dialog = document.createElement("dialog");
    dialog.append(...page.querySelectorAll("main > :is(h1, table)"));
    dialog.firstChild.outerHTML = `<h2>${dialog.firstChild.innerHTML}</h2>`;
    dialog.setAttribute("aria-label", dialog.firstChild.textContent);
    dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  } catch {
    location.assign(link.href);
  }
}
