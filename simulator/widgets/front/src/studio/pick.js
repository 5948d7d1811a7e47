import { h } from "../dom.js";
import { follow, newId } from "./kit.js";

/** A list that opens, of which one is chosen. */
export function pick({ model, el }) {
  const id = newId("pick");
  const label = h("label", { for: id });
  const select = h("select", { id, onchange: () => model.send({ value: select.value }) });
  let shown = "";
  el.append(h("div", { class: "st-pick" }, label, select));
  return follow(model, ["options", "value", "label"], () => {
    label.textContent = model.get("label");
    const options = JSON.stringify(model.get("options"));
    if (options !== shown) select.replaceChildren(...model.get("options").map(([value, words]) => h("option", { value }, words)));
    shown = options;
    select.value = model.get("value");
  });
}
