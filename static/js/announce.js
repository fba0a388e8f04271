// Says something to people who listen to the page.
export function announce(text) {
  const region = document.getElementById("announce");
  region.textContent = "";
  // A text that is put in place at once, or that does not change, may go unheard.
  setTimeout(() => (region.textContent = text), 100);
}
