"""The replay of an office in a real Chromium: true to the log, usable by everyone, quick, and at home."""

from __future__ import annotations

import re
import statistics
from contextlib import ExitStack

import numpy as np
import pytest
from playwright.sync_api import expect

import simulator as sim
from benchmarks.widgets import busy_replay, play
from benchmarks.widgets_page import page_of, served
from browser.conftest import serve, write_notebook
from hand_log import NAMES, unchecked_log
from simulator.calendars import MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE
from simulator.eventlog import Event, EventLog
from simulator.widgets import Replay, Titles, link, replay_day
from simulator.widgets.replay_words import words as replay_words

pytestmark = pytest.mark.browser

SEED = 2026
BOTH_WIDTHS = pytest.mark.parametrize("width", [1280, 390])
BOTH_LANGUAGES = pytest.mark.parametrize("lang", ["id", pytest.param("en", marks=pytest.mark.verify)])
COUNTS = """(times) => {
  const { counts } = document.querySelector(".sp-replay").office;
  return times.map((t) => { const { waiting, served } = counts(t); return [[...waiting], [...served]]; });
}"""
SEEK = """([t, n]) => document.querySelectorAll(".sp-replay")[n].office.clock.seek(t, true)"""
DAY = """
8:00 shift_start loket/0
8:00 shift_start meja/0
9:00 arrival a
9:00 channel_choice a
9:00 queue_join a loket
9:00 service_start a loket/0
9:05 arrival b
9:05 channel_choice b
9:05 queue_join b loket
9:06 arrival c
9:06 channel_choice c
9:06 queue_join c loket
9:10 service_end a loket/0
9:10 queue_join a meja
9:10 service_start a meja/0
9:10 service_start b loket/0
9:20 outage_start oss
9:20 service_pause b loket/0 oss
9:30 renege c loket
9:30 give_up c patience
9:40 service_end a meja/0
9:40 departure a
10:00 outage_end oss
10:00 service_resume b loket/0 oss
10:15 service_end b loket/0
10:15 rework b incomplete
10:15 wait_applicant b incomplete
11:00 return_applicant b#1 incomplete
11:00 queue_join b#1 loket
16:00 shift_end loket/0
16:00 shift_end meja/0
"""
TITLES = {
    "id": Titles("Kantor contoh", {"loket": "Loket pelayanan", "meja": "Meja verifikasi"}, {"izin": "Izin"}, {"datang": "Datang"}, {"oss": "OSS"}),
    "en": Titles("Sample office", {"loket": "Service counter", "meja": "Verification desk"}, {"izin": "Permit"}, {"datang": "In person"}, {"oss": "OSS"}),
}  # fmt: skip


@pytest.fixture(scope="module")
def runs() -> dict[str, sim.Result]:
    names = ("kabupaten-menengah", "oss-macet", "mpp", "kantor-sehari")
    return {name: sim.run(sim.load_scenario(name), replications=1, seed=SEED, keep_log=True) for name in names}


@pytest.fixture
def shown(visit):
    """Show replays on a plain page."""
    with ExitStack() as stack:

        def show(*replays: Replay, width: int = 1280, css: str = ""):
            seen = visit(stack.enter_context(served(page_of(replays, css))), width)
            expect(seen.page.locator(".sp-r-clock").last).not_to_be_empty()
            return seen

        yield show


def hand_replay(lang: str = "id") -> Replay:
    return Replay(unchecked_log(DAY, names=NAMES), lang=lang, titles=TITLES[lang])


def seek(seen, time_ms: float, nth: int = 0) -> None:
    seen.page.evaluate(SEEK, [time_ms, nth])


def at(hour: int, minute: int = 0) -> int:
    return hour * MS_PER_HOUR + minute * MS_PER_MINUTE


def counts_in_log(log: EventLog, time_ms: float) -> list[list[int]]:
    """Waiting and served at each station: by the last row of each case up to a time."""
    rows = log.rows()
    rows = rows[(rows["case"] >= 0) & (rows["time_ms"] <= time_ms)]
    last = {case: row for row, case in enumerate(rows["case"].tolist())}
    rows = rows[sorted(last.values())]
    waiting = rows["event"] == Event.QUEUE_JOIN
    served_ = np.isin(rows["event"], [Event.SERVICE_START, Event.SERVICE_PAUSE, Event.SERVICE_RESUME])
    n = len(log.names.stations)
    return [np.bincount(rows["station"][mask], minlength=n).tolist() for mask in (waiting, served_)]


