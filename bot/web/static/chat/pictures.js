// Pictures in the chat. They belong to this chat alone, so they are fetched with its token, when they come near the screen.

const NEAR = "600px";

export class Pictures {
  #fetch;
  #addresses = new WeakMap(); // image element -> where its bytes are
  #watching;

  /** `log` is what scrolls; fetchPicture(url) promises a Blob. */
  constructor(log, fetchPicture) {
    this.#fetch = fetchPicture;
    this.#watching = new IntersectionObserver((seen) => this.#load(seen), { root: log, rootMargin: NEAR });
  }

  /** The place of a picture, as large as it will be; until it is there, its words stand in it. */
  show({ url, alt, width, height }) {
    const made = document.createElement("img");
    made.className = "message__picture";
    made.alt = alt;
    made.width = width;
    made.height = height;
    this.#addresses.set(made, url);
    this.#watching.observe(made);
    return made;
  }

  #load(seen) {
    for (const { target } of seen.filter(({ isIntersecting }) => isIntersecting)) {
      this.#watching.unobserve(target);
      this.#put(target);
    }
  }

  async #put(image) {
    try {
      image.src = await dataAddress(await this.#fetch(this.#addresses.get(image)));
    } catch {
      addEventListener("online", () => this.#watching.observe(image), { once: true }); // its words stay meanwhile
    }
  }
}

/** The bytes as an address that a page may show without any other permission. */
function dataAddress(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = reject;
    reader.readAsDataURL(blob);
  });
}
