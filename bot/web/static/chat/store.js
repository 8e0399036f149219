// What this device remembers of the chat, under one key of localStorage:
//   session  {sessionId, token, invited} or null
//   invite   an invite token that still has to be exchanged, or null
//   queue    messages on their way: [{clientMessageId, text | payload, label, token, createdAt, failed}]
// Where a browser refuses storage, it is remembered until the page closes.

const KEY = "stapje-chat";
let memory = null;

export function load() {
  return { session: null, invite: null, queue: [], ...JSON.parse(stored()) };
}

function stored() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return memory;
  }
}

/** Let `change` alter the remembered state, in one go so that two tabs do not overwrite each other. */
export function update(change) {
  const state = load();
  change(state);
  memory = JSON.stringify(state);
  try {
    localStorage.setItem(KEY, memory);
  } catch {
    // This browser refuses storage: `memory` has it.
  }
}

/** The messages on their way that belong to the chat of now, not to somebody who used this device before. */
export function pending() {
  const { session, queue } = load();
  return queue.filter(({ token }) => !token || token === session?.token);
}

export function forget() {
  memory = null;
  try {
    localStorage.removeItem(KEY);
  } catch {
    // There was nothing to forget.
  }
}

/** Call `react` when another tab of this device changed what is remembered. */
export function onOtherTab(react) {
  window.addEventListener("storage", (event) => {
    if (event.key === KEY || event.key === null) react();
  });
}
