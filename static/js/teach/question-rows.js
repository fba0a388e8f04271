// Rows of a question's form, added, removed and moved without asking the site:
// <section data-group="option"> with [data-rows] of [data-row], and an empty row in a <template>.

/** Whether a button changes rows whose places no other row names. */
export function isLocal(button) {
  return !button.closest("[data-group]").matches("[data-numbered]");
}

/** Does what the button's value says, as `remove option 2`; returns added, removed or moved. */
export function act(button) {
  const group = button.closest("[data-group]");
  const rows = group.querySelector("[data-rows]");
  const row = button.closest("[data-row]");
  const [verb] = button.value.split(" ");
  let said = "moved";
  let next = button;
  if (verb === "add") {
    rows.append(group.querySelector("template").content.cloneNode(true));
    next = rows.lastElementChild.querySelector("textarea, input");
    said = "added";
  } else if (verb === "remove") {
    const near = row.nextElementSibling ?? row.previousElementSibling;
    next = near?.querySelector("[value^=remove]") ?? group.querySelector("[value^=add]");
    row.remove();
    said = "removed";
  } else if (verb === "up") row.previousElementSibling?.before(row);
  else row.nextElementSibling?.after(row);
  renumber(rows, group.dataset.group);
  next.focus();
  return said;
}

function renumber(rows, group) {
  // A radio button whose name is taken over by another would lose its tick.
  const ticked = new Set([...rows.querySelectorAll("[name=option-right]:checked")]);
  [...rows.children].forEach((row, number) => {
    for (const shown of row.querySelectorAll("[data-number]")) shown.textContent = number + 1;
    for (const element of row.querySelectorAll("*")) {
      for (const name of ["name", "id", "for", "aria-describedby"]) {
        const value = element.getAttribute(name);
        if (value) element.setAttribute(name, value.replace(new RegExp(`(${group})-(\\d+|N)`, "g"), `$1-${number}`));
      }
      if (element.name === "row") element.value = element.value.replace(/(\d+|N)$/, number);
      if (element.name === "option-right") element.value = number;
    }
  });
  for (const tick of ticked) tick.checked = true;
}
