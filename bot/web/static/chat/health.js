// Whether the part of Stapje that understands sentences is awake.

import { pause } from "./api.js";

const LOOK_AGAIN = 5; // seconds

/** Tell onState "loading" or "down" until it is "ready", which is told as well. */
export async function watchHealth(onState) {
  let state;
  do {
    state = await nluState();
    if (state) onState(state);
    if (state !== "ready") await pause(LOOK_AGAIN);
  } while (state !== "ready");
}

/** "loading", "ready" or "down"; null without a connection, about which others tell. */
async function nluState() {
  try {
    const response = await fetch("/health/ready", { cache: "no-store" }); // 503 carries the parts as well
    return (await response.json()).parts?.nlu ?? "ready";
  } catch {
    return null;
  }
}
