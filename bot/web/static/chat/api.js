// The JSON API: one request each, and one kind of error.

const ROOT = "/api/v1";
const PATIENCE = 20_000; // milliseconds

/** A call that did not work out. `status` is 0 when there was no (timely) answer at all. */
export class Problem extends Error {
  constructor(status, detail = "", retryAfter = 0) {
    super(detail || `status ${status}`);
    this.status = status;
    this.detail = detail;
    this.retryAfter = retryAfter; // seconds
  }

  /** Trying again later may help. */
  get temporary() {
    return this.status === 0 || this.status >= 500 || [408, 425, 429].includes(this.status);
  }

  /** The server does not know this chat (any more). */
  get sessionLost() {
    return this.status === 401 || this.status === 403;
  }
}

/** Wait; the network coming back ends the wait. */
export function pause(seconds) {
  return new Promise((resolve) => {
    setTimeout(resolve, seconds * 1000);
    window.addEventListener("online", resolve, { once: true });
  });
}

/** Seconds to wait before try number `failures`: 1, 2, 4 … 30, a little apart for each device. */
export function backoff(failures) {
  return Math.min(30, 2 ** (failures - 1)) * (0.8 + Math.random() * 0.4);
}

/** A response whose status is fine; everything else is thrown as a Problem. */
export async function open(path, { method = "GET", token, body, signal, headers } = {}) {
  const isForm = body instanceof FormData; // with files; the browser says itself how it is put together
  let response;
  try {
    response = await fetch(ROOT + path, {
      method,
      signal,
      cache: "no-store",
      headers: {
        ...(token && { Authorization: `Bearer ${token}` }),
        ...(body && !isForm && { "Content-Type": "application/json" }),
        ...headers,
      },
      body: isForm ? body : body && JSON.stringify(body),
    });
  } catch {
    throw new Problem(0);
  }
  if (!response.ok) throw await problemIn(response);
  return response;
}

/** The JSON of one call. Gives up after `patience` milliseconds, or when `signal` says so. */
export async function call(path, { patience = PATIENCE, signal, ...options } = {}) {
  const giveUp = new AbortController();
  const stop = () => giveUp.abort();
  const timer = setTimeout(stop, patience);
  signal?.addEventListener("abort", stop);
  try {
    const response = await open(path, { ...options, signal: giveUp.signal });
    return await response.json();
  } catch (error) {
    throw error instanceof Problem ? error : new Problem(0);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
  }
}

async function problemIn(response) {
  const told = await response.json().catch(() => ({}));
  const detail = typeof told?.detail === "string" ? told.detail : "";
  return new Problem(response.status, detail, Number(response.headers.get("Retry-After")) || 0);
}
