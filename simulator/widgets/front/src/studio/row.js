import { h } from "../dom.js";
import { control } from "./controls.js";
import { button, filled, newId, say } from "./kit.js";
import { roster } from "./roster.js";

function helpOf(knob, id, texts) {
  if (!knob.help) return [null, null];
  if (knob.ready) return [null, h("p", { id: `${id}-help`, class: "st-allowed" }, knob.help)];
  const text = h("p", { id: `${id}-help`, class: "st-help", hidden: true }, knob.help);
  const toggle = button("ask", { "aria-expanded": "false", "aria-controls": text.id, "aria-label": filled(texts.help_of, { label: knob.label }) }, "?");
  toggle.addEventListener("click", () => {
    text.hidden = !text.hidden;
    toggle.setAttribute("aria-expanded", String(!text.hidden));
  });
  return [toggle, text];
}

function sourceOf(knob, id, texts) {
  if (!knob.assumed && !knob.source) return [null, () => {}];
  const mark = knob.assumed ? h("span", { class: "st-badge st-assumed" }, texts.assumed) : null;
  const said = knob.source && !knob.assumed ? filled(texts.source, { source: knob.source }) : knob.source;
  const evidence = [mark, said].filter(Boolean);
  const own = h("span", { class: "st-badge st-own" }, texts.own);
  const node = h("p", { id: `${id}-source`, class: "st-source" }, ...evidence);
  return [node, (isOwn) => (own.parentNode === node) === isOwn || node.replaceChildren(...(isOwn ? [own] : evidence))];
}

/** One knob as a row of the form. `type(text, delay)` and `reset()` are what the reader does. */
export function row(knob, { lang, texts, type, reset }) {
  const id = newId("knob");
  const isRoster = knob.kind === "roster";
  const isLong = knob.kind === "times" && knob.now.length > 24;
  const [toggle, help] = helpOf(knob, id, texts);
  const [source, tellSource] = sourceOf(knob, id, texts);
  const unit = h("span", { id: `${id}-unit`, class: "st-soft" }, knob.unit);
  const allowed = knob.allowed ? h("p", { id: `${id}-allowed`, class: "st-allowed" }, knob.allowed) : null;
  const fault = h("p", { id: `${id}-fault`, class: "st-fault", "aria-live": "polite" });
  const note = h("p", { id: `${id}-note`, class: "st-note", "aria-live": "polite" });
  const described = [knob.unit && unit.id, allowed?.id, fault.id, note.id, source?.id, knob.ready && help?.id].filter(Boolean).join(" ");
  const made = isRoster ? roster(id, type, { knob, texts }) : control(knob.kind, { id, "aria-describedby": described, placeholder: knob.empty || null }, type, { control: knob.control ?? {}, lang, texts });
  const label = isRoster ? h("p", { id: `${id}-label` }, h("span", { class: "st-label" }, knob.label), knob.unit ? ` (${knob.unit})` : "") : h("label", { id: `${id}-label`, for: id }, knob.label);
  const focus = made.focus ?? (() => made.field.focus());
  const now = h("span", { class: "st-now" });
  const back = button("plain", { "aria-label": filled(texts.reset_of, { label: knob.label }), onclick: () => (focus(), reset()) }, texts.reset);
  const mark = h("span", { class: "st-badge st-changed" });
  const changed = h("p", { class: "st-change", hidden: true }, mark, now, back);
  const field = h("div", { class: "st-row" }, made.node, isRoster ? null : unit);
  const node = h("div", { class: `st-knob${isRoster || isLong ? " st-wide" : ""}`, "data-key": knob.key },
    h("div", { class: "st-knob-about" }, h("div", { class: "st-knob-label" }, label, toggle), help, source),
    h("div", { class: "st-knob-field" }, field, allowed, changed, fault, isRoster ? null : note));
  if (isRoster) made.node.prepend(note);
  const unitOfNow = knob.kind === "number" && knob.now && knob.unit ? ` ${knob.unit}` : "";
  now.textContent = isRoster ? "" : filled(texts.now, { now: `${made.words(knob.now) || knob.empty || ""}${unitOfNow}` });

  const update = (text, sentence, isChanged, { isSame = false, note: said = "" } = {}) => {
    made.set(text);
    const differs = text !== knob.now && !isSame;
    tellSource(Boolean(texts.own && isChanged && !sentence));
    say(note, said);
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
