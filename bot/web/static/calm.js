// A part of a page that somebody works in (data-calm="3000": not asked for more often than every so many milliseconds)
// follows along without getting in the way. It waits until the hand rests. When it is shown anew, what is looked at stays
// in its place, what was unfolded stays open, and the keyboard stays where it was, or goes to the line that took the place
// of the one that went.
const REST = 1000; // milliseconds without a key or a movement
const LONGEST = 10000; // who never rests is told anyway
const LINES = "li[id], tr[id], details[id]";

let moved = 0;
let isDown = false;
let shownAt = Date.now();
let kept;

for (const kind of ["pointermove", "pointerdown", "keydown", "wheel"]) {
  document.addEventListener(kind, () => (moved = Date.now()), { capture: true, passive: true });
}
document.addEventListener("pointerdown", () => (isDown = true), { capture: true });
for (const kind of ["pointerup", "pointercancel", "dragend"]) {
  document.addEventListener(kind, () => (isDown = false), { capture: true });
}

const isCalm = (part) => Boolean(part?.dataset && "calm" in part.dataset);

/** For how many milliseconds a part had better not be asked for; 0: now. `since`: from when it is not up to date. */
export function isBusy(part, since) {
  if (!isCalm(part)) return 0;
  const now = Date.now();
  const rest = now - since > LONGEST ? 0 : moved + REST - now;
  return Math.max(0, rest, shownAt + Number(part.dataset.calm) - now);
}

const top = (line) => line.getBoundingClientRect().top;

/** Before a part is shown anew: remember what must stay. Says whether it cannot be now, with a finger on the screen. */
export function hold(part) {
  kept = undefined;
  if (!isCalm(part)) return false;
  if (isDown) return true;
  const lines = [...part.querySelectorAll(LINES)];
  const focused = lines.findLastIndex((line) => line.contains(document.activeElement));
  const inSight = lines.filter((line) => line.getBoundingClientRect().bottom > 0);
  const looked = inSight.includes(lines[focused]) ? lines[focused] : (inSight.findLast((line) => line.matches(":hover")) ?? inSight[0]);
  kept = {
    open: [...part.querySelectorAll("details[id]")].map((one) => [one.id, one.open]),
    focus: focused < 0 ? [] : lines.slice(focused).map((line) => line.id),
    places: looked ? lines.slice(lines.indexOf(looked)).map((line) => [line.id, top(line)]) : [],
  };
  return false;
}

/** After it is shown anew: put back what must stay. */
export function keep() {
  if (!kept) return;
  const { open, focus, places } = kept;
  kept = undefined;
  shownAt = Date.now();
  const there = (id) => document.getElementById(id);
  for (const [id, wasOpen] of open) if (there(id)) there(id).open = wasOpen;
  if (focus.length && document.activeElement === document.body) {
    focus.map((id) => there(id)?.querySelector("a[href]")).find(Boolean)?.focus({ preventScroll: true });
  }
  const still = places.find(([id]) => there(id));
  if (still) window.scrollBy({ top: top(there(still[0])) - still[1], behavior: "instant" });
}
