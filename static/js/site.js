// Every page. What waits for a gesture is fetched with the gesture.
const menu = document.getElementById("menu");
menu?.addEventListener("beforetoggle", () => import("./theme.js"), { once: true });

// Offline there are no shortcuts.
const keys = (event) => import("./keys.js").then(({ press }) => press(event), () => {});
document.addEventListener("keydown", keys, { once: true });