@pytest.mark.parametrize(
    ("name", "day"), [("kabupaten-menengah", 9), ("oss-macet", 0), ("mpp", 0), ("kantor-sehari", 0)]
)
def test_everyone_is_where_the_log_says(runs, shown, name, day):
    """At 200 moments of the day, the moments of events among them."""
    replay = replay_day(runs[name], day)
    rng = np.random.default_rng(SEED)
    of_day = runs[name].log["time_ms"]
    of_day = of_day[(of_day >= replay.first_ms) & (of_day < replay.last_ms)]
    times = [*rng.uniform(replay.first_ms, replay.last_ms, 100).tolist(), *map(float, rng.choice(of_day, 100))]
    seen = shown(replay)
    told = seen.page.evaluate(COUNTS, times)
    assert told == [counts_in_log(runs[name].log, time_ms) for time_ms in times]
    assert max(sum(waiting) for waiting, _ in told) >= 3


def test_cards_say_the_counts_of_the_log(runs, shown):
    replay = replay_day(runs["mpp"], 0)
    seen = shown(replay)
    seek(seen, at(11))
    waiting, served_ = counts_in_log(runs["mpp"].log, at(11))
    code = runs["mpp"].log.names.stations.index("dukcapil")
    card = seen.page.locator(".sp-r-card", has_text="Loket Dukcapil")
    expect(card).to_contain_text(f"{waiting[code]} menunggu")
    expect(card).to_contain_text(f"{served_[code]} dilayani")


WORDS = {
    "id": {
        "play": "Putar", "pause": "Jeda", "next_event": "Kejadian berikutnya", "previous_event": "Kejadian sebelumnya",
        "opening": "Ke jam buka berikutnya", "time": "Waktu", "stage": "Gambar kantor", "next_case": "Permohonan berikutnya",
        "back": "Mundur 5 menit", "forward": "Maju 5 menit", "down": "OSS terganggu sejak 09.20", "stopped": "Berhenti: OSS terganggu",
        "text": "Sebagai teks", "filter": "Hanya permohonan nomor", "close": "Tutup kisah", "gone": "Sudah menyerah",
        "paused": "Terhenti di Loket pelayanan sejak 09.20", "home": "Menunggu pemohon sejak 10.15", "nine": "09.00", "clock": "Hari ke-1, pukul 09.30",
        "story": ["Masuk; kanal: Datang", "Mulai menunggu di Loket pelayanan", "Tidak sabar, meninggalkan antrean Loket pelayanan", "Menyerah, tidak mencoba lagi"],
    },
    "en": {
        "play": "Play", "pause": "Pause", "next_event": "Next event", "previous_event": "Previous event",
        "opening": "To the next opening", "time": "Time", "stage": "Picture of the office", "next_case": "Next case",
        "back": "Back 5 min", "forward": "Forward 5 min", "down": "OSS is down since 09:20", "stopped": "Stopped: OSS is down",
        "text": "As text", "filter": "Only case number", "close": "Close the story", "gone": "Has given up",
        "paused": "Paused at Service counter since 09:20", "home": "Waits for the applicant since 10:15", "nine": "09:00", "clock": "Day 1, 09:30",
        "story": ["Comes in; channel: In person", "Begins to wait at Service counter", "Loses patience and leaves the line at Service counter", "Gives up and does not try again"],
    },
}  # fmt: skip


def hand_replay_with_needs(lang: str = "id") -> Replay:
    replay = hand_replay(lang)
    stations = [{**station, "needs": [0] if station["title"] != "meja" else []} for station in replay.about["stations"]]
    stations[1]["needs"] = []
    replay.about = {**replay.about, "stations": stations}
    return replay


