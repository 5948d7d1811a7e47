// What happens, in words.
import { EVENT, STATE, countUpTo, dutyAt, troublesAt } from "./office.js";

const FIRST_SUBSYSTEM = 10;
const FIRST_SLOW = 60;
const CAUSE = { queue_limit: 0, patience: 1, returned: 2, nik: 3, incomplete: 4, last_ticket: 5, tickets_gone: 6, shift: 7, paper: 8, deadline: 9, never_returned: 110, no_show: 111 };
const CAUSE_NAME = Object.fromEntries(Object.entries(CAUSE).map(([name, code]) => [code, name]));
const EVENT_NAME = Object.fromEntries(Object.entries(EVENT).map(([name, code]) => [code, name.toLowerCase()]));
const DAY_MS = 86_400_000;

/** Fills the braces of a sentence. */
export const fill = (text, values = {}) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

/** Words, times and titles of one replay in its language; the end of its window belongs to the day that ends there. */
export function makeWords(office, texts, lang, last = Infinity) {
  const { about, rows } = office;
  const start = about.start ? Date.parse(`${about.start}T00:00:00Z`) : null;
  const format = (options) => new Intl.DateTimeFormat(lang, { timeZone: "UTC", ...options });
  const [clock, seconds] = [format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }), format({ hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" })];
  const [long, short] = [format({ weekday: "long", day: "numeric", month: "long", year: "numeric" }), format({ weekday: "short", day: "numeric", month: "short" })];
  const say = (key, values) => fill(texts[key] ?? key, values);
  const within = (t) => (t < last ? t : last - 1);
  const dayOf = (t) => Math.floor(within(t) / DAY_MS);
  const time = (t) => (t >= last && t % DAY_MS === 0 ? clock.format(t).replace("00", "24") : clock.format(t));
  const date = (t, form = long) => (start === null ? say("day", { n: dayOf(t) + 1 }) : form.format(start + within(t)));
  const subsystem = (cause) => about.subsystems[(cause - FIRST_SUBSYSTEM) % (FIRST_SLOW - FIRST_SUBSYSTEM)];
  const station = (code) => about.stations[code]?.title ?? "";

  /** A row as the rest of a sentence whose subject is its case. */
  function event(row) {
    const [kind, cause, at] = [rows.event[row], rows.cause[row], rows.station[row]];
    const name = EVENT_NAME[kind];
    const values = {
      station: station(at), channel: about.channels[rows.channel[row]]?.title,
      cause: cause >= FIRST_SUBSYSTEM ? subsystem(cause) : "", n: rows.server[row] + 1,
    };
    if (kind === EVENT.SHIFT_START || kind === EVENT.SHIFT_END) return say(at < 0 ? `${name}_person` : name, values);
    if ((kind === EVENT.OUTAGE_START || kind === EVENT.OUTAGE_END) && cause >= FIRST_SLOW) return say(name.replace("outage", "slow"), values);
    if (kind === EVENT.WAIT_APPLICANT) return say(at >= 0 && cause < 0 ? "wait_applicant_step" : "wait_applicant", values);
    if (kind === EVENT.SERVICE_START && cause < 0 && about.stations[at].zone !== "counter") return say("service_start_worked", values);
    const special = `${name}_${CAUSE_NAME[cause]}`;
    return say(cause >= 0 && texts[special] ? special : name, values);
  }

  /** Rows of a case that are worth telling, up to a time: a line that is left as soon as it is joined is not. */
  function storyRows(at, t) {
    const { order, first, times } = office;
    const upTo = countUpTo(times, t, first[at], first[at + 1]);
    const told = [];
    for (let place = first[at]; place < upTo; place += 1) {
      const [row, next] = [order[place], order[place + 1]];
      const kind = rows.event[row];
      const leavesAtOnce = kind === EVENT.QUEUE_JOIN && place + 1 < upTo && rows.event[next] === EVENT.SERVICE_START && rows.time[next] === rows.time[row];
      if (kind !== EVENT.CHANNEL_CHOICE && !leavesAtOnce) told.push(row);
    }
    return told;
  }

  /** Time of a row, with its day if that is another one. */
  const when = (t, today) => (dayOf(t) === dayOf(today) ? time(t) : `${date(t, short)} ${time(t)}`);

  /** What a case waits for now. */
  function now(at, positions, t) {
    const [state, code, row] = [positions.state[at], positions.station[at], positions.row[at]];
    const here = about.stations[code];
    const values = { station: station(code), time: row < 0 ? "" : when(rows.time[row], t) };
    if (state === STATE.WAITING) return say(...waitingFor(at, positions, t, values));
    if (state === STATE.SERVED) return say({ counter: "now_served", online: "now_online", agency: "now_agency" }[here.zone] ?? "now_worked", values);
    if (state === STATE.GONE) return say({ [EVENT.DEPARTURE]: "now_departed", [EVENT.GIVE_UP]: "now_gave_up" }[rows.event[row]] ?? "now_deemed");
    const key = { [STATE.PAUSED]: "now_paused", [STATE.HOME]: "now_home", [STATE.AWAY]: "now_away", [STATE.NOWHERE]: "now_nowhere" }[state];
    return key ? say(key, values) : event(row);
  }

  function waitingFor(at, positions, t, values) {
    const code = positions.station[at];
    const { needs, kind, effect } = about.stations[code];
    const down = troublesAt(office, t).down.find(({ subsystem: which }) => needs.includes(which));
    if (down && !["slower", "paper"].includes(effect)) return ["now_down", { ...values, cause: about.subsystems[down.subsystem] }];
    if (kind === "batch") return ["now_batch", values];
    if (kind === "staffed" && dutyAt(office, code, t) === 0) return ["now_closed", values];
    const before = countBefore(at, positions);
    return [before ? "now_turn" : "now_first", { ...values, n: before }];
  }

  const countBefore = (at, positions) => positions.state.reduce((count, state, other) => count + (state === STATE.WAITING
    && positions.station[other] === positions.station[at] && positions.row[other] < positions.row[at] ? 1 : 0), 0);

  const caseName = (at) => `${say("case", { n: office.numbers[at] })} (${about.classes[office.caseClass[at]]})`;
  return { say, time, date, event, storyRows, when, now, station, subsystem, caseName, clock: (t) => say("clock", { date: date(t), time: time(t) }), exact: (t) => seconds.format(t) };
}

/** What a station cannot do now, in words; empty if it works. */
export function troubleOf(words, about, station, { down, slow }) {
  const stopped = down.filter(({ subsystem }) => station.needs.includes(subsystem));
  const named = (list) => list.map(({ subsystem }) => about.subsystems[subsystem]).join(", ");
  if (stopped.length) return words.say({ slower: "slower", paper: "paper" }[station.effect] ?? "stopped", { subsystem: named(stopped) });
  const slowed = slow.filter(({ subsystem }) => station.needs.includes(subsystem));
  return slowed.length ? words.say("slow", { subsystem: named(slowed) }) : "";
}
