// Staff pages that follow along: a part that hears its name on #live asks for itself anew, keeps the newest message in
// sight and never wipes what is shown. What was told and not yet asked for is remembered by name, not by element: a
// refresh that was dropped, failed, or whose part was replaced meanwhile, is made again. A part with data-calm is worked
// in: it waits until the hand rests, and what is looked at stays where it was (calm.js).
import { hold, isBusy, keep } from "./calm.js";

const byId = (id) => document.getElementById(id);
const NEAR = 150; // pixels
const AFTER_FAILURE = 3000; // milliseconds

let following = true;
let later;
const told = new Map(); // name to the moment since which it is no longer shown

const followed = document.getElementById("live");
const namesOf = (part) =>
  [...(part?.getAttribute?.("hx-trigger") ?? "").matchAll(/([a-z]+) from:#live/g)].map(([, name]) => name);

for (const name of Object.keys(followed?.dataset ?? {})) {
  // Before the part itself hears it: at once it asks, and then it is no news any more.
  const selector = `[hx-trigger*="${name} from:#live"]`;
  const hear = (event) => {
    const part = document.querySelector(selector);
    if (!part) return;
    if (!told.has(name)) told.set(name, Date.now());
    const wait = isBusy(part, told.get(name));
    if (!wait) return;
    event.stopImmediatePropagation();
    clearTimeout(later);
    later = setTimeout(askAgain, wait);
  };
  followed.addEventListener(name, hear, { capture: true });
}

const newest = () => byId("log")?.lastElementChild;

function isInSight(element) {
  return Boolean(element) && element.getBoundingClientRect().bottom < window.innerHeight + NEAR;
}

function showNewest() {
  newest()?.scrollIntoView({ block: "nearest" });
}

function showTrouble(isThere) {
  const line = byId("trouble");
  if (line) line.hidden = !isThere;
}

const hasFailed = (response) => (response?.status ?? 200) >= 400 && response.status !== 409;

// Ctrl+Enter (or Cmd+Enter) sends the answer.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.id === "text") {
    event.target.form.requestSubmit();
  }
});

// Requests for one part of the page wait for each other, so that an older answer never overwrites a newer one. When a
// part's own turn has come, it asks for what is shown by then: perhaps a bed that asks "Uitchecken?".
document.addEventListener("htmx:before:request", (event) => {
  const { sourceElement, request } = event.detail.ctx;
  const names = namesOf(sourceElement);
  if (!names.length) return;
  for (const name of names) told.delete(name);
  request.action = sourceElement.getAttribute("hx-get");
});

document.addEventListener("htmx:finally:request", (event) => {
  const { sourceElement, status, response, held } = event.detail.ctx;
  const shown = status === "swapped" && !hasFailed(response) && !held;
  if (!shown) for (const name of namesOf(sourceElement)) told.set(name, Date.now());
  setTimeout(askAgain, shown || !sourceElement.isConnected ? 0 : AFTER_FAILURE);
});

function askAgain() {
  for (const name of [...told.keys()]) followed.dispatchEvent(new Event(name));
}

// Only a page of ours may replace what is on the screen: a failure is told, and what was typed stays.
document.addEventListener("htmx:before:swap", (event) => {
  const { ctx } = event.detail;
  const failed = hasFailed(ctx.response);
  ctx.held = !failed && hold(ctx.sourceElement);
  if (failed || ctx.held) event.preventDefault();
  showTrouble(failed);
  following = isInSight(newest());
});

document.addEventListener("htmx:error", () => showTrouble(true));

document.addEventListener("htmx:after:swap", (event) => {
  keep();
  const { request, response } = event.detail.ctx;
  const answered = request?.action?.endsWith("/reply") && response.status < 400;
  if (answered) byId("text").value = "";
  if (answered || following) showNewest();
});

// A menu closes when what was chosen in it is done; what others do never takes it away from under a hand.
document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  const menu = ctx.sourceElement?.closest?.("[popover]:popover-open");
  if (ctx.response?.status < 400) menu?.hidePopover();
});

if (!location.hash) showNewest();
