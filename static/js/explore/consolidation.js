// The twin of courses/simulations/consolidation.py.
import { explore, rounded } from "./frame.js";

const HOURS = 8760;
const LITRES_PER_KWH = 1.28;
const sum = (numbers) => numbers.reduce((all, each) => all + each, 0);

// The servers by their larger load, greatest first.
const inOrder = (loads) => loads.map((_, at) => at).sort((a, b) => Math.max(...loads[b]) - Math.max(...loads[a]) || a - b);

// Each of `moved` on the first host that has room for it.
function place(loads, cap, moved) {
  const hosts = [];
  for (const at of moved) {
    const [cpu, ram] = loads[at];
    let host = hosts.find((one) => one.cpu + cpu <= cap && one.ram + ram <= cap);
    if (!host) hosts.push((host = { servers: [], cpu: 0, ram: 0 }));
    host.servers.push(at);
    host.cpu += cpu;
    host.ram += ram;
  }
  return hosts;
}

function run({ loads, idle, peak }, { cap, spare, pue, step }) {
  const hosts = place(loads, cap, inOrder(loads).slice(0, step));
  const bound = Math.max(...[0, 1].map((k) => Math.ceil(sum(loads.map((load) => load[k])) / cap)));
  const work = (peak - idle) * sum(loads.map(([cpu]) => cpu));
  const machines = loads.length - step + hosts.length + +spare;
  const watts = [loads.length, machines].map((on) => (100 * idle * on + work) / 100);
  const kwh = watts.map((each) => rounded((each * pue * HOURS) / 1000));
  const litres = kwh.map((each) => rounded(each * LITRES_PER_KWH));
  return { hosts, bound, watts, kwh, litres, saved: rounded(100 * (1 - watts[1] / watts[0]), 1) };
}

function said({ loads, idle }, { cap, spare, step }, { hosts, bound }) {
  const count = loads.length;
  if (!step) return [];
  if (step < count) {
    const last = inOrder(loads)[step - 1];
    const [cpu, ram] = loads[last];
    const host = hosts.findIndex((one) => one.servers.includes(last)) + 1;
    return [{ say: "move", server: last + 1, cpu, ram, host }, { say: "left", left: count - step }];
  }
  const off = rounded((100 * (count - hosts.length - +spare)) / count, 1);
  const fits = hosts.length === bound ? "least" : "more";
  return [{ say: "why", off, idle }, { say: fits, hosts: hosts.length, bound, cap }];
}

const WIDE = 56;
const TALL = 96;
const APART = 66;
const rect = (x, y, width, height, name) => ["rect", { x, y, width, height, class: name }];
const text = (x, y, name, words) => ["text", { x, y, class: name }, words];

// Two columns, processor and memory, a thread for each server; a line where the cap is.
function drawnHost(loads, cap, host, last, [x, y]) {
  const shapes = [rect(x, y, WIDE, TALL, "e-box")];
  for (const k of [0, 1]) {
    let floor = y + TALL;
    host.servers.forEach((at, order) => {
      const high = (loads[at][k] * TALL) / 100;
      floor -= high;
      const colour = at === last ? "e-mark" : `e-${"ab"[k]}${order % 2 ? " e-2" : ""}`;
      shapes.push(rect(x + k * 28, floor, 28, high, colour));
    });
  }
  const line = y + TALL - (cap * TALL) / 100;
  return [...shapes, ["line", { x1: x - 2, y1: line, x2: x + WIDE + 2, y2: line, class: "e-cap" }]];
}

function drawing({ loads }, { cap, spare, step }, { hosts }) {
  const gone = new Set(inOrder(loads).slice(0, step));
  const shapes = [text(0, 14, "e-t", { say: "servers", n: loads.length - gone.size })];
  loads.forEach(([cpu], at) => {
    const [x, y] = [(at % 20) * 16, 22 + Math.floor(at / 20) * 24];
    shapes.push(rect(x, y, 13, 20, gone.has(at) ? "e-off" : "e-box"));
    if (!gone.has(at)) shapes.push(rect(x, y + 20 - cpu / 5, 13, cpu / 5, "e-a"));
  });
  const top = 22 + Math.floor((loads.length + 19) / 20) * 24 + 28;
  const at = (order) => [(order % 5) * APART, top + Math.floor(order / 5) * (TALL + 12)];
  shapes.push(text(0, top - 8, "e-t", { say: "hosts", n: hosts.length }));
  ["cpu", "ram"].forEach((name, k) => {
    const left = 150 + k * 92;
    shapes.push(rect(left, top - 18, 11, 11, `e-${"ab"[k]}`), text(left + 16, top - 8, "e-s", { say: name }));
  });
  const last = step && step < loads.length ? inOrder(loads)[step - 1] : null;
  hosts.forEach((host, order) => shapes.push(...drawnHost(loads, cap, host, last, at(order))));
  if (spare) {
    const [x, y] = at(hosts.length);
    shapes.push(rect(x, y, WIDE, TALL, "e-spare"), text(x + 28, y + 52, "e-s e-mid", { say: "reserve" }));
  }
  const rows = Math.max(1, Math.floor((hosts.length + +spare + 4) / 5));
  return { size: [320, top + rows * (TALL + 12)], shapes };
}

export function scene(given, choice) {
  const result = run(given, choice);
  const count = given.loads.length;
  const { hosts, bound, saved, watts, kwh, litres } = result;
  return {
    answer: saved,
    done: choice.step === count,
    steps: count,
    said: said(given, choice, result),
    heads: [{ say: "measure" }, { say: "before" }, { say: "now" }],
    rows: [
      [{ say: "machines" }, count, count - choice.step + hosts.length + +choice.spare],
      [{ say: "power" }, ...watts.map((each) => rounded(each))],
      [{ say: "energy" }, ...kwh],
      [{ say: "water" }, ...litres],
    ],
    ...drawing(given, choice, result),
    result: { hosts: hosts.length, bound, saved },
  };
}

explore("consolidation", scene);
