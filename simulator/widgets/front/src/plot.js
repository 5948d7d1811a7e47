import { scaleBand, scaleLinear } from "d3-scale";
import { area, line, stack, symbol, symbolCircle, symbolDiamond, symbolSquare, symbolStar, symbolTriangle, symbolWye } from "d3-shape";
import { newId, number, s } from "./dom.js";

const MARGIN = { top: 34, right: 20, bottom: 48, left: 52 };
const SYMBOLS = [symbolCircle, symbolSquare, symbolTriangle, symbolDiamond, symbolStar, symbolWye];
const DASHES = [null, "8 4", "2 4", "10 3 2 3"];
const HATCHES = [null, "M0,8L8,0", "M0,0L8,8", "M0,4H8", "M4,0V8", "M0,8L8,0M0,0L8,8"];
const SHADE = scaleLinear([0, 1], ["#eef4fa", "#08306b"]);
const LINE_PX = 14;
const CHARACTER_PX = 7.6; // of the 13 px system font, on the wide side

const has = (value) => value != null;
const decimals = (domain) => Math.max(0, 2 - Math.floor(Math.log10(Math.max(...domain.map(Math.abs), 1e-6))));

/** The marks of a picture; points, line and guess of a lesson's usual chart are marks too. */
export function marksOf(spec) {
  const curve = spec.line.map(([x, y]) => ({ x, y }));
  return [
    ...(curve.length ? [{ kind: "line", key: spec.key.line, points: curve, dashed: true }] : []),
    ...(spec.points.length ? [{ kind: "points", key: spec.key.points, points: spec.points }] : []),
    ...spec.marks,
  ].map((mark, index) => ({ ...mark, index: mark.kind === "points" ? index - (curve.length ? 1 : 0) : index }));
}

/** Every value that the scale of estimates must show. */
function drawnValues(marks) {
  return marks.flatMap((mark) => {
    if (mark.kind === "heat") return [];
    if (mark.kind === "stack") return mark.parts[0]?.map((_, place) => mark.parts.reduce((sum, part) => sum + part[place], 0)) ?? [];
    return mark.points.flatMap(({ y, low, high }) => [y, low, high]).filter(has);
  });
}

/** From the least value, or 0, to the largest; a guess far off is drawn at the rim, not allowed to flatten the results. */
export function valueDomain(marks, guess) {
  const values = drawnValues(marks);
  const bottom = Math.min(0, ...values);
  const seen = Math.max(0, ...values) || -bottom / 10 || (values.length ? 1 : Number.MIN_VALUE);
  const top = guess ? Math.max(seen, Math.min(guess.y, values.length ? 2 * seen : guess.y)) : seen;
  return [1.05 * bottom, 1.05 * top];
}

const band = (names, range) => scaleBand(names.map((_, place) => place), range).padding(0.25);

function placeDomain(axis, marks) {
  if (axis.minimum < axis.maximum) return [axis.minimum, axis.maximum];
  const seen = marks.flatMap((mark) => (mark.points ?? []).map((point) => point.x));
  return seen.length ? [Math.min(...seen), Math.max(...seen)] : [0, 1];
}

/** Lines of at most `most` characters, cut at spaces. */
export function wrap(text, most) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last && last.length + word.length + 1 > most) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return lines;
}

