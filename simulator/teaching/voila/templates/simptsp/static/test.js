// A test: each choice is kept as soon as it is made. Without this script everything is kept when it is handed in.
(() => {
  "use strict";
  const form = document.getElementById("test");
  if (!form) return;
  const RETRY_MS = 4_000;
  const waiting = new Map();
  const leaving = new AbortController(); // what is handed in holds every answer: nothing need be sent after it

  async function send(question) {
    if (leaving.signal.aborted) return;
    const words = new URLSearchParams({ question: question.dataset.question, _xsrf: form.elements._xsrf.value });
    for (const field of question.querySelectorAll("select, input:checked")) words.append(field.name, field.value);
    const said = question.querySelector(".saved");
    said.textContent = form.dataset.saving;
    try {
      const answer = await fetch(form.dataset.url, { method: "POST", body: words, signal: leaving.signal });
      if (answer.status === 409) return location.reload();
      if (!answer.ok) throw new Error(String(answer.status));
      said.textContent = form.dataset.saved;
    } catch {
      if (leaving.signal.aborted) return;
      said.textContent = form.dataset.failed;
      await new Promise((done) => setTimeout(done, RETRY_MS));
      return send(question);
    }
  }

  form.addEventListener("submit", () => leaving.abort());
  addEventListener("pageshow", (event) => event.persisted && location.reload());

  // Answers of one question are sent one after another, so that the last one is kept last.
  form.addEventListener("change", ({ target }) => {
    const question = target.closest("[data-question]");
    if (question) waiting.set(question, (waiting.get(question) ?? Promise.resolve()).then(() => send(question)));
  });
})();
