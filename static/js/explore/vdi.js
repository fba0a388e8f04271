// The twin of courses/simulations/desktops.py.
import { explore, rounded } from "./frame.js";

const FELT = 150;

function run({ rate, active, server, image, fixed, terminal, pc }, { users, link, way }) {
  const each = (rate * active) / 100;
  // Alone on the link, or with all who are active.
  const share = link / Math.max(1, (users * active) / 100);
  return {
    load: rounded(users * each, 2),
    carried: Math.floor(rounded(link / each, 6)),
    delay: rounded(way + server + (image * 8) / share),
    desktops: fixed + users * terminal,
    pcs: users * pc,
    even: Math.ceil(fixed / (pc - terminal)),
  };
}

function said({ rate, active }, { link }, { load, carried, delay, desktops, pcs, even }) {
  const each = rounded((rate * active) / 100, 3);
  return [
    load > link ? { say: "full", load, link, each, n: carried } : { say: "room", load, link },
    { say: delay > FELT ? "late" : "quick", ms: delay, felt: FELT },
    { say: desktops > pcs ? "dearer" : "cheaper", even },
  ];
}

const text = (y, name, words) => ["text", { x: 0, y, class: name }, words];
const rect = (x, y, width, name) => ["rect", { x, y, width, height: 20, class: name }];
const line = (x, y) => ["line", { x1: x, y1: y - 4, x2: x, y2: y + 24, class: "e-cap" }];

function bar(y, parts, most) {
  const made = [rect(0, y, 320, "e-box")];
  let x = 0;
  for (const [value, colour] of parts) {
    const width = rounded(Math.min((value / most) * 320, 320 - x), 2);
    made.push(rect(x, y, width, colour));
    x = rounded(x + width, 2);
  }
  return made;
}

// Three bars: what is asked of the link, from key to image, and both costs.
function drawing({ server }, { link, way }, { load, delay, desktops, pcs }) {
  const most = Math.max(load, link);
  const slow = Math.max(delay, 2 * FELT);
  const cost = Math.max(desktops, pcs);
  const shapes = [
    text(14, "e-t", { say: "of_link", load, link }),
    ...bar(22, [[load, load > link ? "e-down" : "e-a"]], most),
    line(rounded((link / most) * 320, 2), 22),
    text(74, "e-t", { say: "of_key", ms: delay }),
    ...bar(82, [[way, "e-a"], [server, "e-mark"], [delay - way - server, "e-b"]], slow),
    line(rounded((FELT / slow) * 320, 2), 82),
    text(118, "e-s", { say: "legend" }),
    text(146, "e-t", { say: "of_desktops", n: desktops }),
    ...bar(154, [[desktops, "e-b"]], cost),
    text(196, "e-t", { say: "of_pcs", n: pcs }),
    ...bar(204, [[pcs, "e-a"]], cost),
  ];
  return { size: [320, 228], shapes };
}

export function scene(given, choice) {
  const result = run(given, choice);
  const { load, carried, delay, desktops, pcs } = result;
  return {
    answer: carried,
    done: load > choice.link,
    steps: 0,
    said: said(given, choice, result),
    heads: [{ say: "measure" }, { say: "value" }],
    rows: [
      [{ say: "asked" }, load],
      [{ say: "delay" }, delay],
      [{ say: "in_server" }, desktops],
      [{ say: "on_desks" }, pcs],
    ],
    ...drawing(given, choice, result),
    result,
  };
}

explore("vdi", scene);
