// The twin of courses/simulations/traps.py.
import { explore, rounded } from "./frame.js";

const MILLION = 1000000;
const PROGRAM = [["add", "plain"], ["load", "plain"], ["popf", "silent"], ["out", "trap"]];
const EQUAL = 1.1;

function run({ cost }, { rate, batch, helped }) {
  const full = rounded(1 + (rate * cost) / MILLION, 3);
  const para = rounded(1 + (rate * cost) / MILLION / batch, 3);
  const sooner = full <= EQUAL * para ? "full" : "para";
  return { full, para, right: helped, wins: helped ? sooner : "alone" };
}

// What becomes of an instruction in full virtualisation.
function byTraps(kind, { helped }) {
  if (kind === "plain") return "direct";
  return kind === "silent" && !helped ? "wrong" : "exit";
}

function said({ cost }, choice, { full, para, right, wins }) {
  const { rate, batch, step } = choice;
  if (!step) return [];
  if (step < PROGRAM.length) {
    const [name, kind] = PROGRAM[step - 1];
    return [{ say: `tell_${byTraps(kind, choice)}`, name }];
  }
  const told = [{ say: "full_is", rate, cost, n: full }, { say: "para_is", batch, n: para }];
  if (!right) told.push({ say: "is_wrong" });
  else if (wins === "full") told.push({ say: "alike" });
  return told;
}

const WIDE = 60;
const FLOOR = 170;
const text = (x, y, name, words) => ["text", { x, y, class: name }, words];

// The program on the left, done so far; two bars on the right, once it is all done.
function drawing(choice, { full, para, right }) {
  const shapes = [];
  PROGRAM.forEach(([name, kind], at) => {
    const y = 10 + at * 40;
    const colours = { direct: "k-app", exit: "k-hv", wrong: "e-crash" };
    const colour = at < choice.step ? colours[byTraps(kind, choice)] : "e-box";
    shapes.push(
      ["rect", { x: 0, y, width: 90, height: 32, rx: 4, class: colour }],
      text(45, y + 21, colour === "e-crash" ? "e-name e-white" : "e-name", name),
    );
    if (colour === "k-hv") shapes.push(["path", { d: `M92 ${y + 16}h24m-6-5 6 5-6 5`, class: "e-link" }]);
  });
  if (choice.step === PROGRAM.length) {
    [["full", full], ["para", para]].forEach(([name, value], at) => {
      const [x, height] = [140 + at * 95, rounded((value / Math.max(full, para)) * 120, 2)];
      const wrong = !at && !right;
      shapes.push(
        ["rect", { x, y: FLOOR - height, width: WIDE, height, class: wrong ? "e-off" : ["e-a", "e-b"][at] }],
        text(x + 30, FLOOR - height - 8, "e-t e-mid", wrong ? { say: "false" } : { say: "times", n: value }),
        text(x + 30, 188, "e-s e-mid", { say: `${name}_short` }),
      );
    });
    shapes.push(["line", { x1: 130, y1: FLOOR, x2: 320, y2: FLOOR, class: "e-axis" }]);
  }
  return { size: [320, 194], shapes };
}

export function scene(given, choice) {
  const result = run(given, choice);
  const done = choice.step === PROGRAM.length;
  const rows = PROGRAM.slice(0, choice.step).map(([name, kind]) => [
    name,
    { say: byTraps(kind, choice) },
    { say: kind === "plain" ? "direct" : "call" },
  ]);
  const times = (n) => ({ say: "times", n });
  if (done) rows.push([{ say: "slower" }, times(result.full), times(result.para)]);
  return {
    answer: result.wins,
    done,
    steps: PROGRAM.length,
    said: said(given, choice, result),
    heads: [{ say: "instruction" }, { say: "full_short" }, { say: "para_short" }],
    rows,
    ...drawing(choice, result),
    result,
  };
}

explore("pieges", scene);
