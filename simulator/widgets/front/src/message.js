import { follow, h } from "./dom.js";

/** A sentence that screen readers announce when it changes. */
export function message({ model, el }) {
  const box = h("div", { role: "status", "aria-live": "polite" });
  el.append(box);
  return follow(model, ["html", "tone"], () => {
    box.className = `sp-message sp-${model.get("tone")}`;
    box.hidden = !model.get("html");
    box.innerHTML = model.get("html");
  });
}
