// What scripts add to the pages about signing in: showing a password, printing codes, copying a link. All works without.
for (const part of document.querySelectorAll("[data-show]")) {
  const form = part.closest("form");
  const fields = form.querySelectorAll('input[type="password"]');
  part.hidden = false;
  part.querySelector("input").addEventListener("change", (event) => {
    for (const field of fields) field.type = event.target.checked ? "text" : "password";
  });
  form.addEventListener("submit", () => {
    for (const field of fields) field.type = "password"; // so that no browser keeps it as words typed before
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
    button.textContent = button.dataset.copied;
  });
}

for (const field of document.querySelectorAll("[data-select]")) {
  field.addEventListener("focus", () => field.select());
}
