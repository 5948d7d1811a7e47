import { h, newId } from "../dom.js";
import { joinClock } from "./clock.js";
import { countsOf, makeOffice, nextEvent, nextOpening, positionsAt, readRows, troublesAt } from "./office.js";
import { Scene } from "./scene.js";
import { makeText } from "./text.js";
import { drawBadge, drawOfficer, drawToken, sample } from "./tokens.js";
import { makeWords } from "./words.js";

const MINUTE_MS = 60_000;
const STEP_MIN = 5;
const SPEEDS = [1, 2, 5, 10, 20, 60];
const NARROW_PX = 640;
const TELL_MS = 500; // what was done has come to rest for so long before it is read out
const FRAMES_KEPT = 1200;
const HOURS_PX = 18;
const ICONS = {
  play: "M4 2l10 6-10 6z", pause: "M3 2h4v12H3zM9 2h4v12H9z", previous_event: "M13 2L5 8l8 6zM2 2h2v12H2z", next_event: "M3 2l8 6-8 6zM12 2h2v12h-2z",
  previous_case: "M10.500 2.500L5 8l5.500 5.500", next_case: "M5.500 2.500L11 8l-5.500 5.500", close: "M3 3l10 10M13 3L3 13",
};
const STROKED = new Set(["previous_case", "next_case", "close"]);

function icon(name) {
  const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  picture.setAttribute("viewBox", "0 0 16 16");
  picture.setAttribute("aria-hidden", "true");
  picture.setAttribute("class", STROKED.has(name) ? "sp-r-icon sp-r-stroked" : "sp-r-icon");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", ICONS[name]);
  picture.append(path);
  return picture;
}

function iconButton(words, name, onclick, text = null) {
  const label = words.say(name, { n: STEP_MIN });
  return h("button", { type: "button", class: "sp-button sp-quiet sp-r-button", "aria-label": label, title: label, onclick }, text ?? icon(name));
}

/** What the letters, shapes and marks of the picture mean. */
function legend(office, words) {
  const used = [...new Set(office.caseClass)].sort((a, b) => a - b);
  const item = (picture, text) => h("li", {}, picture, h("span", {}, text));
  const classes = used.map((code) => item(sample((g) => drawToken(g, "file", code)), office.about.classes[code]));
  const kinds = ["person", "file", "screen"].map((kind) => item(sample((g) => drawToken(g, kind, used[0] ?? 0)), words.say(`key_${kind}`)));
  const officer = item(sample((g) => (g.scale(0.8, 0.8), drawOfficer(g, true))), words.say("key_server"));
  const badge = (name, text) => item(sample((g) => (g.scale(1.3, 1.3), g.translate(-7, 7), drawBadge(g, name))), text);
  const marks = [badge("done", words.say("departed")), badge("left", words.say("left")), badge("returned", words.say("returned")),
    badge("switched", words.say("key_switched")), badge("deemed", words.say("deemed")), badge("paused", words.say("key_paused"))];
  return h("details", { class: "sp-r-legend" }, h("summary", {}, words.say("key")),
    h("ul", { class: "sp-r-key" }, ...classes), h("ul", { class: "sp-r-key" }, ...kinds, officer, ...marks));
}

