// Answers questions about an office from its log; called by test_office.py with a JSON on standard input.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { folder, columns, about, words: texts, lang, first, last, times, cases } = JSON.parse(readFileSync(0, "utf8"));
const load = (name) => import(pathToFileURL(`${folder}/${name}`).href);
const office_ = await load("office.js");
const { makeWords } = await load("words.js");
const bytes = (text) => {
  const data = Buffer.from(text, "base64");
  return new DataView(data.buffer, data.byteOffset, data.byteLength);
};
const rows = office_.readRows(Object.fromEntries(Object.entries(columns).map(([name, text]) => [name, bytes(text)])));
const office = office_.makeOffice(rows, about);
const words = makeWords(office, texts, lang, last);
const { most, longest, used } = office_.peaks(office, first, last);

const moments = times.map((t) => {
  const positions = office_.positionsAt(office, t);
  const { waiting, served } = office_.countsOf(office, positions);
  return {
    waiting: [...waiting], served: [...served], states: [...positions.state], troubles: office_.troublesAt(office, t),
    duty: about.stations.map((_, station) => office_.dutyAt(office, station, t)), tallies: office_.talliesAt(office, first, t),
    opening: office_.nextOpening(office, t, last), next: office_.nextEvent(office, t, 1, first, last), previous: office_.nextEvent(office, t, -1, first, last),
    persons: office_.personsAt(office, positions, about.homes),
    here: about.stations.map((_, station) => office_.hereAt(office, station, office_.personsAt(office, positions, about.homes), t)),
    now: cases.map((number) => words.now(office.index.get(number), positions, t)),
    stories: cases.map((number) => words.storyRows(office.index.get(number), t).map((row) => `${words.when(rows.time[row], t)} ${words.event(row)}`)),
  };
});
const events = [...rows.event.keys()].map((row) => words.event(row));
console.log(JSON.stringify({ moments, most: [...most], longest: [...longest], used: [...used], events, clock: times.map((t) => words.clock(t)) }));
