// Comfort only: every page works without this file.
"use strict";

document.documentElement.classList.add("js");

// A button that copies the text of the element it names.
for (const button of document.querySelectorAll("button[data-copy]")) {
  const source = document.getElementById(button.dataset.copy);
  if (!source || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(source.innerText.trim());
    button.textContent = button.dataset.done;
  });
}

// One button opens or closes all rows of a list.
for (const button of document.querySelectorAll("button[data-toggle-rows]")) {
  const rows = () => document.querySelectorAll("details.row");
  button.hidden = rows().length < 2;
  button.addEventListener("click", () => {
    const open = ![...rows()].every((row) => row.open);
    for (const row of rows()) row.open = open;
    button.textContent = open ? button.dataset.close : button.dataset.open;
  });
}

// An address that names a row opens it.
const openNamedRow = () => {
  const row = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!(row instanceof HTMLDetailsElement)) return;
  row.open = true;
  const group = row.parentElement.closest("details");
  if (group) { group.open = true; row.scrollIntoView(); }
};
window.addEventListener("hashchange", openNamedRow);
openNamedRow();

// The error summary takes the focus, so that it is read first.
document.querySelector(".error-summary")?.focus();

// "/" puts the cursor into the search box.
document.addEventListener("keydown", (event) => {
  const box = document.querySelector("input[type=search]");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || !box) return;
  if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return;
  event.preventDefault();
  box.focus();
});

// Leaving a form that was changed and not sent is asked about once.
for (const form of document.querySelectorAll("form[data-guard]")) {
  let changed = false;
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", () => { changed = false; });
  window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
}
