// The picture: cards of stations as HTML, people and files on a canvas over them.
import { h } from "../dom.js";
import { EVENT, STATE, countUpTo, countsOf, dutyAt, hereAt, isOnShift, newPositions, peaks, personsAt, positionsAt, serverKey, talliesAt, troublesAt } from "./office.js";
import { SIZE, Stamps } from "./tokens.js";
import { troubleOf } from "./words.js";

const PITCH = SIZE + 2;
const SLOT = { pitch: 40, height: 54, officer: 13, token: 39 };
const MOST_ROWS = 3;
const NARROWEST_CARD_PX = 100;
const NARROWEST_ON_PHONE_PX = 140;
const CARD_GAP_PX = 8;
const DAY_MS = 86_400_000;
const REACH_PX = 16; // how far from a token a click still means it
const SETTLE_MS = 110; // a token covers two thirds of its way in this time
const BADGE_MS = 1400;
const TEXT_MS = 125; // counts in words follow at 8 Hz while the picture moves
const ZONES = { inside: ["counter", "desk"], outside: ["online", "agency", "home"] };
const HIDDEN = 0;
const PRESENT = 1;
const LEAVING = 2;
const ENDINGS = { [EVENT.DEPARTURE]: "done", [EVENT.GIVE_UP]: "left", [EVENT.DEEMED_APPROVED]: "deemed" };
const TALLIES = ["arrived", "departed", "returned", "left", "gave_up", "deemed"];

/** Where things stand on the floor of a card of this width and height. */
export function floorPlan(width, height, slots) {
  const across = Math.max(1, Math.floor(width / SLOT.pitch));
  const slotRows = Math.ceil(slots / across);
  const columns = Math.max(1, Math.floor(width / PITCH));
  const top = slotRows * SLOT.height;
  const rows = Math.max(1, Math.floor((height - top) / PITCH));
  return {
    room: columns * rows,
    slot: (nth) => [SLOT.pitch * ((nth % across) + 0.5), SLOT.height * Math.floor(nth / across)],
    cell: (nth) => [PITCH * ((nth % columns) + 0.5), top + PITCH * (Math.floor(nth / columns) + 0.5)],
  };
}

export class Scene {
  constructor(office, words, first, last) {
    Object.assign(this, { office, words, first, last });
    const { most, longest, used } = peaks(office, first, last);
    Object.assign(this, { most, longest });
    this.positions = newPositions(office);
    this.before = newPositions(office);
    this.cards = this.makeCards(used);
    this.bubble = h("div", { class: "sp-r-bubble", "aria-hidden": "true", hidden: true });
    this.tallies = new Map(TALLIES.map((name) => [name, h("b", {}, "0")]));
    this.canvas = h("canvas", { class: "sp-r-canvas", "aria-hidden": "true" });
    this.door = h("div", { class: "sp-r-doorway", "aria-hidden": "true" });
    this.node = this.makeStage();
    this.makeSprites();
    this.seenRow = -1;
    this.textAt = 0;
    this.selected = -1;
  }

  /** A card for each station that the window uses, and two for those outside without a station. */
  makeCards(used) {
    const { stations } = this.office.about;
    const real = stations.map((station, code) => ({ code, ...station })).filter(({ code }) => used[code] || this.hasShift(code));
    const peopleAway = this.office.rows.event.some((event) => event === EVENT.BALK || event === EVENT.RENEGE);
    const repairs = this.office.rows.event.some((event, row) => event === EVENT.WAIT_APPLICANT && this.isRepair(row));
    const extra = [repairs && "repairing", peopleAway && "away"].filter(Boolean)
      .map((name) => ({ code: name, title: this.words.say(name), zone: "home", kind: "applicant", tag: "", servers: 0, persons: [], needs: [] }));
    return [...real, ...extra].map((station) => this.makeCard(station));
  }

