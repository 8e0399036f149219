// Every tap on the board goes through a queue on this device: sent in order, each with a key of its own, so that sending
// it again changes nothing twice. What cannot be sent now waits here, also when the page is closed.
import { closePanel, forgetDone, refresh } from "./board.js";

const bar = document.getElementById("queue");
const words = bar.dataset;
const PREFIX = "stapje.beds.";
const QUEUE = PREFIX + words.staff;
const TOLD = `stapje.told.${words.staff}`; // what could not be done any more, until somebody has seen it
const NOT_OURS = ["csrf_token", "key", "q"];
const PATIENCE = 15000; // milliseconds for one request
const AGAIN = 4000; // milliseconds until the next try
const UNDO_SHOWN = 61000; // milliseconds
const LATER = [408, 425, 429, 502, 503, 504];

let trouble = ""; // "", "away" or "login": why the first of the queue is still here
let sending = false;
let timer;
const inMemory = new Map(); // for a browser that keeps nothing

function read(name) {
  if (inMemory.has(name)) return inMemory.get(name);
  try {
    return JSON.parse(localStorage.getItem(name)) ?? [];
  } catch {
    return [];
  }
}

function write(name, items) {
  try {
    if (items.length) localStorage.setItem(name, JSON.stringify(items));
    else localStorage.removeItem(name);
    inMemory.delete(name);
  } catch {
    inMemory.set(name, items);
  }
}

function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// ---------------------------------------------------------------- a tap

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form.deed")) return;
  event.preventDefault();
  if (event.submitter?.getAttribute("formmethod") === "get") return; // the suggestions are there already
  const fields = fieldsOf(form, event.submitter);
  if ("name" in fields && !fields.guest && !fields.name.trim()) {
    if (!("guest" in fields)) return form.querySelector("[name=name]").focus();
  }
  add({ url: form.getAttribute("action"), fields, bed: form.dataset.bed ?? "", label: form.dataset.label ?? "" });
  if (form.closest("#panel")) closePanel();
});

function fieldsOf(form, button) {
  const fields = Object.fromEntries([...new FormData(form)].filter(([name]) => !NOT_OURS.includes(name)));
  if (button?.name) fields[button.name] = button.value;
  if (button?.name === "guest") delete fields.name; // somebody we know: what was typed to find them is not needed
  return fields;
}

function add(tap) {
  const items = read(QUEUE);
  const same = (item) => item.url === tap.url && JSON.stringify(item.fields) === JSON.stringify(tap.fields);
  if (items.some(same)) return; // tapped twice
  items.push({ ...tap, key: newKey(), at: new Date().toISOString() });
  write(QUEUE, items);
  forgetDone();
  paint();
  flush();
}

// ---------------------------------------------------------------- sending

async function flush() {
  clearTimeout(timer);
  if (sending || !read(QUEUE).length) return paint();
  sending = true;
  try {
    if (navigator.locks) await navigator.locks.request(QUEUE, sendAll); // another tab has the same queue
    else await sendAll();
  } finally {
    sending = false;
    paint();
    if (read(QUEUE).length) timer = setTimeout(flush, AGAIN);
  }
}

async function sendAll() {
  for (let item = read(QUEUE)[0]; item; item = read(QUEUE)[0]) {
    trouble = await send(item);
    paint();
    if (trouble) return;
    write(QUEUE, read(QUEUE).filter((other) => other.key !== item.key));
    paint();
  }
}

// Sends one tap; says why it has to wait, or "" when it is settled.
async function send(item, again = true) {
  let response;
  try {
    response = await post(item);
  } catch {
    return "away";
  }
  if (response.ok) {
    const answer = await response.json().catch(() => null);
    if (!answer) return "away"; // broken off, or a page of something between us and the server
    refresh(answer.done);
    setTimeout(() => refresh(), UNDO_SHOWN);
    return "";
  }
  if (response.status === 401 || response.type === "opaqueredirect") return "login";
  if (response.status === 403 && again) {
    const why = await newToken();
    return why || send(item, false);
  }
  if (LATER.includes(response.status)) return "away";
  tell(item, response.status === 409 ? words.gone : words.failed);
  refresh("");
  return "";
}

