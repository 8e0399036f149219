// Staff pages that follow along: keep the newest message in sight, send with Ctrl+Enter, never wipe what is shown.
const byId = (id) => document.getElementById(id);
const NEAR_END = 120; // pixels

let atEnd = true;

function showEnd() {
  const log = byId("log");
  if (log) log.scrollTop = log.scrollHeight;
}

document.addEventListener("scroll", ({ target }) => {
  if (target.id === "log") atEnd = target.scrollHeight - target.scrollTop - target.clientHeight < NEAR_END;
}, true);

// Ctrl+Enter (or Cmd+Enter) sends the answer.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.id === "text") {
    event.target.form.requestSubmit();
  }
});

// Only an answer that is a page of ours may replace what is on the screen: a failure is told, and what was typed stays.
document.addEventListener("htmx:before:swap", (event) => {
  const status = event.detail.ctx.response?.status ?? 200;
  if (status >= 400 && status !== 409) event.preventDefault();
  byId("trouble").hidden = status < 400 || status === 409;
});

document.addEventListener("htmx:error", () => {
  byId("trouble").hidden = false;
});

document.addEventListener("htmx:after:swap", (event) => {
  const { ctx } = event.detail;
  if (ctx.request?.action?.endsWith("/reply") && ctx.response.status < 400) {
    byId("reply").reset();
    byId("text").value = "";
    atEnd = true;
  }
  if (atEnd) showEnd();
});

showEnd();
