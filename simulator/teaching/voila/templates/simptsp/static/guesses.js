// The question of a lesson takes some seconds to be read: the page looks until it is there.
(() => {
  "use strict";
  const EVERY_MS = 2_000;
  if (!document.getElementById("coming")) return;
  let isLeaving = false; // a reload must not overtake a link that was clicked meanwhile
  addEventListener("beforeunload", () => { isLeaving = true; });

  async function look() {
    try {
      const answer = await fetch(location.href, { cache: "no-store" });
      if (isLeaving) return;
      if (answer.ok && !answer.headers.has("Retry-After")) return location.reload();
    } catch { /* the next look says */ }
    if (!isLeaving) setTimeout(look, EVERY_MS);
  }

  setTimeout(look, EVERY_MS);
})();
