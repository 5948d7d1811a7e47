import { h } from "../dom.js";
import { follow, say } from "./kit.js";

/** A heading that takes the focus, and scrolls into view, where what stands below it was exchanged. */
export function heading({ model, el }) {
  const title = h("h2", { class: "st-title", tabindex: "-1" });
  const task = h("p", { class: "st-task" });
  let seen = model.get("arrivals");
  el.append(title, task);
  return follow(model, ["title", "task", "arrivals"], () => {
    say(title, model.get("title"));
    say(task, model.get("task"));
    task.hidden = !model.get("task");
    if (model.get("arrivals") === seen) return;
    seen = model.get("arrivals");
    requestAnimationFrame(() => {
      title.focus({ preventScroll: true });
      title.scrollIntoView({ block: "start" });
    });
  });
}
