import { h } from "../dom.js";
import { button, follow, isLocked, keyed, lock } from "./kit.js";

const KEY = "simptspTab";

/** An entry of the browser's history for each step that is shown, so that going back shows the one before. Returns the clean-up. */
function remember(model) {
  if (!document.body.dataset.voila) return () => {}; // in JupyterLab the address is its own
  const put = (how) => history[how]({ ...history.state, [KEY]: model.get("value") }, "");
  const changed = () => history.state?.[KEY] !== model.get("value") && put("pushState");
  const back = ({ state }) => state?.[KEY] && state[KEY] !== model.get("value") && model.send({ key: state[KEY] });
  put("replaceState");
  model.on("change:value", changed);
  addEventListener("popstate", back);
  return () => (model.off("change:value", changed), removeEventListener("popstate", back));
}

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
  const forget = remember(model);
  const stop = follow(model, ["items", "value", "label"], () => {
    nav.setAttribute("aria-label", model.get("label"));
    draw(model.get("items"));
    const current = list.querySelector("[aria-current]");
    if (current) list.scrollLeft = current.offsetLeft - (list.clientWidth - current.offsetWidth) / 2;
  });
  return () => (stop(), forget());
}
