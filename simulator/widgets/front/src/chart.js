import { follow, h, newId } from "./dom.js";
import { addHatches, keys, plot } from "./plot.js";

const WIDEST = 760;
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

const legendOf = (spec) => h("ul", { class: "sp-key" }, ...keys(spec).map(([sample, words]) => h("li", {}, sample, h("span", {}, words))));

/** A table with headings; the first cell of a row is its heading. Roles are said as in simulator/teaching/tables.py. */
export function table({ caption, columns, rows }) {
  const group = (name, ...children) => h(name, { role: "rowgroup" }, ...children);
  const line = (...cells) => h("tr", { role: "row" }, ...cells);
  const cells = (row) => row.map((text, index) => (index ? h("td", { role: "cell", "data-label": columns[index] }, text)
    : h("th", { scope: "row", role: "rowheader" }, text)));
  return h("table", { class: `sp-table sp-numbers${columns.length > 3 ? " sp-cards" : ""}`, role: "table" }, h("caption", {}, caption),
    group("thead", line(...columns.map((column) => h("th", { scope: "col", role: "columnheader" }, column)))),
    group("tbody", ...rows.map((row) => line(...cells(row)))));
}

/** Reads the numbers of a drawing out, one at a time: by arrow keys, or by pointing at them. */
function reader(box, ring, readout) {
  let readings = [];
  let at = -1;
  const show = (index) => {
    at = index;
    const reading = readings[at];
    ring.hidden = !reading;
    readout.textContent = reading ? reading.text() : "";
    if (reading) ring.style.transform = `translate(${reading.at[0]}px, ${reading.at[1]}px)`;
  };
  box.addEventListener("keydown", (event) => {
    const last = readings.length - 1;
    const next = { Home: 0, End: last }[event.key] ?? (event.key in STEPS ? Math.min(last, Math.max(0, at + STEPS[event.key])) : null);
    if (event.key === "Escape") show(-1);
    if (next === null || last < 0) return;
    event.preventDefault();
    show(next);
  });
  box.addEventListener("pointermove", (event) => {
    const { left, top } = box.getBoundingClientRect();
    const far = readings.map((reading) => Math.hypot(reading.at[0] - event.clientX + left, reading.at[1] - event.clientY + top));
    const nearest = far.indexOf(Math.min(...far));
    show(far[nearest] < 28 ? nearest : -1);
  });
  return (fresh) => ((readings = fresh), show(-1));
}

/** Estimates with intervals, curves, bars, cells; the same numbers as a table on request. */
export function chart({ model, el }) {
  addHatches();
  const id = newId("chart");
  const drawing = h("div");
  const ring = h("span", { class: "sp-ring", hidden: true });
  const picture = h("div", { class: "sp-picture", role: "group", tabindex: 0, "aria-describedby": `${id}-hint` }, drawing, ring);
  const readout = h("p", { class: "sp-readout", "aria-live": "polite" });
  const legend = h("div");
  const numbers = h("div", { id, class: "sp-scroll", hidden: true, tabindex: 0, role: "region" });
  const toggle = h("button", { type: "button", class: "sp-button sp-quiet", "aria-controls": id, "aria-expanded": "false" });
  const hint = h("span", { id: `${id}-hint`, class: "sp-hidden" }, model.get("hint"));
  toggle.addEventListener("click", () => {
    numbers.hidden = !numbers.hidden;
    toggle.setAttribute("aria-expanded", String(!numbers.hidden));
    toggle.textContent = model.get("toggle")[numbers.hidden ? 0 : 1];
  });
  el.append(h("figure", { class: "sp-chart" }, picture, hint, readout, legend, toggle, numbers));

  let width = 0;
  const read = reader(picture, ring, readout);
  const redraw = () => {
    const spec = model.get("spec");
    if (width > 0) {
      const drawn = plot(spec, model.get("lang"), width);
      drawing.replaceChildren(drawn.picture);
      read(drawn.readings);
    }
    picture.setAttribute("aria-label", spec.title);
    legend.replaceChildren(legendOf(spec));
    numbers.replaceChildren(table(spec.table));
    numbers.setAttribute("aria-label", spec.table.caption);
    toggle.textContent = model.get("toggle")[numbers.hidden ? 0 : 1];
    toggle.hidden = spec.table.rows.length === 0;
  };
  const observer = new ResizeObserver(([entry]) => {
    const measured = Math.floor(Math.min(WIDEST, entry.contentRect.width));
    if (measured !== width) (width = measured), redraw();
  });
  observer.observe(picture);
  const stop = follow(model, ["spec"], redraw);
  return () => (observer.disconnect(), stop());
}
