import { h } from "../dom.js";
import { block, cellsOf, emptyEnds, isStaffed, moved, textOf } from "./grid.js";
import { button, filled, newId, say } from "./kit.js";

export const SETTLE_MS = 150;
const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Enter: [1, 0] };

/** A table of who is on duty when: a row for each time, a column for each day. */
export function roster(id, type, { knob, texts }) {
  const { rows, days } = knob.control;
  const before = cellsOf(knob.now, rows.length, days.length);
  let cells = before.map((row) => [...row]);
  let at = [0, 0];
  let anchor = at;
  let isDragging = false;
  let isUnfolded = false;

  const inputs = rows.map((time, row) => days.map(([, day], column) => h("input", {
    type: "text", inputmode: "numeric", autocomplete: "off", maxlength: 12, size: 2, tabindex: -1, "data-at": `${row},${column}`,
    "data-name": filled(texts.cell, { day, time }),
  })));
  const lines = rows.map((time, row) => h("tr", {}, h("th", { scope: "row" }, time), ...inputs[row].map((input) => h("td", {}, input))));
  const head = h("tr", {}, h("th", { scope: "col" }, texts.time), ...days.map(([short, day]) => h("th", { scope: "col", "aria-label": day }, short)));
  const table = h("table", {}, h("thead", {}, head), h("tbody", {}, ...lines));
  const minus = button("quiet", { onclick: () => change(-1) });
  const plus = button("quiet", { onclick: () => change(1) });
  const copy = button("quiet", { onclick: () => copyDay() });
  const fold = button("plain", { onclick: () => ((isUnfolded = !isUnfolded), drawFold()) });
  const changed = h("span", { class: "st-soft" });
  const chosen = h("span", { class: "st-hidden", role: "status" });
  const hint = h("p", { id: newId("hint"), class: "st-soft" }, texts.roster_hint);
  const node = h("div", { class: "st-roster", role: "group", "aria-labelledby": `${id}-label`, "aria-describedby": `${id}-allowed ${id}-fault ${hint.id}` },
    h("div", { class: "st-grid" }, table), h("div", { class: "st-row" }, minus, plus, copy), h("div", { class: "st-row" }, fold, changed), hint, chosen);

  const selection = () => block(at, anchor);
  const isIn = (row, day) => selection().some(([r, d]) => r === row && d === day);

  function drawCell(row, day) {
    const [input, cell, was] = [inputs[row][day], cells[row][day], before[row][day]];
    const differs = cell !== was;
    if (input.value !== cell) input.value = cell;
    input.tabIndex = row === at[0] && day === at[1] ? 0 : -1;
    input.setAttribute("aria-label", differs ? `${input.dataset.name}, ${texts.differs}, ${filled(texts.was, { now: was })}` : input.dataset.name);
    input.parentElement.className = `${differs ? "st-differs" : ""}${cell !== "" && !/^\d+$/.test(cell) ? " st-wrong" : ""}${isIn(row, day) && selection().length > 1 ? " st-picked" : ""}`;
  }
  function drawFold() {
    const [top, foot] = emptyEnds(cells, before);
    const isHidden = (row) => !isUnfolded && (row < top || row >= rows.length - foot);
    lines.forEach((line, row) => (line.hidden = isHidden(row)));
    if (isHidden(at[0])) at = anchor = [top, at[1]];
    fold.hidden = top + foot === 0;
    fold.textContent = isUnfolded ? texts.fold : filled(texts.unfold, { n: top + foot });
  }
  function draw() {
    const picked = selection().length;
    cells.forEach((row, r) => row.forEach((_, d) => drawCell(r, d)));
    minus.textContent = picked > 1 ? filled(texts.minus_selected, { n: picked }) : texts.minus;
    plus.textContent = picked > 1 ? filled(texts.plus_selected, { n: picked }) : texts.plus;
    copy.textContent = filled(texts.copy, { day: days[at[1]][1] });
    say(chosen, picked > 1 ? filled(texts.selected, { n: picked }) : "");
    const count = cells.flatMap((row, r) => row.filter((cell, d) => cell !== before[r][d])).length;
    changed.textContent = count ? filled(texts.cells, { n: count }) : texts.same;
  }

  const give = () => (draw(), type(textOf(cells), SETTLE_MS));
  const write = (places, value) => {
    for (const [row, day] of places) cells[row][day] = value(cells[row][day]);
    give();
  };
  const staffed = () => block([0, 0], [rows.length - 1, days.length - 1]).filter(([row, day]) => isStaffed(cells[row][day], before[row][day]));
  const change = (by) => write(selection().length > 1 ? selection() : staffed(), (cell) => moved(cell, by));
  const copyDay = () => {
    for (const row of cells) row.fill(row[at[1]]);
    give();
  };

  const select = (place, isExtended) => {
    at = place;
    if (!isExtended) anchor = place;
    draw();
  };
  const go = (place, isExtended) => {
    select(place, isExtended);
    inputs[place[0]][place[1]].focus();
    inputs[place[0]][place[1]].select();
  };
  const placeOf = (target) => (target instanceof Element ? target.closest("td")?.firstElementChild?.dataset.at?.split(",").map(Number) : null);
  const inside = (row, day) => row >= 0 && row < rows.length && day >= 0 && day < days.length && !lines[row].hidden;

  function ends(key, isWhole) {
    const shown = lines.flatMap((line, row) => (line.hidden ? [] : [row]));
    if (key === "Home") return [isWhole ? shown[0] : at[0], 0];
    return [isWhole ? shown.at(-1) : at[0], days.length - 1];
  }
  table.addEventListener("keydown", (event) => {
    const isMove = event.key in MOVES && !event.ctrlKey && !event.metaKey && !event.altKey;
    const isEnd = event.key === "Home" || event.key === "End";
    if (event.key === "Delete" && selection().length > 1) event.preventDefault(), write(selection(), () => "0");
    if (event.key === "Escape" && selection().length > 1) event.preventDefault(), go(at, false);
    if (!isMove && !isEnd) return;
    event.preventDefault();
    const [down, right] = MOVES[event.key] ?? [0, 0];
    const place = isEnd ? ends(event.key, event.ctrlKey) : [at[0] + down, at[1] + right];
    if (inside(...place)) go(place, event.shiftKey && event.key !== "Enter");
  });
  table.addEventListener("input", (event) => {
    const value = event.target.value.replace(/[;,]/g, "");
    write(selection(), () => value);
  });
  table.addEventListener("focusin", (event) => {
    const place = placeOf(event.target);
    if (place && !isDragging && !isIn(...place)) select(place, false);
    event.target.select?.();
  });
  table.addEventListener("pointerdown", (event) => (isDragging = event.pointerType === "mouse" && event.button === 0));
  table.addEventListener("mousedown", (event) => {
    const place = event.button === 0 ? placeOf(event.target) : null;
    if (!place) return;
    event.preventDefault(); // a browser would select the text of the cell, and scroll the page while the pointer leaves it
    go(place, event.shiftKey);
  });
  table.addEventListener("pointermove", (event) => {
    const place = isDragging && event.buttons === 1 ? placeOf(event.target) : null;
    if (place && (place[0] !== at[0] || place[1] !== at[1])) go(place, true);
  });
  table.addEventListener("pointerup", () => (isDragging = false));
  table.addEventListener("pointerleave", () => (isDragging = false));

  const set = (text) => {
    if (text === textOf(cells)) return;
    cells = cellsOf(text, rows.length, days.length);
    drawFold();
    draw();
  };
  copy.hidden = days.length < 2;
  drawFold();
  draw();
  return { node, field: node, set, words: () => texts.same, focus: () => inputs[at[0]][at[1]].focus(), isWide: true };
}