async function post(item) {
  const patience = new AbortController();
  const bell = setTimeout(() => patience.abort(), PATIENCE);
  const token = document.querySelector('meta[name="csrf-token"]').content;
  try {
    return await fetch(item.url, {
      method: "POST",
      headers: { "X-CSRF-Token": token, "HX-Request": "true", Accept: "application/json" },
      body: new URLSearchParams({ ...item.fields, key: item.key }),
      redirect: "manual",
      signal: patience.signal,
    });
  } finally {
    clearTimeout(bell);
  }
}

// Who logged in anew in another tab has another token; who is somebody else there must not send this person's taps.
async function newToken() {
  try {
    const page = await fetch("/beds", { headers: { Accept: "text/html" } });
    const found = new DOMParser().parseFromString(await page.text(), "text/html");
    if (found.getElementById("queue")?.dataset.staff !== words.staff) return "login";
    document.querySelector('meta[name="csrf-token"]').content = found.querySelector('meta[name="csrf-token"]').content;
    return "";
  } catch {
    return "away";
  }
}

// ---------------------------------------------------------------- what one sees of it

function tell(item, sentence) {
  write(TOLD, [...read(TOLD), sentence.replace("BED", item.label)]);
}

function line(text) {
  const paragraph = document.createElement("p");
  paragraph.textContent = text;
  return paragraph;
}

function waitingLine(count) {
  if (trouble === "login") {
    const paragraph = line(`${words.login.replace("COUNT", count)} `);
    const link = document.createElement("a");
    link.href = "/login?next=/beds";
    link.textContent = words.loginLink;
    paragraph.append(link);
    return paragraph;
  }
  return line(count === 1 ? words.one : words.many.replace("COUNT", count));
}

function ofColleagues() {
  if (inMemory.size) return 0;
  const names = Object.keys(localStorage).filter((name) => name.startsWith(PREFIX) && name !== QUEUE);
  return names.reduce((sum, name) => sum + read(name).length, 0);
}

function paintBar(items) {
  const lines = [];
  if (items.length && (trouble || !navigator.onLine)) lines.push(waitingLine(items.length));
  const others = ofColleagues();
  if (others) lines.push(line(words.other.replace("COUNT", others)));
  const told = read(TOLD);
  lines.push(...told.map(line));
  if (told.length) {
    const seen = document.createElement("button");
    seen.type = "button";
    seen.className = "note__do";
    seen.textContent = words.seen;
    seen.addEventListener("click", () => {
      write(TOLD, []);
      paint();
    });
    lines.push(seen);
  }
  const text = lines.map((each) => each.textContent).join("\n");
  if (bar.painted === text) return; // said once is enough for who listens
  bar.painted = text;
  bar.replaceChildren(...lines);
}

function paintBeds(items) {
  const waiting = new Set(items.map((item) => item.bed));
  for (const old of document.querySelectorAll(".beds__item[data-waiting]")) {
    if (!waiting.has(old.id.slice(4))) {
      delete old.dataset.waiting;
      old.querySelector(".bed__waits")?.remove();
    }
  }
  const said = trouble || !navigator.onLine ? words.waits : words.saving;
  for (const bed of waiting) {
    const item = document.getElementById(`bed-${bed}`);
    if (!item) continue;
    item.dataset.waiting = "";
    const mark = item.querySelector(".bed__waits") ?? document.createElement("span");
    mark.className = "bed__waits";
    if (mark.textContent !== said) mark.textContent = said;
    if (!mark.isConnected) item.append(mark);
  }
}

function paint() {
  const items = read(QUEUE);
  if (!items.length) trouble = "";
  paintBar(items);
  paintBeds(items);
}

document.addEventListener("htmx:after:swap", paint); // the server's page knows nothing of what waits here
document.addEventListener("visibilitychange", () => document.hidden || flush());
window.addEventListener("online", flush);
window.addEventListener("offline", paint);
window.addEventListener("storage", paint);
flush();
