import { h } from "../dom.js";
import { filter, fitting } from "./filter.js";
import { group } from "./group.js";
import { keeper } from "./keeper.js";
import { follow } from "./kit.js";

/** The form: groups of knobs, a search, and whatever was typed. */
export function knobs({ model, el }) {
  const texts = () => model.get("texts");
  const kept = keeper((content) => model.send(content));
  const before = new Map();
  const list = h("div", { class: "st-groups", role: "group", "aria-label": texts().label });
  let answer = { entries: {}, faults: {} };
  let groups = [];
  let openBefore = null; // names of the groups that were open before a filter opened others
  let drawn = [];

  const state = {
    text: (key) => kept.text(key, answer.entries, before.get(key)),
    fault: (key) => answer.faults[key] ?? "",
    about: (key) => ({ isSame: (answer.same ?? []).includes(key), note: answer.notes?.[key] }),
    isChanged: (key) => kept.has(key, answer.entries),
  };
  const refresh = () => groups.forEach((each) => each.update());
  const type = (key, text, delay) => (kept.type(key, text, delay), refresh());
  const reset = (key) => (kept.type(key, null), refresh());

  const openNames = () => groups.filter(({ node }) => node.open).map(({ node }) => node.dataset.group);
  function applyFilter() {
    const keys = fitting(groups.flatMap(({ parts }) => parts), find.value(), (key) => state.isChanged(key), Boolean(texts().own));
    if (keys) openBefore ??= openNames();
    for (const each of groups) {
      each.filter(keys);
      if (keys) each.open(each.knobs.some(({ key }) => keys.has(key)));
      else if (openBefore) each.open(openBefore.includes(each.node.dataset.group));
    }
    if (!keys) openBefore = null;
    find.say(keys && keys.size);
  }
  const find = filter(texts(), applyFilter);

  function draw() {
    const inHand = list.contains(document.activeElement) ? document.activeElement.closest("[data-key]")?.dataset.key : null;
    const open = openNames();
    before.clear();
    const about = { lang: model.get("lang"), texts: texts(), state, type, reset };
    groups = model.get("groups").map((spec) => group(spec, about));
    for (const { knobs: all } of groups) for (const { key, now } of all) before.set(key, now);
    list.replaceChildren(...groups.map(({ node }) => node));
    groups.forEach((each) => each.open(open.includes(each.node.dataset.group)));
    applyFilter();
    if (inHand) groups.find(({ knobs: all }) => all.some(({ key }) => key === inHand))?.focus(inHand);
  }

  el.append(h("div", { class: "st-knobs" }, find.node, list));
  list.addEventListener("focusout", kept.flush);
  addEventListener("pagehide", kept.flush);
  const stop = follow(model, ["scope", "groups", "texts", "answer"], () => {
    const scope = model.get("scope");
    kept.begin(scope);
    const [spec, words] = [model.get("groups"), texts()];
    if (spec !== drawn[0] || words !== drawn[1]) (drawn = [spec, words]), draw();
    if (model.get("answer").scope !== scope) return;
    answer = model.get("answer");
    kept.hear(answer, (key) => before.has(key));
    refresh();
  });
  return () => (kept.flush(), removeEventListener("pagehide", kept.flush), stop());
}
