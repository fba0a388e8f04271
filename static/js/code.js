// The page of one-time codes: a link that enters holds, after its #, who it is for and their code.
import "./site.js";

const said = /^#([^:]+):([^:]+)$/.exec(location.hash);
if (said) {
  // The code leaves the address bar and the history as soon as it is read.
  history.replaceState(null, "", location.pathname);
  fill(...said.slice(1).map(plain));
}

function plain(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // a link that was cut or changed on its way: the form says so
  }
}

function fill(identifier, code) {
  document.getElementById("id_identifier").value = identifier;
  document.getElementById("id_code").value = code;
  const linked = document.getElementById("linked");
  linked.hidden = false;
  linked.focus();
}
