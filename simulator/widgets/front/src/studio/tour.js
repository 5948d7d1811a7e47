import { h } from "../dom.js";
import { button, filled, follow, newId } from "./kit.js";

const GAP = 12;
const LOOK_EVERY_MS = 200;
const PHONE = "(max-width: 40rem)";

function found(selector) {
  try {
    return selector ? [...document.querySelectorAll(selector)].find((node) => node.getClientRects().length) ?? null : null;
  } catch (error) {
    console.info("no such thing on the page", error);
    return null;
  }
}

/** Beside the target if there is room below or above it, else in the corner; on a phone the style puts it at the foot. */
function place(box, target) {
  const { left = 0, top = 0, bottom = innerHeight } = target?.getBoundingClientRect() ?? {};
  const { offsetWidth: width, offsetHeight: height } = box;
  const [below, above] = [bottom + GAP, top - height - GAP];
  const y = below + height + GAP <= innerHeight ? below : above;
  const isCorner = matchMedia(PHONE).matches || y < GAP || y + height > innerHeight;
  box.classList.toggle("st-beside", !isCorner);
  box.style.left = isCorner ? "" : `${Math.max(GAP, Math.min(left, innerWidth - width - GAP))}px`;
  box.style.top = isCorner ? "" : `${y}px`;
}

/** The top of what is tall or seen on a phone, else the middle. */
function bring(target) {
  const isTall = target.offsetHeight > innerHeight / 2;
  target.scrollIntoView({ block: isTall || matchMedia(PHONE).matches ? "start" : "center" });
}

/** A walk through the page. The box stands outside of the widget, where nothing cuts it off. */
export function tour({ model, el }) {
  const texts = model.get("texts");
  const step = (at) => model.send({ at });
  const title = h("h2", { id: newId("tour"), class: "st-tour-title" });
  const text = h("p");
  const count = h("span", { class: "st-soft" });
  const back = button("quiet", { onclick: () => step(model.get("at") - 1) }, texts.back);
  const next = button("main", { onclick: () => step(model.get("at") + 1 < model.get("steps").length ? model.get("at") + 1 : -1) });
  const shut = button("plain", { onclick: () => step(-1) }, texts.close);
  const box = h("div", { class: "st-part st-tour", role: "dialog", tabindex: -1, lang: model.get("lang"), "aria-labelledby": title.id },
    h("div", { class: "st-tour-head" }, h("span", { class: "st-soft" }, texts.label), count), title, text, h("div", { class: "st-row" }, next, back, shut));
  box.addEventListener("keydown", (event) => event.key === "Escape" && (event.stopPropagation(), step(-1)));

  let target = null;
  let timer = 0;
  let from = null;
  const look = () => {
    const seen = found(model.get("steps")[model.get("at")]?.target);
    if (seen !== target) {
      target?.classList.remove("st-toured");
      target = seen;
      target?.classList.add("st-toured");
      if (target) bring(target);
    }
    place(box, target);
  };
  const close = () => {
    const hadFocus = box.contains(document.activeElement);
    clearInterval(timer);
    timer = 0;
    removeEventListener("scroll", look, true);
    removeEventListener("resize", look);
    target?.classList.remove("st-toured");
    target = null;
    box.remove();
    if (hadFocus && from?.isConnected) from.focus();
  };
  const open = () => {
    from = document.activeElement;
    document.body.append(box);
    timer = setInterval(look, LOOK_EVERY_MS); // the target may come later, with another panel
    addEventListener("scroll", look, true);
    addEventListener("resize", look);
  };
  const stop = follow(model, ["steps", "at"], () => {
    const at = model.get("at");
    const shown = model.get("steps")[at];
    if (!shown) return timer ? close() : undefined;
    if (!timer) open();
    title.textContent = shown.title;
    text.textContent = shown.text;
    count.textContent = filled(texts.at, { at: at + 1, n: model.get("steps").length });
    back.hidden = at === 0;
    const isLast = at + 1 === model.get("steps").length;
    next.textContent = isLast ? texts.done : texts.next;
    shut.hidden = isLast;
    look();
    box.focus({ preventScroll: true });
  });
  return () => (stop(), close());
}
