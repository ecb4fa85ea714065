// Everything works without this file: it saves clicks, and locks a page that somebody left open.
"use strict";

for (const form of document.querySelectorAll("form[data-send-at-once]")) form.submit();

// A browser prints by itself; this saves looking for its menu.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
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
    send("/lock").finally(() => location.assign("/people"));
  }, 5000);
}
