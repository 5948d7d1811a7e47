import { follow, h, newId } from "./dom.js";

function field(spec) {
  const id = newId("field");
  const input = h("input", {
    id, type: "text", inputmode: "decimal", autocomplete: "off", maxlength: 40, size: 8,
    "aria-describedby": `${id}-message`,
  });
  input.value = spec.text ?? "";
  const message = h("p", { id: `${id}-message`, class: "sp-field-message", "aria-live": "polite" });
  const row = h("div", { class: "sp-row" }, input, h("span", { class: "sp-unit" }, spec.unit));
  return { name: spec.name, input, message, node: h("div", { class: "sp-field" }, h("label", { for: id }, spec.label), row, message) };
}

/** Number fields and one button. With no field it is a plain button. */
export function form({ model, el }) {
  const fields = model.get("fields").map(field);
  const button = h("button", { type: "submit", class: model.get("quiet") ? "sp-button sp-quiet" : "sp-button" });
  const submit = (event) => {
    event.preventDefault();
    model.send({ event: "submit", entries: Object.fromEntries(fields.map((f) => [f.name, f.input.value])) });
  };
  el.append(h("form", { class: "sp-form", novalidate: true, onsubmit: submit }, ...fields.map((f) => f.node), button));
  return follow(model, ["messages", "disabled", "button"], () => {
    const messages = model.get("messages");
    for (const { name, input, message } of fields) {
      message.textContent = messages[name] ?? "";
      input.setAttribute("aria-invalid", String(Boolean(messages[name])));
      input.disabled = model.get("disabled");
    }
    button.textContent = model.get("button");
    button.disabled = model.get("disabled");
  });
}
