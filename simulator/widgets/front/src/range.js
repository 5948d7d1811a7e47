import { follow, h, newId, number } from "./dom.js";

const SETTLE_MS = 250; // a dragged or held key reports once it rests

/** A labelled slider; the value and its unit are written beside it. */
export function range({ model, el }) {
  const id = newId("range");
  const input = h("input", { type: "range", id, "aria-describedby": `${id}-note` });
  const value = h("span", { class: "sp-value", "aria-hidden": "true" }); // read out as aria-valuetext
  const note = h("p", { id: `${id}-note`, class: "sp-note" });
  const label = h("label", { for: id });
  el.append(h("div", { class: "sp-range" }, h("div", { class: "sp-row" }, label, value), input, note));

  const write = () => {
    const text = `${number(model.get("lang"), input.value, model.get("decimals"))} ${model.get("unit")}`;
    value.textContent = text;
    input.setAttribute("aria-valuetext", text);
  };
  let timer;
  input.addEventListener("input", () => {
    write();
    clearTimeout(timer);
    timer = setTimeout(() => model.send({ event: "change", value: Number(input.value) }), SETTLE_MS);
  });
  const stop = follow(model, ["label", "minimum", "maximum", "step", "value", "note", "disabled", "unit"], () => {
    label.textContent = model.get("label");
    note.textContent = model.get("note");
    for (const [name, trait] of [["min", "minimum"], ["max", "maximum"], ["step", "step"]]) {
      input[name] = model.get(trait);
    }
    input.value = model.get("value");
    input.disabled = model.get("disabled");
    write();
  });
  return () => (clearTimeout(timer), stop());
}