@BOTH_WIDTHS
@BOTH_LANGUAGES
def test_a_busy_moment_is_clean(runs, shown, lang, width):
    seen = shown(replay_day(runs["kabupaten-menengah"], 0, lang=lang), width=width)
    seek(seen, at(10, 30))
    expect(seen.page.locator(".sp-part")).to_have_attribute("lang", lang)
    seen.page.get_by_text(WORDS[lang]["text"]).click()
    seen.page.get_by_role("group", name=WORDS[lang]["stage"]).press("ArrowRight")
    expect(seen.page.get_by_role("table")).to_be_visible()
    assert seen.faults() == []


@BOTH_LANGUAGES
def test_an_outage_stops_what_needs_it_and_says_so(shown, lang):
    seen = shown(hand_replay_with_needs(lang))
    words = WORDS[lang]
    card = seen.page.locator(".sp-r-card", has_text=TITLES[lang].stations["loket"])
    seek(seen, at(9, 30))
    expect(seen.page.locator(".sp-r-banner")).to_have_text(words["down"])
    expect(card).to_contain_text(words["stopped"])
    expect(card).to_have_class(re.compile("sp-r-down"))
    seek(seen, at(10, 1))
    expect(card).not_to_contain_text(words["stopped"])
    expect(card).not_to_have_class(re.compile("sp-r-down"))


@BOTH_LANGUAGES
def test_a_closed_station_is_closed_not_stopped(shown, lang):
    replay, words = hand_replay_with_needs(lang), WORDS[lang]
    replay.about = {**replay.about, "stations": [{**station, "needs": [0]} for station in replay.about["stations"]]}
    log = unchecked_log("8:00 shift_start loket/0\n16:00 shift_end loket/0\n17:00 outage_start oss\n18:00 outage_end oss", names=NAMES)  # fmt: skip
    replay.columns = Replay(log).columns
    seen = shown(replay)
    card = seen.page.locator(".sp-r-card", has_text=TITLES[lang].stations["loket"])
    seek(seen, at(17, 30))
    expect(seen.page.locator(".sp-r-banner")).to_contain_text("OSS")
    expect(card).to_contain_text(replay_words(lang)["closed"])
    expect(card).not_to_contain_text(words["stopped"])


@BOTH_LANGUAGES
def test_a_story_is_told_up_to_now(shown, lang):
    seen = shown(hand_replay_with_needs(lang))
    words, page = WORDS[lang], seen.page
    page.get_by_text(words["text"]).click()
    page.get_by_label(words["filter"]).fill("2")
    page.locator(".sp-r-text .sp-r-link").first.click()
    lines = page.locator(".sp-r-story .sp-r-events li")
    seek(seen, at(9, 20))
    expect(lines).to_have_count(2)
    seek(seen, at(9, 31))
    expect(lines).to_have_count(4)
    assert [line.inner_text().split("\n")[-1] for line in lines.all()] == words["story"]
    expect(page.locator(".sp-r-now")).to_contain_text(words["gone"])
    page.get_by_label(words["filter"]).fill("1")
    page.locator(".sp-r-text .sp-r-link").first.click()
    for time_ms, said in ((at(9, 31), "paused"), (at(10, 20), "home")):
        seek(seen, time_ms)
        expect(page.locator(".sp-r-now")).to_contain_text(words[said])
    assert page.evaluate("window.sent") == [{"event": "choose", "chosen": 2}, {"event": "choose", "chosen": 1}]


@BOTH_LANGUAGES
def test_everything_can_be_done_by_keyboard(shown, lang):
    seen = shown(hand_replay_with_needs(lang), width=390)
    words, page = WORDS[lang], seen.page
    page.locator("h1").click()
    order = []
    while page.keyboard.press("Tab") or page.evaluate("document.activeElement !== document.body"):
        order.append(page.evaluate("document.activeElement.getAttribute('aria-label') ?? document.activeElement.labels?.[0]?.textContent ?? document.activeElement.textContent"))  # fmt: skip
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    expected = [
        words[key]
        for key in ("play", "back", "forward", "previous_event", "next_event", "opening", "time", "next_case", "stage")
    ]
    assert [name for name in order if name in expected] == [name for name in expected if name != words["opening"]]
    clock = page.locator(".sp-r-clock")
    page.get_by_role("button", name=words["forward"]).press("Enter")
    expect(clock).to_have_text(re.sub("00$", "05", words["nine"]).replace("09", "08"))
    page.get_by_role("button", name=words["next_event"]).press("Enter")
    expect(clock).to_have_text(words["nine"])
    page.get_by_role("slider", name=words["time"]).press("ArrowRight")
    expect(clock).to_have_text(re.sub("00$", "01", words["nine"]))
    page.get_by_role("button", name=words["previous_event"]).press("Enter")
    expect(clock).to_have_text(words["nine"])
    stage = page.get_by_role("group", name=words["stage"])
    stage.press("ArrowRight")
    expect(page.locator(".sp-r-story")).to_contain_text(re.compile(r"\b0 \("))
    stage.press("Escape")
    expect(page.get_by_role("button", name=words["close"])).to_be_disabled()
    stage.press(" ")
    expect(page.get_by_role("button", name=words["pause"], exact=True)).to_be_visible()
    stage.press(" ")
    expect(page.get_by_role("button", name=words["play"], exact=True)).to_be_visible()


