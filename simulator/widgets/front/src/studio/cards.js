import { h } from "../dom.js";
import { button, follow, keyed, newId } from "./kit.js";

const text = (name, words) => (words ? h("p", { class: name }, words) : null);
const fact = ([label, value]) => h("div", {}, h("dt", {}, label), h("dd", {}, value));

function inside(item, title) {
  const facts = item.facts ?? [];
  return [title, text("st-card-text", item.text), facts.length ? h("dl", { class: "st-facts" }, ...facts.map(fact)) : null, text("st-soft", item.note)];
}

/** Things to choose from, one of them chosen. */
export function cards({ model, el }) {
  const id = newId("cards");
  const label = h("p", { id, class: "st-hidden" }); // a panel has its own heading above
  const list = h("ul", { class: "st-cards", "aria-labelledby": id });
  const draw = keyed(list, (key) => {
    const title = h("h3", { id: newId("card") });
    const badges = h("p", { class: "st-badges" });
    const body = h("div", { class: "st-card-body" });
    const press = button("quiet", { "aria-describedby": title.id, onclick: () => model.send({ key }) });
    const node = h("li", { class: "st-card" }, body, press);
    const update = (item) => {
      const isChosen = key === model.get("value");
      title.textContent = item.title;
      badges.replaceChildren(...[isChosen && h("span", { class: "st-badge st-chosen" }, model.get("texts").chosen), item.badge && h("span", { class: "st-badge" }, item.badge)].filter(Boolean));
      badges.hidden = !badges.childElementCount;
      body.replaceChildren(badges, ...inside(item, title).filter(Boolean));
      press.textContent = model.get("button");
      press.setAttribute("aria-pressed", String(isChosen));
      node.classList.toggle("st-is-chosen", isChosen);
    };
    return { node, update };
  });
  el.append(label, list);
  return follow(model, ["items", "value", "label", "button"], () => {
    label.textContent = model.get("label");
    draw(model.get("items"));
  });
}
