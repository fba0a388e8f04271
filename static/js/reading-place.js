// Where the reader is, told to the server and found again: `heading~blocks`, the last heading
// above by its id and the number of blocks after it (see courses/content/reading_place.py).
// <div class="text" data-visit="…" data-place="t-trois-segments~2">
const text = document.querySelector("[data-visit]");

function place() {
  let heading = "";
  let count = 0;
  for (const block of text.children) {
    // 120 px: the top bar, and the line below it that is being read.
    if (block.getBoundingClientRect().top > 120) break;
    if (block.id && /^H\d$/.test(block.tagName)) [heading, count] = [block.id, 0];
    else count += 1;
  }
  return `${heading}~${count}`;
}

function find(wanted) {
  const [heading, count] = wanted.split("~");
  let block = heading ? document.getElementById(heading) : text.firstElementChild;
  for (let left = heading ? count : count - 1; left > 0 && block?.nextElementSibling; left--) {
    if (/^H\d$/.test(block.nextElementSibling.tagName)) break;
    block = block.nextElementSibling;
  }
  return block;
}

let told;
function tell() {
  const here = place();
  if (here === told) return;
  told = here;
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const body = new URLSearchParams({ place: here, csrfmiddlewaretoken: token });
  // Kept alive when the page is left. What is lost without a connection is told at the next stop.
  fetch(text.dataset.visit, { method: "POST", body, keepalive: true }).catch(() => (told = null));
}

if (text) {
  const kept = text.dataset.place;
  // An address with its own place wins, and so does a reader who has already moved.
  const arrived = performance.getEntriesByType("navigation")[0]?.type === "navigate";
  if (kept && kept !== "~0" && arrived && !location.hash && scrollY < 50) find(kept)?.scrollIntoView();

  let timer;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(tell, 2000);
  };
  addEventListener("scroll", soon, { passive: true });
  document.addEventListener("visibilitychange", () => document.hidden && tell());
  soon();
}
