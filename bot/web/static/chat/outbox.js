// Messages on their way to Stapje. They are kept on the device until the server has them, go out in the
// order they were written, and keep their clientMessageId, so that a second try has no second effect.

import { backoff, call, pause } from "./api.js";
import * as store from "./store.js";

export class Outbox {
  #openSession;
  #onState;
  #draining = null;
  #failures = 0;
  #wake = () => {};

  /** A message is at the server this moment, and its answer is not here yet. */
  busy = false;

  /**
   * openSession() gives {token} or throws a Problem;
   * onState(item, state, answer) hears "waiting", "sent" (answer is the server's {id}) or "failed".
   */
  constructor({ openSession, onState }) {
    this.#openSession = openSession;
    this.#onState = onState;
  }

  /** Keep a message and send it. `content` is {text} or {payload, label}. */
  add(content) {
    const item = { clientMessageId: newId(), createdAt: new Date().toISOString(), ...content };
    store.update((state) => {
      if (!state.invite) item.token = state.session?.token; // an invite is about to bring another session
      state.queue.push(item);
    });
    this.flush();
    return item;
  }

  /** Send a message that was refused once more. */
  retry(clientMessageId) {
    this.#change(clientMessageId, (item) => delete item.failed);
    this.flush();
  }

  /** Send now whatever waits, without sitting out the pause between two tries. */
  flush() {
    this.#wake();
    this.#draining ??= this.#drain().finally(() => (this.#draining = null));
  }

  async #drain() {
    let item;
    while ((item = store.load().queue.find((one) => !one.failed))) {
      try {
        const { token } = await this.#openSession();
        const answer = await this.#post(item, item.token ?? token);
        this.#drop(item.clientMessageId);
        this.#failures = 0;
        this.#onState(item, "sent", answer);
      } catch (problem) {
        await this.#handle(item, problem);
      }
    }
  }

  async #post({ clientMessageId, text, payload }, token) {
    const body = payload === undefined ? { clientMessageId, text } : { clientMessageId, payload };
    this.busy = true;
    try {
      return await call("/chat/messages", { method: "POST", token, body });
    } finally {
      this.busy = false;
    }
  }

  async #handle(item, problem) {
    if (problem.temporary) {
      this.#onState(item, "waiting");
      await this.#rest(problem.retryAfter || backoff(++this.#failures));
    } else if (problem.sessionLost && !item.renewed && this.#isOurs(item)) {
      this.#renewSession(item);
    } else {
      this.#change(item.clientMessageId, (kept) => (kept.failed = problem.detail || true));
      this.#onState(item, "failed", problem);
    }
  }

  /** A message never moves into the conversation of the next person on a shared device. */
  #isOurs(item) {
    const { session } = store.load();
    return !item.token || !session || item.token === session.token;
  }

  #renewSession(item) {
    store.update((state) => (state.session = null));
    this.#change(item.clientMessageId, (kept) => {
      kept.renewed = true;
      delete kept.token;
    });
  }

  #rest(seconds) {
    const woken = new Promise((resolve) => (this.#wake = resolve));
    return Promise.race([pause(seconds), woken]);
  }

  #change(clientMessageId, change) {
    store.update((state) => state.queue.filter((one) => one.clientMessageId === clientMessageId).forEach(change));
  }

  #drop(clientMessageId) {
    store.update((state) => (state.queue = state.queue.filter((one) => one.clientMessageId !== clientMessageId)));
  }
}

/** A random UUID; by hand where the page is not on https and the browser holds randomUUID back. */
export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