  hasShift(code) {
    const inWindow = ([begin, end]) => begin < this.last && end > this.first;
    const { servers, zone } = this.office.about.stations[code];
    return zone === "counter" && [...Array(servers).keys()].some((server) => (this.office.shifts.get(code * 65536 + server) ?? []).some(inWindow));
  }

  isRepair = (row) => this.office.rows.station[row] < 0 || this.office.rows.cause[row] >= 0 || this.office.about.stations[this.office.rows.station[row]].kind !== "applicant";

  makeCard(station) {
    const card = { station, slots: station.servers || station.persons.length, counts: h("span"), doing: h("span"), duty: h("span"), floor: h("div", { class: "sp-r-floor" }) };
    card.trouble = h("p", { class: "sp-r-trouble" });
    card.summary = h("p", { class: "sp-r-line" }, ...(hasLine(station) ? [card.counts, " "] : []), card.doing, ...(station.kind === "staffed" ? [" ", card.duty] : []));
    const repeats = station.title.toLowerCase().includes(this.words.say(station.tag).toLowerCase());
    const tag = station.tag && !repeats ? h("span", { class: "sp-r-tag" }, this.words.say(station.tag)) : null;
    card.node = h("div", { class: "sp-r-card" }, h("p", { class: "sp-r-title" }, station.title, tag ? " " : null, tag), card.summary, card.floor, card.trouble);
    return card;
  }

  /** Subsystems that a station needs and that fail or are slow within the window while it is open. */
  suffered({ code, kind, needs, servers, persons }) {
    const keys = [...Array(servers).keys()].map((server) => serverKey(code, server)).concat(persons.map((person) => serverKey(-1, person)));
    const open = kind === "staffed" ? keys.flatMap((key) => this.office.shifts.get(key) ?? []) : [[this.first, this.last]];
    const felt = ([begin, end]) => open.some(([from, until]) => Math.max(begin, from, this.first) < Math.min(end, until, this.last));
    return needs.filter((subsystem) => [10, 60].some((cause) => (this.office.troubles.get(cause + subsystem) ?? []).some(felt)));
  }

  /** Troubles of what the stations in the picture need. */
  felt({ down, slow }) {
    const needed = new Set(this.cards.flatMap(({ station }) => station.needs));
    return { down: down.filter(({ subsystem }) => needed.has(subsystem)), slow: slow.filter(({ subsystem }) => needed.has(subsystem)) };
  }

  zone(name) {
    const cards = this.cards.filter(({ station }) => station.zone === name);
    if (!cards.length) return null;
    const grid = h("div", { class: "sp-r-cards" }, ...cards.map((card) => card.node));
    this.grids.push(grid);
    return h("div", { class: `sp-r-zone sp-r-${name}`, style: `--cards:${cards.length}` }, h("p", { class: "sp-r-zone-title" }, this.words.say(name)), grid);
  }

  makeStage() {
    this.grids = [];
    const { say } = this.words;
    const since = say(this.last - this.first > DAY_MS ? "tallies" : "today");
    const list = h("ul", { class: "sp-r-tallies", "aria-label": since }, ...TALLIES.map((name) => h("li", {}, this.tallies.get(name), " ", say(this.tallyName(name)))));
    const door = h("div", { class: "sp-r-door" }, this.door, h("p", { class: "sp-r-zone-title" }, since), list);
    const building = h("div", { class: "sp-r-building" }, door, ...ZONES.inside.map((name) => this.zone(name)));
    const outside = h("div", { class: "sp-r-outside" }, ...ZONES.outside.map((name) => this.zone(name)));
    return h("div", { class: "sp-r-stage" }, building, outside, this.canvas, this.bubble);
  }

  /** What is counted; those who finish may have come before the window. */
  tallyName(name) {
    const { time, case: number } = this.office.rows;
    return name === "departed" && number.some((one, row) => one >= 0 && time[row] < this.first) ? "departed_old" : name;
  }

