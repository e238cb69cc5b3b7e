// The page of rows by keyboard, and without a jump after every change. All of it works without this file.
"use strict";

const typedKey = (form) => `typed:${form.getAttribute("action")}:${form.elements.version.value}`;
const rowForm = () => document.querySelector(".item-form");

// What was typed and not saved comes back after a reload, as long as the row was not saved elsewhere meanwhile.
const bringBack = () => {
  const form = rowForm();
  const kept = form && sessionStorage.getItem(typedKey(form));
  if (!kept) return;
  for (const [name, value] of Object.entries(JSON.parse(kept))) {
    if (form.elements[name]) form.elements[name].value = value;
  }
};
const keep = (form) => {
  const typed = Object.fromEntries([...new FormData(form)].filter(([name]) => name !== "version"));
  sessionStorage.setItem(typedKey(form), JSON.stringify(typed));
};

const settle = () => {
  bringBack();
  const errors = document.querySelector(".error-summary");
  const here = document.querySelector(".item-here");
  if (errors) { errors.focus(); return; }
  if (!here) return;
  here.querySelector(".item-link").focus({ preventScroll: true });
  here.scrollIntoView({ block: "nearest" });
};

const show = async (address, options) => {
  const answer = await fetch(address, options);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const main = page.querySelector("main");
  if (!main) { location.assign(answer.url); return; }
  document.querySelector("main").replaceWith(main);
  document.title = page.title;
  if (answer.ok && answer.url !== location.href.split("#")[0]) history.pushState(null, "", answer.url);
  settle();
};

document.addEventListener("input", (event) => {
  const form = event.target.closest(".item-form");
  if (form) keep(form);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-stay]")) return;
  event.preventDefault();
  const fields = new URLSearchParams(new FormData(form, event.submitter));
  if (form === rowForm()) sessionStorage.removeItem(typedKey(form));
  show(form.action, { method: "POST", body: fields }).catch(() => { if (form === rowForm()) keep(form); form.submit(); });
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-stay]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  show(link.href.split("#")[0]).catch(() => { location.assign(link.href); });
});

window.addEventListener("popstate", () => { location.reload(); });

const SAME = { ArrowDown: "j", ArrowUp: "k" };
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const at = event.target;
  if (at.matches("input, textarea, select")) {
    if (event.key === "Escape" && at.closest(".item-form")) document.querySelector(".item-here .item-link").focus();
    return;
  }
  if (at !== document.body && !at.closest(".desk, main")) return;
  if (event.key === "e" || (event.key === "Enter" && (at === document.body || at.matches(".item-here .item-link")))) {
    const first = rowForm()?.querySelector("[id^=f-limit-]");
    if (!first) return;
    event.preventDefault();
    first.focus();
    first.select();
    return;
  }
  if (event.key === "n") {
    event.preventDefault();
    document.getElementById("f-row-name")?.focus();
    return;
  }
  const key = SAME[event.key] || event.key;
  const target = /^[a-z]$/.test(key) && document.querySelector(`[data-key="${key}"]`);
  if (!target) return;
  event.preventDefault();
  target.click();
});

bringBack();
