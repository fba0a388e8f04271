// <form data-order> with [data-row] in a list: rows can be dragged; the new order is posted in the
// field `order`. The buttons of each row do the same without a mouse.
const form = document.querySelector("[data-order]");
if (form) {
  const list = form.querySelector("ol");
  let dragged = null;
  const before = [...list.children];
  for (const row of list.children) row.draggable = true;
  list.addEventListener("dragstart", ({ target }) => {
    dragged = target.closest?.("[data-row]");
    dragged?.classList.add("dragged");
  });
  list.addEventListener("dragover", (event) => {
    const over = event.target.closest("[data-row]");
    if (!dragged || !over) return;
    event.preventDefault();
    const { top, height } = over.getBoundingClientRect();
    if (event.clientY < top + height / 2) over.before(dragged);
    else over.after(dragged);
  });
  list.addEventListener("drop", (event) => {
    event.preventDefault();
    form.elements.order.value = [...list.children].map((row) => row.dataset.row).join();
    form.submit();
  });
  list.addEventListener("dragend", ({ dataTransfer }) => {
    dragged?.classList.remove("dragged");
    dragged = null;
    if (dataTransfer.dropEffect === "none") list.append(...before); // let go elsewhere
  });
}
