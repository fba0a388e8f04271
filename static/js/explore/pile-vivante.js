// The twin of courses/simulations/pile.py. A layer: id, kind, name, column, row, columns, rows, and
// the ids of those it stands on.
import { explore, rounded } from "./frame.js";

// The layer and all it stands on, directly or not.
function below(on, layer, found = new Set()) {
  if (!found.has(layer)) {
    found.add(layer);
    for (const each of on[layer]) below(on, each, found);
  }
  return found;
}

const callOf = ({ calls }, { call }) => (call ? calls[call - 1][1] : []);

function run(given, choice) {
  const on = Object.fromEntries(given.layers.map((layer) => [layer[0], layer[7]]));
  const works = given.layers.map(([id]) => id).filter((id) => !below(on, id).has(choice.crash));
  const reached = callOf(given, choice).slice(0, choice.step + 1);
  const stop = reached.findIndex((id) => !works.includes(id));
  return { works, path: stop < 0 ? reached : reached.slice(0, stop + 1), stops: stop >= 0 };
}

// What each layer is called; those of one name are numbered from the left.
function names({ layers }) {
  const counts = {};
  const every = layers.map((layer) => layer[2]);
  return Object.fromEntries(
    layers.map(([id, , name]) => {
      counts[name] = (counts[name] ?? 0) + 1;
      return [id, every.filter((each) => each === name).length === 1 ? name : `${name} (${counts[name]})`];
    }),
  );
}

function said(given, { crash, call }, { works, path, stops }, named) {
  const told = [];
  if (crash) {
    const fallen = given.layers.map(([id]) => id).filter((id) => !works.includes(id) && id !== crash);
    const layer = named[crash];
    told.push(fallen.length ? { say: "brings", layer, fallen: fallen.map((id) => named[id]) } : { say: "alone", layer });
    told.push(works.length ? { say: "goes", kept: works.map((id) => named[id]) } : { say: "all" });
  }
  const last = named[path.at(-1)];
  if (path.length > 1) told.push({ say: "asked", before: named[path.at(-2)], now: last });
  if (stops) told.push({ say: "silent", layer: last });
  else if (call && path.length === callOf(given, { call }).length) told.push({ say: "served", layer: last });
  return told;
}

const GAP = 4;
const TALL = 44;
const LETTER = 7.2;
const KINDS = { app: "k-app", os: "k-os", hv: "k-hv", hote: "k-host", mat: "k-hw", outil: "k-tool" };

function wrapped(text, most) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (longer.length <= most || !lines.at(-1)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function drawing({ layers }, { crash }, { works, path }) {
  const wide = (320 + GAP) / Math.max(...layers.map((layer) => layer[3] + layer[5]));
  const rows = Math.max(...layers.map((layer) => layer[4] + layer[6]));
  const shapes = [];
  const centres = {};
  for (const [id, kind, name, column, row, across, down] of layers) {
    const [x, y] = [column * wide, row * (TALL + GAP)];
    const [width, height] = [across * wide - GAP, down * (TALL + GAP) - GAP];
    const fell = !works.includes(id);
    let colour = fell ? "e-off" : (KINDS[kind] ?? "k-app");
    let ink = fell ? "e-name e-gone" : "e-name";
    if (id === crash) [colour, ink] = ["e-crash", "e-name e-white"];
    if (path.includes(id)) colour += " e-on";
    shapes.push(["rect", { x, y, width, height, rx: 4, class: `e-layer ${colour}` }]);
    const lines = wrapped(name, Math.floor(width / LETTER));
    const middle = y + height / 2 + 4 - (lines.length - 1) * 7;
    lines.forEach((line, at) => {
      shapes.push(["text", { x: x + width / 2, y: middle + at * 14, class: ink }, line]);
    });
    centres[id] = [x + width - 9, y + height / 2];
  }
  if (path.length) {
    const points = path.map((id) => centres[id].map((each) => rounded(each, 1)).join()).join(" ");
    const [cx, cy] = centres[path.at(-1)];
    shapes.push(["polyline", { points, class: "e-call" }], ["circle", { cx, cy, r: 5, class: "e-dot" }]);
  }
  return { size: [320, rows * (TALL + GAP) - GAP], shapes };
}

export function scene(given, choice) {
  const result = run(given, choice);
  const { works, path, stops } = result;
  const named = names(given);
  const state = (id) => (id === choice.crash ? "crashed" : works.includes(id) ? "works" : "falls");
  const sorted = [...works].sort();
  return {
    answer: sorted,
    done: choice.crash === given.crash,
    steps: Math.max(0, callOf(given, choice).length - 1),
    said: said(given, choice, result, named),
    heads: [{ say: "layer" }, { say: "stands" }, { say: "state" }],
    rows: given.layers.map((layer) => [named[layer[0]], layer[7].map((id) => named[id]), { say: state(layer[0]) }]),
    ...drawing(given, choice, result),
    result: { works: sorted, path, stops },
  };
}

explore("pile-vivante", scene);
