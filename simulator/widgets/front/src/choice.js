import { follow, h, newId } from "./dom.js";

/** A question with one answer to choose. The right answer is never sent here. */
export function choice({ model, el }) {
  const name = newId("choice");
  const radios = model.get("options").map((text, index) => {
    const input = h("input", { type: "radio", name, value: index });
    return { input, node: h("label", { class: "sp-option" }, input, h("span", {}, text)) };
  });
  const button = h("button", { type: "submit", class: "sp-button" });
  const feedback = h("p", { class: "sp-message", "aria-live": "polite" });
  const submit = (event) => {
    event.preventDefault();
    const chosen = radios.findIndex(({ input }) => input.checked);
    model.send({ event: "choose", chosen: chosen < 0 ? null : chosen });
  };
  if (model.get("chosen") >= 0) radios[model.get("chosen")].input.checked = true;
  const legend = h("legend", {}, model.get("question"));
  el.append(h("form", { class: "sp-form sp-choice", onsubmit: submit },
    h("fieldset", {}, legend, ...radios.map((radio) => radio.node)), button, feedback));
  return follow(model, ["feedback", "tone", "disabled", "button"], () => {
    feedback.textContent = model.get("feedback");
    feedback.className = `sp-message sp-${model.get("tone")}`;
    feedback.hidden = !model.get("feedback");
    button.textContent = model.get("button");
    button.disabled = model.get("disabled");
    for (const { input } of radios) input.disabled = model.get("disabled");
  });
}
