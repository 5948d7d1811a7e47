// Words of the glossary in a lesson's prose: a link to "#istilah-KEY" shows what the word means,
// under the pointer, on focus and on a tap. Without a definition it becomes plain text.
(() => {
  "use strict";
  const terms = JSON.parse(document.getElementById("terms").textContent);
  const PREFIX = "#istilah-";

  function explain(link, number) {
    const term = terms[decodeURIComponent(link.getAttribute("href").slice(PREFIX.length))];
    if (!term) return link.replaceWith(...link.childNodes);
    const word = document.createElement("button");
    const tip = document.createElement("span");
    word.type = "button";
    word.className = "term";
    word.setAttribute("aria-describedby", (tip.id = `istilah-${number}`));
    word.append(...link.childNodes);
    tip.role = "tooltip";
    tip.className = "term-tip";
    tip.textContent = term[1];
    word.addEventListener("keydown", (event) => event.key === "Escape" && word.blur());
    link.replaceWith(word, tip);
  }

  addEventListener("DOMContentLoaded", () => document.querySelectorAll(`.prose a[href^="${PREFIX}"]`).forEach(explain));
})();
