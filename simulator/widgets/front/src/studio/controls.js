import { h, number } from "../dom.js";

const STEPS = { ArrowUp: 1, ArrowDown: -1 };
const GROUPED = { id: /^-?\d{1,3}(\.\d{3})+$/, en: /^-?\d{1,3}(,\d{3})+$/ };

/** A whole number as it is typed in a language; null if it is none. */
export function whole(text, lang) {
  const typed = text.trim();
  if (/^-?\d+$/.test(typed)) return Number(typed);
  return GROUPED[lang]?.test(typed) ? Number(typed.replace(/[.,]/g, "")) : null;
}

function line(attributes, type) {
  const node = h("input", { type: "text", autocomplete: "off", spellcheck: "false", maxlength: 4000, ...attributes });
  node.addEventListener("input", () => type(node.value));
  return { node, set: (text) => node.value === text || (node.value = text), words: (text) => text };
}

function numberLine(attributes, type, { control, lang }) {
  const made = line({ ...attributes, inputmode: "decimal", size: 9, class: "st-short" }, type);
  made.node.addEventListener("keydown", (event) => {
    const value = whole(made.node.value, lang);
    if (!control.is_whole || !(event.key in STEPS) || value === null) return;
    event.preventDefault();
    made.node.value = number(lang, value + STEPS[event.key], 0);
    type(made.node.value);
  });
  return made;
}

function list(attributes, type, { control }) {
  const node = h("select", attributes, ...control.options.map(([value, words]) => h("option", { value }, words)));
  node.addEventListener("change", () => type(node.value));
  const set = (text) => {
    if (!control.options.some(([value]) => value === text) && ![...node.options].some((option) => option.value === text)) node.append(h("option", { value: text }, text));
    node.value = text;
  };
  return { node, set, words: (text) => control.options.find(([value]) => value === text)?.[1] ?? text };
}

function toggle(attributes, type, { texts }) {
  const box = h("input", { type: "checkbox", ...attributes });
  const said = h("span", { "aria-hidden": "true" });
  const words = (text) => ({ 1: texts.yes, 0: texts.no })[text] ?? text;
  const set = (text) => {
    box.checked = text === "1";
    box.indeterminate = text !== "1" && text !== "0";
    said.textContent = words(text);
  };
  box.addEventListener("change", () => (set(box.checked ? "1" : "0"), type(box.checked ? "1" : "0")));
  return { node: h("span", { class: "st-switch" }, box, said), field: box, set, words };
}

const times = (attributes, type) => line({ ...attributes, size: 24, class: "st-times" }, type);

/**
 * The control of a kind of knob: `node` to place, `field` that has the focus and the faults, `set` to show a text,
 * `words` to tell one.
 */
export function control(kind, attributes, type, about) {
  const made = ({ choice: list, switch: toggle, times }[kind] ?? numberLine)(attributes, type, about);
  return { field: made.node, ...made };
}
