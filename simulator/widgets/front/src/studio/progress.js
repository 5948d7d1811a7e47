import { h } from "../dom.js";
import { button, follow, newId, say } from "./kit.js";

const SAID_EVERY = 0.25;

/** How far a long computation is; a screen reader is told at the beginning and at every quarter. */
export function progress({ model, el }) {
  const id = newId("progress");
  const label = h("span", { id, class: "st-label" });
  const left = h("span", { class: "st-soft" });
  const bar = h("progress", { max: 1, "aria-labelledby": id });
  const stop = button("quiet", { onclick: () => model.send({ event: "stop" }) });
  const said = h("span", { class: "st-hidden", role: "status" });
  const box = h("div", { class: "st-progress" }, h("div", { class: "st-row" }, label, left), h("div", { class: "st-row" }, bar, stop));
  el.append(box, said);
  return follow(model, ["label", "share", "left", "is_shown", "stop_label"], () => {
    const share = model.get("share");
    box.hidden = !model.get("is_shown");
    label.textContent = model.get("label");
    left.textContent = model.get("left");
    if (share === null) bar.removeAttribute("value");
    else bar.value = share;
    stop.textContent = model.get("stop_label");
    stop.hidden = !model.get("stop_label");
    const quarters = Math.floor((share ?? 0) / SAID_EVERY) * SAID_EVERY;
    say(said, box.hidden ? "" : `${model.get("label")}${quarters ? ` ${100 * quarters}%` : ""}`);
  });
}
