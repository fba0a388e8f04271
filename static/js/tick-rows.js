// <form data-ticks>: [data-tick-all] ticks every row of the page; [data-ticked] says how many are,
// in the words of its attributes.
for (const form of document.querySelectorAll("[data-ticks]")) {
  const boxes = [...form.querySelectorAll("tbody [type=checkbox]")];
  const all = form.querySelector("[data-tick-all]");
  const told = form.querySelector("[data-ticked]");
  const say = () => {
    const count = boxes.filter((box) => box.checked).length;
    const { none, one, many } = told.dataset;
    told.textContent = count > 1 ? many.replace("{count}", count) : count ? one : none;
    const box = all.querySelector("input");
    box.checked = count === boxes.length;
    box.indeterminate = count > 0 && count < boxes.length;
  };
  all.hidden = false;
  all.addEventListener("change", ({ target }) => {
    for (const box of boxes) box.checked = target.checked;
    say();
  });
  form.addEventListener("change", say);
  addEventListener("pageshow", say); // the browser may have ticked them again
}
