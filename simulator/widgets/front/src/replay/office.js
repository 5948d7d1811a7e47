// The event log of one office -> where everyone is at any time. No screen here: tests hold it against the log.

/** Codes of event kinds, as simulator/eventlog/kinds.py fixes them. */
export const EVENT = {
  SHIFT_START: 0, SHIFT_END: 1, OUTAGE_START: 2, OUTAGE_END: 3, ARRIVAL: 4, CHANNEL_CHOICE: 5, BALK: 6, QUEUE_JOIN: 7,
  RENEGE: 8, SERVICE_START: 9, SERVICE_PAUSE: 10, SERVICE_RESUME: 11, SERVICE_END: 12, REWORK: 13, WAIT_APPLICANT: 14,
  RETURN_APPLICANT: 15, DEEMED_APPROVED: 16, SWITCH_CHANNEL: 17, GIVE_UP: 18, DEPARTURE: 19,
};

/** What a case is doing between two of its rows. */
export const STATE = { NOWHERE: 0, INSIDE: 1, WAITING: 2, SERVED: 3, PAUSED: 4, HOME: 5, AWAY: 6, GONE: 7 };

const AFTER = {
  [EVENT.QUEUE_JOIN]: STATE.WAITING, [EVENT.SERVICE_START]: STATE.SERVED, [EVENT.SERVICE_PAUSE]: STATE.PAUSED,
  [EVENT.SERVICE_RESUME]: STATE.SERVED, [EVENT.WAIT_APPLICANT]: STATE.HOME, [EVENT.BALK]: STATE.AWAY, [EVENT.RENEGE]: STATE.AWAY,
  [EVENT.SWITCH_CHANNEL]: STATE.AWAY, [EVENT.DEEMED_APPROVED]: STATE.GONE, [EVENT.GIVE_UP]: STATE.GONE, [EVENT.DEPARTURE]: STATE.GONE,
};
const FIRST_SUBSYSTEM = 10;
const FIRST_SLOW = 60;
const MOST_SUBSYSTEMS = FIRST_SLOW - FIRST_SUBSYSTEM;
const KINDS = { time: Float64Array, case: Int32Array, visit: Int16Array, server: Int16Array };

/** Columns as typed arrays; the bytes come little-endian, one buffer for each column. */
export function readRows(columns) {
  const rows = {};
  for (const [name, view] of Object.entries(columns)) {
    const Kind = KINDS[name] ?? Int8Array;
    rows[name] = new Kind(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));
  }
  return rows;
}

/** Number of the sorted values that are not after `value`. */
export function countUpTo(sorted, value, low = 0, high = sorted.length) {
  while (low < high) {
    const half = (low + high) >> 1;
    if (sorted[half] <= value) low = half + 1;
    else high = half;
  }
  return low;
}

/** Rows of each case, case after case; within a case in the order of the log. */
function rowsByCase(rows) {
  const numbers = [...new Set(rows.case)].filter((number) => number >= 0).sort((a, b) => a - b);
  const index = new Map(numbers.map((number, at) => [number, at]));
  const first = new Int32Array(numbers.length + 1);
  for (const number of rows.case) if (number >= 0) first[index.get(number) + 1] += 1;
  for (let at = 0; at < numbers.length; at += 1) first[at + 1] += first[at];
  const free = first.slice();
  const order = new Int32Array(first[numbers.length]);
  rows.case.forEach((number, row) => { if (number >= 0) order[free[index.get(number)]++] = row; });
  return { numbers: Int32Array.from(numbers), index, first, order };
}

/** Begin and end of each time on shift or of trouble, by whom or what it concerns. */
function intervals(rows, start, end, keyOf) {
  const found = new Map();
  rows.event.forEach((event, row) => {
    if (event !== start && event !== end) return;
    const key = keyOf(row);
    if (!found.has(key)) found.set(key, []);
    const list = found.get(key);
    if (event === start) list.push([rows.time[row], Infinity]);
    else if (list.length) list.at(-1)[1] = rows.time[row];
  });
  return found;
}

