// Everything works without this file: it saves clicks, and locks a page that somebody left open.
"use strict";

for (const form of document.querySelectorAll("form[data-send-at-once]")) form.submit();

// A browser prints by itself; this saves looking for its menu.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// Whoever asked for one more line writes there.
document.querySelector("[data-new] :is(input:not([type=hidden]), select, textarea)")?.focus();

// Files that are too large together are said so before they are sent, which may take a minute.
for (const input of document.querySelectorAll("[data-bytes-max]")) {
  input.addEventListener("change", () => {
    const bytes = [...input.files].reduce((sum, file) => sum + file.size, 0);
    input.setCustomValidity(bytes > Number(input.dataset.bytesMax) ? input.dataset.tooLarge : "");
    input.reportValidity();
  });
}

// A form is sent once, however often somebody clicks.
document.addEventListener("submit", (event) => {
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "1";
});
addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});

// A sync that runs is asked for once a second, until it has ended.
for (const place of document.querySelectorAll("[data-refresh]")) {
  const ask = async () => {
    try {
      const answer = await fetch(place.dataset.refresh, { redirect: "error" });
      if (answer.ok) place.innerHTML = await answer.text();
    } catch {
      // Locked meanwhile, or the program was stopped: the page itself says so when it is loaded.
      location.reload();
      return;
    }
    if (place.querySelector("progress")) setTimeout(ask, 1000);
  };
  if ("running" in place.dataset) setTimeout(ask, 1000);
}

// What is being written is kept at every pause, and before the page is left or locked.
let keepDraft = async () => {};
for (const form of document.querySelectorAll("form[data-draft]")) {
  const state = form.querySelector("[data-draft-state]");
  const lost = form.querySelector("[data-draft-lost]");
  let isChanged = false;
  let isSending = null;
  let timer;
  const sendDraft = async () => {
    isChanged = false;
    try {
      const answer = await fetch(form.dataset.draft, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        redirect: "error",
      });
      lost.hidden = answer.ok;
      if (answer.ok) state.innerHTML = await answer.text();
      else isChanged = true;
    } catch {
      isChanged = true;
    }
    isSending = null;
  };
  keepDraft = async () => {
    clearTimeout(timer);
    if (isSending) await isSending;
    if (isChanged) await (isSending = sendDraft());
  };
  form.addEventListener("input", () => {
    isChanged = true;
    clearTimeout(timer);
    timer = setTimeout(() => keepDraft(), 1000);
  });
  form.addEventListener("focusout", () => keepDraft());
  addEventListener("visibilitychange", () => keepDraft());
  // The PIN was given in another window: this one takes the token of the new session.
  addEventListener("focus", async () => {
    if (lost.hidden) return;
    const answer = await fetch("/visit/token", { redirect: "error" }).catch(() => null);
    if (!answer?.ok) return;
    const part = document.createElement("div");
    part.innerHTML = await answer.text();
    const token = part.querySelector("[name=form_token]").value;
    document.body.dataset.formToken = token;
    for (const field of document.querySelectorAll("[name=form_token]")) field.value = token;
    await keepDraft();
  });
  // Enter in a line leads on to the next field; it does not send what is half written.
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.tagName !== "INPUT") return;
    event.preventDefault();
    const fields = [...form.elements].filter((field) => field.tabIndex >= 0 && field.offsetParent && field.type !== "hidden");
    const isSame = (field) => field.type === "radio" && field.name === event.target.name;
    fields.slice(fields.indexOf(event.target) + 1).find((field) => !isSame(field))?.focus();
  });
  // A wide page has a keyboard before it: one begins at what is wrong, or at the first question.
  const isWide = matchMedia("(min-width: 768px)").matches;
  for (const keys of form.querySelectorAll("[data-keys]")) keys.hidden = !isWide;
  if (isWide && !location.hash) {
    const wrong = form.querySelector(".wrong :is(input:not([type=hidden]), select, textarea)");
    (wrong ?? form.querySelector(".scale input:checked"))?.focus();
  }
  // Digits choose a score: 8, or 1 and 0 for ten.
  for (const scale of form.querySelectorAll("[data-scale]")) {
    let typed = "";
    let at = 0;
    scale.addEventListener("keydown", (event) => {
      if (!/^[0-9]$/.test(event.key) || event.ctrlKey || event.altKey || event.metaKey) return;
      typed = typed === "1" && event.key === "0" && event.timeStamp - at < 1500 ? "10" : event.key;
      at = event.timeStamp;
      const score = scale.querySelector(`input[value="${typed}"]`);
      score.checked = true;
      score.focus();
      score.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
  // Who was asked is there, and whoever is not there is not asked again.
  const showAfter = () => {
    for (const met of form.querySelectorAll("[data-met]")) {
      const here = met.querySelector("[type=checkbox]");
      if ([...met.querySelectorAll(".scale input:checked")].some((field) => field.value)) here.checked = true;
      const after = form.querySelector(`[data-after="${met.dataset.met}"]`);
      if (after) after.hidden = !here.checked;
    }
    for (const after of form.querySelectorAll("[data-after-new]")) {
      after.hidden = !document.getElementById(after.dataset.afterNew).value.trim();
    }
  };
  form.addEventListener("input", showAfter);
  showAfter();
  // What is still on its way arrives before the form itself does.
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    isChanged = false;
    if (!isSending) return;
    event.preventDefault();
    event.stopPropagation();
    isSending.finally(() => form.requestSubmit(event.submitter));
  });
  // Whatever else leads away from here waits until the draft is kept.
  for (const other of document.forms) {
    if (other === form) continue;
    other.addEventListener("submit", (event) => {
      if (!isChanged && !isSending) return;
      event.preventDefault();
      event.stopPropagation();
      keepDraft().finally(() => other.submit());
    });
  }
}

// Somebody who types is there; somebody who does nothing for long has left.
const body = document.body;
const lockSeconds = Number(body.dataset.lockSeconds);
if (lockSeconds) {
  const send = (path) =>
    fetch(path, { method: "POST", body: new URLSearchParams({ form_token: body.dataset.formToken }) });
  let used = Date.now();
  let told = Date.now();
  for (const kind of ["keydown", "pointerdown", "input"]) {
    addEventListener(kind, () => {
      used = Date.now();
      if (used - told < 60000) return;
      told = used;
      send("/awake").catch(() => {});
    });
  }
  setInterval(() => {
    if (Date.now() - used < lockSeconds * 1000) return;
    keepDraft()
      .then(() => send("/lock"))
      .finally(() => location.assign("/people"));
  }, 5000);
}
