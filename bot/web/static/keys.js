// Keys for staff. What a key presses stands in the page: data-key="e" on a button, a link or a field, data-key="g i" for
// two keys after each other, data-keys-list on a list to walk through. Nothing here knows a page.
(() => {
  const KEYS_OFF = "stapje-keys-off"; // in this browser only
  const PAUSE = 2000; // milliseconds between two keys that belong together

  const sheet = document.getElementById("keys");
  const keysAreOn = () => !localStorage.getItem(KEYS_OFF);
  let first = "";
  let forgetting = 0;

  const isTyping = (element) => element.isContentEditable || element.matches("input, textarea, select");

  // What the page itself has for a key goes before what stands above every page.
  const keyed = (key) => {
    const name = `[data-key="${CSS.escape(key)}"]:not(:disabled)`;
    return document.querySelector(`#main ${name}`) ?? document.querySelector(name);
  };
  const withKeys = () => [...document.querySelectorAll("[data-key]")].filter((element) => /^\S( \S)?$/.test(element.dataset.key));

  // A field is gone to, all else is pressed. data-key-first: what has to be pressed before (a tab that shows the field).
  function press(element) {
    if (element.dataset.keyFirst) document.querySelector(element.dataset.keyFirst)?.click();
    for (let part = element.closest("details"); part; part = part.parentElement.closest("details")) {
      if (element.parentElement !== part) part.open = true;
    }
    if (isTyping(element)) element.focus();
    else element.click();
    document.getElementById(element.getAttribute("popovertarget"))?.querySelector("button, select, input:not([type=hidden])")?.focus();
  }

  // One link a line; a line with more links leads where its first one does. What is folded away is not walked to.
  function rows() {
    const lines = [...document.querySelectorAll("[data-keys-list] > li")];
    return lines.map((line) => line.querySelector("a[href]")).filter((link) => link?.checkVisibility());
  }

  function walk(by) {
    const all = rows();
    if (!all.length) return;
    const here = all.findIndex((row) => row.closest("li").contains(document.activeElement));
    const shown = all.findIndex((row) => row.hasAttribute("aria-current"));
    const next = here >= 0 ? here + by : shown >= 0 ? shown + by : 0;
    const row = all[Math.min(Math.max(next, 0), all.length - 1)];
    row.focus();
    row.scrollIntoView({ block: "nearest" });
  }

  const WALKS = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

  function handle(event) {
    const pair = first && `${first} ${event.key}`;
    first = "";
    const one = (pair && keyed(pair)) || (!pair && keyed(event.key));
    if (one) press(one);
    else if (pair) return;
    else if (event.key === "?") showSheet();
    else if (event.key in WALKS && mayWalk(event)) walk(WALKS[event.key]);
    else if (document.querySelector(`[data-key^="${CSS.escape(event.key)} "]`)) wait(event.key);
    else return;
    event.preventDefault();
  }

  // An arrow scrolls the page, unless one is walking through the list already.
  const mayWalk = (event) => event.key.length === 1 || rows().includes(document.activeElement);

  function wait(key) {
    first = key;
    clearTimeout(forgetting);
    forgetting = setTimeout(() => (first = ""), PAUSE);
  }

  // Escape leaves a field, so that the keys of the page work again.
  function leave(field) {
    field.blur();
    document.getElementById("main")?.focus();
  }

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!keysAreOn() || event.target.closest("dialog")) return;
    if (!isTyping(event.target)) handle(event);
    else if (event.key === "Escape") {
      if (event.target.type === "search") event.preventDefault(); // which would empty it
      leave(event.target);
    }
  });

  // ---------------------------------------------------------------- the sheet with all keys

  const named = (element) =>
    element.dataset.keyName || element.getAttribute("aria-label") || element.labels?.[0]?.textContent || element.textContent;

  function line(element) {
    const item = document.createElement("li");
    for (const key of element.dataset.key.split(" ")) item.append(Object.assign(document.createElement("kbd"), { textContent: key }), " ");
    item.append(named(element).trim());
    return item;
  }

  function showSheet() {
    const seen = new Set();
    const here = withKeys().filter((element) => !seen.has(element.dataset.key) && seen.add(element.dataset.key));
    for (const part of sheet.querySelectorAll("[data-keys-of]")) {
      const some = here.filter((element) => element.dataset.key.includes(" ") === (part.dataset.keysOf === "pages"));
      part.replaceChildren(...some.map(line));
      part.parentElement.hidden = !some.length;
    }
    if (!sheet.open) sheet.showModal();
  }

  // ---------------------------------------------------------------- on, off, and told to screen readers

  function tell() {
    for (const element of withKeys()) {
      if (keysAreOn() && element.dataset.key.length === 1) element.setAttribute("aria-keyshortcuts", element.dataset.key);
      else element.removeAttribute("aria-keyshortcuts");
    }
  }

  if (sheet) {
    const chosen = sheet.querySelector("[data-keys-on]");
    chosen.checked = keysAreOn();
    chosen.addEventListener("change", () => {
      if (chosen.checked) localStorage.removeItem(KEYS_OFF);
      else localStorage.setItem(KEYS_OFF, "1");
      tell();
    });
    document.addEventListener("click", (event) => {
      if (event.target.closest("[data-opens-keys]")) showSheet();
      if (event.target.closest("[data-closes]")) event.target.closest("dialog").close();
    });
    for (const opener of document.querySelectorAll("[data-opens-keys]")) opener.hidden = false;
    document.addEventListener("htmx:after:swap", tell);
    tell();
  }
})();
