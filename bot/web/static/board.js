// The bed board: one bed opens in a panel, which a colleague's change elsewhere on the board never touches.
const element = (id) => document.getElementById(id);

const itemOf = (bed) => element(`bed-${bed}`);

let done = new URLSearchParams(location.search).get("done") ?? "";

// What the board asks for when its turn comes: what is searched for by then, and what was done last.
const address = () => `/beds?q=${encodeURIComponent(element("q").value)}&done=${encodeURIComponent(done)}`;

document.addEventListener("htmx:before:request", (event) => {
  const { sourceElement, request } = event.detail.ctx;
  if (sourceElement.id === "board") request.action = `${address()}&seen=${sourceElement.dataset.seen}`;
});

// The board asks for itself anew, as it does when a colleague changed something; `key` is of a change just made here.
export function refresh(key) {
  if (key !== undefined) {
    done = key;
    history.replaceState(history.state, "", address());
  }
  element("live").dispatchEvent(new Event("beds"));
}

// The next change begins: taking the one before back is not offered any more, lest the wrong one is taken back.
export function forgetDone() {
  done = "";
  element("note").replaceChildren();
}

export function closePanel() {
  const panel = element("panel");
  const bed = panel.dataset.bed;
  const wasInside = panel.contains(document.activeElement) || document.activeElement === document.body;
  panel.hidden = true;
  panel.replaceChildren();
  delete panel.dataset.bed;
  if (bed && wasInside) itemOf(bed)?.querySelector("a, button")?.focus({ preventScroll: true });
}

// Without a connection a bed still offers what needs no answer first: the page carries those forms as templates.
function openWithoutServer(bed) {
  const item = itemOf(bed);
  const [state, place] = item.dataset.state.split(":");
  const deeds = element(`quick-${state}`)?.content.cloneNode(true);
  if (!deeds) return;
  for (const form of deeds.querySelectorAll("form")) {
    form.action = form.getAttribute("action").replace("PLACE", place);
    form.dataset.bed = bed;
    form.dataset.label = item.dataset.label;
  }
  const title = document.createElement("h2");
  title.className = "panel__title";
  title.id = "panel-title";
  title.textContent = item.dataset.label;
  const close = document.createElement("a");
  close.className = "panel__close";
  close.href = "/beds";
  close.dataset.close = "";
  close.textContent = element("queue").dataset.keep;
  const head = document.createElement("header");
  head.className = "panel__head";
  head.append(title, close);
  const panel = element("panel");
  panel.replaceChildren(head, deeds);
  panel.tabIndex = -1;
  panel.setAttribute("aria-labelledby", "panel-title");
  panel.dataset.bed = bed;
  panel.dataset.state = item.dataset.state;
  panel.hidden = false;
  panel.focus({ preventScroll: true });
}

// Before htmx hears of it: it would wait for a server that is not there.
document.addEventListener(
  "click",
  (event) => {
    const opener = event.target.closest("[data-opens]");
    if (!opener || navigator.onLine) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    openWithoutServer(opener.dataset.opens);
  },
  true,
);

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-close]")) {
    event.preventDefault();
    closePanel();
  }
  const chip = event.target.closest("[data-q]");
  if (chip) {
    event.preventDefault();
    element("q").value = chip.dataset.q;
    element("seek").requestSubmit();
  }
  const menu = document.querySelector(".menu[open]");
  if (menu && !menu.contains(event.target)) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    document.querySelector(".menu[open]")?.removeAttribute("open");
    if (!element("panel").hidden) closePanel();
  }
});

const opens = (event) => event.detail.ctx?.sourceElement?.closest?.("[data-opens]")?.dataset.opens;

function failed(event) {
  if (opens(event)) openWithoutServer(opens(event));
}

document.addEventListener("htmx:error", failed);
document.addEventListener("htmx:response:error", failed);

// A panel that was just asked for has the focus; one whose bed is not any more what it says asks for itself anew.
document.addEventListener("htmx:after:swap", (event) => {
  const panel = element("panel");
  const source = event.detail.ctx?.sourceElement;
  if (opens(event) || source?.closest?.("#panel .panel__wide")) panel.focus({ preventScroll: true });
  if (source?.id !== "board" || !panel.dataset.bed) return;
  const item = itemOf(panel.dataset.bed);
  if (item && item.dataset.state !== panel.dataset.state) {
    htmx.ajax("GET", `/beds/bed/${panel.dataset.bed}`, { target: "#panel", swap: "outerHTML" });
  }
});