/** Sizes, scales and marks of one drawing. `along` places things, `value` measures them. */
function frameOf(spec, lang, width) {
  const marks = marksOf(spec);
  const rows = spec.y.names.length > 0;
  const heat = marks.some((mark) => mark.kind === "heat");
  const longest = Math.max(0, ...spec.y.names.map((name) => name.length)) * CHARACTER_PX;
  const left = rows ? Math.min(Math.max(60, longest + 12), 0.38 * width) : MARGIN.left;
  const named = spec.x.names.length ? (width - left - MARGIN.right) / spec.x.names.length : 0;
  const under = MARGIN.bottom + (spec.x.names.some((name) => nameLines(name, named).length > 1) ? LINE_PX : 0);
  const height = rows ? MARGIN.top + under + Math.max(1, spec.y.names.length) * (heat ? 34 : 46)
    : Math.round(Math.min(400, Math.max(270, 0.55 * width)));
  const across = [left, width - MARGIN.right];
  const up = [height - under, MARGIN.top];
  const frame = { marks, rows, heat, lang, width, height, left, under, across, up, spec };
  frame.value = heat ? null : scaleLinear(valueDomain(marks, spec.guess), rows ? across : up).nice(5);
  if ((rows ? spec.x : spec.y).unit === "%" && frame.value && drawnValues(marks).every((one) => one <= 100)) { // no share is more
    frame.value.domain(frame.value.domain().map((end) => Math.min(end, 100)));
  }
  frame.x = heat ? band(spec.x.names, across).padding(0.04) : rows ? frame.value
    : spec.x.names.length ? band(spec.x.names, across) : scaleLinear(placeDomain(spec.x, marks), across);
  frame.y = rows ? band(spec.y.names, [MARGIN.top, height - under]).padding(heat ? 0.04 : 0.25) : frame.value;
  frame.along = rows ? frame.y : frame.x;
  const side = frame.along.bandwidth ? marks.filter((mark) => mark.kind === "bars").length : 0;
  frame.beside = side > 1 ? scaleBand([...Array(side).keys()], [0, frame.along.bandwidth()]).padding(0.08) : null;
  return frame;
}

/** Middle of a place; sets of points on one place stand beside each other. */
function middle({ along, marks }, mark, place) {
  if (!along.bandwidth) return along(place);
  const sets = marks.filter((each) => each.kind === mark.kind);
  const shift = (sets.indexOf(mark) - (sets.length - 1) / 2) * Math.min(14, along.bandwidth() / Math.max(1, sets.length));
  return along(place) + along.bandwidth() / 2 + (["points", "forest"].includes(mark.kind) ? shift : 0);
}

const nameLines = (name, room) => wrap(name, Math.max(4, Math.floor(room / CHARACTER_PX))).slice(0, 2);
const longestWord = (names) => Math.max(...names.flatMap((name) => name.split(" ")).map((word) => word.length)) + 1;

/** Names below, wrapped, some left out where they would run into each other; names beside, wrapped. */
function nameTexts({ spec, x, y, left, under, height }) {
  const every = spec.x.names.length ? Math.ceil((longestWord(spec.x.names) * CHARACTER_PX) / x.step()) : 1;
  const columns = spec.x.names.map((name, place) => (place % every ? null
    : s("text", { class: "sp-name", "text-anchor": "middle", y: height - under + 16 },
      ...nameLines(name, x.step()).map((text, row) => s("tspan", { x: x(place) + x.bandwidth() / 2, dy: row ? LINE_PX : 0 }, text)))));
  const rows = spec.y.names.map((name, place) => {
    const lines = wrap(name, Math.floor((left - 8) / CHARACTER_PX)).slice(0, 3);
    return s("text", { class: "sp-name", "text-anchor": "end", y: y(place) + y.bandwidth() / 2 + 4 - 7 * (lines.length - 1) },
      ...lines.map((text, row) => s("tspan", { x: left - 8, dy: row ? LINE_PX : 0 }, text)));
  });
  return [...columns, ...rows];
}

const axisName = ({ label, unit }) => (unit ? `${label} (${unit})` : label);

