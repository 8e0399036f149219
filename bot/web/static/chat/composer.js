// The field in which a person writes: Enter sends, Shift+Enter starts a line, the field grows along.

const LONGEST = 4000; // characters in one message
const WARN = 300; // characters left from which we count along
const TALLEST = 5; // lines

export class Composer {
  #input;
  #count;
  #texts;
  #onText;

  constructor({ form, input, count, texts, onText }) {
    this.#input = input;
    this.#count = count;
    this.#texts = texts;
    this.#onText = onText;
    form.addEventListener("submit", (event) => this.#submit(event));
    input.addEventListener("keydown", (event) => this.#onKey(event));
    input.addEventListener("input", () => this.#fit());
    this.#fit(); // a browser may have kept a draft over a reload
  }

  #submit(event) {
    event.preventDefault();
    const text = this.#input.value.trim();
    if (!text || this.#left() < 0) return;
    this.#onText(text);
    this.#input.value = "";
    this.#fit();
    this.#input.focus();
  }

  #onKey(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.#submit(event);
  }

  #fit() {
    this.#input.rows = 1;
    while (this.#input.scrollHeight > this.#input.clientHeight && this.#input.rows < TALLEST) this.#input.rows++;
    const left = this.#left();
    const text = left < 0 ? this.#texts.tooLong : left < WARN ? this.#texts.left : "";
    this.#count.textContent = text.replace("COUNT", Math.abs(left));
    this.#input.setAttribute("aria-invalid", left < 0);
  }

  #left() {
    return LONGEST - this.#input.value.trim().length;
  }
}
