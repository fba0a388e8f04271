// The twin of courses/simulations/emulator.py.
import { explore, rounded } from "./frame.js";

const PROGRAM = ["add", "shl", "xor", "sub", "inc", "and", "or", "loop"];
const WORD = 256;
const MOST_PASSES = 40;
const EXECUTED = {
  add: (total, operand) => total + operand,
  shl: (total) => total * 2,
  xor: (total, operand) => total ^ operand,
  sub: (total) => total - 3,
  inc: (total) => total + 1,
  and: (total) => total & 127,
  or: (total) => total | 1,
  loop: (total) => total,
};

// Pass after pass, until translating has cost no more than interpreting.
function passes({ size, native }, { interpreted, translated }) {
  const found = [];
  let [total, interpreting, translating] = [1, 0, translated * size];
  while (!found.length || translating > interpreting) {
    const operand = found.length + 1;
    for (const name of [...PROGRAM.slice(0, size - 1), "loop"]) {
      total = (EXECUTED[name](total, operand) + WORD) % WORD;
      interpreting += interpreted;
      translating += native;
    }
    found.push({ value: total, interpreting, translating });
    if (found.length === MOST_PASSES) break;
  }
  return found;
}

function said({ size, native }, { interpreted, translated, step }, course) {
  if (!step) return [];
  const last = course[Math.min(step, course.length) - 1];
  const { interpreting: a, translating: b } = last;
  if (step < course.length) return [{ say: "so_far", n: step, a, b }, { say: "behind", n: b - a }];
  const [i, x, once] = [size * interpreted, size * native, size * translated];
  return [
    { say: "so_far", n: course.length, a, b },
    { say: "caught_up", once, i, x, n: rounded(once / (i - x), 2) },
    { say: "qemu" },
  ];
}

const [FLOOR, HIGH, LEFT, WIDE] = [170, 130, 10, 300];
const text = (x, y, name, words) => ["text", { x, y, class: name }, words];
const box = (x, y, width, height, name) => ["rect", { x, y, width, height, class: name }];

// Two bars a pass, as high as all that was done until then.
function drawing(course, seen) {
  const last = course.at(-1);
  const most = Math.max(last.interpreting, last.translating);
  const step = WIDE / course.length;
  const bar = rounded(Math.min(step * 0.4, 40), 2);
  const shapes = [
    box(LEFT, 2, 12, 12, "e-a"),
    text(LEFT + 18, 13, "e-s", { say: "interpreting" }),
    box(170, 2, 12, 12, "e-b"),
    text(188, 13, "e-s", { say: "translating" }),
  ];
  course.slice(0, seen).forEach(({ interpreting, translating }, number) => {
    const x = rounded(LEFT + number * step, 2);
    [interpreting, translating].forEach((done, at) => {
      const high = rounded((done / most) * HIGH, 2);
      shapes.push(box(rounded(x + at * bar, 2), FLOOR - high, bar, high, at ? "e-b" : "e-a"));
    });
  });
  shapes.push(
    ["line", { x1: LEFT, y1: FLOOR, x2: LEFT + WIDE, y2: FLOOR, class: "e-axis" }],
    text(LEFT + WIDE / 2, 188, "e-s e-mid", { say: "passes", n: seen }),
  );
  return { size: [320, 194], shapes };
}

export function scene(given, choice) {
  const course = passes(given, choice);
  const seen = course.slice(0, choice.step);
  const { interpreting, translating } = course.at(-1);
  return {
    answer: course.length,
    done: seen.length === course.length,
    steps: course.length,
    said: said(given, choice, course),
    heads: ["pass", "register", "interpreting", "translating"].map((say) => ({ say })),
    rows: seen.map((each, at) => [at + 1, each.value, each.interpreting, each.translating]),
    ...drawing(course, seen.length),
    result: { passes: course.length, interpreting, translating },
  };
}

explore("emulateur", scene);
