// Staff pages that follow along: keep the newest message in sight, send with Ctrl+Enter, never wipe what is shown.
const byId = (id) => document.getElementById(id);
const NEAR = 150; // pixels

let following = true;

const newest = () => byId("log")?.lastElementChild;

function isInSight(element) {
  return Boolean(element) && element.getBoundingClientRect().bottom < window.innerHeight + NEAR;
}

function showNewest() {
  newest()?.scrollIntoView({ block: "nearest" });
}

// Ctrl+Enter (or Cmd+Enter) sends the answer.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.id === "text") {
    event.target.form.requestSubmit();
  }
});

// Requests for one part of the page wait for each other, so that an older answer never overwrites a newer one. When the
// board's own turn has come, it asks for what is shown by then: perhaps a bed that asks "Uitchecken?".
document.addEventListener("htmx:before:request", (event) => {
  const { sourceElement, request } = event.detail.ctx;
  if (sourceElement.id === "board") request.action = sourceElement.getAttribute("hx-get");
});

// Only a page of ours may replace what is on the screen: a failure is told, and what was typed stays.
document.addEventListener("htmx:before:swap", (event) => {
  const status = event.detail.ctx.response?.status ?? 200;
  const failed = status >= 400 && status !== 409;
  if (failed) event.preventDefault();
  byId("trouble").hidden = !failed;
  following = isInSight(newest());
});

document.addEventListener("htmx:error", () => {
  byId("trouble").hidden = false;
});

document.addEventListener("htmx:after:swap", (event) => {
  const { request, response } = event.detail.ctx;
  const answered = request?.action?.endsWith("/reply") && response.status < 400;
  if (answered) byId("text").value = "";
  if (answered || following) showNewest();
});

if (!location.hash) showNewest();
