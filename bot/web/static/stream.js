// One stream for all tabs of a browser, which has few connections. A page names its topics on #live (data-list="inbox"
// …: the name under which its parts hear of it, and the topic). One tab holds a lock and listens for all of them; the
// others are told by a broadcast channel. Who joins asks anew for what it shows once it is listened for, and everybody
// does after the connection was away: so nothing that rang can be missed, and no event needs a number.
const live = document.getElementById("live");
const NAME = `stapje.live.${live.dataset.who}`;
const TAB = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`; // over plain http there is no randomUUID
const AGAIN = 3000; // milliseconds until the next try
const SILENCE = 40000; // milliseconds; the server says "here" every 15 seconds, unless the connection is dead
const MOST = 60; // topics, as the server has it
const DOUBT = 20000; // milliseconds of silence after which who comes back to a page asks whether anybody listens

const topicsOf = () => {
  const { who, ...named } = live.dataset;
  return Object.entries(named).filter(([, topic]) => topic);
};
const mine = () => topicsOf().map(([, topic]) => topic);

const channel = "BroadcastChannel" in window ? new BroadcastChannel(NAME) : null;
const shares = Boolean(channel && navigator.locks);
let heard = Date.now();
let silence;
let leads = false;

function tell(message) {
  channel?.postMessage(message);
  hear(message);
}

// ---------------------------------------------------------------- every tab

function announce(topics) {
  const names = topicsOf().filter(([, topic]) => topics.includes(topic)).map(([name]) => name);
  for (const name of names) live.dispatchEvent(new Event(name));
}

function say(isAway) {
  document.documentElement.classList.toggle("is-away", isAway);
  const line = document.getElementById("away");
  if (line) line.hidden = !isAway;
}

function hear({ said, topics = [], tabs = [], tab }) {
  if (said === "want" || said === "left" || said === "doubt") {
    if (leads) leader[said](tab, topics);
    return;
  }
  heard = Date.now();
  waitForSigns();
  if (said === "who") return channel?.postMessage({ said: "want", tab: TAB, topics: mine() });
  if (said === "away") return say(true);
  say(false);
  if (said === "rang") announce(topics);
  if (said === "welcome" && tabs.includes(TAB)) announce(mine());
  if (said === "back") announce(mine());
}

// Who holds the lock may be frozen, or its process killed: then somebody else takes it.
function waitForSigns() {
  clearTimeout(silence);
  silence = setTimeout(() => (leads ? leader.listen(true) : lead({ steal: true })), SILENCE);
}

function comeBack() {
  if (document.hidden || Date.now() - heard < DOUBT) return;
  if (leads) leader.listen(true);
  else tell({ said: "doubt", tab: TAB });
}

// ---------------------------------------------------------------- the tab that listens for all

const wants = new Map(); // tab to its topics
const waiting = new Set(); // tabs that are not listened for yet
let stream; // the one that tells
let next; // the one that is to take its place
let covered = new Set();
let lost = false;
let timer;

const leader = {
  // Somebody shows something. What is listened for already needs no new stream.
  want(tab, topics) {
    wants.set(tab, topics);
    if (stream && topics.every((topic) => covered.has(topic))) return tell({ said: "welcome", tabs: [tab] });
    waiting.add(tab);
    leader.soon(50);
  },
  left(tab) {
    wants.delete(tab);
    waiting.delete(tab);
  },
  doubt() {
    if (Date.now() - heard >= DOUBT) leader.listen(true);
  },
  soon(milliseconds) {
    clearTimeout(timer);
    timer = setTimeout(leader.listen, milliseconds);
  },
  // A new stream; the one before tells until the new one has begun, so that nothing falls in between.
  listen(isLost = false) {
    clearTimeout(timer);
    lost ||= isLost;
    next?.close();
    if (lost) stream?.close();
    const asked = new Set([...new Set([...wants.values()].flat())].slice(-MOST));
    const fresh = new EventSource(`/live?topics=${encodeURIComponent([...asked].join(" "))}`);
    next = fresh;
    fresh.addEventListener("error", () => leader.lose(fresh));
    fresh.addEventListener("begin", () => leader.begin(fresh, asked));
    fresh.addEventListener("rang", (event) => {
      if (fresh === stream) tell({ said: "rang", topics: event.data.split(" ") });
    });
    fresh.addEventListener("here", () => fresh === stream && tell({ said: "here" }));
    waitForSigns();
  },
  begin(fresh, asked) {
    stream?.close();
    stream = fresh;
    next = undefined;
    covered = asked;
    tell(lost ? { said: "back" } : { said: "welcome", tabs: [...waiting] });
    waiting.clear();
    lost = false;
    if (covered.size < MOST && [...wants.values()].flat().some((topic) => !covered.has(topic))) leader.soon(50);
  },
  lose(which) {
    if (which !== stream && which !== next) return;
    which.close();
    lost = true;
    tell({ said: "away" });
    leader.soon(AGAIN);
  },
};

function lead(options = {}) {
  if (!shares) return take();
  return navigator.locks
    .request(NAME, options, () => {
      take();
      return new Promise(() => {}); // until this tab is closed, or another takes the lock
    })
    .catch(() => {
      resign();
      lead();
    });
}

function take() {
  leads = true;
  wants.clear();
  wants.set(TAB, mine());
  waiting.add(TAB);
  lost = Boolean(stream);
  channel?.postMessage({ said: "who" });
  leader.soon(50); // long enough for the others to say what they show
}

function resign() {
  leads = false;
  clearTimeout(timer);
  stream?.close();
  next?.close();
  stream = next = undefined;
  covered = new Set();
}

// ---------------------------------------------------------------- beginning and ending

function begin() {
  channel?.addEventListener("message", (event) => hear(event.data));
  channel?.postMessage({ said: "want", tab: TAB, topics: mine() });
  waitForSigns();
  lead();
}

window.addEventListener("pagehide", () => {
  channel?.postMessage({ said: "left", tab: TAB });
  if (leads) resign();
});
document.addEventListener("visibilitychange", comeBack);
window.addEventListener("online", comeBack);

// Not before htmx has read the page, or nobody hears the first words.
if (document.querySelector("[data-htmx-powered]") || !document.querySelector("[hx-trigger]")) begin();
else document.addEventListener("htmx:after:process", begin, { once: true });
