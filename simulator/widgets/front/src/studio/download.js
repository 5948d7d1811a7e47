import { h } from "../dom.js";
import { button, follow, isLocked, lock } from "./kit.js";

const KEPT_MS = 60_000;

function save({ name, mime }, content) {
  const address = URL.createObjectURL(new Blob([content], { type: mime }));
  const link = h("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
}

/** A button that asks for a file, and saves it when it comes. */
export function download({ model, el }) {
  const press = button("main", { onclick: () => isLocked(press) || model.send({ event: "ask" }) });
  const arrived = (content, buffers) => content?.event === "file" && buffers?.length && save(content, buffers[0]);
  model.on("msg:custom", arrived);
  el.append(h("div", { class: "st-row st-buttons" }, press));
  const stop = follow(model, ["label", "quiet", "disabled"], () => {
    press.textContent = model.get("label");
    press.classList.toggle("st-quiet", model.get("quiet"));
    press.classList.toggle("st-main", !model.get("quiet"));
    lock(press, model.get("disabled"));
  });
  return () => (stop(), model.off("msg:custom", arrived));
}
