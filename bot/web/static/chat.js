// The chat page: ties what a person does to the outbox, the listener and the screen.

import { backoff, call, open, pause } from "./chat/api.js";
import { Composer } from "./chat/composer.js";
import { watchHealth } from "./chat/health.js";
import { Listener } from "./chat/listen.js";
import { Outbox } from "./chat/outbox.js";
import * as store from "./chat/store.js";
import { Uploads } from "./chat/uploads.js";
import { View } from "./chat/view.js";

const byId = (id) => document.getElementById(id);
const texts = JSON.parse(byId("main").dataset.texts);
const input = byId("text");
const outbox = new Outbox({ openSession, onState });
const view = new View({
  log: byId("log"),
  list: byId("messages"),
  newest: byId("newest"),
  texts,
  lang: document.documentElement.lang,
  onAnswer: ({ payload, label }) => say({ payload, label }),
  onRetry: (clientMessageId) => {
    view.setState(clientMessageId, "sending");
    if (!uploads.retry(clientMessageId)) outbox.retry(clientMessageId);
  },
  fetchFile: async (url) => (await open(url.replace(/^\/api\/v1/, ""), { token: listeningTo })).blob(),
});
const uploads = new Uploads({ input: byId("file"), openSession, texts, view });
const status = { connected: true, nlu: "ready" };
let listener = null;
let listeningTo = null; // the token of the chat on the screen
let opening = null;
let held = []; // see onMessages()

// -- The session ---------------------------------------------------------------------------------

/** The session of this device, with its history on the screen. */
function openSession() {
  opening ??= findSession().finally(() => (opening = null));
  return opening;
}

async function findSession() {
  const { invite } = store.load();
  if (invite) await useInvite(invite);
  if (!store.load().session) await createSession();
  const { session } = store.load();
  if (session.token !== listeningTo) listen();
  await listener.ready; // so that a message of now comes below what was said before
  return session;
}

/** Exchange an invite for a session. When it is refused, say so kindly and go on without it. */
async function useInvite(inviteToken) {
  try {
    await createSession({ inviteToken });
  } catch (problem) {
    if (problem.temporary) throw problem;
    store.update((state) => (state.invite = null));
    view.note(problem.detail || texts.inviteFailed);
  }
}

async function createSession(invite = {}) {
  const { sessionId, token } = await call("/chat/sessions", { method: "POST", body: invite });
  const hadSession = store.load().session !== null;
  store.update((state) => Object.assign(state, { session: { sessionId, token }, invite: null }));
  if (hadSession) {
    view.clear(); // an invite on a shared device: the chat before was somebody else's
    store.pending().forEach((item) => view.showOwn(item));
  }
  listen();
}

/** Take an invite out of the address bar, where others could read it. */
function takeInvite() {
  const address = new URL(location.href);
  const invite = address.searchParams.get("invite");
  if (invite) {
    address.searchParams.delete("invite");
    history.replaceState(null, "", address);
    store.update((state) => (state.invite = invite));
  }
}

/** Open the chat, however long it takes, so that the greeting and its buttons are there. */
async function start() {
  for (let failures = 1; ; failures++) {
    try {
      await openSession();
      return;
    } catch (problem) {
      if (!problem.temporary) return view.note(problem.detail || texts.ended);
      showConnected(false);
      await pause(problem.retryAfter || backoff(failures));
    }
  }
}

function endSession(token) {
  if (store.load().session?.token !== token) return;
  store.update((state) => (state.session = null));
  view.note(texts.ended);
  outbox.flush();
}

// -- Hearing and saying --------------------------------------------------------------------------

function listen() {
  const { token } = store.load().session;
  listener?.stop();
  listeningTo = token;
  listener = new Listener(token, { onMessages, onConnected: showConnected, onLost: () => endSession(token) });
  listener.start();
}

/**
 * While one of our messages is on its way we do not know its id yet, so a message of the person that is
 * listed now may be that very one: hold it back until the server has answered.
 */
function onMessages(messages, isHistory) {
  const isHeld = ({ direction }) => direction === "in" && outbox.busy && !isHistory;
  held.push(...messages.filter(isHeld));
  view.show(messages.filter((message) => !isHeld(message)), isHistory);
}

function onState(item, state, answer) {
  if (state !== "failed") showConnected(state === "sent");
  if (state === "sent") {
    view.setSent(item.clientMessageId, answer.id);
    listener?.expectReply();
  } else {
    view.setState(item.clientMessageId, state, answer?.detail);
  }
  view.show(held, false);
  held = [];
}

/** Say {text}, or choose a button: {payload, label}. */
function say(content) {
  view.showOwn(outbox.add(content));
}

// -- How it goes ---------------------------------------------------------------------------------

function showConnected(connected) {
  status.connected = connected;
  showStatus();
}

function showStatus() {
  const nlu = { loading: texts.nluLoading, down: texts.nluDown }[status.nlu] ?? "";
  const text = status.connected ? nlu : texts.offline;
  if (byId("status").textContent !== text) byId("status").textContent = text;
}

// -- Forgetting ----------------------------------------------------------------------------------

function askForget() {
  byId("forget-unsent").hidden = store.load().queue.length === 0;
  byId("forget-dialog").showModal();
}

function forgetIfSure() {
  if (byId("forget-dialog").returnValue !== "forget") return;
  listener?.stop();
  store.forget();
  location.replace(location.pathname);
}

/** After another tab or a return with "back": never show a chat that is no longer ours. */
function followStore() {
  const token = store.load().session?.token ?? null;
  if (token === listeningTo) return;
  if (listeningTo) location.reload();
  else listen();
}

// -- The start -----------------------------------------------------------------------------------

new Composer({
  form: byId("composer"),
  input,
  count: byId("count"),
  texts,
  onText: (text) => say({ text }),
});
input.disabled = false; // until here, what one wrote would have been lost
byId("main").classList.add("chat--ready");
byId("human").addEventListener("click", () => say({ text: texts.human }));
byId("forget").addEventListener("click", askForget);
byId("forget-dialog").addEventListener("close", forgetIfSure);
window.addEventListener("offline", () => showConnected(false));
window.addEventListener("online", () => {
  outbox.flush();
  if (listener) listener.refresh();
  else showConnected(true);
});
document.addEventListener("visibilitychange", () => document.hidden || listener?.refresh());
window.addEventListener("pageshow", (event) => event.persisted && followStore());
store.onOtherTab(followStore);

takeInvite();
if (!store.load().invite) store.pending().forEach((item) => view.showOwn(item));
start();
outbox.flush();
watchHealth((nlu) => {
  status.nlu = nlu;
  showStatus();
});