  makeSprites() {
    const n = this.office.numbers.length;
    const numbers = () => new Float32Array(n);
    this.sprites = { x: numbers(), y: numbers(), toX: numbers(), toY: numbers(), alpha: numbers(), mode: new Uint8Array(n), shown: new Uint8Array(n), viaDoor: new Uint8Array(n), badge: new Array(n).fill(null), badgeUntil: new Float64Array(n), kind: new Array(n).fill("person") };
  }

  /** Gives each text the height of the longest that may stand there, so that nothing moves when it changes. */
  reserve() {
    const { about } = this.office;
    for (const card of this.cards) {
      const { needs, kind, code } = card.station;
      const widest = (this.most[code] ?? 88) < 10 ? 8 : 88;
      set(card.counts, this.words.say("waiting", { n: widest }));
      set(card.doing, this.doingText({ station: card.station, work: Array(widest), line: [] }, widest));
      if (kind === "staffed") set(card.duty, this.words.say(card.station.persons.length ? "elsewhere" : "on_duty", { n: 8 }));
      const worst = this.suffered(card.station).map((subsystem) => troubleOf(this.words, about, card.station, { down: [{ subsystem }], slow: [] }));
      set(card.trouble, worst.sort((a, b) => b.length - a.length)[0] ?? "");
      card.trouble.hidden = needs.length === 0 || !worst.length;
      for (const text of [card.summary, card.trouble]) {
        text.style.minHeight = "";
        text.style.minHeight = `${text.offsetHeight}px`;
      }
      set(card.trouble, "");
    }
    this.textDue = true;
  }

  /** Cards side by side, in as few rows as they fit in and as many in each. */
  arrange() {
    const narrowest = this.node.closest(".sp-r-narrow") ? NARROWEST_ON_PHONE_PX : NARROWEST_CARD_PX;
    for (const grid of this.grids) {
      const n = grid.children.length;
      const fit = Math.max(1, Math.floor((grid.clientWidth + CARD_GAP_PX) / (narrowest + CARD_GAP_PX)));
      grid.style.gridTemplateColumns = `repeat(${Math.ceil(n / Math.ceil(n / fit))}, minmax(0, 1fr))`;
    }
  }

  /** Most who ever stand in the line of a card; those served stand at their officers. */
  peak({ station: { code }, slots }, columns) {
    if (typeof code !== "number") return 2 * columns;
    return slots ? this.longest[code] : this.most[code];
  }

  /** Measures the cards. To be called when the width changes. */
  measure() {
    this.arrange();
    this.reserve();
    for (const card of this.cards) {
      const width = Math.max(PITCH, card.floor.clientWidth);
      const across = Math.max(1, Math.floor(width / SLOT.pitch));
      const columns = Math.max(1, Math.floor(width / PITCH));
      const rows = Math.min(MOST_ROWS, Math.max(1, Math.ceil(this.peak(card, columns) / columns)));
      card.floor.style.minHeight = `${Math.ceil(card.slots / across) * SLOT.height + rows * PITCH}px`;
    }
    const stage = this.node.getBoundingClientRect();
    for (const card of this.cards) {
      const floor = card.floor.getBoundingClientRect();
      card.left = floor.left - stage.left;
      card.top = floor.top - stage.top;
      card.plan = floorPlan(floor.width, floor.height, card.slots);
    }
    const door = this.door.getBoundingClientRect();
    this.exit = [door.left - stage.left + door.width / 2, door.top - stage.top + door.height / 2];
    this.ratio = Math.min(2, devicePixelRatio || 1);
    this.size = [stage.width, stage.height];
    this.canvas.width = Math.round(stage.width * this.ratio);
    this.canvas.height = Math.round(stage.height * this.ratio);
    this.stamps = new Stamps(this.ratio);
    this.byCode = new Map(this.cards.map((card) => [card.station.code, card]));
    this.seenRow = -1;
  }

  /** The card on which a case stands, or undefined. */
  cardOf(at) {
    const { state, station, row } = this.positions;
    if (state[at] === STATE.WAITING || state[at] === STATE.SERVED || state[at] === STATE.PAUSED) return this.byCode.get(station[at]);
    if (state[at] === STATE.HOME) return this.byCode.get(this.isRepair(row[at]) ? "repairing" : station[at]);
    return state[at] === STATE.AWAY ? this.byCode.get("away") : undefined;
  }

