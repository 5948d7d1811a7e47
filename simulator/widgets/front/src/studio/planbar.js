import { h } from "../dom.js";
import { button, filled, follow, isLocked, keyed, lock, newId } from "./kit.js";

const LONGEST_NAME = 60;
const TOOLS = ["rename", "duplicate", "clear", "remove", "undo", "redo"];
const SIGNS = { undo: "↶ ", redo: "↷ " };
const FOR_SOME = new Set(["rename", "remove"]); // hidden where they make no sense, as for the present state

const isTyping = (node) => node instanceof Element && node.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");

/** Ctrl+Z and Ctrl+Y, wherever no text is being typed. */
function onKeys(el, act) {
  const listener = (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event.target) || !el.getClientRects().length) return;
    const key = event.key.toLowerCase();
    const name = key === "y" || (key === "z" && event.shiftKey) ? "redo" : key === "z" ? "undo" : "";
    if (name) event.preventDefault(), act(name);
  };
  document.addEventListener("keydown", listener);
  return () => document.removeEventListener("keydown", listener);
}

/** Plans in a row, and what can be done to the one in hand. */
export function planbar({ model, el }) {
  const texts = model.get("texts");
  const can = (act) => model.get("can").includes(act);
  const act = (name, text = "") => can(name) && model.send({ act: name, key: model.get("value"), text });
  const inHand = () => model.get("plans").find((plan) => plan.key === model.get("value"));
  const name = () => inHand()?.name ?? "";

  const list = h("div", { class: "st-plans", role: "group", "aria-label": texts.label });
  const drawPlans = keyed(list, (key) => {
    const title = h("span", { class: "st-plan-name" });
    const note = h("span", { class: "st-plan-note" });
    const node = button("plan", { onclick: () => model.send({ key }) }, title, note);
    const update = (plan) => {
      title.textContent = plan.name;
      note.textContent = plan.note ?? "";
      node.setAttribute("aria-pressed", String(key === model.get("value")));
    };
    return { node, update };
  });

  const add = button("add", { onclick: () => isLocked(add) || act("add") }, `+ ${texts.add}`);
  const asks = { rename: () => askName(), remove: () => askRemove() };
  const tools = Object.fromEntries(TOOLS.map((each) => {
    const press = () => isLocked(tools[each]) || (asks[each] ?? (() => act(each)))();
    return [each, button("plain", { onclick: press }, `${SIGNS[each] ?? ""}${texts[each]}`)];
  }));
  const toolbar = h("div", { class: "st-tools" }, ...Object.values(tools));
  tools.undo.classList.add("st-far");
  const asked = h("div", { class: "st-asked", hidden: true });
  let source = ""; // the act that is asked about
  asked.addEventListener("keydown", (event) => event.key === "Escape" && close(source));

  const close = (back) => {
    asked.hidden = true;
    asked.replaceChildren();
    toolbar.hidden = false;
    if (back) (tools[back].hidden || isLocked(tools[back]) ? list.querySelector("[aria-pressed=true]") : tools[back])?.focus();
  };
  const ask = (from, node, first) => {
    toolbar.hidden = true;
    asked.replaceChildren(node);
    asked.hidden = false;
    source = from;
    first.focus();
  };
  const cancel = (from) => button("quiet", { onclick: () => close(from) }, texts.cancel);
  const askName = () => {
    const id = newId("name");
    const input = h("input", { id, type: "text", maxlength: LONGEST_NAME, autocomplete: "off" });
    const submit = (event) => {
      event.preventDefault();
      if (input.value.trim()) act("rename", input.value.trim()), close("rename");
    };
    input.value = inHand()?.proposed || name();
    ask("rename", h("form", { class: "st-row", onsubmit: submit }, h("label", { for: id }, texts.name), input, h("button", { class: "st-button st-main" }, texts.save), cancel("rename")), input);
    input.select();
  };
  const askRemove = () => {
    const yes = button("main", { onclick: () => (act("remove"), close("remove")) }, texts.yes);
    const words = h("span", { id: newId("ask") }, filled(texts.ask_remove, { name: name() }));
    ask("remove", h("div", { class: "st-row", role: "group", "aria-labelledby": words.id }, words, yes, cancel("remove")), yes);
  };

  el.append(h("div", { class: "st-planbar" }, h("div", { class: "st-row" }, list, add), toolbar, asked));
  let shown = model.get("value");
  const stop = follow(model, ["plans", "value", "can"], () => {
    drawPlans(model.get("plans"));
    lock(add, !can("add"));
    for (const [each, node] of Object.entries(tools)) {
      lock(node, !can(each));
      node.hidden = FOR_SOME.has(each) && !can(each);
    }
    if (shown !== model.get("value") && !asked.hidden) close();
    shown = model.get("value");
  });
  const forget = onKeys(el, act);
  return () => (stop(), forget());
}
