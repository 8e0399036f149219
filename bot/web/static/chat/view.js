// The messages on the screen. Whatever people or Stapje wrote is put in as text, never as HTML.

import { button, clock, dayName, dayOf, element, link, linked, safeAddress } from "./parts.js";
import { savingButton } from "./files.js";
import { Pictures } from "./pictures.js";

const NEAR = 120; // pixels from the end within which the log follows new messages

export class View {
  #log;
  #list;
  #newest;
  #texts;
  #lang;
  #onAnswer;
  #onRetry;
  #pictures;
  #fetchFile;
  #shown = new Map(); // message id -> element
  #own = new Map(); // clientMessageId -> element
  #unread = 0;
  #following = true; // the end is in sight, and stays so when messages come or the field below grows

  /**
   * onAnswer({payload, label}) hears which button a person chose, onRetry(clientMessageId) what to send again;
   * fetchFile(url) promises the bytes of a picture or another file of this chat.
   */
  constructor({ log, list, newest, texts, lang, onAnswer, onRetry, fetchFile }) {
    this.#log = log;
    this.#list = list;
    this.#newest = newest;
    this.#texts = texts;
    this.#lang = lang;
    this.#onAnswer = onAnswer;
    this.#onRetry = onRetry;
    this.#pictures = new Pictures(log, fetchFile);
    this.#fetchFile = fetchFile;
    newest.addEventListener("click", () => this.toEnd());
    log.addEventListener("scroll", () => this.#onScroll());
    const follow = new ResizeObserver(() => this.#following && this.toEnd());
    [log, list].forEach((part) => follow.observe(part));
    document.addEventListener("visibilitychange", () => this.#countUnread(0));
  }

  /** Show messages of the server that are not on the screen yet. */
  show(messages, isHistory) {
    const fresh = messages.filter((message) => !this.#shown.has(message.id));
    if (!fresh.length) return;
    this.#log.setAttribute("aria-busy", isHistory); // history is not read aloud
    const pending = isHistory ? this.#takeOut([...this.#own.values()]) : [];
    fresh.forEach((message) => this.#shown.set(message.id, this.#append(this.#message(message))));
    pending.forEach((made) => this.#append(made));
    this.#log.removeAttribute("aria-busy");
    this.#markLiveButtons();
    if (this.#following || isHistory) this.toEnd();
    else this.#setNewest(true);
    if (!isHistory) this.#countUnread(fresh.filter(({ direction }) => direction === "out").length);
  }

  /** Show a message of this person at once, before the server has it. */
  showOwn({ clientMessageId, text, label, createdAt, failed }) {
    const made = this.#message({ direction: "in", sender: "person", text: text ?? label, createdAt });
    this.#own.set(clientMessageId, this.#append(made));
    this.setState(clientMessageId, failed ? "failed" : "sending", failed === true ? "" : failed);
    this.#markLiveButtons();
    this.toEnd();
  }

  /** Say in words how a message of this person fares: "sending", "waiting", "failed" (`detail` says why). */
  setState(clientMessageId, state, detail) {
    const line = this.#stateLine(clientMessageId);
    if (!line) return;
    line.className = `message__state message__state--${state}`;
    line.replaceChildren(`${this.#texts[state]} ${detail ?? ""}`.trim());
    if (state === "failed") {
      line.append(button(this.#texts.again, "subtle", () => this.#onRetry(clientMessageId)));
    }
  }

  /** The server has it under `id`. When it was already listed under that id, one of the two goes. */
  setSent(clientMessageId, id) {
    const made = this.#own.get(clientMessageId);
    if (!made) return;
    this.#own.delete(clientMessageId);
    if (this.#shown.has(id)) made.remove();
    else this.#shown.set(id, made);
    const line = made.querySelector(".message__state");
    line.className = "message__state visually-hidden";
    line.textContent = this.#texts.sent;
  }

  /** The server has it and lists it as a message of its own. */
  dropOwn(clientMessageId) {
    this.#own.get(clientMessageId)?.remove();
    this.#own.delete(clientMessageId);
  }

  /** A line of the page itself, such as "Deze link werkt niet meer." */
  note(text) {
    this.#list.append(element("p", "note", text));
    this.toEnd();
  }

  clear() {
    this.#list.querySelectorAll(".message, .day, .note").forEach((old) => old.remove());
    this.#shown.clear();
    this.#own.clear();
  }

  toEnd() {
    this.#setNewest(false);
    const last = this.#list.querySelector(".message:last-child, .note:last-child");
    if (!last) return;
    this.#log.scrollTop = this.#log.scrollHeight;
    last.scrollIntoView({ block: "nearest" }); // where the page scrolls and not the log
  }

  #append(made) {
    this.#startDay(made.dataset.day);
    this.#list.append(made);
    return made;
  }

  /** Take messages off the screen for a moment, and the name of a day that is left without any. */
  #takeOut(messages) {
    messages.forEach((made) => made.remove());
    const last = this.#list.lastElementChild;
    if (last?.classList.contains("day")) last.remove();
    return messages;
  }

  #message(message) {
    const moment = new Date(message.createdAt ?? Date.now());
    const kind = message.direction === "in" ? "person" : message.sender === "human" ? "human" : "bot";
    const made = element("div", `message message--${kind}`);
    made.dataset.day = dayOf(moment);
    made.append(this.#heading(message, kind, moment), this.#bubble(message));
    if (message.buttons?.length) made.append(this.#buttons(message.buttons));
    if (kind === "person") made.append(element("p", "visually-hidden message__state"));
    return made;
  }

  #heading({ senderName }, kind, moment) {
    const human = this.#texts.person.replace("NAME", senderName ?? this.#texts.staff);
    const name = { person: this.#texts.you, human, bot: this.#texts.bot }[kind];
    const time = element("time", "message__time", clock(moment, this.#lang));
    time.dateTime = moment.toISOString();
    const made = element("p", "message__from");
    made.append(element("span", "message__name", name), " ", time);
    return made;
  }

  #bubble({ text, attachments = [] }) {
    const made = element("div", "message__text");
    made.append(linked(text ?? "", this.#texts.newWindow));
    for (const attachment of attachments ?? []) {
      const { kind, url, name } = attachment;
      if (kind === "picture" || (kind === "photo" && url && attachment.width)) {
        made.append(this.#pictures.show(attachment));
        continue;
      }
      if (kind === "calendar" || url?.startsWith("/api/")) {
        const trouble = () => this.note(this.#texts.offline);
        const label = kind === "calendar" ? this.#texts.calendar : name;
        made.append(savingButton(label, attachment, this.#fetchFile, trouble));
        continue;
      }
      const line = element("p", "message__file", `${this.#texts.file}: `);
      const address = safeAddress(url);
      line.append(address ? link(address, name, this.#texts.newWindow) : name);
      made.append(line);
    }
    return made;
  }

  #buttons(answers) {
    const made = element("div", "buttons");
    made.setAttribute("role", "group");
    made.setAttribute("aria-label", this.#texts.answers);
    made.append(...answers.map((answer) => button(answer.label, "secondary-action", () => this.#onAnswer(answer))));
    return made;
  }

  /** Only the buttons of the newest message of Stapje look alive; older ones still work. */
  #markLiveButtons() {
    const newest = [...this.#list.querySelectorAll(".message:not(.message--person)")].at(-1);
    for (const group of this.#list.querySelectorAll(".buttons")) {
      group.classList.toggle("buttons--old", group.parentElement !== newest);
    }
  }

  #startDay(day) {
    const days = this.#list.querySelectorAll(".day");
    if ([...days].at(-1)?.dataset.day === day) return;
    const made = element("p", "day");
    made.dataset.day = day;
    this.#list.append(made);
    for (const each of [...days, made]) {
      each.textContent = dayName(each.dataset.day, { lang: this.#lang, texts: this.#texts });
    }
  }

  #stateLine(clientMessageId) {
    return this.#own.get(clientMessageId)?.querySelector(".message__state");
  }

  #onScroll() {
    this.#following = this.#log.scrollHeight - this.#log.scrollTop - this.#log.clientHeight < NEAR;
    if (this.#following) this.#setNewest(false);
  }

  #setNewest(visible) {
    this.#newest.hidden = !visible;
  }

  /** Count new messages in the title while nobody looks at this page. */
  #countUnread(more) {
    this.#unread = document.hidden ? this.#unread + more : 0;
    document.title = this.#unread ? `(${this.#unread}) ${this.#texts.title}` : this.#texts.title;
  }
}