  /** Brings everything to time t; `jump` puts tokens there at once. Returns whether anything still moves. */
  show(t, now, jump) {
    const row = countUpTo(this.office.rows.time, t);
    const changed = row !== this.seenRow || jump;
    if (changed) {
      [this.before, this.positions] = [this.positions, this.before];
      positionsAt(this.office, t, this.positions);
      this.place(t);
      this.aim(now, jump || this.seenRow < 0);
      this.seenRow = row;
      this.textDue = true;
    }
    if (this.textDue && (jump || now - this.textAt >= TEXT_MS)) {
      this.write(t);
      this.textAt = now;
      this.textDue = false;
    }
    const moving = this.move(now, jump);
    this.draw(t, now);
    return moving || this.textDue;
  }

  /** Who stands on which place of which card. */
  place(t) {
    for (const card of this.cards) [card.line, card.work] = [[], []];
    const { state, row } = this.positions;
    for (let at = 0; at < state.length; at += 1) {
      const card = this.cardOf(at);
      if (card) (state[at] === STATE.WAITING ? card.line : card.work).push(at);
    }
    this.standing = personsAt(this.office, this.positions, this.office.about.homes);
    this.troubles = troublesAt(this.office, t);
    for (const card of this.cards) {
      card.line.sort((a, b) => row[a] - row[b]);
      card.standing = card.station.servers ? [...Array(card.station.servers).keys()]
        : this.standing.map((station, person) => (station === card.station.code ? person : -1)).filter((person) => person >= 0);
    }
  }

  /** Gives each token its target, and says how it comes and goes. */
  aim(now, jump) {
    const s = this.sprites;
    s.shown.fill(0);
    for (const card of this.cards) {
      const floating = [];
      for (const at of card.work) {
        const nth = card.slots ? card.standing.indexOf(this.positions.server[at]) : -1;
        if (nth >= 0 && nth < card.slots) {
          const [x, y] = card.plan.slot(nth);
          this.target(at, card.left + x, card.top + y + SLOT.token, card, true);
        } else floating.push(at);
      }
      this.fill(card, [...floating, ...card.line]);
    }
    for (let at = 0; at < s.mode.length; at += 1) this.comeAndGo(at, now, jump);
  }

  /** A line of tokens; what has no room becomes a number. */
  fill(card, cases) {
    const room = cases.length > card.plan.room ? Math.max(0, card.plan.room - 2) : cases.length;
    card.more = cases.length - room;
    const [moreX, moreY] = card.plan.cell(Math.max(0, card.plan.room - 1));
    card.moreAt = [card.left + moreX - PITCH / 2, card.top + moreY];
    cases.forEach((at, nth) => {
      const [x, y] = card.plan.cell(nth < room ? nth : card.plan.room - 1);
      this.target(at, card.left + x, card.top + y, card, nth < room);
    });
  }

  target(at, x, y, card, shown) {
    const s = this.sprites;
    [s.toX[at], s.toY[at], s.shown[at]] = [x, y, shown ? 2 : 1];
    const person = this.office.about.channels[this.positions.channel[at]]?.in_person;
    s.kind[at] = card.station.zone === "counter" || card.station.zone === "home" ? (person ? "person" : card.station.zone === "home" ? "screen" : "file")
      : card.station.zone === "online" ? "screen" : "file";
  }

