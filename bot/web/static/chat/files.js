// A file in the chat that a person may keep, such as an appointment for their calendar. It belongs to this chat alone, so
// it is fetched with its token, and handed to the browser under its name.

import { button } from "./parts.js";

const KEPT = 60_000; // milliseconds in which a slow telephone may still open it

/** A button that saves a file; `onTrouble` hears when it could not be fetched. */
export function savingButton(label, { url, name }, fetchFile, onTrouble) {
  const made = button(label, "secondary-action", async () => {
    made.disabled = true;
    try {
      save(await fetchFile(url), name);
    } catch {
      onTrouble();
    }
    made.disabled = false;
  });
  return made;
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT);
}
