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

// Instruction after instruction, then pass after pass, until translating has cost no more than
// interpreting.
function moments({ size, native }, { interpreted, translated }) {
  const found = [];
  let [total, interpreting, translating] = [1, 0, 0];
  for (let number = 1; number <= MOST_PASSES; number++) {
    for (const name of [...PROGRAM.slice(0, size - 1), "loop"]) {
      total = (EXECUTED[name](total, number) + WORD) % WORD;
      interpreting += interpreted;
      translating += native + (number === 1 ? translated : 0);
      if (number > 1 && name !== "loop") continue;
      found.push({ number, name, value: total, interpreting, translating });
    }
    if (translating <= interpreting) break;
  }
  return found;
}

function said({ size, native }, { interpreted, translated, step }, course) {
  if (!step) return [];
  const last = course[Math.min(step, course.length) - 1];
  const { number, name, value, interpreting: a, translating: b } = last;
  if (step < size) {
    return [{ say: "does", name, value }, { say: "costs", i: interpreted, t: translated, x: native }];
  }
  const far = { say: "so_far", n: number, a, b };
  if (step < course.length) return [far, { say: "behind", n: b - a }];
  const [i, x, once] = [size * interpreted, size * native, size * translated];
  return [far, { say: "caught_up", once, i, x, n: rounded(once / (i - x), 2) }, { say: "qemu" }];
}

const [FLOOR, HIGH, LEFT, WIDE] = [170, 130, 10, 300];
const text = (x, y, name, words) => ["text", { x, y, class: name }, words];
const box = (x, y, width, height, name) => ["rect", { x, y, width, height, class: name }];

// Two bars a pass, as high as all that was done until then.
function drawing(course, seen) {
  const last = course.at(-1);
  const most = Math.max(last.interpreting, last.translating);
  const step = WIDE / last.number;
  const bar = rounded(Math.min(step * 0.4, 40), 2);
  const shapes = [
    box(LEFT, 2, 12, 12, "e-a"),
    text(LEFT + 18, 13, "e-s", { say: "interpreting" }),
    box(170, 2, 12, 12, "e-b"),
    text(188, 13, "e-s", { say: "translating" }),
  ];
  const newest = new Map(seen.map((each) => [each.number, each]));
  for (const { number, interpreting, translating } of newest.values()) {
    const x = rounded(LEFT + (number - 1) * step, 2);
    [interpreting, translating].forEach((done, at) => {
      const high = rounded((done / most) * HIGH, 2);
      shapes.push(box(rounded(x + at * bar, 2), FLOOR - high, bar, high, at ? "e-b" : "e-a"));
    });
  }
  const whole = seen.filter(({ name }) => name === "loop").length;
  shapes.push(
    ["line", { x1: LEFT, y1: FLOOR, x2: LEFT + WIDE, y2: FLOOR, class: "e-axis" }],
    text(LEFT + WIDE / 2, 188, "e-s e-mid", { say: "passes", n: whole }),
  );
  return { size: [320, 194], shapes };
}

const place = ({ number, name }) => (number > 1 ? `${number}` : { say: "within", n: number, name });

export function scene(given, choice) {
  const course = moments(given, choice);
  const seen = course.slice(0, choice.step);
  const { number, interpreting, translating } = course.at(-1);
  return {
    answer: number,
    done: seen.length === course.length,
    steps: course.length,
    said: said(given, choice, course),
    heads: ["pass", "register", "interpreting", "translating"].map((say) => ({ say })),
    rows: seen.map((each) => [place(each), each.value, each.interpreting, each.translating]),
    ...drawing(course, seen),
    result: { passes: number, interpreting, translating },
  };
}

explore("emulateur", scene);
