// Small pieces of a message: elements, texts with links in them, times and days.

const ZONE = "Europe/Amsterdam";
const LINKS = /(https:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]])|\b((?:bel|call)\s+11[23])\b|\b(0[89]00[- ]?\d{4,7}|0\d{1,3}[- ]\d{6,8}|06\d{8})\b/gi;

export function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

export function button(label, look, onClick) {
  const made = element("button", `utrecht-button utrecht-button--${look}`, label);
  made.type = "button";
  made.addEventListener("click", onClick);
  return made;
}

/** A link that leaves this page: to another site in a new window, or to the telephone. */
export function link(href, text, newWindow) {
  const made = element("a", "utrecht-link utrecht-link--html-a", text);
  made.href = href;
  if (href.startsWith("tel:")) return made;
  made.target = "_blank";
  made.rel = "noopener noreferrer";
  made.append(element("span", "visually-hidden", ` ${newWindow}`));
  return made;
}

/** `text` as it was written, with web addresses (https only) and telephone numbers made into links. */
export function linked(text, newWindow) {
  const made = document.createDocumentFragment();
  let end = 0;
  for (const found of text.matchAll(LINKS)) {
    const href = found[1] ?? `tel:${found[0].replace(/[^\d]/g, "")}`;
    made.append(text.slice(end, found.index), link(href, found[0], newWindow));
    end = found.index + found[0].length;
  }
  made.append(text.slice(end));
  return made;
}

/** The address of an attachment if it has one that is safe to follow, on this site or https; else null. */
export function safeAddress(url) {
  if (!url) return null;
  const address = new URL(url, location.href);
  return address.origin === location.origin || address.protocol === "https:" ? address.href : null;
}

/** "14:30", the clock in the Netherlands. */
export function clock(moment, lang) {
  return new Intl.DateTimeFormat(lang, { hour: "2-digit", minute: "2-digit", timeZone: ZONE }).format(moment);
}

/** The calendar day in the Netherlands, as "2027-02-15". */
export function dayOf(moment) {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE }).format(moment);
}

/** "Vandaag", "Gisteren" or "maandag 15 februari"; `day` as dayOf() gives it. */
export function dayName(day, { lang, texts, now = new Date() }) {
  if (day === dayOf(now)) return texts.today;
  if (day === dayOf(new Date(now.getTime() - 86_400_000))) return texts.yesterday;
  const form = { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" };
  return new Intl.DateTimeFormat(lang, form).format(new Date(`${day}T12:00:00Z`));
}
