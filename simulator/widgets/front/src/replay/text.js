// The same replay as text: who is where now, what happened when.
import { h, newId } from "../dom.js";
import { EVENT, countUpTo, countsOf, dutyAt, hereAt, personsAt, positionsAt, troublesAt } from "./office.js";
import { troubleOf } from "./words.js";

const PAGE = 40;

/** Whether a station works, in words: persons of its pools may all be at other desks, or some of them. */
function stateOf(say, here, duty) {
  if (duty === 0) return say("closed");
  if (here === 0) return say("elsewhere");
  return duty > here ? say("works_shared", { n: duty - here }) : say("works");
}

/** Places with their counts at a time, as a table. */
function placesTable(office, words, cards, t) {
  const { say } = words;
  const positions = positionsAt(office, t);
  const { waiting, served } = countsOf(office, positions);
  const troubles = troublesAt(office, t);
  const standing = personsAt(office, positions, office.about.homes);
  const rows = cards.map(({ station, line, work }) => {
    const real = typeof station.code === "number";
    const counts = real && station.zone !== "home" ? [waiting[station.code], served[station.code]] : ["–", line.length + work.length];
    const staffed = station.kind === "staffed";
    const here = staffed ? hereAt(office, station.code, standing, t) : "–";
    const duty = staffed ? dutyAt(office, station.code, t) : here;
    const state = real ? stateOf(say, here, duty) : "–";
    const trouble = duty === 0 ? "" : troubleOf(words, office.about, station, troubles);
    return [station.title, ...counts, here, trouble || state];
  });
  return h("table", { class: "sp-table sp-numbers" }, h("caption", {}, `${say("who_is_where")}, ${words.clock(t)}`),
    h("thead", {}, h("tr", {}, ...["place", "wait_column", "served_column", "duty_column", "state_column"].map((key) => h("th", { scope: "col" }, say(key))))),
    h("tbody", {}, ...rows.map(([title, ...cells]) => h("tr", {}, h("th", { scope: "row" }, title), ...cells.map((text) => h("td", {}, String(text)))))));
}

/** The rows of a window that are told in the list, of all cases or of one. */
function toldRows(office, words, first, last, chosen) {
  if (chosen >= 0) return words.storyRows(chosen, last);
  const { time, event } = office.rows;
  const told = [];
  for (let row = countUpTo(time, first - 0.5); row < time.length && time[row] < last; row += 1) {
    if (event[row] !== EVENT.CHANNEL_CHOICE) told.push(row);
  }
  return told;
}

/** A part that opens: table of places, list of events with a filter by case. `choose` selects a case. */
export function makeText(office, words, scene, first, last, choose) {
  const { say } = words;
  const id = newId("events");
  const places = h("div", { class: "sp-scroll", role: "group", tabindex: 0, "aria-label": say("who_is_where") });
  const list = h("ol", { class: "sp-r-events" });
  const where = h("p", { class: "sp-note", "aria-live": "polite" });
  const filter = h("input", { id, type: "text", inputmode: "numeric", autocomplete: "off", maxlength: 9, size: 8 });
  const button = (key, onclick) => h("button", { type: "button", class: "sp-button sp-quiet", onclick }, say(key));
  let [told, from, now, chosen] = [toldRows(office, words, first, last, -1), 0, first, -1];

  const item = (row) => {
    const at = office.index.get(office.rows.case[row]);
    const what = words.event(row);
    const name = at === undefined ? null : h("button", { type: "button", class: "sp-r-link", onclick: () => choose(at) }, words.caseName(at));
    const sentence = name ? h("span", {}, name, ": ", what) : h("span", {}, what[0].toUpperCase() + what.slice(1));
    return h("li", {}, h("time", {}, words.when(office.rows.time[row], first)), " ", sentence);
  };
  const write = () => {
    list.replaceChildren(...told.slice(from, from + PAGE).map(item));
    where.textContent = told.length ? say("shown", { from: from + 1, to: Math.min(told.length, from + PAGE), n: told.length })
      : say(filter.value.trim() && chosen < 0 ? "no_case" : "empty");
    earlier.disabled = from === 0;
    later.disabled = from + PAGE >= told.length;
  };
  const turn = (pages) => {
    from = Math.max(0, Math.min(from + pages * PAGE, told.length - 1));
    write();
  };
  const find = () => {
    const text = filter.value.trim();
    chosen = text ? office.index.get(Number(text)) ?? -1 : -1;
    told = text && chosen < 0 ? [] : toldRows(office, words, first, last, chosen);
    from = text ? 0 : nearest();
    write();
  };
  const nearest = () => Math.max(0, told.findIndex((row) => office.rows.time[row] >= now));
  const [earlier, later] = [button("earlier", () => turn(-1)), button("more", () => turn(1))];
  filter.addEventListener("input", find);
  const node = h("details", { class: "sp-r-text" }, h("summary", {}, say("as_text")), places,
    h("p", { class: "sp-r-subtitle" }, say("events")),
    h("div", { class: "sp-row" }, h("label", { for: id }, say("filter")), filter), where, list, h("div", { class: "sp-row" }, earlier, later));
  const update = (t) => {
    now = t;
    if (!node.open) return;
    places.replaceChildren(placesTable(office, words, scene.cards, t));
    if (!filter.value.trim()) from = nearest();
    write();
  };
  node.addEventListener("toggle", () => update(now));
  return { node, update };
}