const covers = (list, t) => (list ?? []).find(([begin, end]) => begin <= t && t < end);

/** Key of a server: persons of pools have no station of their own. */
export const serverKey = (station, server) => station * 65536 + server;

/** Everything that is asked of a log, made once. */
export function makeOffice(rows, about) {
  const { numbers, index, first, order } = rowsByCase(rows);
  const times = Float64Array.from(order, (row) => rows.time[row]);
  const caseClass = Int8Array.from(numbers, (_, at) => rows.case_class[order[first[at]]]);
  return {
    rows, about, numbers, index, first, order, times, caseClass,
    shifts: intervals(rows, EVENT.SHIFT_START, EVENT.SHIFT_END, (row) => serverKey(rows.station[row], rows.server[row])),
    troubles: intervals(rows, EVENT.OUTAGE_START, EVENT.OUTAGE_END, (row) => rows.cause[row]),
    pooled: new Set(about.pooled),
  };
}

/** Room for the answer of `positionsAt`. */
export function newPositions(office) {
  const n = office.numbers.length;
  return { state: new Int8Array(n), station: new Int8Array(n), server: new Int16Array(n), channel: new Int8Array(n), row: new Int32Array(n), since: new Float64Array(n) };
}

/** Where each case is at a time: what happens at that very millisecond has happened. `row` is its last row, -1 before the first. */
export function positionsAt(office, t, into = newPositions(office)) {
  const { rows, first, order, times } = office;
  for (let at = 0; at < office.numbers.length; at += 1) {
    const upTo = countUpTo(times, t, first[at], first[at + 1]);
    if (upTo === first[at]) {
      into.state[at] = STATE.NOWHERE;
      into.row[at] = -1;
      continue;
    }
    const row = order[upTo - 1];
    into.state[at] = AFTER[rows.event[row]] ?? STATE.INSIDE;
    into.station[at] = rows.station[row];
    into.server[at] = rows.server[row];
    into.channel[at] = rows.channel[row];
    into.row[at] = row;
    into.since[at] = rows.time[row];
  }
  return into;
}

/** How many wait and how many are served (paused ones too) at each station. */
export function countsOf(office, positions) {
  const waiting = new Int32Array(office.about.stations.length);
  const served = new Int32Array(office.about.stations.length);
  positions.state.forEach((state, at) => {
    if (state === STATE.WAITING) waiting[positions.station[at]] += 1;
    else if (state === STATE.SERVED || state === STATE.PAUSED) served[positions.station[at]] += 1;
  });
  return { waiting, served };
}

/** Whether a server is on shift; `station` is -1 for a person of a pool. */
export const isOnShift = (office, station, server, t) => Boolean(covers(office.shifts.get(serverKey(station, server)), t));

/** How many who may serve at a station are on shift: its own servers, or persons of its pools. */
export function dutyAt(office, station, t) {
  const { servers, persons } = office.about.stations[station];
  const own = [...Array(servers).keys()].filter((server) => isOnShift(office, station, server, t));
  return own.length + persons.filter((person) => isOnShift(office, -1, person, t)).length;
}

/** How many on shift stand at a station now: its own servers, or persons of pools who are there by `standing` (see personsAt). */
export function hereAt(office, station, standing, t) {
  if (office.about.stations[station].servers) return dutyAt(office, station, t);
  return standing.filter((where, person) => where === station && isOnShift(office, -1, person, t)).length;
}

/** Subsystems that are down, and those that are slow, each with since when. */
export function troublesAt(office, t) {
  const down = [];
  const slow = [];
  for (const [cause, list] of office.troubles) {
    const now = covers(list, t);
    if (now) (cause < FIRST_SLOW ? down : slow).push({ subsystem: (cause - FIRST_SUBSYSTEM) % MOST_SUBSYSTEMS, since: now[0] });
  }
  return { down: down.sort((a, b) => a.subsystem - b.subsystem), slow: slow.sort((a, b) => a.subsystem - b.subsystem) };
}

