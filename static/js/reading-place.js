// Where the reader is, told to the server and found again: `heading~blocks`, the last heading
// above by its id and how many blocks after it (see courses/content/reading_place.py).
const text = document.querySelector("[data-visit]");
const check = document.getElementById("check");
const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
let told;
let timer;

function place() {
  // Who sees the end of the text has only its questions left to come back to.
  if (check?.getBoundingClientRect().top < innerHeight / 2) return "check~0";
  if (!check && text.getBoundingClientRect().bottom < innerHeight) return "";
  let heading = "";
  let count = 0;
  for (const block of text.children) {
    // The line being read lies below the top bar.
    if (block.getBoundingClientRect().top > 120) break;
    if (block.matches("h2, h3, h4, h5, h6")) [heading, count] = [block.id, 0];
    else count++;
  }
  return `${heading}~${count}`;
}

function find([heading, count]) {
  let block = heading ? document.getElementById(heading) : text.firstElementChild;
  if (!heading) count--;
  while (count-- > 0 && block?.nextElementSibling) block = block.nextElementSibling;
  return block;
}

function tell() {
  const here = place();
  if (here === told) return;
  told = here;
  const body = new URLSearchParams({ place: here, csrfmiddlewaretoken: token });
  const forget = () => (told = null);
  fetch(text.dataset.visit, { method: "POST", body, keepalive: true }).catch(forget);
}

function soon() {
  clearTimeout(timer);
  timer = setTimeout(tell, 2000);
}

// An address with its own place wins, so does a browser going back, so does who already scrolled.
const { type } = performance.getEntriesByType("navigation")[0];
const kept = text.dataset.place.split("~");
if ((kept[0] || kept[1] > 0) && type === "navigate" && !location.hash && scrollY < 50) find(kept)?.scrollIntoView();
addEventListener("scroll", soon, { passive: true });
document.addEventListener("visibilitychange", () => document.hidden && tell());
soon();
