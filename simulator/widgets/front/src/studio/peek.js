import { h } from "../dom.js";
import { button, follow } from "./kit.js";

/** A line at the lower edge of a narrow window: what comes of the change, as long as the answer itself is out of sight. */
export function peek({ model, el }) {
  const target = () => document.querySelector(model.get("target"));
  const text = h("span");
  const press = button("peek", { onclick: () => target()?.scrollIntoView({ block: "start" }) }, text, h("span", { "aria-hidden": "true" }, " ▴"));
  let isSeen = false;
  const draw = () => {
    text.textContent = model.get("text");
    press.hidden = isSeen || !model.get("text");
  };
  const watcher = new IntersectionObserver(([entry]) => ((isSeen = entry.isIntersecting), draw()), { rootMargin: "-160px 0px -80px 0px" });
  const watch = setInterval(() => target() && (watcher.observe(target()), clearInterval(watch)), 200);
  el.append(press);
  const stop = follow(model, ["text"], draw);
  return () => (clearInterval(watch), watcher.disconnect(), stop());
}
