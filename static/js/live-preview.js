// What a text becomes, shown beside it while it is written:
// <form data-preview-url="…" data-preview="#id"> sends itself, the answer fills the element, whose
// data-stale says that the answer did not come. What is answered in it changes nothing.
for (const form of document.querySelectorAll("[data-preview-url]")) {
  const pane = document.querySelector(form.dataset.preview);
  let timer;
  let request;

  async function show() {
    request?.abort();
    request = new AbortController();
    const { signal } = request;
    try {
      // Files stay at home: the preview is of the text.
      const fields = [...new FormData(form)].filter(([, value]) => typeof value === "string");
      const body = new URLSearchParams(fields);
      const answer = await fetch(form.dataset.previewUrl, { method: "POST", body, signal, redirect: "error" });
      if (!answer.ok) throw new Error(answer.status);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      pane.replaceChildren(...page.body.childNodes);
      pane.classList.remove("stale");
      // What a question needs to be answered starts by itself only in a page, not in a part of one.
      for (const { src } of pane.querySelectorAll("script[src]")) import(src);
    } catch (error) {
      if (error.name === "AbortError" || pane.matches(".stale")) return;
      const said = document.createElement("p");
      said.className = "message warning";
      said.textContent = pane.dataset.stale;
      pane.prepend(said);
      pane.classList.add("stale");
    }
  }

  form.addEventListener("input", ({ target }) => {
    if (pane.contains(target)) return; // a question is tried out there
    clearTimeout(timer);
    timer = setTimeout(show, 400);
  });
}

// Ctrl+S presses the button that says so.
addEventListener("keydown", (event) => {
  if (event.key !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
  event.preventDefault();
  document.querySelector("[aria-keyshortcuts='Control+S']").click();
});
