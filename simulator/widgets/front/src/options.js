import { follow, h, newId } from "./dom.js";

/** Radio buttons that take effect at once. */
export function options({ model, el }) {
  const name = newId("options");
  const send = (index) => () => model.send({ event: "change", value: index });
  const radios = model.get("options").map((text, index) => {
    const input = h("input", { type: "radio", name, value: index, onchange: send(index) });
    return { input, node: h("label", { class: "sp-option" }, input, h("span", {}, text)) };
  });
  el.append(h("fieldset", { class: "sp-options" }, h("legend", {}, model.get("label")), ...radios.map((radio) => radio.node)));
  return follow(model, ["value", "disabled"], () => {
    radios.forEach(({ input }, index) => {
      input.checked = index === model.get("value");
      input.disabled = model.get("disabled");
    });
  });
}