def test_the_clock_runs_stops_and_jumps_to_the_opening(shown):
    seen = shown(hand_replay_with_needs())
    clock = "document.querySelector('.sp-replay').office.clock.t"
    assert seen.page.evaluate(clock) == at(8), "a day begins with its opening"
    seek(seen, 0)
    seen.page.get_by_role("button", name="Ke jam buka berikutnya").click()
    assert seen.page.evaluate(clock) == at(8)
    seen.page.get_by_label("Kecepatan").select_option("60")
    seen.page.get_by_role("button", name="Putar").click()
    expect(seen.page.locator(".sp-r-clock")).not_to_have_text("08.00")
    seen.page.get_by_role("button", name="Jeda").click()
    stopped = seen.page.evaluate(clock)
    assert stopped > at(8)
    seen.page.wait_for_timeout(300)
    assert seen.page.evaluate(clock) == stopped


def test_a_click_on_somebody_tells_their_story(shown):
    seen = shown(hand_replay_with_needs())
    seek(seen, at(9, 8))
    seen.page.wait_for_timeout(300)
    floor = seen.page.locator(".sp-r-card", has_text="Loket pelayanan").locator(".sp-r-floor").bounding_box()
    seen.page.mouse.click(floor["x"] + 20, floor["y"] + 39)  # before the first officer
    expect(seen.page.locator(".sp-r-story")).to_contain_text("Permohonan 0 (Izin)")
    seen.page.mouse.click(floor["x"] + floor["width"] - 5, floor["y"] + 5)
    expect(seen.page.locator(".sp-r-story")).to_contain_text("Klik orang atau berkas")


@BOTH_LANGUAGES
def test_a_pause_is_read_out(shown, lang):
    seen = shown(hand_replay_with_needs(lang))
    seek(seen, at(9, 30))
    said = seen.page.get_by_role("status")
    expect(said).to_contain_text(WORDS[lang]["clock"])
    expect(said).to_contain_text(TITLES[lang].stations["loket"])


def test_the_text_says_what_the_picture_shows(shown):
    seen = shown(hand_replay_with_needs())
    seek(seen, at(9, 8))
    seen.page.get_by_text("Sebagai teks").click()
    seek(seen, at(9, 8))
    row = seen.page.get_by_role("row", name=re.compile("^Loket pelayanan"))
    expect(row.get_by_role("cell")).to_have_text(["2", "1", "1", "bekerja"])
    seek(seen, at(9, 25))
    expect(row.get_by_role("cell")).to_have_text(["1", "1", "1", "▲ Berhenti: OSS terganggu".removeprefix("▲ ")])
    seen.page.get_by_label("Hanya permohonan nomor").fill("77")
    expect(seen.page.get_by_text("Tidak ada permohonan dengan nomor itu")).to_be_visible()