/** How many wait through the window, with bands where something was down. */
function drawRibbon(canvas, office, words, scene, first, last) {
  const [width, whole, ratio] = [canvas.clientWidth, canvas.clientHeight, Math.min(2, devicePixelRatio || 1)];
  if (!width) return;
  [canvas.width, canvas.height] = [width * ratio, whole * ratio];
  const height = whole - HOURS_PX;
  const g = canvas.getContext("2d");
  g.scale(ratio, ratio);
  const x = (t) => (width * (t - first)) / (last - first);
  g.fillStyle = "#f0c9c0";
  for (const [cause, list] of office.troubles) {
    if (cause >= 60 || !scene.felt({ down: [{ subsystem: cause - 10 }], slow: [] }).down.length) continue;
    for (const [begin, end] of list) g.fillRect(x(Math.max(first, begin)), 0, Math.max(1, x(Math.min(last, end)) - x(Math.max(first, begin))), height);
  }
  const places = office.about.stations.map(({ kind }) => kind === "staffed");
  const samples = [...Array(Math.ceil(width / 2)).keys()].map((nth) => {
    const { waiting } = countsOf(office, positionsAt(office, first + ((last - first) * nth * 2) / width));
    return waiting.reduce((sum, count, station) => sum + (places[station] ? count : 0), 0);
  });
  const most = Math.max(4, ...samples);
  g.fillStyle = "#5b86ad";
  samples.forEach((count, nth) => g.fillRect(nth * 2, height - ((height - 2) * count) / most, 2, ((height - 2) * count) / most));
  g.fillStyle = "#4a5866";
  g.font = "12px system-ui, sans-serif";
  const every = (last - first) / (width < 500 ? 4 : 8);
  for (let nth = 0; nth * every <= last - first; nth += 1) {
    g.fillRect(Math.min(width - 1, x(first + nth * every)), height, 1, 4);
    g.textAlign = nth === 0 ? "left" : x(first + nth * every) > width - 4 ? "right" : "center";
    g.fillText(words.time(first + nth * every), x(first + nth * every), whole - 2);
  }
}

