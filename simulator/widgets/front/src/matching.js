import { follow, h, newId } from "./dom.js";

/** Texts on the left, each with a choice of texts. Which belong together is never sent here. */
export function matching({ model, el }) {
  const labels = model.get("labels");
  const rows = model.get("lefts").map((text, index) => {
    const id = newId("pair");
    const options = model.get("rights").map((right, at) => h("option", { value: at }, right));
    const select = h("select", { id, "aria-describedby": `${id}-note` }, h("option", { value: "" }, labels.choose), ...options);
    const note = h("p", { id: `${id}-note`, class: "sp-pair-note" });
    const chosen = model.get("chosen")[index] ?? -1;
    select.value = chosen < 0 ? "" : String(chosen);
    select.addEventListener("change", () => mark(note, select, null));
    return { select, note, node: h("div", { class: "sp-pair" }, h("label", { for: id }, text), select, note) };
  });
  const button = h("button", { type: "submit", class: "sp-button" });
  const feedback = h("p", { class: "sp-message", "aria-live": "polite" });

  function mark(note, select, said) {
    note.textContent = said === "" ? labels.fits : said ?? "";
    note.classList.toggle("sp-fits", said === "");
    select.setAttribute("aria-invalid", String(Boolean(said)));
  }

  const submit = (event) => {
    event.preventDefault();
    model.send({ event: "match", chosen: rows.map(({ select }) => (select.value === "" ? null : Number(select.value))) });
  };
  el.append(h("form", { class: "sp-form sp-choice sp-matching", onsubmit: submit },
    h("fieldset", {}, h("legend", {}, model.get("question")), ...rows.map(({ node }) => node)), button, feedback));
  const notes = () => rows.forEach(({ note, select }, index) => mark(note, select, model.get("notes")[index] ?? null));
  const unfollow = follow(model, ["notes"], notes);
  const rest = follow(model, ["feedback", "tone", "disabled", "button"], () => {
    feedback.textContent = model.get("feedback");
    feedback.className = `sp-message sp-${model.get("tone")}`;
    feedback.hidden = !model.get("feedback");
    button.textContent = model.get("button");
    button.disabled = model.get("disabled");
    for (const { select } of rows) select.disabled = model.get("disabled");
  });
  return () => {
    unfollow();
    rest();
  };
}