@BOTH_LANGUAGES
def test_the_text_and_the_picture_name_the_same_officers(runs, shown, lang):
    """Day 9 at 10.24: persons of the pool who may serve at several desks stand at one of them."""
    seen = shown(replay_day(runs["kabupaten-menengah"], 9, lang=lang))
    words = replay_words(lang)
    seek(seen, 9 * MS_PER_DAY + at(10, 24))
    seen.page.get_by_text(WORDS[lang]["text"]).click()
    expect(seen.page.locator("caption")).to_contain_text(re.compile("10[.:]24"))
    cards = seen.page.locator(".sp-r-building .sp-r-card").filter(has=seen.page.locator(".sp-r-line span:nth-child(3)"))
    shared = 0
    for card in cards.all():
        title = card.locator(".sp-r-title").evaluate("(node) => node.firstChild.textContent")
        drawn = card.locator(".sp-r-line span").nth(2).inner_text()
        *_, here, state = (
            seen.page.get_by_role("row", name=re.compile(f"^{title}")).get_by_role("cell").all_inner_texts()
        )
        if here == "0":
            assert drawn == state
            shared += drawn == words["elsewhere"]
        else:
            assert drawn == words["on_duty"].replace("{n}", here)
    assert shared == 3


def test_a_tooltip_comes_with_the_pointer_and_leaves_the_line_in_sight(shown):
    seen = shown(hand_replay_with_needs())
    seek(seen, at(9, 25))
    page, bubble = seen.page, seen.page.locator(".sp-r-bubble")
    card = page.locator(".sp-r-card", has_text="Loket pelayanan")
    floor = card.locator(".sp-r-floor").bounding_box()
    page.mouse.click(floor["x"] + 20, floor["y"] + 39)
    expect(bubble).to_contain_text("Permohonan 1 (Izin): Terhenti di Loket pelayanan sejak 09.20")
    box = bubble.bounding_box()
    assert box["y"] + box["height"] <= floor["y"]
    page.mouse.move(5, 5)
    expect(bubble).to_be_hidden()
    expect(page.locator(".sp-r-story")).to_contain_text("Permohonan 1 (Izin)")
    page.get_by_role("group", name="Gambar kantor").press("ArrowRight")
    expect(bubble).to_have_text("Permohonan 2 (Izin)")
    page.get_by_role("button", name="Putar").focus()
    expect(bubble).to_be_hidden()


@BOTH_WIDTHS
def test_a_story_is_in_sight_when_it_is_chosen(runs, shown, width):
    seen = shown(replay_day(runs["kabupaten-menengah"], 9), width=width)
    seek(seen, 9 * MS_PER_DAY + at(10, 24))
    stage = seen.page.get_by_role("group", name="Gambar kantor")
    stage.focus()
    height = stage.bounding_box()["height"]
    for _ in range(12):
        stage.press("ArrowLeft")
        expect(seen.page.locator(".sp-r-now")).to_be_in_viewport()
        assert stage.bounding_box()["height"] == height
    assert height <= {1280: 900, 390: 2200}[width]


@BOTH_LANGUAGES
def test_the_day_ends_at_24_and_its_counts_are_explained(runs, shown, lang):
    words = replay_words(lang)
    seen = shown(
        replay_day(runs["kabupaten-menengah"], 9, lang=lang), replay_day(runs["kabupaten-menengah"], 0, lang=lang)
    )
    seek(seen, 10 * MS_PER_DAY)
    expect(seen.page.locator(".sp-r-clock").first).to_have_text(WORDS[lang]["nine"].replace("09", "24"))
    later, first = (seen.page.get_by_role("list", name=words["today"]).nth(nth) for nth in (0, 1))
    expect(later).to_contain_text(words["departed_old"])
    expect(first).not_to_contain_text(words["departed_old"])


@pytest.mark.parametrize(("title", "said"), [("Meja layanan keliling", 0), ("Meja desa", 1)])
def test_a_tag_does_not_repeat_the_title(shown, title, said):
    seen = shown(
        Replay(unchecked_log(DAY, names=NAMES), titles=Titles(stations={"meja": title}), tags={"meja": "mobile"})
    )
    expect(seen.page.locator(".sp-r-tag")).to_have_count(said)


def test_less_motion_means_steps(browser, shown, visit):
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    with served(page_of([hand_replay_with_needs()])) as url:
        page = context.new_page()
        page.goto(url)
        expect(page.get_by_text("Gambar tidak bergerak sendiri")).to_be_visible()
        expect(page.get_by_role("button", name="Putar")).to_be_hidden()
        page.get_by_role("button", name="Maju 5 menit").click()
        expect(page.locator(".sp-r-clock")).to_have_text("08.05")
        page.evaluate(SEEK, [at(9, 5), 0])
        page.wait_for_timeout(600)
        frames = page.evaluate("document.querySelector('.sp-replay').frames.work.length")
        page.wait_for_timeout(500)
        assert page.evaluate("document.querySelector('.sp-replay').frames.work.length") == frames, (
            "something still moves"
        )
    context.close()


