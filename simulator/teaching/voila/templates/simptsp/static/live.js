// The trainer's live view: asks for news every three seconds while somebody looks.
(() => {
  "use strict";
  const EVERY_MS = 3_000;
  const section = document.getElementById("live");
  const state = document.getElementById("live-state");
  const columns = { "live-steps": ["lesson", "step", "n"], "live-people": ["name", "lesson", "step", "done", "quiz", "ago"] };
  const numbers = new Set(["n", "done", "quiz"]);

  function fill(id, rows) {
    const body = document.getElementById(id);
    const heads = [...body.closest("table").tHead.rows[0].cells].map((head) => head.textContent);
    body.replaceChildren(...rows.map((row) => {
      const line = document.createElement("tr");
      for (const [at, column] of columns[id].entries()) {
        const cell = line.insertCell();
        cell.dataset.label = heads[at];
        cell.textContent = row[column];
        if (numbers.has(column)) cell.className = "n";
      }
      return line;
    }));
  }

  function show(news) {
    document.getElementById("live-count").textContent = news.count;
    document.getElementById("live-none").hidden = news.people.length > 0;
    document.getElementById("live-tables").hidden = news.people.length === 0;
    document.getElementById("live-where").hidden = news.steps.length === 0;
    fill("live-steps", news.steps);
    fill("live-people", news.people);
  }

  function say(sentence) {
    if (state.textContent !== sentence) state.textContent = sentence;
  }

  async function look() {
    if (!document.hidden) {
      try {
        const answer = await fetch(section.dataset.url, { cache: "no-store" });
        if (!answer.ok) throw new Error(String(answer.status));
        show(await answer.json());
        say(state.dataset.fresh);
      } catch {
        say(state.dataset.lost);
      }
    }
    setTimeout(look, EVERY_MS);
  }

  setTimeout(look, EVERY_MS);
})();
