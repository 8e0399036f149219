// Who looks along. A thread that is looked at says so every ten seconds; a closed, hidden or sleeping page is forgotten
// within half a minute. Signs in the list are asked for when somebody came, went, or began to write.
const followed = document.getElementById("live");
const bar = document.getElementById("presence");
const csrf = document.querySelector('meta[name="csrf-token"]').content;
const TAB = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`.slice(0, 40);
const BEAT = 10000; // milliseconds
const TYPING_BEAT = 4000;
const TYPING_LASTS = 6000;
const BREATH = 1000; // between two looks at the whole list

let typedAt = 0;
let saidTyping = false;
let beating;
let looking;
let signs = {};

const isTyping = () => Date.now() - typedAt < TYPING_LASTS;
const fields = (more) => new URLSearchParams({ csrf_token: csrf, tab: TAB, ...more });

// ---------------------------------------------------------------- in the thread

async function beat() {
  clearTimeout(beating);
  if (!bar || document.hidden) return;
  saidTyping = isTyping();
  beating = setTimeout(beat, saidTyping ? TYPING_BEAT : BEAT);
  try {
    const body = fields({ conversation: bar.dataset.conversation, typing: saidTyping ? "yes" : "no" });
    const answer = await fetch("/presence", { method: "POST", body, headers: { Accept: "application/json" } });
    if (answer.ok) show(await answer.json());
  } catch {
    // Away: the line at the top of the page says so, and the next beat comes.
  }
}

function put(selector, words) {
  const place = bar.querySelector(selector);
  if (place.textContent !== (words ?? "")) place.textContent = words ?? "";
  place.hidden = !words;
}

function show(said) {
  const both = said.both && isTyping();
  put(".presence__watching", said.watching);
  put(".presence__typing", both ? "" : said.typing);
  put(".presence__both", both ? said.both : "");
}

function leave() {
  clearTimeout(beating);
  if (bar) navigator.sendBeacon("/presence/leave", fields());
}

document.addEventListener("input", (event) => {
  if (!bar || !event.target.closest?.("#reply") || event.target.closest("[data-private]")) return;
  typedAt = Date.now();
  if (!saidTyping) beat();
});
document.addEventListener("htmx:after:request", (event) => {
  if (!event.detail.ctx.request?.action?.endsWith("/reply")) return;
  typedAt = 0;
  beat();
});
document.addEventListener("visibilitychange", () => (document.hidden ? leave() : beat()));
window.addEventListener("pagehide", leave);

// ---------------------------------------------------------------- in the list

function paint() {
  for (const row of document.querySelectorAll("#rows > li")) {
    const said = signs[row.id.replace("row-", "")];
    let sign = row.querySelector(".row__present");
    if (!said) {
      sign?.remove();
      continue;
    }
    if (!sign) {
      sign = document.createElement("span");
      (row.querySelector(".row__top") ?? row).after(sign);
    }
    sign.className = `row__present${said.typing ? " row__present--typing" : ""}`;
    sign.textContent = said.typing ?? said.watching;
  }
}

async function look() {
  looking = undefined;
  try {
    const answer = await fetch("/presence", { headers: { Accept: "application/json" } });
    if (answer.ok) signs = await answer.json();
  } catch {
    return;
  }
  paint();
  if (bar) show(signs[bar.dataset.conversation] ?? {});
  if (Object.keys(signs).length) lookIn(2 * BEAT); // who sleeps says nothing: nobody rings for that
}

function lookIn(milliseconds) {
  if (looking && milliseconds > BREATH) return;
  clearTimeout(looking);
  looking = setTimeout(look, milliseconds);
}

followed?.addEventListener("presence", () => lookIn(250));
document.addEventListener("htmx:after:swap", paint);
beat();