/** A day at an office, played from its event log. */
export function replay({ model, el }) {
  const [first, last] = [model.get("first_ms"), model.get("last_ms")];
  const office = makeOffice(readRows(model.get("columns")), model.get("about"));
  const words = makeWords(office, model.get("words"), model.get("lang"), last);
  const { say } = words;
  const scene = new Scene(office, words, first, last);
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const ids = newId("replay");
  let [width, jumping, handle, teller, wroteAt] = [0, true, 0, 0, 0];
  const frames = { work: [], interval: [] };
  let pointer = null;

  const [clock, leave] = joinClock(model.get("clock"), first, last, (jump) => {
    jumping ||= jump;
    writeControls();
    wake();
    clearTimeout(teller);
    if (!clock.playing) teller = setTimeout(announce, TELL_MS);
  });

  // Controls
  const play = h("button", { type: "button", class: "sp-button sp-r-play", onclick: () => (clock.playing ? clock.pause() : clock.play()) });
  const speed = h("select", { id: `${ids}-speed`, onchange: () => (clock.speed = Number(speed.value)) },
    ...SPEEDS.map((n) => h("option", { value: n, selected: n === clock.speed }, say("per_second", { n }))));
  const step = (t) => clock.seek(t, still.matches);
  const toOpening = iconButton(words, "opening", () => step(nextOpening(office, clock.t, last) ?? clock.t), say("opening_short"));
  const slider = h("input", { type: "range", id: `${ids}-time`, min: first, max: last, step: MINUTE_MS, oninput: () => clock.seek(Number(slider.value)) });
  const ribbon = h("canvas", { class: "sp-r-ribbon", role: "img", "aria-label": say("ribbon") });
  const speedBox = h("div", { class: "sp-r-speed" }, h("label", { for: `${ids}-speed` }, say("speed")), speed);
  const controls = h("div", { class: "sp-r-controls", role: "group", "aria-label": say("time") },
    play, iconButton(words, "back", () => step(clock.t - STEP_MIN * MINUTE_MS), `−${STEP_MIN}`), iconButton(words, "forward", () => step(clock.t + STEP_MIN * MINUTE_MS), `+${STEP_MIN}`),
    iconButton(words, "previous_event", () => step(nextEvent(office, clock.t, -1, first, last))),
    iconButton(words, "next_event", () => step(nextEvent(office, clock.t, 1, first, last))), toOpening, speedBox);
  const timeline = h("div", { class: "sp-r-time" }, h("label", { for: `${ids}-time`, class: "sp-hidden" }, say("time")), ribbon, slider);
  const stillNote = h("p", { class: "sp-note" }, say("still"));

  // Head, picture, story, text
  const time = h("span", { class: "sp-r-clock" });
  const date = h("span", { class: "sp-r-date" });
  const trouble = h("p", { class: "sp-r-banner" });
  const { office: title } = model.get("about");
  const head = h("div", { class: "sp-r-head" }, h("div", {}, title ? h("p", { class: "sp-r-office" }, title) : null, date), time);
  const live = h("p", { class: "sp-hidden", role: "status", "aria-live": "polite" });
  const hint = h("p", { id: `${ids}-hint`, class: "sp-hidden" }, say("stage_hint"));
  const stage = scene.node;
  for (const [name, value] of Object.entries({ tabindex: 0, role: "group", "aria-label": say("stage"), "aria-describedby": `${ids}-hint` })) stage.setAttribute(name, value);
  const storyTitle = h("p", { class: "sp-r-subtitle" }, say("story"));
  const storyNow = h("p", { class: "sp-r-now" });
  const storyList = h("ol", { class: "sp-r-events" });
  const close = iconButton(words, "close", () => choose(-1));
  const story = h("div", { class: "sp-r-story", role: "group", "aria-label": say("story") },
    h("div", { class: "sp-r-story-head" }, storyTitle, h("div", { class: "sp-r-story-buttons" }, iconButton(words, "previous_case", () => walk(-1)), iconButton(words, "next_case", () => walk(1)), close)), storyNow, storyList);
  const text = makeText(office, words, scene, first, last, (at) => choose(at));
  const follows = model.get("follows");
  const root = h("div", { class: "sp-replay" }, head, ...(follows ? [] : [controls, timeline, stillNote]), trouble, story, stage, hint, live, legend(office, words), text.node);
  el.append(root);

  function writeControls() {
    const playing = clock.playing;
    if (play.dataset.playing !== String(playing)) {
      play.dataset.playing = String(playing);
      play.replaceChildren(icon(playing ? "pause" : "play"), h("span", {}, say(playing ? "pause" : "play")));
    }
    play.hidden = speedBox.hidden = still.matches;
    stillNote.hidden = !still.matches;
    speed.value = clock.speed;
    toOpening.disabled = nextOpening(office, clock.t, last) === null;
  }

  /** Texts that follow the clock. */
  function writeTexts() {
    const t = clock.t;
    put(time, words.time(t));
    put(date, words.date(t));
    slider.value = t;
    slider.setAttribute("aria-valuetext", words.clock(t));
    const { down, slow } = scene.felt(troublesAt(office, t));
    const told = [...down.map((one) => [one, "trouble"]), ...slow.map((one) => [one, "trouble_slow"])]
      .map(([{ subsystem, since }, key]) => say(key, { subsystem: office.about.subsystems[subsystem], time: words.when(since, t) }));
    put(trouble, told.join(" · ") || say("all_work"));
    trouble.classList.toggle("sp-r-alarm", down.length > 0);
    writeStory();
  }

  function writeStory() {
    const at = scene.selected;
    story.classList.toggle("sp-r-chosen", at >= 0);
    close.disabled = at < 0;
    if (at < 0) {
      put(storyTitle, say("story"));
      put(storyNow, say("story_hint"));
      storyList.replaceChildren();
      return;
    }
    put(storyTitle, words.caseName(at));
    put(storyNow, `${say("now")}: ${words.now(at, scene.positions, clock.t)}`);
    const told = words.storyRows(at, clock.t);
    if (storyList.dataset.told === `${at}:${told.length}`) return;
    storyList.dataset.told = `${at}:${told.length}`;
    storyList.replaceChildren(...told.map((row) => h("li", {}, h("time", {}, words.when(office.rows.time[row], clock.t)), " ", capital(words.event(row)))));
    storyList.scrollTop = storyList.scrollHeight;
    storyList.tabIndex = storyList.scrollHeight > storyList.clientHeight ? 0 : -1;
  }

  /** The tooltip of who is under the pointer, else the name of who was chosen by keyboard. */
  function writeBubble() {
    const under = pointer ? scene.at(...pointer) : -1;
    if (under >= 0) scene.callOut(under, `${words.caseName(under)}: ${words.now(under, scene.positions, clock.t)}`);
    else if (scene.selected >= 0 && stage.matches(":focus-visible")) scene.callOut(scene.selected, words.caseName(scene.selected));
    else scene.callOut(-1, "");
  }

  /** The time and the lines in words, once the clock stands. */
  function announce() {
    const { waiting, served } = countsOf(office, positionsAt(office, clock.t));
    const places = scene.cards.filter(({ station }) => waiting[station.code] || (served[station.code] && station.kind === "staffed"))
      .map(({ station }) => say("summary_place", { station: station.title, waiting: say("waiting", { n: waiting[station.code] }), served: say("served", { n: served[station.code] }) }));
    put(live, say("summary", { clock: words.clock(clock.t), places: places.join(" ") || say("summary_empty") }));
    text.update(clock.t);
  }

  function choose(at) {
    scene.selected = at;
    delete storyList.dataset.told;
    model.send({ event: "choose", chosen: at < 0 ? null : office.numbers[at] });
    writeStory();
    if (at >= 0) {
      put(live, `${words.caseName(at)}. ${storyNow.textContent}`);
      story.scrollIntoView({ block: "nearest" });
    }
    wake();
  }

  function walk(by) {
    const present = scene.present();
    if (!present.length) return;
    const at = present.indexOf(scene.selected);
    choose(present[at < 0 ? (by > 0 ? 0 : present.length - 1) : (at + by + present.length) % present.length]);
  }

  const pointAt = (event) => {
    const { left, top } = stage.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  };
  const point = (where) => {
    pointer = where;
    wake();
  };
  stage.addEventListener("pointermove", (event) => point(pointAt(event)));
  stage.addEventListener("pointerleave", () => point(null));
  stage.addEventListener("focus", wake);
  stage.addEventListener("blur", wake);
  stage.addEventListener("click", (event) => {
    const at = scene.at(...pointAt(event));
    if (at >= 0 || scene.selected >= 0) choose(at);
  });
  stage.addEventListener("keydown", (event) => {
    const keys = {
      ArrowRight: () => walk(1), ArrowDown: () => walk(1), ArrowLeft: () => walk(-1), ArrowUp: () => walk(-1), Escape: () => choose(-1),
      " ": () => (still.matches ? step(clock.t + STEP_MIN * MINUTE_MS) : play.click()),
    };
    if (!keys[event.key] || event.target !== stage) return;
    event.preventDefault();
    keys[event.key]();
  });

  // The loop: it runs only while the clock runs or somebody is on the way
  function frame(now) {
    handle = 0;
    const began = performance.now();
    clock.advance(now);
    const jump = jumping || still.matches;
    jumping = false;
    const moving = scene.show(clock.t, now, jump);
    writeBubble();
    if (jump || !clock.playing || now - wroteAt >= 100) {
      wroteAt = now;
      writeTexts();
    }
    keep(now, performance.now() - began);
    if (clock.playing || moving) wake();
  }

  let shownAt = 0;
  function keep(now, work) {
    if (frames.work.length >= FRAMES_KEPT) [frames.work, frames.interval] = [[], []];
    frames.work.push(work);
    frames.interval.push(now - shownAt);
    shownAt = now;
  }

  function wake() {
    if (!handle && width > 0) handle = requestAnimationFrame(frame);
  }

  const observer = new ResizeObserver(([entry]) => {
    const measured = Math.floor(entry.contentRect.width);
    if (measured === 0 || measured === width) return;
    width = measured;
    root.classList.toggle("sp-r-narrow", width < NARROW_PX);
    scene.measure();
    drawRibbon(ribbon, office, words, scene, first, last);
    jumping = true;
    wake();
  });
  observer.observe(root);
  const onStill = () => {
    if (still.matches && clock.playing) clock.pause();
    writeControls();
  };
  still.addEventListener("change", onStill);
  root.frames = frames;
  root.office = { clock, counts: (t) => countsOf(office, positionsAt(office, t)) };
  if (clock.t === first) clock.t = model.get("opens_ms") ?? nextOpening(office, first - 1, last) ?? first;
  writeControls();
  return () => {
    cancelAnimationFrame(handle);
    clearTimeout(teller);
    observer.disconnect();
    still.removeEventListener("change", onStill);
    leave();
  };
}

const capital = (text) => text[0].toUpperCase() + text.slice(1);

function put(node, text) {
  if (node.textContent !== text) node.textContent = text;
}