function axes(frame) {
  const { spec, x, y, value, rows, heat, lang, width, height, left, under } = frame;
  const bottom = height - under;
  const xTicks = x.ticks ? x.ticks(Math.max(3, Math.floor((width - left) / 90))) : [];
  const yTicks = y.ticks ? y.ticks(5) : [];
  const valueLines = heat ? [] : rows ? xTicks.map((tick) => ({ x1: x(tick), x2: x(tick), y1: MARGIN.top, y2: bottom }))
    : yTicks.map((tick) => ({ x1: left, x2: width - MARGIN.right, y1: y(tick), y2: y(tick) }));
  const zero = value && value.domain()[0] < 0 ? value(0) : null;
  return s("g", { class: "sp-axes" },
    ...valueLines.map((ends) => s("line", { ...ends, class: "sp-grid" })),
    ...yTicks.map((tick) => s("text", { x: left - 8, y: y(tick) + 4, "text-anchor": "end" }, number(lang, tick))),
    ...xTicks.map((tick) => s("text", { x: x(tick), y: bottom + 18, "text-anchor": "middle" }, number(lang, tick))),
    heat ? null : s("line", { class: zero ? "sp-zero" : "sp-base", ...(rows ? { x1: zero ?? left, x2: zero ?? left, y1: MARGIN.top, y2: bottom }
      : { x1: left, x2: width - MARGIN.right, y1: zero ?? bottom, y2: zero ?? bottom }) }),
    ...nameTexts(frame),
    s("text", { x: 4, y: 16, class: "sp-axis-name" }, axisName(spec.y)),
    s("text", { x: width - MARGIN.right, y: height - 8, "text-anchor": "end", class: "sp-axis-name" }, axisName(spec.x)));
}

/** The interval of an estimate, across or up. */
function whisker(frame, at, { low, high }) {
  if (!has(low) || !has(high)) return null;
  const floor = frame.value.domain()[0];
  const [a, b] = [frame.value(Math.max(floor, low)), frame.value(high)];
  return s("path", { class: "sp-interval", d: frame.rows ? `M${a},${at - 6}v12m0,-6H${b}m0,-6v12` : `M${at - 6},${b}h12m-6,0V${a}m-6,0h12` });
}

const drawnPoints = (mark) => mark.points.filter((point) => has(point.y));
const place = (frame, at, y) => (frame.rows ? [frame.value(y), at] : [at, frame.value(y)]);

function dot(frame, mark, point) {
  const [cx, cy] = place(frame, middle(frame, mark, point.x), point.y);
  const hollow = mark.kind === "forest" && has(point.low) && point.low <= 0 && point.high >= 0 ? " sp-hollow" : "";
  if (mark.kind === "forest" || mark.index % SYMBOLS.length === 0) return s("circle", { cx, cy, r: 5, class: `sp-dot${hollow}` });
  return s("path", { class: "sp-dot", transform: `translate(${cx},${cy})`, d: symbol(SYMBOLS[mark.index % SYMBOLS.length], 90)() });
}

function points(frame, mark) {
  const shown = drawnPoints(mark);
  return [...shown.map((point) => whisker(frame, middle(frame, mark, point.x), point)), ...shown.map((point) => dot(frame, mark, point))];
}

function curve(frame, mark) {
  const at = (point) => middle(frame, mark, point.x);
  const band = area().x(at).y0((point) => frame.value(Math.max(frame.value.domain()[0], point.low)))
    .y1((point) => frame.value(point.high)).defined((point) => has(point.low) && has(point.high));
  const path = line().x(at).y((point) => frame.value(point.y)).defined((point) => has(point.y));
  return [
    mark.dashed ? null : s("path", { class: "sp-band", d: band(mark.points) }),
    s("path", { class: mark.dashed ? "sp-line sp-dashed" : "sp-line", d: path(mark.points), "stroke-dasharray": mark.dashed ? "6 4" : DASHES[mark.index % DASHES.length] }),
  ];
}

function box(frame, start, thick, from, to, nth) {
  const [a, b] = [frame.value(from), frame.value(to)];
  const sides = frame.rows ? { x: Math.min(a, b), y: start, width: Math.abs(b - a), height: thick }
    : { x: start, y: Math.min(a, b), width: thick, height: Math.abs(b - a) };
  return filled(sides, nth);
}

/** A bar in the colour of its set, with the set's hatch over it. */
function filled(sides, nth) {
  const hatch = nth % HATCHES.length;
  return s("g", {}, s("rect", { ...sides, class: "sp-bar" }), hatch ? s("rect", { ...sides, fill: `url(#sp-hatch-${hatch})` }) : null);
}