  comeAndGo(at, now, jump) {
    const [s, { state, row, channel }] = [this.sprites, this.positions];
    const { event, visit } = this.office.rows;
    const is = s.shown[at] > 0;
    if (jump) {
      s.mode[at] = is ? PRESENT : HIDDEN;
      [s.x[at], s.y[at], s.alpha[at], s.badgeUntil[at], s.viaDoor[at]] = [s.toX[at], s.toY[at], 1, 0, 0];
      return;
    }
    const [oldRow, newRow] = [this.before.row[at], row[at]];
    if (oldRow === newRow) return;
    const wave = (badge) => {
      s.badge[at] = badge;
      s.badgeUntil[at] = now + BADGE_MS;
    };
    if (is && s.mode[at] !== PRESENT) {
      const onFoot = s.kind[at] === "person";
      [s.mode[at], s.alpha[at]] = [PRESENT, onFoot ? 1 : 0];
      [s.x[at], s.y[at]] = onFoot ? this.exit : [s.toX[at], s.toY[at]];
    } else if (is) {
      if (state[at] === STATE.AWAY) {
        s.viaDoor[at] = s.kind[at] === "person" ? 1 : 0;
        wave("left");
      } else if (channel[at] !== this.before.channel[at]) wave("switched");
      else if (oldRow >= 0 && visit[newRow] > visit[oldRow]) wave("returned");
    } else if (s.mode[at] === PRESENT) {
      s.mode[at] = LEAVING;
      const outdoors = s.kind[at] === "screen";
      [s.toX[at], s.toY[at]] = outdoors ? [s.x[at], s.y[at]] : this.exit;
      wave(ENDINGS[event[newRow]] ?? "left");
    }
  }

  /** Moves tokens on their way. Returns whether any is still going. */
  move(now, jump) {
    const s = this.sprites;
    const passed = jump ? 1e9 : Math.min(100, now - (this.movedAt ?? now));
    this.movedAt = now;
    const part = 1 - Math.exp(-passed / SETTLE_MS);
    let moving = false;
    for (let at = 0; at < s.mode.length; at += 1) {
      if (s.mode[at] === HIDDEN) continue;
      const [goX, goY] = s.viaDoor[at] ? this.exit : [s.toX[at], s.toY[at]];
      const [dx, dy] = [goX - s.x[at], goY - s.y[at]];
      const far = Math.abs(dx) + Math.abs(dy);
      const fading = s.mode[at] === LEAVING && far < 3 ? -passed / 400 : passed / 200;
      s.alpha[at] = Math.min(1, Math.max(0, s.alpha[at] + fading));
      if (far < 0.5) [s.x[at], s.y[at]] = [goX, goY];
      else [s.x[at], s.y[at]] = [s.x[at] + dx * part, s.y[at] + dy * part];
      if (s.viaDoor[at] && far < 6) s.viaDoor[at] = 0;
      if (s.mode[at] === LEAVING && s.alpha[at] === 0) s.mode[at] = HIDDEN;
      moving ||= far >= 0.5 || s.mode[at] === LEAVING || s.alpha[at] < 1 || s.badgeUntil[at] > now;
    }
    return moving;
  }

  draw(t, now) {
    const g = this.canvas.getContext("2d");
    g.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    g.clearRect(0, 0, ...this.size);
    for (const card of this.cards) this.drawCard(g, card, t);
    this.drawTokens(g, now);
  }

  drawCard(g, card, t) {
    g.globalAlpha = card.isStopped ? 0.45 : 1;
    for (let nth = 0; nth < card.slots; nth += 1) {
      const [x, y] = card.plan.slot(nth);
      const who = card.standing[nth];
      const present = who !== undefined && isOnShift(this.office, card.station.servers ? card.station.code : -1, who, t);
      this.stamps.officer(g, present, card.left + x, card.top + y + SLOT.officer);
    }
    g.globalAlpha = 1;
    if (card.more > 0) {
      g.fillStyle = "#16202b";
      g.font = "700 13px system-ui, sans-serif";
      g.textAlign = "center";
      g.textBaseline = "middle";
      g.fillText(`+${card.more}`, ...card.moreAt);
    }
  }

