// The twin of courses/simulations/migration.py.
import { explore, rounded } from "./frame.js";

const MOST_ROUNDS = 30;
const MOST_SENT = 3;

function run({ memory, writable, stop, resume }, { network, dirty }) {
  const rounds = [];
  let [volume, sent, clock, ends] = [memory, 0, 0, ""];
  while (!ends) {
    const seconds = volume / network;
    const left = Math.min(dirty * seconds, writable, memory);
    rounds.push([volume, seconds, left]);
    sent += volume;
    clock += seconds;
    volume = left;
    if (left <= stop) ends = "small";
    else if (rounds.length === MOST_ROUNDS) ends = "many";
    else if (sent > MOST_SENT * memory) ends = "triple";
  }
  const pause = volume / network + resume;
  return { rounds, pause, total: clock + pause, ends };
}

const three = (number) => rounded(number, 3);

function said({ memory, stop, resume }, { network, step }, { rounds, pause, total, ends }) {
  if (!step) return [];
  if (step <= rounds.length) {
    const [sent, seconds, left] = rounds[step - 1].map(three);
    return [{ say: "copied", n: step, left, sent, seconds }];
  }
  return [
    { say: "paused", ms: rounded(pause * 1000), total: three(total) },
    { say: ends, n: rounds.length, stop },
    { say: "without", seconds: rounded(memory / network + resume, 2) },
  ];
}

const text = (x, y, name, words, more = {}) => ["text", { x, y, ...more, class: name }, words];

// One bar a round on a common line of time: how long it lasts; its height, what it sends.
function drawing({ memory }, { step }, { rounds, pause, total }) {
  const paused = step > rounds.length;
  const end = { "text-anchor": "end" };
  const box = (x, name) => ["rect", { x, y: 22, width: 120, height: 34, class: name }];
  let sent = 0;
  for (const [each] of rounds.slice(0, step)) sent += each;
  const shapes = [
    text(0, 14, "e-t", { say: "source" }),
    text(320, 14, "e-t", { say: "target" }, end),
    box(0, paused ? "e-off" : "e-a"),
    box(200, paused ? "e-b" : "e-off"),
    ["path", { d: "M128 39h58m-8-6 8 6-8 6", class: "e-link" }],
    text(157, 30, "e-s e-mid", { say: "gb", n: rounded(sent, 2) }),
  ];
  const bars = [...rounds, [rounds.at(-1)[2], pause, 0]].slice(0, step);
  const scale = 320 / total;
  let clock = 0;
  bars.forEach(([volume, seconds], at) => {
    const height = Math.max(2, (volume / memory) * 90);
    const name = at === rounds.length ? "e-down" : `e-a${at % 2 ? " e-2" : ""}`;
    shapes.push(["rect", { x: clock * scale, y: 164 - height, width: Math.max(2, seconds * scale), height, class: name }]);
    clock += seconds;
  });
  if (paused) shapes.push(text(320, 70, "e-t e-red", { say: "stop", ms: rounded(pause * 1000) }, end));
  shapes.push(
    ["line", { x1: 0, y1: 164, x2: 320, y2: 164, class: "e-axis" }],
    text(0, 180, "e-s", "0 s"),
    text(320, 180, "e-s", { say: "s", n: rounded(total, 2) }, end),
  );
  return { size: [320, 186], shapes };
}

export function scene(given, choice) {
  const result = run(given, choice);
  const { rounds, pause, total, ends } = result;
  const done = choice.step === rounds.length + 1;
  const rows = rounds.slice(0, choice.step).map((numbers, at) => [at + 1, ...numbers.map(three)]);
  if (done) rows.push([{ say: "pause" }, three(rounds.at(-1)[2]), three(pause), 0]);
  return {
    answer: rounded(pause * 1000),
    done,
    steps: rounds.length + 1,
    said: said(given, choice, result),
    heads: [{ say: "round" }, { say: "sent" }, { say: "seconds" }, { say: "left" }],
    rows,
    ...drawing(given, choice, result),
    result: { rounds: rounds.length, pause: rounded(pause, 6), total: rounded(total, 6), ends },
  };
}

explore("migration", scene);