function bars(frame, mark) {
  const nth = frame.marks.filter((each) => each.kind === "bars").indexOf(mark);
  const thick = frame.beside ? frame.beside.bandwidth() : frame.along.bandwidth();
  const shown = drawnPoints(mark).map((point) => ({ point, start: frame.along(point.x) + (frame.beside ? frame.beside(nth) : 0) }));
  return [
    ...shown.map(({ point, start }) => box(frame, start, thick, 0, point.y, mark.index)),
    ...shown.map(({ point, start }) => whisker(frame, start + thick / 2, point)),
  ];
}

function stacked(frame, mark) {
  const table = (mark.parts[0] ?? []).map((_, at) => mark.parts.map((part) => part[at]));
  const layers = stack().keys(mark.keys.map((_, part) => part)).value((row, part) => row[part])(table);
  return layers.map((layer, part) => s("g", { class: `sp-c${part % 7}` }, ...layer.map(([from, to], at) =>
    box(frame, frame.along(at), frame.along.bandwidth(), from, to, part))));
}

/** Cells from pale to dark; the number stands in a cell that has room for it. */
function heat(frame, mark) {
  const most = Math.max(...mark.rows.flat().filter(has), Number.MIN_VALUE);
  const digits = Math.min(1, decimals([most]));
  return mark.rows.flatMap((row, y) => row.flatMap((value, x) => {
    if (!has(value)) return [];
    const share = value / most;
    const text = number(frame.lang, value, digits);
    const fits = text.length * CHARACTER_PX < frame.x.bandwidth();
    return [
      s("rect", { class: "sp-cell", x: frame.x(x), y: frame.y(y), width: frame.x.bandwidth(), height: frame.y.bandwidth(),
        fill: SHADE(share) }),
      fits ? s("text", { class: share > 0.45 ? "sp-on-dark" : "sp-on-light", "text-anchor": "middle",
        x: frame.x(x) + frame.x.bandwidth() / 2, y: frame.y(y) + frame.y.bandwidth() / 2 + 4 }, text) : null,
    ];
  }));
}

const DRAW = { points, forest: points, line: curve, bars, stack: stacked, heat };
const HATCHED = "sp-hatches";

/** Hatches tell bars apart without colour; all charts of a page share them. */
export function addHatches() {
  if (document.getElementById(HATCHED)) return;
  document.body.append(s("svg", { id: HATCHED, width: 0, height: 0, "aria-hidden": "true", style: "position:absolute" },
    ...HATCHES.slice(1).map((d, index) => s("pattern", { id: `sp-hatch-${index + 1}`, width: 8, height: 8, patternUnits: "userSpaceOnUse" },
      s("path", { d, fill: "none", stroke: "#fff", "stroke-width": 2 })))));
}

function guessMark({ x, y, value }, guess) {
  const [at, up] = [x.bandwidth ? x(guess.x) + x.bandwidth() / 2 : x(guess.x), y(Math.min(guess.y, value.domain()[1]))];
  return s("path", { class: "sp-guess", d: `M${at},${up - 9}l9,9l-9,9l-9,-9z` });
}