  drawTokens(g, now) {
    const [s, { state }] = [this.sprites, this.positions];
    for (let at = 0; at < s.mode.length; at += 1) {
      if (s.mode[at] === HIDDEN || (s.mode[at] === PRESENT && s.shown[at] < 2 && at !== this.selected)) continue;
      const dim = s.mode[at] === PRESENT && this.cardOf(at)?.isStopped ? 0.5 : 1;
      g.globalAlpha = s.alpha[at] * dim;
      this.stamps.token(g, s.kind[at], this.office.caseClass[at], s.x[at], s.y[at]);
      g.globalAlpha = s.alpha[at];
      if (s.badgeUntil[at] > now || s.mode[at] === LEAVING) this.stamps.badge(g, s.badge[at], s.x[at], s.y[at]);
      else if (state[at] === STATE.PAUSED) this.stamps.badge(g, "paused", s.x[at], s.y[at]);
    }
    g.globalAlpha = 1;
    if (this.selected >= 0 && s.mode[this.selected] !== HIDDEN) {
      g.strokeStyle = "#d97706";
      g.lineWidth = 3;
      g.beginPath();
      g.arc(s.x[this.selected], s.y[this.selected], 13, 0, 2 * Math.PI);
      g.stroke();
    }
  }

  /** A few words about a token, over the head of its card: officers, line and trouble stay in sight. */
  callOut(at, text) {
    const card = at >= 0 && this.sprites.mode[at] === PRESENT ? this.cardOf(at) : undefined;
    this.bubble.hidden = !card;
    if (!card) return;
    set(this.bubble, text);
    const left = Math.min(this.size[0] - this.bubble.offsetWidth - 4, Math.max(4, this.sprites.x[at] - this.bubble.offsetWidth / 2));
    const top = card.top - this.bubble.offsetHeight - 2;
    this.bubble.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }

  /** Counts, officers and trouble of each card in words. */
  write(t) {
    const { waiting, served } = countsOf(this.office, this.positions);
    for (const card of this.cards) {
      const { code, kind } = card.station;
      set(card.counts, this.words.say("waiting", { n: waiting[code] }));
      set(card.doing, this.doingText(card, served[code]));
      const duty = kind === "staffed" ? dutyAt(this.office, code, t) : null;
      if (duty !== null) {
        const here = hereAt(this.office, code, this.standing, t);
        set(card.duty, here ? this.words.say("on_duty", { n: here }) : this.words.say(duty ? "elsewhere" : "closed"));
        card.node.classList.toggle("sp-r-closed", here === 0);
      }
      const trouble = duty === 0 ? "" : troubleOf(this.words, this.office.about, card.station, this.troubles);
      const down = duty !== 0 && this.troubles.down.some(({ subsystem }) => card.station.needs.includes(subsystem));
      card.isStopped = down && !["slower", "paper"].includes(card.station.effect);
      set(card.trouble, trouble);
      card.node.classList.toggle("sp-r-down", card.isStopped);
    }
    for (const [name, count] of Object.entries(talliesAt(this.office, this.first, t))) set(this.tallies.get(name), String(count));
  }

  doingText({ station, work, line }, served) {
    const { say } = this.words;
    if (station.zone === "home") return say("present", { n: work.length + line.length });
    const doing = { counter: "served", online: "filling" }[station.zone] ?? "worked";
    return say(station.kind === "system" ? "worked" : doing, { n: served });
  }

  /** The token under a point of the stage, or -1. */
  at(x, y) {
    const s = this.sprites;
    let [best, found] = [REACH_PX, -1];
    for (let at = 0; at < s.mode.length; at += 1) {
      if (s.mode[at] !== PRESENT || s.shown[at] < 2) continue;
      const far = Math.hypot(s.x[at] - x, s.y[at] - y);
      if (far < best) [best, found] = [far, at];
    }
    return found;
  }

  /** Cases that are present, card after card, in the order in which they stand. */
  present() {
    return this.cards.flatMap((card) => [...card.work, ...card.line]);
  }
}

/** Stations where nobody works have no line of their own; who waits there waits for a system. */
const hasLine = ({ kind }) => !["external", "applicant"].includes(kind);

function set(node, text) {
  if (node.textContent !== text) node.textContent = text;
}
