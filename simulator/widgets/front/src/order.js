import { follow, h } from "./dom.js";

/** Steps to put in order: by buttons, arrow keys or dragging. The right order is never sent here. */
export function order({ model, el }) {
  const labels = model.get("labels");
  const list = h("ol", { class: "sp-steps" });
  const rows = model.get("steps").map((text, index) => row(text, index));
  const said = h("p", { class: "sp-hidden", "aria-live": "polite" });
  const button = h("button", { type: "submit", class: "sp-button" });
  const feedback = h("p", { class: "sp-message", "aria-live": "polite" });
  let dragged = null;

  function row(text, index) {
    const up = h("button", { type: "button", class: "sp-button sp-quiet", "aria-label": `${labels.up}: ${text}` }, "↑");
    const down = h("button", { type: "button", class: "sp-button sp-quiet", "aria-label": `${labels.down}: ${text}` }, "↓");
    const handle = h("span", { class: "sp-handle", "aria-hidden": "true" }, "⠿");
    const node = h("li", { class: "sp-step" }, handle, h("span", { class: "sp-step-text" }, text), up, down);
    const made = { index, text, node, up, down };
    up.addEventListener("click", () => step(made, -1, up));
    down.addEventListener("click", () => step(made, 1, down));
    node.addEventListener("keydown", (event) => {
      const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!by) return;
      event.preventDefault();
      step(made, by, event.target);
    });
    handle.addEventListener("pointerdown", (event) => {
      if (model.get("disabled") || event.button !== 0) return;
      event.preventDefault();
      dragged = made;
      node.classList.add("sp-dragged");
    });
    return made;
  }

  const arranged = () => [...list.children].map((node) => rows.find((each) => each.node === node));

  /** Moves a row by one place. Its neighbour is what changes place in the page, so the focus and a drag go on. */
  function shift(made, by) {
    const neighbour = by < 0 ? made.node.previousElementSibling : made.node.nextElementSibling;
    if (!neighbour) return false;
    if (by < 0) made.node.after(neighbour);
    else made.node.before(neighbour);
    return true;
  }

  function announce(made) {
    const place = arranged().indexOf(made) + 1;
    const told = { step: made.text, place, all: rows.length };
    said.textContent = labels.moved.replace(/\{(\w+)\}/g, (_, name) => told[name]);
  }

  function step(made, by, focused) {
    if (model.get("disabled") || !shift(made, by)) return;
    edges();
    if (focused.disabled) (by < 0 ? made.down : made.up).focus();
    announce(made);
  }

  function edges() {
    arranged().forEach(({ up, down }, place) => {
      up.disabled = model.get("disabled") || place === 0;
      down.disabled = model.get("disabled") || place === rows.length - 1;
    });
  }

  function drag(event) {
    if (!dragged) return;
    const beside = (other) => other && other.getBoundingClientRect();
    let above = beside(dragged.node.previousElementSibling);
    while (above && event.clientY < above.top + above.height / 2 && shift(dragged, -1)) above = beside(dragged.node.previousElementSibling);
    let below = beside(dragged.node.nextElementSibling);
    while (below && event.clientY > below.top + below.height / 2 && shift(dragged, 1)) below = beside(dragged.node.nextElementSibling);
  }

  function drop() {
    if (!dragged) return;
    dragged.node.classList.remove("sp-dragged");
    edges();
    announce(dragged);
    dragged = null;
  }

  const submit = (event) => {
    event.preventDefault();
    model.send({ event: "order", order: arranged().map(({ index }) => index) });
  };
  const places = model.get("order");
  list.append(...(places.length === rows.length ? places.map((at) => rows[at]) : rows).map(({ node }) => node));
  el.append(h("form", { class: "sp-form sp-choice sp-order", onsubmit: submit },
    h("fieldset", {}, h("legend", {}, model.get("question")), list), said, button, feedback));
  const outside = { pointermove: drag, pointerup: drop, pointercancel: drop };
  for (const [name, run] of Object.entries(outside)) document.addEventListener(name, run);
  const unfollow = follow(model, ["feedback", "tone", "disabled", "button"], () => {
    feedback.textContent = model.get("feedback");
    feedback.className = `sp-message sp-${model.get("tone")}`;
    feedback.hidden = !model.get("feedback");
    button.textContent = model.get("button");
    button.disabled = model.get("disabled");
    edges();
  });
  return () => {
    unfollow();
    for (const [name, run] of Object.entries(outside)) document.removeEventListener(name, run);
  };
}
