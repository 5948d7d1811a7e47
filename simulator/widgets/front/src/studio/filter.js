import { h } from "../dom.js";
import { filled, newId, say } from "./kit.js";

const wordsOf = (text) => text.toLowerCase().split(/\s+/).filter(Boolean);

/** Which knobs fit: all words of the search stand in group, part, label or what else it is called, and the boxes that are ticked hold. Null: no filter. */
export function fitting(parts, { search, onlyChanged, onlyAssumed }, isChanged, isOwn = false) {
  const words = wordsOf(search);
  if (!words.length && !onlyChanged && !onlyAssumed) return null;
  const keys = parts.flatMap((part) => part.knobs.filter((knob) => {
    const text = `${part.words} ${knob.label.toLowerCase()} ${knob.also ?? ""}`;
    return words.every((word) => text.includes(word)) && (!onlyChanged || isChanged(knob.key)) && (!onlyAssumed || (knob.assumed && !(isOwn && isChanged(knob.key))));
  }).map((knob) => knob.key));
  return new Set(keys);
}

/** Search and two boxes to tick; `change` is called when one of them is another. */
export function filter(texts, change) {
  const id = newId("search");
  const search = h("input", { id, type: "search", autocomplete: "off", placeholder: texts.hint, oninput: change });
  const tick = (words) => {
    const box = h("input", { type: "checkbox", onchange: change });
    return { box, node: h("label", { class: "st-tick" }, box, words) };
  };
  const [changed, assumed] = [tick(texts.only_changed), tick(texts.only_assumed)];
  const found = h("p", { class: "st-soft", role: "status" });
  const node = h("div", { class: "st-filter", role: "search", "aria-label": texts.search },
    h("div", { class: "st-find" }, h("label", { for: id }, texts.search), search), h("div", { class: "st-row" }, changed.node, assumed.node), found);
  return {
    node,
    value: () => ({ search: search.value, onlyChanged: changed.box.checked, onlyAssumed: assumed.box.checked }),
    say: (count) => say(found, count === null ? "" : count ? filled(texts.found, { n: count }) : texts.none),
  };
}
