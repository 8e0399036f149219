// Writing in a thread: drafts that are kept while typing, lists for "/" (ready replies) and "@" (colleagues), and what the
// page has shown long enough to count as seen. Everything else works without this file.
const WRITE_REST = 800; // milliseconds without a key, after which a draft is kept
const WRITE_SEEN = 1500; // milliseconds that a message must stand on the screen before it counts as seen
const MOST_CHOICES = 50;

const writing = () => document.getElementById("composer");
const field = (id) => document.getElementById(id);

// -- Drafts: kept on the server, per colleague and conversation -------------------------------------

const unsaved = new Set(); // forms with words that the server does not have yet
let draftTimer;

function told(form, kept) {
  field("saved").textContent = kept ? form.dataset.saved : form.dataset.unsaved;
}

async function keepDraft(form) {
  unsaved.delete(form.id);
  const area = form.querySelector(".reply__text");
  const words = { csrf_token: form.csrf_token.value, key: form.key.value, mode: form.dataset.mode, text: area.value };
  try {
    const answer = await fetch(form.dataset.drafts, { method: "POST", body: new URLSearchParams(words), keepalive: true });
    if (!answer.ok) throw new Error(answer.status);
    if (!unsaved.has(form.id) && area.value) told(form, true);
  } catch {
    unsaved.add(form.id); // the next key, a look at the page or the network coming back tries again
    told(form, false);
  }
}

function keepDrafts() {
  clearTimeout(draftTimer);
  for (const id of [...unsaved]) {
    const form = field(id);
    if (form) keepDraft(form);
  }
}

function onInput(event) {
  const form = event.target.closest(".write__form");
  if (!form || !event.target.matches(".reply__text")) return;
  unsaved.add(form.id);
  field("saved").textContent = "";
  clearTimeout(draftTimer);
  draftTimer = setTimeout(keepDrafts, WRITE_REST);
  suggest(event.target);
}

document.addEventListener("input", onInput);
document.addEventListener("visibilitychange", keepDrafts);
window.addEventListener("pagehide", keepDrafts);
window.addEventListener("online", keepDrafts);

// -- Sending ------------------------------------------------------------------------------------------

// Ctrl+Enter in an answer is heard by live.js; a note has its own.
document.addEventListener("keydown", (event) => {
  const keeps = event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.id === "note";
  if (keeps) event.target.form.requestSubmit();
});

const isWriting = (ctx) => ctx.sourceElement?.matches(".write__form");

document.addEventListener("htmx:before:request", (event) => {
  const { sourceElement } = event.detail.ctx;
  if (!isWriting(event.detail.ctx)) return;
  clearTimeout(draftTimer);
  unsaved.delete(sourceElement.id);
  sourceElement.querySelector(".reply__text").readOnly = true; // what is typed meanwhile would go with the answer
});

document.addEventListener("htmx:error", () => {
  for (const area of document.querySelectorAll(".write__form .reply__text")) area.readOnly = false;
});

document.addEventListener("htmx:after:swap", (event) => {
  if (isWriting(event.detail.ctx)) {
    for (const area of writing().querySelectorAll(".reply__text")) {
      area.readOnly = false;
      area.value = area.defaultValue; // empty when it was sent, the same words when it was not, a reply filled in
    }
    const chosen = field("mode-note").defaultChecked ? "mode-note" : "mode-reply";
    field(chosen).checked = true;
    writing().querySelector("input[type=file]").value = "";
    close();
  }
  if (event.detail.ctx.sourceElement?.matches("form")) countAsSeen(); // what answers a deed of one's own is looked at
  else setTimeout(countAsSeen, WRITE_SEEN);
});

// What the log has shown for a while has been seen: the form says so, and takes the name of the next message.
function countAsSeen() {
  const log = field("log");
  const form = field("reply");
  if (document.hidden || !log || !form) return;
  form.seen.value = log.dataset.seen;
  for (const each of document.querySelectorAll(".write__form")) each.key.value = log.dataset.replyKey;
}

document.addEventListener("visibilitychange", () => document.hidden || setTimeout(countAsSeen, WRITE_SEEN));

// -- "/" and "@" --------------------------------------------------------------------------------------

let list; // the list that is open
let area; // the text it belongs to
let choices = [];
let chosen = 0;
let replies; // fetched once, when somebody first types "/"

