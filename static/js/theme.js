// The choice of a theme in the person's menu; first.js applies it on the next pages.
const choice = document.querySelector("[data-theme-choice]");
const { dataset } = document.documentElement;
const current = dataset.theme ?? "";
choice.querySelector(`[value="${current}"]`).checked = true;
choice.hidden = false;
choice.addEventListener("change", ({ target: { value } }) => {
  if (value) dataset.theme = value;
  else delete dataset.theme;
  document.cookie = `theme=${value};path=/;max-age=${value ? 31536000 : 0};samesite=lax`;
});
