// The command bar: Ctrl+K, type, choose with the arrows, Enter. What it offers comes from the server as one types.
(() => {
  const bar = document.getElementById("commands");
  const field = document.getElementById("commands-words");
  const offers = document.getElementById("commands-offers");
  const openThread = () => location.pathname.match(/^\/inbox\/([0-9a-f-]{36})/)?.[1] ?? "";
  const HESITATION = 120; // milliseconds; who types on is not asked for yet

  let typing = 0;
  let asked = 0;
  let answered = null; // the words that what is offered belongs to

  const options = () => [...offers.querySelectorAll('[role="option"]')];
  const chosen = () => offers.querySelector('[aria-selected="true"]');

  function choose(option) {
    chosen()?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) field.setAttribute("aria-activedescendant", option.id);
    else field.removeAttribute("aria-activedescendant");
  }

  function step(by) {
    const all = options();
    if (all.length) choose(all[(all.indexOf(chosen()) + by + all.length) % all.length]);
  }

  async function ask() {
    const mine = ++asked;
    const words = field.value;
    const query = new URLSearchParams({ q: words, conversation: openThread() });
    const answer = await fetch(`/find/commands?${query}`, { headers: { "HX-Request": "true" } }).catch(() => null);
    if (mine !== asked) return; // a newer question is on its way
    const good = answer?.ok && !answer.redirected;
    const found = good ? await answer.text() : "";
    if (mine !== asked) return;
    offers.innerHTML = found;
    answered = words;
    field.setAttribute("aria-expanded", String(options().length > 0));
    choose(options()[0]);
    document.getElementById("commands-trouble").hidden = Boolean(good);
  }

  // A link is followed; what changes something is sent as a form, as a button on the page would.
  function run(option) {
    if (option.dataset.href) {
      location.assign(option.dataset.href);
      return;
    }
    const form = Object.assign(document.createElement("form"), { method: "post", action: option.dataset.action, hidden: true });
    const fields = { csrf_token: document.querySelector('meta[name="csrf-token"]').content, ...JSON.parse(option.dataset.fields) };
    for (const [name, value] of Object.entries(fields)) {
      form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    }
    document.body.append(form);
    form.submit();
  }

  // Enter right after the last letter waits for what belongs to these words: never does it do what stood there before.
  async function enter() {
    if (answered !== field.value) {
      clearTimeout(typing);
      await ask();
    }
    if (bar.open && answered === field.value && chosen()) run(chosen());
  }

  function open() {
    field.value = "";
    bar.showModal();
    field.focus();
    ask();
  }

  if (bar) {
    document.addEventListener("keydown", (event) => {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
        event.preventDefault();
        if (bar.open) bar.close();
        else open();
      }
    });
    field.addEventListener("input", () => {
      clearTimeout(typing);
      typing = setTimeout(ask, HESITATION);
    });
    field.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "ArrowDown") step(1);
      else if (event.key === "ArrowUp") step(-1);
      else if (event.key === "Enter") enter();
      else return;
      event.preventDefault();
    });
    offers.addEventListener("click", (event) => {
      const option = event.target.closest('[role="option"]');
      if (option) run(option);
    });
    bar.addEventListener("click", (event) => {
      if (event.target === bar) bar.close(); // beside it
    });
  }
})();
