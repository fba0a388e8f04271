// The choice of a theme in the person's menu; first.js applies it on the next pages.
const choice = document.querySelector("[data-theme-choice]");
if (choice) {
  const root = document.documentElement;
  const radios = choice.querySelectorAll("input");
  for (const radio of radios) radio.checked = radio.value === (root.dataset.theme ?? "");
  choice.hidden = false;
  choice.addEventListener("change", ({ target }) => {
    if (target.value) root.dataset.theme = target.value;
    else delete root.dataset.theme;
    const age = target.value ? 31536000 : 0;
    document.cookie = `theme=${target.value};path=/;max-age=${age};samesite=lax`;
  });
}
