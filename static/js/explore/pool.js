// The twin of courses/simulations/pool.py.
import { explore, rounded } from "./frame.js";

const LONGEST = 6001;
const APACE = 5;
const sum = (numbers) => numbers.reduce((all, each) => all + each, 0);

// What each volume has to hold; all write as much as each other.
function wantedOn({ written }, growth, day) {
  const share = (growth * day) / written.length;
  return written.map((each) => rounded(each + share, 6));
}

// Room each volume has taken: whole extents, its own size at most.
function usedOn(given, growth, day) {
  const { extent, promised } = given;
  const wanted = wantedOn(given, growth, day);
  return wanted.map((held, at) => Math.min(Math.ceil(held / extent) * extent, promised[at]));
}

// The first volume, from 1, that is asked to hold more than its own size, or 0.
function filledOn(given, growth, day) {
  return wantedOn(given, growth, day).findIndex((held, at) => held > given.promised[at]) + 1;
}

function fullDay(given, { growth, bought }) {
  let [day, end] = [0, LONGEST];
  while (day < end) {
    const middle = Math.floor((day + end) / 2);
    const over = sum(usedOn(given, growth, middle)) > given.pool + bought;
    if (over || filledOn(given, growth, middle)) end = middle;
    else day = middle + 1;
  }
  return day;
}

function run(given, choice) {
  const full = fullDay(given, choice);
  const day = Math.min(choice.step * APACE, full);
  const used = usedOn(given, choice.growth, day);
  const free = given.pool + choice.bought - sum(used);
  return { used, free, day, full, filled: free < 0 ? 0 : filledOn(given, choice.growth, day) };
}

function said({ pool, promised, written }, { growth, bought, step }, result) {
  const { free, day, full, filled } = result;
  if (!step) return [];
  if (day < full) return [{ say: "day_free", day, free }];
  if (filled) return [{ say: "filled", day, n: filled, free }];
  const room = pool + bought;
  const days = rounded((room - sum(written)) / growth, 1);
  return [
    { say: "refused", day: full, over: -free },
    { say: "why", room, written: sum(written), growth, days },
    { say: "promises", all: sum(promised), room },
  ];
}

const TALL = 130;
const text = (x, y, name, words) => ["text", { x, y, class: name }, words];
const rect = (x, y, width, height, name) => ["rect", { x, y, width, height, class: name }];
const thread = (at) => `e-a${at % 2 ? " e-2" : ""}`;

// The pool on the left, filled by the volumes; each volume on the right, dashed where it is
// promised what it has not written.
function drawing({ pool, promised }, { bought }, { used, day }) {
  const room = pool + bought;
  const shapes = [text(0, 14, "e-t", { say: "day", n: day }), rect(0, 24, 90, TALL, "e-box")];
  const scale = TALL / Math.max(room, sum(used));
  let floor = 24 + TALL;
  used.forEach((each, at) => {
    floor -= each * scale;
    shapes.push(rect(0, rounded(floor, 2), 90, each * scale, thread(at)));
  });
  const line = rounded(24 + TALL - room * scale, 2);
  shapes.push(
    ["line", { x1: -2, y1: line, x2: 94, y2: line, class: "e-cap" }],
    text(45, 172, "e-s e-mid", { say: "pool" }),
  );
  const apart = 200 / promised.length;
  const most = Math.max(...promised, ...used);
  promised.forEach((size, at) => {
    const [x, width] = [rounded(120 + at * apart, 2), rounded(apart - 6, 2)];
    for (const [value, colour] of [[size, "e-off"], [used[at], thread(at)]]) {
      const high = rounded((value / most) * TALL, 2);
      shapes.push(rect(x, 24 + TALL - high, width, high, colour));
    }
    shapes.push(text(rounded(x + width / 2, 2), 172, "e-s e-mid", `${at + 1}`));
  });
  return { size: [320, 178], shapes };
}

export function scene(given, choice) {
  const result = run(given, choice);
  const { used, day, full } = result;
  const rows = given.promised.map((size, at) => [{ say: "volume", n: at + 1 }, size, used[at]]);
  return {
    answer: full,
    done: day === full,
    steps: Math.ceil(full / APACE),
    said: said(given, choice, result),
    heads: [{ say: "what" }, { say: "promised" }, { say: "used" }],
    rows: [...rows, [{ say: "pool" }, given.pool + choice.bought, sum(used)]],
    ...drawing(given, choice, result),
    result: { day, full, used: sum(used) },
  };
}

explore("pool", scene);
