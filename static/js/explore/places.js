// The explorables of a lesson come into their places shortly before they are read. Where one
// cannot come, the link to its page stays.
function styled(href) {
  if (document.querySelector(`link[href="${href}"]`)) return;
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
  document.head.append(link);
  return new Promise((done) => (link.onload = link.onerror = done));
}

async function fill(place, url) {
  const answer = await fetch(url, { headers: { "X-Fragment": "1" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const block = page.querySelector("[data-module]");
  if (!block) return;
  await Promise.all([styled(block.dataset.style), import(block.dataset.module)]);
  const head = place.querySelector(".label");
  place.replaceChildren(head, block);
  block.querySelector("[data-next]")?.addEventListener("click", (event) => {
    event.preventDefault();
    const { href } = event.target;
    const first = "[name=prediction]:not([type=hidden])";
    fill(place, href).then(
      () => place.querySelector(first).focus(),
      () => location.assign(href),
    );
  });
}

const near = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      const come = () => fill(target, target.querySelector("a").href);
      come().catch(() => addEventListener("online", come, { once: true }));
    }
  },
  { rootMargin: "100%" },
);
for (const place of document.querySelectorAll(".text .explorable")) near.observe(place);