/** Servers at work at a station: its own, or the persons of pools that stand there (`homes`: person -> usual station). */
export function personsAt(office, positions, homes) {
  const at = homes.slice();
  positions.state.forEach((state, index) => {
    const station = positions.station[index];
    if ((state === STATE.SERVED || state === STATE.PAUSED) && office.pooled.has(station)) at[positions.server[index]] = station;
  });
  return at;
}

/** First time after `t` at which somebody comes on shift while nobody was; null if none. */
export function nextOpening(office, t, last) {
  const begins = [...office.shifts.values()].flat().map(([begin]) => begin).filter((begin) => begin > t && begin < last).sort((a, b) => a - b);
  const spans = [...office.shifts.values()].flat();
  return begins.find((begin) => !spans.some(([from, until]) => from < begin && begin < until)) ?? null;
}

const SHOWN = new Set([EVENT.CHANNEL_CHOICE]);

/** Time of the next (`step` 1) or previous (`step` -1) thing that happens; the same time if there is none. */
export function nextEvent(office, t, step, first, last) {
  const { time } = office.rows;
  const upTo = countUpTo(time, t);
  let row = step > 0 ? upTo : countUpTo(time, t - 0.5) - 1;
  while (time[row] >= first && time[row] < last && SHOWN.has(office.rows.event[row])) row += step;
  return time[row] >= first && time[row] < last ? time[row] : t;
}

/** Largest number of cases at each station within the window, and of those in its line, for the room that a picture keeps. */
export function peaks(office, first, last) {
  const n = office.about.stations.length;
  const [most, longest, used] = [new Int32Array(n), new Int32Array(n), new Uint8Array(n)];
  const change = [];
  for (let at = 0; at < office.numbers.length; at += 1) {
    let [here, line] = [-1, -1];
    for (let place = office.first[at]; place < office.first[at + 1]; place += 1) {
      const row = office.order[place];
      const state = AFTER[office.rows.event[row]] ?? STATE.INSIDE;
      const next = state >= STATE.WAITING && state <= STATE.PAUSED ? office.rows.station[row] : -1;
      if (office.rows.time[row] >= first && next >= 0) used[next] = 1;
      const joined = state === STATE.WAITING ? next : -1;
      if (next !== here || joined !== line) change.push([office.rows.time[row], here, next, line, joined]);
      [here, line] = [next, joined];
    }
  }
  change.sort((a, b) => a[0] - b[0]);
  const tops = [[new Int32Array(n), most], [new Int32Array(n), longest]];
  for (const [time, ...moves] of change) {
    if (time >= last) break;
    tops.forEach(([now, top], nth) => {
      const [from, to] = moves.slice(2 * nth);
      if (from >= 0) now[from] -= 1;
      if (to >= 0) now[to] += 1;
      if (time < first) top.set(now);
      else if (to >= 0) top[to] = Math.max(top[to], now[to]);
    });
  }
  most.forEach((count, station) => { if (count > 0) used[station] = 1; });
  return { most, longest, used };
}

/** What became of those who came, up to a time, within the window. */
export function talliesAt(office, first, t) {
  const { time, event } = office.rows;
  const tally = { arrived: 0, departed: 0, left: 0, gave_up: 0, deemed: 0, returned: 0 };
  for (let row = countUpTo(time, first - 0.5), end = countUpTo(time, t); row < end; row += 1) {
    if (event[row] === EVENT.ARRIVAL) tally.arrived += 1;
    else if (event[row] === EVENT.DEPARTURE) tally.departed += 1;
    else if (event[row] === EVENT.BALK || event[row] === EVENT.RENEGE) tally.left += 1;
    else if (event[row] === EVENT.GIVE_UP) tally.gave_up += 1;
    else if (event[row] === EVENT.DEEMED_APPROVED) tally.deemed += 1;
    else if (event[row] === EVENT.REWORK) tally.returned += 1;
  }
  return tally;
}
