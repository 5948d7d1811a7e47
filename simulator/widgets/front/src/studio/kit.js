import { h } from "../dom.js";

// Where every widget brings its own copy of this file, counting alone would give the same id twice.
const COPY = Math.random().toString(36).slice(2, 8);
let lastId = 0;

/** An id no other element of the page has. */
export const newId = (stem) => `st-${stem}-${COPY}-${++lastId}`;

/** Runs `draw` now, and once after each batch of changes of the named traits. Returns the clean-up. */
export function follow(model, names, draw) {
  const events = names.map((name) => `change:${name}`).join(" ");
  let isDue = false;
  let isOver = false;
  const later = () => {
    if (isDue) return;
    isDue = true;
    queueMicrotask(() => ((isDue = false), isOver || draw()));
  };
  model.on(events, later);
  draw();
  return () => ((isOver = true), model.off(events, later));
}

/** Keeps one node per key: what stays is brought up to date in place, so that the focus stays where it is. */
export function keyed(parent, make) {
  const shown = new Map();
  return (items) => {
    const keys = new Set(items.map((item) => item.key));
    for (const [key, { node }] of shown) if (!keys.has(key)) node.remove(), shown.delete(key);
    items.forEach((item, index) => {
      if (!shown.has(item.key)) shown.set(item.key, make(item.key));
      const { node, update } = shown.get(item.key);
      update(item, index);
      if (parent.children[index] !== node) parent.insertBefore(node, parent.children[index] ?? null);
    });
  };
}

/** A sentence with its places filled in. */
export const filled = (sentence, places) => sentence.replace(/\{(\w+)\}/g, (whole, name) => places[name] ?? whole);

/** A button of the look of the studio: "main", "quiet" or "plain". */
export const button = (look, attributes, ...children) => h("button", { type: "button", class: `st-button st-${look}`, ...attributes }, ...children);

/** Locks a button without taking the focus from it. */
export const lock = (node, isLocked) => node.setAttribute("aria-disabled", String(Boolean(isLocked)));

export const isLocked = (node) => node.getAttribute("aria-disabled") === "true";

/** Changes a text only if it is another one: a live region would be read again. */
export function say(node, text) {
  if (node.textContent !== text) node.textContent = text;
}
