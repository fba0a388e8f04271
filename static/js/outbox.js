// Letters to the server, kept on this device until it has taken them: the newest for each address,
// with the name of its operation, so that it counts once however often it arrives.
const key = `outbox:${document.documentElement.dataset.person}`;
const banner = document.getElementById("offline");
const token = "csrfmiddlewaretoken";
let letters = {};
let wait = 2000;
let timer;

function keep(url, body) {
  letters[url] = body;
  if (!body) delete letters[url];
  const count = Object.keys(letters).length;
  banner.hidden = !count;
  banner.querySelector("span").textContent = count;
  try {
    localStorage.setItem(key, JSON.stringify(letters));
  } catch {
    // A private window: kept while the page is open.
  }
}

async function deliver(url, body) {
  const form = new URLSearchParams(body);
  // The token of the page it was written on may be gone.
  form.set(token, document.querySelector(`[name=${token}]`).value);
  const headers = { "X-Fragment": "1" };
  const answer = await fetch(url, { method: "POST", body: form, headers, redirect: "manual" });
  // Signed out, an outdated token, too many at once, or a server that is unwell.
  if ([0, 403, 429].includes(answer.status) || answer.status > 499) throw answer;
  return answer;
}

// Resolves to the server's answer, or to nothing if the letter waits.
export async function send(url, fields) {
  const body = `${new URLSearchParams(fields)}`;
  try {
    const answer = await deliver(url, body);
    keep(url);
    return answer;
  } catch ({ status }) {
    keep(url, body);
    // The sign-in page, or the same page with a new token; the letter leaves from there.
    if (status === 0 || status === 403) location.reload();
    else later();
  }
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(flush, wait);
  wait = Math.min(wait * 2, 60000);
}

async function flush() {
  for (const [url, body] of Object.entries(letters)) {
    try {
      const answer = await deliver(url, body);
      wait = 2000;
      if (letters[url] !== body) continue; // a newer one was written meanwhile
      keep(url);
      document.dispatchEvent(new CustomEvent("delivered", { detail: { url, answer, body } }));
    } catch {
      return later();
    }
  }
}

try {
  letters = JSON.parse(localStorage.getItem(key)) ?? {};
} catch {
  // Nothing was kept.
}
for (const [url, body] of Object.entries(letters)) keep(url, body);
addEventListener("online", flush);
flush();
