// Alerts for a colleague who looks elsewhere: a number in the title, and where they want it a notification and a sound.
// Both are switched for each browser. One tab rings for all; a crisis rings again until somebody has looked at it.
const followed = document.getElementById("live");
const menu = document.getElementById("alerts");
const desktop = document.getElementById("alerts-desktop");
const sound = document.getElementById("alerts-sound");
const KEY = `stapje.alerts.${followed?.dataset.who}`;
const BREATH = 1000; // milliseconds between two questions, however often it rings
const AGAIN = 20000; // a crisis that nobody looked at

const wanted = { desktop: false, sound: false };
let audio;
let asking;
let asked = 0;
let repeating;
let title = document.title;

const keep = (name, value) => {
  try {
    localStorage.setItem(`${KEY}.${name}`, JSON.stringify(value));
  } catch {
    // A browser that keeps nothing: until this page is closed.
  }
};
const kept = (name, otherwise) => {
  try {
    return JSON.parse(localStorage.getItem(`${KEY}.${name}`)) ?? otherwise;
  } catch {
    return otherwise;
  }
};

// ---------------------------------------------------------------- ringing

const mayShow = () => "Notification" in window && Notification.permission === "granted";

// Two short notes for a message; three that rise, louder, for a crisis.
function play(notes, loudness) {
  audio ??= new AudioContext();
  audio.resume();
  notes.forEach((pitch, number) => {
    const at = audio.currentTime + number * 0.22;
    const tone = audio.createOscillator();
    const gain = audio.createGain();
    tone.frequency.value = pitch;
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(loudness, at + 0.02);
    gain.gain.exponentialRampToValueAtTime(0.001, at + 0.2);
    tone.connect(gain).connect(audio.destination);
    tone.start(at);
    tone.stop(at + 0.21);
  });
}

function ring(isCrisis) {
  document.dispatchEvent(new CustomEvent("stapje:rang", { detail: isCrisis ? "crisis" : "message" }));
  if (wanted.sound) isCrisis ? play([660, 880, 1100], 0.4) : play([740, 590], 0.15);
  if (!wanted.desktop || !mayShow() || (document.hasFocus() && !isCrisis)) return;
  const words = isCrisis ? menu.dataset.crisis : menu.dataset.message;
  const shown = new Notification(words, { tag: isCrisis ? "crisis" : "message", renotify: isCrisis, icon: "/static/logo.svg" });
  shown.onclick = () => {
    window.focus();
    shown.close();
  };
}

// Several tabs hear the same: whoever is first to write it down rings, the others see that it was done.
function once(name, value, deed) {
  const tell = () => {
    if (kept(name, 0) >= value) return;
    keep(name, value);
    deed();
  };
  return navigator.locks ? navigator.locks.request(`${KEY}.${name}`, tell) : tell();
}

async function look() {
  asking = undefined;
  asked = Date.now();
  let now;
  try {
    const answer = await fetch("/alerts", { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    now = await answer.json();
  } catch {
    return;
  }
  showNumber(now.waiting);
  clearTimeout(repeating);
  if (now.unseen) {
    const turn = Math.floor(Date.now() / AGAIN);
    once("crisis", turn, () => ring(true));
    repeating = setTimeout(look, AGAIN);
  } else if (kept("newest", null) === null) keep("newest", now.newest); // what was there before is no news
  else once("newest", now.newest, () => ring(false));
}

function showNumber(number) {
  const bare = document.title.replace(/^\(\d+\) /, "");
  title = number ? `(${number}) ${bare}` : bare;
  if (document.title !== title) document.title = title;
}

function lookSoon() {
  asking ??= setTimeout(look, Math.max(0, asked + BREATH - Date.now()));
}

// ---------------------------------------------------------------- the menu

async function choose() {
  if (desktop.checked && "Notification" in window && Notification.permission === "default") {
    await Notification.requestPermission();
  }
  document.getElementById("alerts-denied").hidden = !desktop.checked || mayShow();
  desktop.checked &&= mayShow();
  wanted.desktop = desktop.checked;
  wanted.sound = sound.checked;
  keep("desktop", wanted.desktop);
  keep("sound", wanted.sound);
}

if (menu) {
  menu.hidden = false;
  wanted.desktop = desktop.checked = kept("desktop", false) && mayShow();
  wanted.sound = sound.checked = kept("sound", false);
  desktop.addEventListener("change", choose);
  sound.addEventListener("change", choose);
  document.getElementById("alerts-try").addEventListener("click", () => play([740, 590], 0.15));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) menu.open = false;
  });
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  followed.addEventListener("alerts", lookSoon);
  document.addEventListener("htmx:after:swap", () => setTimeout(() => showNumber(Number(/^\((\d+)\)/.exec(title)?.[1] ?? 0))));
  lookSoon();
}