/** What can be read out, in order: where it is and what it says. */
export function readings(frame) {
  const { spec, lang } = frame;
  const say = (value) => number(lang, value, Math.min(2, decimals([value || 1])));
  const named = (axis, at) => axis.names[at] ?? [say(at), axis.unit].filter(Boolean).join(" ");
  const unit = frame.heat ? "" : (frame.rows ? spec.x : spec.y).unit;
  const alongAxis = frame.rows ? spec.y : spec.x;
  return frame.marks.flatMap((mark) => {
    if (mark.kind === "heat") {
      return mark.rows.flatMap((row, y) => row.map((value, x) => ({
        at: [frame.x(x) + frame.x.bandwidth() / 2, frame.y(y) + frame.y.bandwidth() / 2],
        text: () => `${spec.y.names[y]}, ${spec.x.names[x]}: ${has(value) ? say(value) : "–"} (${mark.key})`,
      })));
    }
    if (mark.kind === "stack") {
      return mark.parts.flatMap((part, nth) => part.map((value, at) => ({
        at: place(frame, frame.along(at) + frame.along.bandwidth() / 2, mark.parts.slice(0, nth).reduce((sum, each) => sum + each[at], value / 2)),
        text: () => `${named(alongAxis, at)}, ${mark.keys[nth]}: ${say(value)} ${unit}`,
      })));
    }
    return mark.dashed ? [] : drawnPoints(mark).map((point) => ({
      at: place(frame, middle(frame, mark, point.x), point.y),
      text: () => `${named(alongAxis, point.x)}: ${say(point.y)} ${unit}${has(point.low) && has(point.high) ? ` (${say(point.low)} – ${say(point.high)})` : ""}, ${mark.key}`,
    }));
  });
}

/** A picture as SVG, and what can be read out of it. */
export function plot(spec, lang, width) {
  const frame = frameOf(spec, lang, width);
  const title = newId("title");
  const picture = s("svg", { width, height: frame.height, viewBox: `0 0 ${width} ${frame.height}`, role: "img", "aria-labelledby": title, "aria-describedby": `${title}-desc` },
    s("title", { id: title }, spec.title),
    s("desc", { id: `${title}-desc` }, spec.description),
    axes(frame),
    ...frame.marks.map((mark) => s("g", { class: mark.kind === "stack" ? "sp-mark" : `sp-mark sp-c${mark.index % 7}` }, ...DRAW[mark.kind](frame, mark).flat())),
    spec.guess ? guessMark(frame, spec.guess) : null);
  return { picture, readings: readings(frame) };
}

const sample = (mark, ...children) => s("svg", { width: 30, height: 22, "aria-hidden": "true", class: `sp-c${mark.index % 7}` }, ...children);
const KEYS = {
  points: (mark) => sample(mark, s("path", { class: "sp-interval", d: "M10,2h10m-5,0V20m-5,0h10" }),
    mark.index % SYMBOLS.length ? s("path", { class: "sp-dot", transform: "translate(15,11)", d: symbol(SYMBOLS[mark.index % SYMBOLS.length], 90)() })
      : s("circle", { cx: 15, cy: 11, r: 5, class: "sp-dot" })),
  forest: (mark) => sample(mark, s("path", { class: "sp-interval", d: "M3,6v10m0,-5H27m0,-5v10" }), s("circle", { cx: 15, cy: 11, r: 5, class: "sp-dot" })),
  line: (mark) => sample(mark, mark.dashed ? null : s("rect", { y: 4, width: 30, height: 14, class: "sp-band" }),
    s("path", { class: mark.dashed ? "sp-line sp-dashed" : "sp-line", d: "M1,11h28", "stroke-dasharray": mark.dashed ? "6 4" : DASHES[mark.index % DASHES.length] })),
  bars: (mark) => sample(mark, filled({ x: 5, y: 2, width: 20, height: 18 }, mark.index)),
  heat: () => s("svg", { width: 60, height: 22, "aria-hidden": "true" }, ...[0, 1 / 3, 2 / 3, 1].map((share, nth) =>
    s("rect", { x: 15 * nth, y: 4, width: 15, height: 14, fill: SHADE(share) }))),
};
const guessKey = () => s("svg", { width: 30, height: 22, "aria-hidden": "true" }, s("path", { class: "sp-guess", d: "M15,2l9,9l-9,9l-9,-9z" }));

/** Symbol and words of everything drawn. */
export function keys(spec) {
  const ofMarks = marksOf(spec).flatMap((mark) => mark.kind === "stack"
    ? mark.keys.map((words, index) => [KEYS.bars({ index }), words]) : [[KEYS[mark.kind](mark), mark.key]]);
  return spec.guess ? [...ofMarks, [guessKey(), spec.key.guess]] : ofMarks;
}
