// What is typed is kept on this device until the server shows it back:
// <form data-keep> with parts/restore.html inside. A closed tab or a lost connection loses nothing.
const { person } = document.documentElement.dataset;

for (const form of document.querySelectorAll("[data-keep]")) {
  const key = `typed:${person}:${location.pathname}`;
  const texts = [...form.querySelectorAll("textarea, input[type=text]")].filter((field) => field.name);
  const bar = form.querySelector("[data-restore]");
  const kept = JSON.parse(localStorage.getItem(key) ?? "null");
  // The server may have trimmed what it took.
  const plain = (text) => text.replace(/\s+/g, " ").trim();
  const differs = () => texts.some(({ name, value }) => name in kept && plain(kept[name]) !== plain(value));

  if (kept && differs()) bar.hidden = false;
  else localStorage.removeItem(key);

  bar.addEventListener("click", ({ target }) => {
    if (!target.matches("button")) return;
    if (target.value === "restore")
      for (const field of texts)
        if (field.name in kept) {
          field.value = kept[field.name];
          field.dispatchEvent(new Event("input", { bubbles: true }));
        }
    if (target.value === "drop") localStorage.removeItem(key);
    bar.hidden = true;
    texts[0].focus();
  });

  let timer;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const typed = Object.fromEntries(texts.map((field) => [field.name, field.value]));
      localStorage.setItem(key, JSON.stringify(typed));
    }, 300);
  });
}
