// What a lesson's page does by itself: says when it is ready, how far the reader is,
// and when the lesson behind it has stopped. Everything else is the lesson's own.
(() => {
  "use strict";
  const SLOW_MS = 45_000;
  const CHECK_MS = 30_000;
  const root = document.documentElement;
  const content = document.getElementById("content");
  const status = document.getElementById("status");
  const progress = document.getElementById("progress");

  // root.dataset.lesson: "loading", "ready" or "lost"; style sheets and tests read it.
  function say(state, sentence) {
    root.dataset.lesson = state;
    status.hidden = !sentence;
    if (!sentence) return;
    status.querySelector("p").textContent = sentence;
    status.querySelector(".button").hidden = false;
  }

  // A widget is a panel: empty but for "Loading widget..." until it is drawn, or has failed.
  function isDrawn(output) {
    const drawn = output.querySelector(":scope > :not(script)");
    return drawn && (!drawn.matches(".lm-Panel") || drawn.matches(".jupyter-widgets, :has(*)"));
  }

  function awaitPanels() {
    const slow = setTimeout(() => say("loading", status.dataset.slow), SLOW_MS);
    const look = () => {
      if (document.readyState !== "complete") return;
      if (![...content.querySelectorAll(".output")].every(isDrawn)) return;
      watcher.disconnect();
      clearTimeout(slow);
      say("ready", "");
    };
    const watcher = new MutationObserver(look);
    watcher.observe(content, { childList: true, subtree: true });
    addEventListener("load", look);
  }

  // A page that is not read from top to bottom has no such bar.
  function showProgress() {
    if (!progress) return;
    const room = root.scrollHeight - innerHeight;
    progress.value = room > 0 ? Math.min(1, scrollY / room) : 1;
  }

  async function isAlive() {
    const config = JSON.parse(document.getElementById("jupyter-config-data").textContent);
    try {
      return (await fetch(`${config.baseUrl}api/kernels/${config.kernelId}`)).ok;
    } catch {
      return false;
    }
  }

  async function checkAlive() {
    if (document.hidden || root.dataset.lesson === "loading") return;
    if (!(await isAlive())) say("lost", status.dataset.lost);
    else if (root.dataset.lesson === "lost") say("ready", "");
  }

  root.dataset.lesson = "loading";
  awaitPanels();
  addEventListener("scroll", showProgress, { passive: true });
  addEventListener("resize", showProgress, { passive: true });
  addEventListener("visibilitychange", checkAlive);
  addEventListener("online", checkAlive);
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  setInterval(checkAlive, CHECK_MS);
})();
