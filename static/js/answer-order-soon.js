// The script of <answer-order> comes when one is seen, or with the first movement towards it;
// without it, places are chosen.
const come = () => import("./answer-order.js").catch(() => {});
const seen = new IntersectionObserver((entries) => entries.some((one) => one.isIntersecting) && come());
for (const list of document.querySelectorAll("answer-order")) seen.observe(list);
addEventListener("scroll", come, { once: true, passive: true });
