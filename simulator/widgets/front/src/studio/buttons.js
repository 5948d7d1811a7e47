import { h } from "../dom.js";
import { button, follow, isLocked, keyed, lock } from "./kit.js";

/** Buttons in a row; one of key "print" prints the page. */
export function buttons({ model, el }) {
  const row = h("div", { class: "st-row st-buttons" });
  const draw = keyed(row, (key) => {
    const press = () => isLocked(node) || (key === "print" ? window.print() : model.send({ key }));
    const node = button("main", { onclick: press });
    const update = ({ label, quiet, disabled }) => {
      node.textContent = label;
      node.classList.toggle("st-quiet", Boolean(quiet));
      node.classList.toggle("st-main", !quiet);
      lock(node, disabled);
    };
    return { node, update };
  });
  el.append(row);
  return follow(model, ["items"], () => draw(model.get("items")));
}
