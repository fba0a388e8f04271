// Texts kept in this browser until they are saved. Sign-out empties the browser's storage; where
// there is none (private windows, a full disk), nothing is kept and nothing breaks.

export function recall(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

export function keep(name, value) {
  try {
    localStorage.setItem(name, JSON.stringify(value));
  } catch {
    // Nowhere to keep it.
  }
}

export function forget(name) {
  try {
    localStorage.removeItem(name);
  } catch {
    // It was not kept.
  }
}
