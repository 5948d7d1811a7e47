import { h } from "../dom.js";
import { control } from "./controls.js";
import { button, filled, newId, say } from "./kit.js";
import { roster } from "./roster.js";

function helpOf(knob, id, texts) {
  if (!knob.help) return [null, null];
  const text = h("p", { id: `${id}-help`, class: "st-help", hidden: true }, knob.help);
  const toggle = button("ask", { "aria-expanded": "false", "aria-controls": text.id, "aria-label": filled(texts.help_of, { label: knob.label }) }, "?");
  toggle.addEventListener("click", () => {
    text.hidden = !text.hidden;
    toggle.setAttribute("aria-expanded", String(!text.hidden));
  });
  return [toggle, text];
}

function sourceOf(knob, id, texts) {
  if (!knob.assumed && !knob.source) return null;
  const mark = knob.assumed ? h("span", { class: "st-badge st-assumed" }, texts.assumed) : null;
  const said = knob.source && !knob.assumed ? filled(texts.source, { source: knob.source }) : knob.source;
  return h("p", { id: `${id}-source`, class: "st-source" }, mark, said || null);
}

/** One knob as a row of the form. `type(text, delay)` and `reset()` are what the reader does. */
export function row(knob, { lang, texts, type, reset }) {
  const id = newId("knob");
  const isRoster = knob.kind === "roster";
  const [toggle, help] = helpOf(knob, id, texts);
  const source = sourceOf(knob, id, texts);
  const unit = h("span", { id: `${id}-unit`, class: "st-soft" }, knob.unit);
  const allowed = knob.allowed ? h("p", { id: `${id}-allowed`, class: "st-allowed" }, knob.allowed) : null;
  const fault = h("p", { id: `${id}-fault`, class: "st-fault", "aria-live": "polite" });
  const described = [knob.unit && unit.id, allowed?.id, fault.id, source?.id].filter(Boolean).join(" ");
  const made = isRoster ? roster(id, type, { knob, texts }) : control(knob.kind, { id, "aria-describedby": described }, type, { control: knob.control ?? {}, lang, texts });
  const label = isRoster ? h("p", { id: `${id}-label` }, h("span", { class: "st-label" }, knob.label), knob.unit ? ` (${knob.unit})` : "") : h("label", { id: `${id}-label`, for: id }, knob.label);
  const focus = made.focus ?? (() => made.field.focus());
  const now = h("span", { class: "st-now" });
  const back = button("plain", { "aria-label": filled(texts.reset_of, { label: knob.label }), onclick: () => (focus(), reset()) }, texts.reset);
  const mark = h("span", { class: "st-badge st-changed" });
  const changed = h("p", { class: "st-change", hidden: true }, mark, now, back);
  const field = h("div", { class: "st-row" }, made.node, isRoster ? null : unit);
  const node = h("div", { class: `st-knob${isRoster ? " st-wide" : ""}`, "data-key": knob.key },
    h("div", { class: "st-knob-about" }, h("div", { class: "st-knob-label" }, label, toggle), help, source),
    h("div", { class: "st-knob-field" }, field, allowed, changed, fault));
  now.textContent = isRoster ? "" : filled(texts.now, { now: `${made.words(knob.now)}${knob.unit ? ` ${knob.unit}` : ""}` });

  const update = (text, sentence, isChanged) => {
    made.set(text);
    const differs = text !== knob.now;
    node.classList.toggle("st-is-changed", isChanged);
    changed.hidden = !isChanged;
    mark.textContent = differs ? texts.differs : texts.same_text;
    now.hidden = isRoster || !differs;
    say(fault, sentence);
    if (!isRoster) made.field.setAttribute("aria-invalid", String(Boolean(sentence)));
    node.classList.toggle("st-is-wrong", Boolean(sentence));
  };
  return { node, update, focus };
}
