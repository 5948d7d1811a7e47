import { h } from "../dom.js";
import { keeper } from "./keeper.js";
import { follow, newId, say } from "./kit.js";

/** One line of text, given over at every keystroke. */
export function line({ model, el }) {
  const id = newId("line");
  const kept = keeper((content) => model.send(content));
  const label = h("label", { for: id });
  const input = h("input", { id, type: "text", autocomplete: "off", maxlength: model.get("longest"), "aria-describedby": `${id}-unit ${id}-fault` });
  const unit = h("span", { id: `${id}-unit`, class: "st-soft" });
  const fault = h("p", { id: `${id}-fault`, class: "st-fault", "aria-live": "polite" });
  input.addEventListener("input", () => kept.type("", input.value));
  el.append(h("div", { class: "st-line" }, label, h("div", { class: "st-row" }, input, unit), fault));
  return follow(model, ["answer", "fault", "label", "unit"], () => {
    const { text, scope, heard } = model.get("answer");
    const entries = { "": text };
    kept.begin(scope);
    kept.hear({ heard, entries }, () => true);
    const shown = kept.text("", entries, "");
    if (input.value !== shown) input.value = shown;
    label.textContent = model.get("label");
    unit.textContent = model.get("unit");
    unit.hidden = !model.get("unit");
    say(fault, model.get("fault"));
    input.setAttribute("aria-invalid", String(Boolean(model.get("fault"))));
  });
}
