// The twin of courses/simulations/containers.py.
import { explore, rounded } from "./frame.js";

const OWN = 2;
const WEIGHT = 100;

// Percent of the processor by weight among those that want it, without a quota.
const shareOf = ({ weight, active }) => rounded((100 * weight) / (weight + WEIGHT * active), 1);

function run({ processes, others }, choice) {
  const theirs = choice.pid ? 0 : processes + others;
  return { lines: OWN + theirs, cpu: Math.min(choice.quota, shareOf(choice)) };
}

const whose = (own) => ({ say: own ? "own" : "hosts" });

function said({ processes, others }, choice, { lines }) {
  const { pid, chroot, quota, weight, active } = choice;
  const told = [];
  if (pid) told.push({ say: "alone", own: OWN, all: OWN + processes + others });
  else if (chroot) told.push({ say: "only", lines });
  const share = shareOf(choice);
  if (quota < share) told.push({ say: "bounded", quota });
  else if (active) told.push({ say: "shared", weight, others: WEIGHT * active, share });
  else told.push({ say: "idle" });
  return told;
}

const text = (x, y, name, words) => ["text", { x, y, class: name }, words];
const rect = (x, y, width, height, name) => ["rect", { x, y, width, height, class: name }];

// The host's processes, then those of other containers, then the container's own: what it does not
// see is dashed. Below, a door for each kind of thing, shut by its namespace.
function drawing({ processes, others }, choice, { cpu }) {
  const every = processes + others + OWN;
  const shapes = [text(0, 14, "e-t", { say: "processes" })];
  for (let at = 0; at < every; at += 1) {
    let colour = choice.pid ? "e-off" : at < processes ? "e-a" : "e-a e-2";
    if (at >= every - OWN) colour = "e-b";
    shapes.push(rect((at % 20) * 16, 22 + Math.floor(at / 20) * 18, 13, 14, colour));
  }
  const top = 22 + Math.floor((every + 19) / 20) * 18 + 14;
  ["net", "mnt", "uts"].forEach((name, at) => {
    const [x, shut] = [at * 108, choice[name]];
    shapes.push(
      ["rect", { x, y: top, width: 104, height: 34, rx: 4, class: shut ? "k-app" : "k-host" }],
      text(x + 52, top + 15, "e-name", { say: `${name}_short` }),
      text(x + 52, top + 29, "e-s e-mid", whose(shut)),
    );
  });
  const x = rounded(choice.quota * 3.2, 1);
  shapes.push(
    text(0, top + 56, "e-t", { say: "cpu" }),
    rect(0, top + 62, 320, 16, "e-box"),
    rect(0, top + 62, rounded(cpu * 3.2, 1), 16, "e-b"),
    ["line", { x1: x, y1: top + 58, x2: x, y2: top + 82, class: "e-cap" }],
  );
  return { size: [320, top + 84], shapes };
}

export function scene(given, choice) {
  const result = run(given, choice);
  const { pid, net, mnt, uts, chroot } = choice;
  return {
    answer: result.lines,
    done: given.asked === "chroot" ? chroot && !pid : pid,
    steps: 0,
    said: said(given, choice, result),
    heads: [{ say: "thing" }, { say: "seen" }],
    rows: [
      [{ say: "ps" }, { say: "lines", n: result.lines }],
      [{ say: "cards" }, whose(net)],
      [{ say: "files" }, !mnt && chroot ? { say: "moved" } : whose(mnt)],
      [{ say: "name" }, whose(uts)],
      [{ say: "cpu" }, { say: "percent", n: result.cpu }],
    ],
    ...drawing(given, choice, result),
    result,
  };
}

explore("conteneurs", scene);
