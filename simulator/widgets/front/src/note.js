import { follow, h, newId } from "./dom.js";

/** A few lines of free text and one button. */
export function note({ model, el }) {
  const id = newId("note");
  const area = h("textarea", { id, rows: 4, maxlength: model.get("longest"), "aria-describedby": `${id}-feedback` });
  const button = h("button", { type: "submit", class: "sp-button sp-quiet" });
  const feedback = h("p", { id: `${id}-feedback`, class: "sp-note", "aria-live": "polite" });
  const label = h("label", { for: id }, model.get("label"));
  const submit = (event) => {
    event.preventDefault();
    model.send({ event: "submit", text: area.value });
  };
  area.value = model.get("text");
  el.append(h("form", { class: "sp-form sp-note-form", onsubmit: submit }, label, area, button, feedback));
  return follow(model, ["feedback", "disabled", "button"], () => {
    feedback.textContent = model.get("feedback");
    button.textContent = model.get("button");
    button.disabled = area.disabled = model.get("disabled");
  });
}
