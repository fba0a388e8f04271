// The time left of an attempt, counted from what the server said; the server alone decides.
const box = document.querySelector("[data-seconds-left]");
const clock = box.querySelector("[data-clock]");
const form = document.querySelector(".attempt-form");
const announce = document.getElementById("announce");
const end = Date.now() + Number(box.dataset.secondsLeft) * 1000;
let before = Infinity;

function shown(seconds) {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return (parts[0] ? parts : parts.slice(1)).map((part) => `${part}`.padStart(2, "0")).join(":");
}

function handIn() {
  const sure = document.createElement("input");
  Object.assign(sure, { type: "hidden", name: "sure", value: "1" });
  form.append(sure);
  form.requestSubmit();
}

function tick() {
  const left = Math.max(0, Math.ceil((end - Date.now()) / 1000));
  clock.textContent = shown(left);
  box.classList.toggle("soon", left <= 60);
  for (const [mark, words] of [[300, box.dataset.five], [60, box.dataset.one], [0, box.dataset.over]]) {
    if (left <= mark && before > mark && before !== Infinity) announce.textContent = words;
  }
  before = left;
  if (left) setTimeout(tick, 1000 - ((Date.now() - end) % 1000 + 1000) % 1000);
  else handIn();
}
tick();
