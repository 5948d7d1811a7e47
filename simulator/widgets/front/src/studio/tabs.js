import { h } from "../dom.js";
import { button, follow, isLocked, keyed, lock } from "./kit.js";

/** Numbered steps of the page; the panels are widgets of their own. */
export function tabs({ model, el }) {
  const list = h("ol", { class: "st-steps" });
  const draw = keyed(list, (key) => {
    const number = h("span", { class: "st-number" });
    const name = h("span");
    const press = button("step", { onclick: () => isLocked(press) || model.send({ key }) }, number, name);
    const update = ({ label, disabled }, index) => {
      number.textContent = index + 1;
      name.textContent = label;
      lock(press, disabled);
      if (key === model.get("value")) press.setAttribute("aria-current", "step");
      else press.removeAttribute("aria-current");
    };
    return { node: h("li", {}, press), update };
  });
  const nav = h("nav", { class: "st-tabs" }, list);
  el.append(nav);
  return follow(model, ["items", "value", "label"], () => {
    nav.setAttribute("aria-label", model.get("label"));
    draw(model.get("items"));
    const current = list.querySelector("[aria-current]");
    if (current) list.scrollLeft = current.offsetLeft - (list.clientWidth - current.offsetWidth) / 2;
  });
}
