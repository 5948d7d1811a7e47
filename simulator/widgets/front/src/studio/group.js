import { h } from "../dom.js";
import { filled } from "./kit.js";
import { row } from "./row.js";

/** A group of knobs that opens; its rows are made when it is opened for the first time. */
export function group(spec, about) {
  const { texts, state } = about;
  const rows = new Map();
  const title = h("h3", { class: "st-group-title" }, spec.title);
  const size = h("span", { class: "st-soft" });
  const changed = h("span", { class: "st-badge st-changed" });
  const wrong = h("span", { class: "st-badge st-is-fault" });
  const body = h("div", { class: "st-group-body" });
  const node = h("details", { class: "st-group", "data-group": spec.name }, h("summary", {}, title, size, changed, wrong), body);
  const parts = spec.parts.map((part) => ({ ...part, words: `${spec.title} ${part.title}`.toLowerCase() }));
  const knobs = parts.flatMap((part) => part.knobs);
  let shown = null; // keys that a filter lets through; null without a filter

  const isShown = (key) => !shown || shown.has(key);
  const update = (key) => rows.get(key)?.update(state.text(key), state.fault(key), state.isChanged(key), state.about(key));
  function make() {
    if (body.childElementCount || !node.open) return;
    for (const part of parts) {
      const heading = part.title ? h("h4", {}, part.title) : null;
      part.node = h("section", { class: "st-section" }, heading);
      for (const knob of part.knobs) {
        rows.set(knob.key, row(knob, { ...about, type: (text, delay) => about.type(knob.key, text, delay), reset: () => about.reset(knob.key) }));
        part.node.append(rows.get(knob.key).node);
        update(knob.key);
      }
      body.append(part.node);
    }
    hide();
  }
  function hide() {
    for (const part of parts) {
      for (const { key } of part.knobs) if (rows.has(key)) rows.get(key).node.hidden = !isShown(key);
      if (part.node) part.node.hidden = !part.knobs.some(({ key }) => isShown(key));
      if (part.node && part.knobs[0].ready) shown ? body.prepend(part.node) : body.append(part.node); // hits: what is ready comes first
    }
  }
  node.addEventListener("toggle", make);

  return {
    node,
    knobs,
    parts,
    focus(key) {
      node.open = true;
      make();
      rows.get(key)?.focus();
    },
    open(isOpen) {
      node.open = isOpen;
      make();
    },
    /** Show the rows of these keys only; null shows all. */
    filter(keys) {
      shown = keys;
      node.hidden = Boolean(keys) && !knobs.some(({ key }) => keys.has(key));
      hide();
    },
    update() {
      const count = (is) => knobs.filter(({ key }) => is(key)).length;
      const [differ, faulty] = [count(state.isChanged), count((key) => Boolean(state.fault(key)))];
      size.textContent = filled(texts.size, { n: knobs.length });
      changed.textContent = filled(texts.changed, { n: differ });
      changed.hidden = differ === 0;
      wrong.textContent = filled(texts.wrong, { n: faulty });
      wrong.hidden = faulty === 0;
      for (const key of rows.keys()) update(key);
    },
  };
}