/** The word that is being typed: where it begins, and what it is; null when it asks for no list. */
function asked(text) {
  const before = text.value.slice(0, text.selectionStart);
  const found = text.id === "text" ? before.match(/(^|\s)\/([\w-]*)$/) : before.match(/(^|\s)@([^@\n]{0,30})$/);
  return found && { start: before.length - found[2].length - 1, end: before.length, word: found[2].toLowerCase() };
}

async function suggest(text) {
  const word = asked(text);
  if (!word) return close();
  const found = text.id === "text" ? await findReplies(text, word.word) : findNames(text, word.word);
  if (asked(text)?.word !== word.word) return; // typed on meanwhile
  if (!found.length && text.id === "note") return close();
  show(text, found);
}

async function findReplies(text, word) {
  try {
    replies ??= await (await fetch(text.dataset.ready, { headers: { Accept: "application/json" } })).json();
  } catch {
    return [];
  }
  const rank = (one) => (one.shortcut.startsWith(word) ? 0 : one.name.toLowerCase().includes(word) ? 1 : 2);
  return replies
    .filter((one) => `${one.shortcut} ${one.name} ${one.text}`.toLowerCase().includes(word))
    .sort((a, b) => rank(a) - rank(b))
    .map((one) => ({ name: `/${one.shortcut} ${one.name}`, about: one.text, put: one.text, id: one.id }));
}

function findNames(text, word) {
  const names = JSON.parse(text.dataset.names);
  return names.filter((name) => name.toLowerCase().includes(word)).map((name) => ({ name, put: `@${name} ` }));
}

function show(text, found) {
  close();
  area = text;
  choices = found.slice(0, MOST_CHOICES);
  list = document.createElement("ul");
  list.className = "choices";
  list.id = "choices";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", text.labels[0].textContent);
  list.append(...choices.map(option));
  if (!choices.length) list.append(Object.assign(document.createElement("li"), { textContent: text.dataset.none, className: "choices__one", role: "option" }));
  text.parentElement.append(list);
  text.setAttribute("aria-controls", "choices");
  mark(0);
}

function option({ name, about }, index) {
  const made = document.createElement("li");
  made.id = `choice-${index}`;
  made.className = "choices__one";
  made.setAttribute("role", "option");
  made.append(Object.assign(document.createElement("span"), { className: "choices__name", textContent: name }));
  if (about) made.append(Object.assign(document.createElement("span"), { className: "choices__about", textContent: about }));
  made.addEventListener("mousedown", (event) => event.preventDefault()); // the text keeps the focus
  made.addEventListener("click", () => take(index));
  return made;
}

function mark(index) {
  if (!choices.length) return;
  chosen = (index + choices.length) % choices.length;
  [...list.children].forEach((each, at) => each.setAttribute("aria-selected", at === chosen));
  list.children[chosen].scrollIntoView({ block: "nearest" });
  area.setAttribute("aria-activedescendant", `choice-${chosen}`);
}

function close() {
  list?.remove();
  area?.removeAttribute("aria-activedescendant");
  area?.removeAttribute("aria-controls");
  list = area = undefined;
  choices = [];
}

/** Put the choice where the word was typed; the first gap in it is selected, to be typed over. */
function take(index) {
  const text = area;
  const { start, end } = asked(text);
  const { put, id } = choices[index];
  close();
  text.setRangeText(put, start, end, "end");
  if (id) text.form.used.value = id;
  const gap = put.match(/\[(?:vul in|fill in): [^\]]*\]/);
  if (gap) text.setSelectionRange(start + gap.index, start + gap.index + gap[0].length);
  text.dispatchEvent(new Event("input", { bubbles: true }));
  text.focus();
}

document.addEventListener("keydown", (event) => {
  if (!list || event.target !== area || event.ctrlKey || event.metaKey) return;
  const deeds = {
    ArrowDown: () => mark(chosen + 1),
    ArrowUp: () => mark(chosen - 1),
    Enter: () => choices.length && take(chosen),
    Tab: () => choices.length && take(chosen),
    Escape: close,
  };
  if (!deeds[event.key]) return;
  event.preventDefault();
  event.stopPropagation();
  deeds[event.key]();
}, true);

document.addEventListener("focusout", (event) => event.target === area && close());

// -- Changing a note or a planned message ---------------------------------------------------------------

// A form that is open in the thread stays as it is while the rest of the thread follows along.
document.addEventListener("toggle", (event) => {
  if (event.target.matches(".note__own, .planned__change")) event.target.toggleAttribute("hx-morph-skip", event.target.open);
}, true);
