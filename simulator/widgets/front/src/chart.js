import { scaleLinear } from "d3-scale";
import { follow, h, newId, number, s } from "./dom.js";

const MARGIN = { top: 34, right: 20, bottom: 48, left: 52 };

/** Linear scales over everything drawn; a guess far off the results is drawn at the rim, not allowed to flatten them. */
function scales(spec, width, height) {
  const drawn = [...spec.points.map((point) => point.high ?? point.y), ...spec.line.map(([, y]) => y)];
  const seen = Math.max(...drawn, 1);
  const top = spec.guess ? Math.max(seen, Math.min(spec.guess.y, drawn.length ? 2 * seen : spec.guess.y)) : seen;
  const x = scaleLinear([spec.x.minimum, spec.x.maximum], [MARGIN.left, width - MARGIN.right]);
  const y = scaleLinear([0, 1.05 * top], [height - MARGIN.bottom, MARGIN.top]).nice(5);
  return { x, y };
}

function axes(spec, { x, y }, width, height, lang) {
  const bottom = height - MARGIN.bottom;
  const xTicks = x.ticks(Math.max(3, Math.floor(width / 90)));
  return s("g", { class: "sp-axes" },
    ...y.ticks(5).flatMap((tick) => [
      s("line", { x1: MARGIN.left, x2: width - MARGIN.right, y1: y(tick), y2: y(tick), class: "sp-grid" }),
      s("text", { x: MARGIN.left - 8, y: y(tick) + 4, "text-anchor": "end" }, number(lang, tick)),
    ]),
    s("line", { x1: MARGIN.left, x2: width - MARGIN.right, y1: bottom, y2: bottom, class: "sp-base" }),
    ...xTicks.map((tick) => s("text", { x: x(tick), y: bottom + 18, "text-anchor": "middle" }, number(lang, tick))),
    s("text", { x: 4, y: 16, class: "sp-axis-name" }, `${spec.y.label} (${spec.y.unit})`),
    s("text", { x: width - MARGIN.right, y: height - 8, "text-anchor": "end", class: "sp-axis-name" },
      `${spec.x.label} (${spec.x.unit})`));
}

function interval({ x, y }, point) {
  if (point.low == null) return null;
  const [at, top, bottom] = [x(point.x), y(point.high), y(Math.max(0, point.low))];
  return s("path", { class: "sp-interval", d: `M${at - 6},${top}h12m-6,0V${bottom}m-6,0h12` });
}

const dot = ({ x, y }, point) => s("circle", { cx: x(point.x), cy: y(point.y), r: 5, class: "sp-dot" });

function diamond({ x, y }, guess) {
  const top = y.domain()[1];
  const [at, up] = [x(guess.x), y(Math.min(guess.y, top))];
  return s("path", { class: "sp-guess", d: `M${at},${up - 9}l9,9l-9,9l-9,-9z` });
}

const KEYS = {
  points: () => s("svg", { width: 16, height: 22, "aria-hidden": "true" },
    s("path", { class: "sp-interval", d: "M3,2h10m-5,0V20m-5,0h10" }), s("circle", { cx: 8, cy: 11, r: 5, class: "sp-dot" })),
  guess: () => s("svg", { width: 20, height: 22, "aria-hidden": "true" }, s("path", { class: "sp-guess", d: "M10,2l9,9l-9,9l-9,-9z" })),
  line: () => s("svg", { width: 30, height: 22, "aria-hidden": "true" }, s("path", { class: "sp-line", d: "M1,11h28" })),
};

function key(spec) {
  const shown = { points: spec.points.length, guess: spec.guess, line: spec.line.length };
  const items = Object.keys(KEYS).filter((name) => shown[name]);
  return h("ul", { class: "sp-key" }, ...items.map((name) => h("li", {}, KEYS[name](), h("span", {}, spec.key[name]))));
}

function draw(spec, lang, width) {
  const height = Math.round(Math.min(400, Math.max(270, 0.55 * width)));
  const to = scales(spec, width, height);
  const title = newId("title");
  const path = spec.line.map(([x, y]) => `${to.x(x)},${to.y(y)}`).join("L");
  return s("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-labelledby": `${title} ${title}-desc` },
    s("title", { id: title }, spec.title),
    s("desc", { id: `${title}-desc` }, spec.description),
    axes(spec, to, width, height, lang),
    path ? s("path", { class: "sp-line", d: `M${path}` }) : null,
    ...spec.points.map((point) => interval(to, point)),
    ...spec.points.map((point) => dot(to, point)),
    spec.guess ? diamond(to, spec.guess) : null);
}

function table({ caption, columns, rows }) {
  const cells = (row) => row.map((text, index) => (index ? h("td", {}, text) : h("th", { scope: "row" }, text)));
  return h("table", { class: "sp-table sp-numbers" }, h("caption", {}, caption),
    h("thead", {}, h("tr", {}, ...columns.map((column) => h("th", { scope: "col" }, column)))),
    h("tbody", {}, ...rows.map((row) => h("tr", {}, ...cells(row)))));
}

/** Points with their intervals, a line, the learner's guess; the same numbers as a table on request. */
export function chart({ model, el }) {
  const id = newId("chart");
  const picture = h("div", { class: "sp-picture" });
  const legend = h("div");
  const numbers = h("div", { id, class: "sp-scroll", hidden: true, tabindex: 0, role: "region" });
  const toggle = h("button", { type: "button", class: "sp-button sp-quiet", "aria-controls": id, "aria-expanded": "false" });
  const turn = () => {
    numbers.hidden = !numbers.hidden;
    toggle.setAttribute("aria-expanded", String(!numbers.hidden));
    toggle.textContent = model.get("toggle")[numbers.hidden ? 0 : 1];
  };
  toggle.addEventListener("click", turn);
  el.append(h("figure", { class: "sp-chart" }, picture, legend, toggle, numbers));

  let width = 0;
  const redraw = () => {
    const spec = model.get("spec");
    if (width > 0) picture.replaceChildren(draw(spec, model.get("lang"), width));
    legend.replaceChildren(key(spec));
    numbers.replaceChildren(table(spec.table));
    numbers.setAttribute("aria-label", spec.table.caption);
    toggle.textContent = model.get("toggle")[numbers.hidden ? 0 : 1];
    toggle.hidden = spec.table.rows.length === 0;
  };
  const observer = new ResizeObserver(([entry]) => {
    const measured = Math.floor(Math.min(760, entry.contentRect.width));
    if (measured !== width) (width = measured), redraw();
  });
  observer.observe(picture);
  const stop = follow(model, ["spec"], redraw);
  return () => (observer.disconnect(), stop());
}
