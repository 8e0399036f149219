// Hearing what is said in one conversation: a stream of server-sent events, read with fetch because the
// token travels in a header. Where streaming does not get through, long polling takes over.

import { Problem, backoff, call, open, pause } from "./api.js";

const SILENCE = 60_000; // milliseconds without a byte, after which a stream counts as dead
const GOOD_STREAM = 30_000; // milliseconds a stream has to live to be trusted again
const TRIES = 3; // streams that may break, while other calls work, before we poll instead
const STALE = 30_000; // milliseconds without a byte, after which we open a new stream when somebody looks
const REPLY = 4_000; // milliseconds in which a stream should bring something after we sent a message
const WAIT = 25; // seconds the server may hold a poll

export class Listener {
  #token;
  #cursor = null;
  #stopped = new AbortController();
  #stream = null; // AbortController of the stream that is open
  #streaming = true;
  #broken = 0;
  #opened = 0;
  #lastByte = 0;
  #hear;
  #setReady;

  /** Settles when the history has been fetched, or could not be. */
  ready = new Promise((resolve) => (this.#setReady = resolve));

  /** hear: onMessages(list, isHistory), onConnected(true or false), onLost(problem). */
  constructor(token, hear) {
    this.#token = token;
    this.#hear = hear;
  }

  stop() {
    this.#stopped.abort();
    this.#stream?.abort();
  }

  /** Somebody looks again, or the network is back: do not trust a stream that was quiet all the while. */
  refresh() {
    if (Date.now() - Math.max(this.#lastByte, this.#opened) > STALE) this.#stream?.abort();
  }

  /** Listen until stop() or until the server no longer knows this chat. */
  async start() {
    let failures = 0;
    let history = true;
    while (!this.#stopped.signal.aborted) {
      try {
        await this.catchUp(history).finally(this.#setReady);
        history = false;
        failures = 0;
        await (this.#streaming ? this.#listen() : this.#poll());
      } catch (problem) {
        if (this.#stopped.signal.aborted) return;
        if (problem.sessionLost) return this.#hear.onLost(problem);
        this.#hear.onConnected(false);
        await pause(problem.retryAfter || backoff(++failures));
      }
    }
  }

  /** Fetch everything after the last message we have, page by page; how many messages there were. */
  async catchUp(history = false) {
    let count = 0;
    let before;
    do {
      before = this.#cursor;
      const page = await this.#fetchPage({});
      count += page.length;
      this.#take(page, history);
    } while (this.#cursor !== before);
    this.#hear.onConnected(true);
    return count;
  }

  /** A message of ours has arrived: if the stream stays silent now, something holds it up on the way. */
  async expectReply() {
    const asked = Date.now();
    await pause(REPLY / 1000);
    if (!this.#stream || this.#lastByte > asked) return;
    const missed = await this.catchUp().catch(() => 0);
    if (missed && this.#lastByte <= asked) {
      this.#streaming = false;
      this.#stream?.abort();
    }
  }

  async #fetchPage({ wait, patience }) {
    const query = new URLSearchParams();
    if (this.#cursor !== null) query.set("after", this.#cursor);
    if (wait) query.set("wait", wait);
    const signal = this.#stopped.signal;
    const found = await call(`/chat/messages?${query}`, { token: this.#token, patience, signal });
    return found.messages;
  }

  #take(messages, history = false) {
    if (!messages.length || this.#stopped.signal.aborted) return;
    this.#cursor = messages.at(-1).id;
    this.#hear.onMessages(messages, history);
  }

  async #poll() {
    const began = Date.now();
    const page = await this.#fetchPage({ wait: WAIT, patience: (WAIT + 15) * 1000 });
    this.#take(page);
    if (!page.length && Date.now() - began < 1000) await pause(2); // a server that does not wait
  }

  async #listen() {
    this.#opened = Date.now();
    this.#stream = new AbortController();
    try {
      await this.#readStream(this.#stream);
    } catch (problem) {
      if (problem.sessionLost) throw problem;
    } finally {
      this.#stream.abort();
      this.#stream = null;
    }
    this.#broken = Date.now() - this.#opened > GOOD_STREAM ? 0 : this.#broken + 1;
    if (this.#broken >= TRIES) this.#streaming = false;
    await pause(this.#broken ? 1 : 0);
  }

  async #readStream(control) {
    const after = this.#cursor === null ? "" : `?after=${encodeURIComponent(this.#cursor)}`;
    const headers = { Accept: "text/event-stream" };
    const response = await open(`/chat/events${after}`, { token: this.#token, signal: control.signal, headers });
    if (!response.body || !response.headers.get("Content-Type")?.startsWith("text/event-stream")) {
      this.#streaming = false;
      return;
    }
    await this.catchUp(); // what was said between our last look and the opening of the stream
    for await (const data of this.#events(response.body.getReader(), control)) {
      const told = JSON.parse(data);
      this.#take(told.messages ?? (told.id === undefined ? [] : [told]));
    }
  }

  /** The data of each event that comes in; ends when the stream does, or falls silent. */
  async *#events(reader, control) {
    const decoder = new TextDecoder();
    let buffer = "";
    let timer = null;
    try {
      for (;;) {
        timer = setTimeout(() => control.abort(), SILENCE);
        const { done, value } = await reader.read();
        clearTimeout(timer);
        if (done) return;
        this.#lastByte = Date.now();
        buffer = (buffer + decoder.decode(value, { stream: true })).replaceAll("\r\n", "\n");
        const blocks = buffer.split("\n\n");
        buffer = blocks.pop();
        yield* blocks.map(dataOf).filter(Boolean);
      }
    } catch {
      throw new Problem(0);
    } finally {
      clearTimeout(timer);
    }
  }
}

function dataOf(block) {
  const lines = block.split("\n").filter((line) => line.startsWith("data:"));
  return lines.map((line) => line.slice(5).trimStart()).join("\n");
}
