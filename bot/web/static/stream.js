// A page that follows along: a stream says what changed, and each part of the page that hears so on #live asks for
// itself anew. When a stream begins it says everything once, so listening anew is the cure for every doubt.
const live = document.getElementById("live");
const NAMES = ["list", "thread", "beds", "here"];
const AGAIN = 3000; // milliseconds until the next try
const SILENCE = 40000; // milliseconds; the server says "here" every 15 seconds, unless the connection is dead

let stream;
let timer;

function listenIn(milliseconds) {
  clearTimeout(timer);
  timer = setTimeout(listen, milliseconds);
}

function listen() {
  clearTimeout(timer);
  stream?.close();
  if (document.hidden) return; // a browser has few connections: it begins again when somebody looks
  stream = new EventSource(live.dataset.stream);
  stream.addEventListener("error", lose);
  for (const name of NAMES) stream.addEventListener(name, hear);
  listenIn(SILENCE);
}

function hear(event) {
  listenIn(SILENCE);
  live.dispatchEvent(new Event(event.type));
}

function lose() {
  stream?.close();
  listenIn(AGAIN);
}

// A part that could not be asked for is still old.
function check(event) {
  if (event.detail.ctx?.sourceElement.hasAttribute("hx-trigger")) lose();
}

document.addEventListener("htmx:error", check);
document.addEventListener("htmx:response:error", check);
document.addEventListener("visibilitychange", listen);
window.addEventListener("online", listen);

// Not before htmx has read the page, or nobody hears the first words. (Deferred scripts run in order, this one first.)
document.addEventListener("htmx:after:process", listen, { once: true });
