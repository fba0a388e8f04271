// Sentences, tables and drawings of a scene, in the reader's words.
const digits = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 3 });

// A number, a list, a text, or a sentence by its key in `words`.
export const teller = (words) =>
  function tell(cell) {
    if (typeof cell === "number") return digits.format(cell);
    if (Array.isArray(cell)) return cell.map(tell).join(", ");
    if (cell.say === undefined) return cell;
    return words[cell.say].replace(/{(\w+)}/g, (_, name) => tell(cell[name]));
  };

export function made(space, tag, attributes, text = "") {
  const element = document.createElementNS(`http://www.w3.org/${space}`, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.textContent = text;
  return element;
}

export const html = (tag, text, attributes = {}) => made("1999/xhtml", tag, attributes, text);

export function draw(svg, { size, shapes }, tell) {
  svg.setAttribute("viewBox", `0 0 ${size.join(" ")}`);
  svg.replaceChildren(...shapes.map(([tag, attributes, text = ""]) => made("2000/svg", tag, attributes, tell(text))));
}

export function fill(table, { heads, rows }, tell) {
  const line = (cells) => {
    const row = html("tr");
    row.append(...cells);
    return row;
  };
  const right = (cell) => (typeof cell === "number" ? { class: "right" } : {});
  const head = (cell, at) => html("th", tell(cell), { scope: "col", ...right(rows[0]?.[at]) });
  table.tHead.replaceChildren(line(heads.map(head)));
  table.tBodies[0].replaceChildren(...rows.map((cells) => line(cells.map((cell) => html("td", tell(cell), right(cell))))));
}
