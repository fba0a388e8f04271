// What a person sends, kept on this device until the server has taken it: a lost connection
// loses no answer. One letter for each address; a newer one takes the place of an older one.
// A letter names its operation, so that the server stores it once however often it arrives.
const key = `outbox:${document.documentElement.dataset.person}`;
const banner = document.getElementById("offline");
let wait = 2000;
let timer;

const letters = () => JSON.parse(localStorage.getItem(key) ?? "{}");

function keep(url, body) {
  const all = letters();
  if (body) all[url] = body;
  else delete all[url];
  localStorage.setItem(key, JSON.stringify(all));
  const count = Object.keys(all).length;
  banner.hidden = !count;
  banner.querySelector("span").textContent = count ? `${banner.dataset.unsent} ${count}` : "";
}

async function deliver(url, body) {
  const form = new URLSearchParams(body);
  // The token of the page it was written on may have been replaced since.
  form.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  const headers = { "X-Fragment": "1" };
  const answer = await fetch(url, { method: "POST", body: form, headers, redirect: "manual" });
  // Signed out, or the server is unwell: the letter waits. Any other answer is final.
  if (answer.type === "opaqueredirect" || answer.status === 403 || answer.status === 429 || answer.status >= 500)
    throw new Error("later");
  return answer;
}

// Sends the fields of a form; resolves to the server's answer, or to null if the letter waits.
export async function send(url, fields) {
  const body = new URLSearchParams(fields).toString();
  try {
    const answer = await deliver(url, body);
    keep(url);
    return answer;
  } catch {
    keep(url, body);
    later();
    return null;
  }
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(flush, wait);
  wait = Math.min(wait * 2, 60000);
}

async function flush() {
  for (const [url, body] of Object.entries(letters())) {
    try {
      const answer = await deliver(url, body);
      // Unless a newer one was written in the meantime.
      if (letters()[url] === body) keep(url);
      wait = 2000;
      document.dispatchEvent(new CustomEvent("delivered", { detail: { url, answer } }));
    } catch {
      return later();
    }
  }
}

addEventListener("online", flush);
flush();
