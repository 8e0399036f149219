// Photos and documents that a person sends. They are too large to be kept on the device like a text, so they go at once,
// and again for as long as this page is open; their clientMessageId makes a second try harmless.

import { backoff, call, pause } from "./api.js";
import { newId } from "./outbox.js";

const PATIENCE = 300_000; // milliseconds for one try: a photo over a bad line

export class Uploads {
  #openSession;
  #texts;
  #view;
  #waiting = new Map(); // clientMessageId -> files

  constructor({ input, openSession, texts, view }) {
    this.#openSession = openSession;
    this.#texts = texts;
    this.#view = view;
    input.addEventListener("change", () => this.#take(input));
  }

  /** Send these once more; false when they are not ours to send. */
  retry(clientMessageId) {
    if (!this.#waiting.has(clientMessageId)) return false;
    this.#send(clientMessageId);
    return true;
  }

  #take(input) {
    if (!input.files.length) return;
    const clientMessageId = newId();
    const names = [...input.files].map(({ name }) => name).join(", ");
    this.#waiting.set(clientMessageId, [...input.files]);
    input.value = "";
    this.#view.showOwn({ clientMessageId, text: this.#texts.fileSent.replace("NAME", () => names) });
    this.#send(clientMessageId);
  }

  async #send(clientMessageId) {
    for (let failures = 1; this.#waiting.has(clientMessageId); failures++) {
      try {
        await this.#post(clientMessageId);
        this.#waiting.delete(clientMessageId);
        this.#view.dropOwn(clientMessageId); // the server's own message shows the photo itself
      } catch (problem) {
        this.#view.setState(clientMessageId, problem.temporary ? "waiting" : "failed", problem.temporary ? "" : problem.detail);
        if (!problem.temporary) return;
        await pause(problem.retryAfter || backoff(failures));
      }
    }
  }

  async #post(clientMessageId) {
    const { token } = await this.#openSession();
    const body = new FormData();
    body.append("clientMessageId", clientMessageId);
    for (const file of this.#waiting.get(clientMessageId)) body.append("file", file, file.name);
    await call("/chat/files", { method: "POST", token, body, patience: PATIENCE });
  }
}
