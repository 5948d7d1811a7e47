import { h } from "../dom.js";
import { follow, say } from "./kit.js";

/** Nothing has the focus: what had it is gone. */
const isLost = () => !document.activeElement || document.activeElement === document.body;

/**
 * A heading that takes the focus, and scrolls into view, where what stands below it was exchanged; drawn on a panel that
 * takes the place of another, it does so only if the button that was pressed went with the other.
 */
export function heading({ model, el }) {
  const title = h("h2", { class: "st-title", tabindex: "-1" });
  const task = h("p", { class: "st-task" });
  let seen = model.get("arrivals");
  const arrive = () => {
    title.focus({ preventScroll: true });
    title.scrollIntoView({ block: "start" });
  };
  el.append(title, task);
  if (seen) requestAnimationFrame(() => isLost() && arrive());
  return follow(model, ["title", "task", "arrivals"], () => {
    say(title, model.get("title"));
    say(task, model.get("task"));
    task.hidden = !model.get("task");
    if (model.get("arrivals") === seen) return;
    seen = model.get("arrivals");
    requestAnimationFrame(arrive);
  });
}
