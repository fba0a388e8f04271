// The twin of courses/simulations/packet.py.
import { explore, rounded } from "./frame.js";

const INNER = 14;
const MORE = { vlan: 4, vxlan: 50 };
const MOST = { vlan: 4094, vxlan: 16777215 };
const PLACES = ["a", "switch_a", "network", "switch_b", "b"];

function run({ kind, mtu }, { same, size }) {
  const outer = size + (kind === "vxlan" ? MORE.vxlan : 0);
  if (outer > mtu) return { fate: "too_long", reached: 2, outer };
  return same ? { fate: "arrives", reached: 5, outer } : { fate: "other", reached: 4, outer };
}

// The frame bears its segment's number between the switches.
const added = ({ kind }, at) => (PLACES[at] === "network" ? MORE[kind] : 0);

function said({ kind, here, mtu }, { known, step }, { fate, reached, outer }) {
  if (!step) return [];
  const told = [];
  const last = step === reached - 1;
  if (step === 1) told.push({ say: known ? "learns_known" : "learns" });
  if (step === 2) told.push({ say: `crosses_${kind}`, n: here, more: MORE[kind] });
  if (last && fate === "too_long") told.push({ say: "is_too_long", outer, mtu, most: mtu - 50 });
  if (step === 3) {
    told.push({ say: "unwraps" });
    if (fate === "other") told.push({ say: "is_other", here, most: MOST[kind] });
  }
  if (last && fate === "arrives") told.push({ say: "has_arrived" });
  return told;
}

const text = (x, y, name, words) => ["text", { x, y, class: name }, words];

// Five places from left to right, then the frame as it is where it has come.
function drawing(given, { step, size }, { fate, reached }) {
  const shapes = [];
  const stopped = step === reached - 1 && fate !== "arrives";
  PLACES.forEach((name, at) => {
    const x = at * 65;
    const stops = at === step && stopped;
    const colour = stops ? "e-crash" : ["k-app", "k-hv", "k-hw", "k-hv", "k-app"][at];
    shapes.push(
      ["rect", { x, y: 10, width: 58, height: 40, rx: 4, class: `${colour}${at <= step ? " e-on" : ""}` }],
      text(x + 29, 34, stops ? "e-s e-mid e-white" : "e-s e-mid", { say: `${name}_short` }),
    );
    if (at) shapes.push(["line", { x1: x - 7, y1: 30, x2: x, y2: 30, class: "e-link" }]);
  });
  const more = added(given, step);
  const whole = size + INNER + more;
  shapes.push(
    ["circle", { cx: step * 65 + 29, cy: 58, r: 5, class: "e-dot" }],
    text(0, 88, "e-t", { say: "frame", n: whole }),
  );
  let x = 0;
  for (const [value, colour] of [[more, "e-mark"], [INNER, "e-b"], [size, "e-a"]]) {
    if (!value) continue;
    const width = rounded(value < whole / 2 ? Math.max(24, (value / whole) * 320) : 320 - x, 2);
    shapes.push(["rect", { x, y: 96, width, height: 24, class: colour }]);
    x += width;
  }
  shapes.push(text(0, 138, "e-s", { say: "legend" }));
  return { size: [320, 144], shapes };
}

export function scene(given, choice) {
  const result = run(given, choice);
  const rows = PLACES.slice(0, choice.step + 1).map((name, at) => {
    const more = added(given, at);
    const headers = more ? { say: `header_${given.kind}`, n: given.here } : { say: "plain" };
    return [{ say: name }, headers, choice.size + INNER + more];
  });
  return {
    answer: result.fate,
    done: choice.step === result.reached - 1,
    steps: result.reached - 1,
    said: said(given, choice, result),
    heads: [{ say: "place" }, { say: "headers" }, { say: "length" }],
    rows,
    ...drawing(given, choice, result),
    result,
  };
}

explore("paquet", scene);
