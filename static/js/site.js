// Every page. What waits for a gesture is fetched with the gesture.
import "./keys.js";

const menu = document.getElementById("menu");
menu?.addEventListener("beforetoggle", () => import("./theme.js"), { once: true });