def test_a_still_picture_costs_nothing(shown):
    seen = shown(hand_replay_with_needs())
    seen.page.wait_for_timeout(2500)
    frames = seen.page.evaluate("document.querySelector('.sp-replay').frames.work.length")
    seen.page.wait_for_timeout(500)
    assert seen.page.evaluate("document.querySelector('.sp-replay').frames.work.length") == frames


@pytest.mark.parametrize("layout", ["beside", ""])
def test_two_alternatives_run_by_one_clock(runs, shown, layout):
    base, plan = replay_day(runs["oss-macet"], 0), replay_day(runs["oss-macet"], 0)
    link(base, plan)
    seen = shown(base, plan, css=layout)
    expect(seen.page.get_by_role("button", name="Putar")).to_have_count(1)
    seek(seen, at(10, 45))
    expect(seen.page.locator(".sp-r-clock")).to_have_text(["10.45", "10.45"])
    seen.page.get_by_role("button", name="Maju 5 menit").click()
    expect(seen.page.locator(".sp-r-clock")).to_have_text(["10.50", "10.50"])
    assert seen.faults() == []


@pytest.mark.verify
def test_a_thousand_cases_leave_the_browser_time(shown):
    """Script time in the page, not the clock on the wall: half a frame at most, in half of the frames."""
    replay = busy_replay()
    assert len(replay.cases) >= 900
    seen = shown(replay)
    frames = play(seen.page, speed=20, seconds=4)
    assert len(frames["work"]) >= 30
    assert statistics.median(frames["work"]) < 8


@BOTH_WIDTHS
def test_a_day_without_anybody_can_be_shown(shown, width):
    seen = shown(Replay(unchecked_log("", days=1), replication=0), width=width)
    expect(seen.page.locator(".sp-r-clock")).to_have_text("00.00")
    seen.page.get_by_text("Sebagai teks").click()
    expect(seen.page.get_by_text("Tidak ada kejadian pada rekaman ini.")).to_be_visible()
    assert seen.faults() == []


def test_it_ends_when_its_cell_is_cleared(shown):
    seen = shown(hand_replay())
    seen.page.evaluate("window.ends.forEach((end) => end())")
    assert seen.page.evaluate("globalThis.simptspClocks.size") == 0
    assert seen.console == []


SOURCE = """
import simulator as sim
from simulator.widgets import replay_day
day = replay_day(sim.run(sim.load_scenario("kantor-sehari"), replications=1, seed=2026, keep_log=True, engine="reference"))
day
"""


def test_it_plays_in_a_served_lesson(tmp_path, visit):
    """In Voila the rows come as binary messages from a kernel."""
    (tmp_path / "id").mkdir()
    about = {"lang": "id", "lesson": "01", "title": "Contoh", "summary": "Satu kalimat.", "sibling": "../id/01.ipynb"}
    write_notebook(tmp_path / "id" / "01.ipynb", SOURCE, {"simptsp": about})
    with serve(tmp_path) as site:
        seen = visit(site.lesson("01", "id"), 390)
        expect(seen.page.locator(".sp-r-clock")).not_to_be_empty(timeout=60_000)
        log = sim.run(sim.load_scenario("kantor-sehari"), replications=1, seed=SEED, keep_log=True).log
        times = [float(at(hour)) for hour in range(8, 17)]
        assert seen.page.evaluate(COUNTS, times) == [counts_in_log(log, time_ms) for time_ms in times]
        seen.page.get_by_role("button", name="Putar").click()
        expect(seen.page.get_by_role("button", name="Jeda")).to_be_visible()
        seen.page.get_by_role("button", name="Jeda").click()
        assert seen.faults() == []


def test_the_second_day_begins_where_the_first_ended(runs, shown):
    seen = shown(replay_day(runs["oss-macet"], 2, lang="en"))
    expect(seen.page.locator(".sp-r-date")).to_have_text("Day 3")
    assert seen.page.evaluate("document.querySelector('.sp-replay').office.clock.t") == 2 * MS_PER_DAY + at(8)
