"""What the browser makes of a log, in Node: where everyone is, who is on duty, what failed, and each story in words."""

import base64
import json
import shutil
import subprocess
from datetime import date
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import simulator as sim
from hand_log import NAMES, WIDE, unchecked_log
from simulator.calendars import MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE
from simulator.eventlog import Event, EventLog, Names
from simulator.measures.tables import shifts, waiting_spans
from simulator.widgets import Replay, Titles, replay_day
from simulator.widgets.part import BUILT_FILE
from widgets.test_built_file import cannot

SOURCES = BUILT_FILE.parents[1] / "front" / "src" / "replay"
SCRIPT = Path(__file__).with_name("run_office.js")
SEED = 2026
NEEDY = Names(
    stations=("loket", "meja", "portal", "paraf", "opd"),
    case_classes=("izin",),
    channels=("datang", "daring"),
    subsystems=("oss", "listrik"),
    kinds=("staffed", "staffed", "self_service", "batch", "external"),
    needs=(("oss",), (), ("oss",), (), ()),
    on_outage=("wait", "wait", "wait", "wait", "wait"),
    in_person=("datang",),
)
TITLES = Titles("Kantor", {"loket": "Loket 1"}, {"izin": "Izin usaha"}, {"daring": "Daring"}, {"oss": "OSS pusat"})
DAY = """
8:00 shift_start loket/0
9:00 arrival a
9:00 channel_choice a
9:00 queue_join a loket
9:00 service_start a loket/0
9:05 arrival b
9:05 queue_join b loket
9:06 arrival c
9:06 queue_join c loket
9:20 outage_start oss
9:20 service_pause a loket/0 oss
9:30 renege c loket
9:50 switch_channel c@daring
9:50 return_applicant c@daring#1
9:50 queue_join c@daring#1 portal
10:00 outage_end oss
10:00 service_resume a loket/0 oss
10:00 service_start c@daring#1 portal
10:15 service_end a loket/0
10:15 queue_join a paraf
10:15 service_start b loket/0
10:20 service_end b loket/0
10:20 rework b nik
10:20 wait_applicant b nik
12:00 shift_end loket/0
13:00 shift_start loket/0
13:00 return_applicant b#1 nik
13:00 queue_join b#1 loket
13:00 deemed_approved a paraf
13:30 give_up c@daring#1 patience
16:00 shift_end loket/0
"""


def at(hour: int, minute: int = 0) -> int:
    return hour * MS_PER_HOUR + minute * MS_PER_MINUTE


def ask(replay: Replay, times: list[float], cases: tuple[int, ...] = ()) -> dict:
    """What the browser's own code says of a replay at these times."""
    if shutil.which("node") is None:
        cannot("NO NODE: install Node 20 to check that the replay is true to the log")
    question = {
        "folder": str(SOURCES), "about": replay.about, "words": replay.words, "lang": replay.lang, "times": times,
        "first": replay.first_ms, "last": replay.last_ms, "cases": cases,
        "columns": {name: base64.b64encode(data).decode() for name, data in replay.columns.items()},
    }  # fmt: skip
    done = subprocess.run(["node", SCRIPT], input=json.dumps(question), capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def moment(replay: Replay, time_ms: float, cases: tuple[int, ...] = ()) -> dict:
    return ask(replay, [time_ms], cases)["moments"][0]


def counts_in_log(log: EventLog, time_ms: float) -> tuple[list[int], list[int]]:
    """Waiting and served at each station: by the last row of each case up to a time."""
    rows = log.rows()
    rows = rows[(rows["case"] >= 0) & (rows["time_ms"] <= time_ms)]
    last = {case: row for row, case in enumerate(rows["case"].tolist())}
    rows = rows[sorted(last.values())]
    count = partial(np.bincount, minlength=len(log.names.stations))
    served = np.isin(rows["event"], [Event.SERVICE_START, Event.SERVICE_PAUSE, Event.SERVICE_RESUME])
    return count(rows["station"][rows["event"] == Event.QUEUE_JOIN]).tolist(), count(rows["station"][served]).tolist()


@pytest.fixture(scope="module")
def day() -> Replay:
    return Replay(unchecked_log(DAY, names=NEEDY), titles=TITLES, lang="id", start=date(2026, 1, 5))


@pytest.mark.parametrize(
    ("name", "number"), [("kabupaten-menengah", 9), ("oss-macet", 1), ("mpp", 0), ("kantor-sehari", 0)]
)
def test_everyone_is_where_the_log_says(name, number):
    """At 200 moments of the day, half of them moments of events; waiting also by another road: spans in the line."""
    result = sim.run(sim.load_scenario(name), replications=2, seed=SEED, keep_log=True)
    replay = replay_day(result, number, replication=1)
    log = result.log.split()[1]
    rng = np.random.default_rng(SEED)
    of_day = log["time_ms"][(log["time_ms"] >= replay.first_ms) & (log["time_ms"] < replay.last_ms)]
    times = [*rng.uniform(replay.first_ms, replay.last_ms, 100).tolist(), *map(float, rng.choice(of_day, 100))]
    answer = ask(replay, times)
    told = [(each["waiting"], each["served"]) for each in answer["moments"]]
    assert told == [counts_in_log(log, time_ms) for time_ms in times]
    spans = waiting_spans(log)
    for time_ms, (waiting, _) in zip(times, told, strict=True):
        inside = spans[(spans["begin_ms"] <= time_ms) & (time_ms < spans["end_ms"])]
        assert waiting == np.bincount(inside["station"], minlength=len(waiting)).tolist()
    assert all(np.array(answer["most"]) >= np.max([np.add(*each) for each in told], axis=0))
    assert all(np.array(answer["longest"]) >= np.max([waiting for waiting, _ in told], axis=0))
    assert all(np.array(answer["longest"]) <= np.array(answer["most"]))


def test_officers_on_duty_are_those_of_the_roster():
    result = sim.run(sim.load_scenario("mpp"), replications=1, seed=SEED, keep_log=True)
    table, times = shifts(result.log), [float(at(hour, 30)) for hour in range(6, 18)]
    for time_ms, told in zip(times, ask(replay_day(result, 0), times)["moments"], strict=True):
        now = table[(table["start_ms"] <= time_ms) & (time_ms < table["end_ms"])]
        assert told["duty"] == np.bincount(now["station"], minlength=len(told["duty"])).tolist()


def test_what_happens_at_a_moment_has_happened(day):
    before, after = ask(day, [at(9, 30) - 1, at(9, 30)])["moments"]
    assert (before["waiting"][0], after["waiting"][0]) == (2, 1)


def test_a_paused_service_is_still_one_at_its_counter(day):
    told = moment(day, at(9, 40))
    assert (told["waiting"], told["served"]) == ([1, 0, 0, 0, 0], [1, 0, 0, 0, 0])


def test_subsystems_are_down_from_their_failure_to_their_return(day):
    told = [each["troubles"]["down"] for each in ask(day, [at(9, 19), at(9, 20), at(9, 59), at(10)])["moments"]]
    assert told == [[], [{"subsystem": 0, "since": at(9, 20)}], [{"subsystem": 0, "since": at(9, 20)}], []]


def test_what_began_the_day_before_still_holds():
    log = unchecked_log("23:00 outage_start oss\n23:30 shift_start loket/0\n33:00 outage_end oss", days=2, names=NEEDY)
    told = moment(Replay(log, first_ms=MS_PER_DAY), MS_PER_DAY)
    assert told["troubles"]["down"] == [{"subsystem": 0, "since": at(23)}]
    assert told["duty"][0] == 1


def test_a_slow_state_is_no_failure():
    log = unchecked_log("9:00 outage_start slow-listrik\n10:00 outage_end slow-listrik", names=NEEDY)
    answer = ask(Replay(log), [at(9, 30), at(10, 30)])
    assert answer["moments"][0]["troubles"] == {"down": [], "slow": [{"subsystem": 1, "since": at(9)}]}
    assert answer["moments"][1]["troubles"] == {"down": [], "slow": []}
    assert answer["events"] == ["listrik menjadi lambat", "listrik kembali cepat"]


def test_persons_of_pools_go_where_they_serve():
    log = unchecked_log(
        "8:00 shift_start /0\n8:00 shift_start /2\n9:00 arrival a\n9:00 queue_join a klinik\n9:00 service_start a klinik/0\n"
        "9:30 service_end a klinik/0\n9:30 queue_join a meja\n9:30 service_start a meja/0\n9:40 service_end a meja/0\n"
        "9:40 queue_join a klinik",
        names=WIDE,
    )
    told = ask(Replay(log), [at(8, 30), at(9, 10), at(9, 35)])["moments"]
    assert [each["persons"] for each in told] == [[1, 1, 1], [2, 1, 1], [1, 1, 1]]
    assert told[0]["duty"] == [0, 1, 1, 0, 0, 0, 0], "only who has served a station counts for it"


def test_each_person_on_shift_is_at_one_desk():
    result = sim.run(sim.load_scenario("kabupaten-menengah"), replications=1, seed=SEED, keep_log=True)
    replay = replay_day(result, 9)
    table, times = shifts(result.log), [replay.first_ms + at(hour, 24) for hour in range(6, 18)]
    told = ask(replay, times)["moments"]
    for time_ms, each in zip(times, told, strict=True):
        assert sum(each["here"]) == ((table["start_ms"] <= time_ms) & (time_ms < table["end_ms"])).sum()
    assert any(sum(each["duty"]) > sum(each["here"]) for each in told), "nobody is shared"


def test_the_longest_line_is_that_of_the_window(day):
    answer = ask(day, [at(9)])
    assert (answer["most"], answer["longest"]) == ([3, 0, 1, 1, 0], [2, 0, 1, 1, 0])


def test_the_next_opening_is_when_the_first_comes(day):
    told = [each["opening"] for each in ask(day, [0, at(8), at(12, 30), at(13)])["moments"]]
    assert told == [at(8), at(13), at(13), None]


def test_events_are_found_forward_and_back(day):
    told = ask(day, [at(9, 2), at(9, 5), at(15), at(17), 0])["moments"]
    assert [each["next"] for each in told] == [at(9, 5), at(9, 6), at(16), at(17), at(8)]
    assert [each["previous"] for each in told] == [at(9), at(9), at(13, 30), at(16), 0]


def test_tallies_count_from_the_beginning_of_the_window(day):
    late = moment(day, at(14))["tallies"]
    assert late == {"arrived": 3, "departed": 0, "left": 1, "gave_up": 1, "deemed": 1, "returned": 1}
    assert moment(day, at(9, 5))["tallies"]["arrived"] == 2


def test_the_story_is_told_in_words(day):
    assert moment(day, at(14), (2,))["stories"] == [
        [
            "09.06 masuk; kanal: datang",
            "09.06 mulai menunggu di Loket 1",
            "09.30 tidak sabar, meninggalkan antrean Loket 1",
            "09.50 berpindah kanal: Daring",
            "09.50 pemohon kembali",
            "09.50 mulai menunggu di portal",
            "10.00 mulai dikerjakan: portal",
            "13.30 menyerah, tidak mencoba lagi",
        ]
    ]
    of_a = moment(day, at(10, 1), (0,))["stories"][0]
    assert of_a == [
        "09.00 masuk; kanal: datang",
        "09.00 mulai dilayani di Loket 1",
        "09.20 terhenti di Loket 1: OSS pusat terganggu",
        "10.00 dilanjutkan di Loket 1",
    ]


@pytest.mark.parametrize(
    ("time_ms", "case", "sentence"),
    [
        (at(8, 59), 0, "Belum datang."),
        (at(9, 1), 0, "Sedang dilayani di Loket 1 sejak 09.00."),
        (at(9, 10), 1, "Menunggu giliran di Loket 1; tidak ada yang datang lebih dulu."),
        (at(9, 10), 2, "Menunggu giliran di Loket 1; 1 datang lebih dulu dan masih menunggu."),
        (at(9, 25), 1, "Menunggu di Loket 1 sampai OSS pusat pulih."),
        (at(9, 25), 0, "Terhenti di Loket 1 sejak 09.20; menunggu dilanjutkan."),
        (at(9, 40), 2, "Di luar kantor sejak 09.30, belum terlayani."),
        (at(10, 30), 0, "Menunggu jadwal berikutnya: paraf."),
        (at(10, 30), 1, "Menunggu pemohon sejak 10.20."),
        (at(10, 30), 2, "Sedang berlangsung sejak 10.00: portal."),
        (at(13, 10), 0, "Sudah dianggap disetujui."),
        (at(13, 10), 1, "Menunggu giliran di Loket 1; tidak ada yang datang lebih dulu."),
        (at(16, 30), 1, "Menunggu di Loket 1 sampai ada petugas yang bertugas."),
        (at(16, 30), 2, "Sudah menyerah."),
    ],
)
def test_what_a_case_waits_for_is_said(day, time_ms, case, sentence):
    assert moment(day, time_ms, (case,))["now"] == [sentence]


@pytest.mark.parametrize(
    ("row", "id_", "en"),
    [
        ("balk a loket queue_limit", "tidak jadi mengantre di loket: antrean terlalu panjang", "does not join the line at loket: it is too long"),
        ("balk a loket oss", "tidak jadi mengantre di loket: oss terganggu", "does not join the line at loket: oss is down"),
        ("balk a loket tickets_gone", "nomor antrean di loket sudah habis", "finds the tickets at loket gone"),
        ("renege a portal oss", "meninggalkan portal: oss terganggu terlalu lama", "leaves portal: oss is down for too long"),
        ("service_start a meja/0 paper", "mulai dilayani dengan kertas di meja", "is served on paper at meja"),
        ("service_start a meja/0", "mulai dikerjakan: meja", "work begins: meja"),
        ("service_pause a meja/0 shift", "terhenti di meja: jam jaga berakhir", "stops at meja: the shift has ended"),
        ("rework a meja returned", "dikembalikan dari meja: isinya salah", "is sent back from meja: it is incorrect"),
        ("wait_applicant a meja incomplete", "pemohon memperbaiki berkas di luar kantor", "the applicant repairs the file outside the office"),
        ("wait_applicant a meja", "menunggu pemohon: meja", "waits for the applicant: meja"),
        ("give_up a never_returned", "pemohon tidak pernah kembali", "the applicant never comes back"),
        ("departure a", "selesai seluruhnya", "has finished"),
        ("shift_start meja/1", "petugas 2 mulai bertugas di meja", "officer 2 comes on shift at meja"),
    ],
)  # fmt: skip
def test_every_row_has_its_sentence_in_both_languages(row, id_, en):
    log = unchecked_log(f"9:00 {row}", names=NAMES)
    assert [ask(Replay(log, lang=lang), [0])["events"] for lang in ("id", "en")] == [[id_], [en]]


def test_the_clock_reads_as_in_each_language():
    log = unchecked_log("9:00 arrival a", days=3, names=NAMES)
    dated = partial(Replay, log, first_ms=MS_PER_DAY, start=date(2026, 1, 5))
    moments = [MS_PER_DAY + at(9, 5)]
    assert ask(dated(lang="id"), moments)["clock"] == ["Selasa, 6 Januari 2026, pukul 09.05"]
    assert ask(dated(lang="en"), moments)["clock"] == ["Tuesday, January 6, 2026, 09:05"]
    assert ask(Replay(log, first_ms=MS_PER_DAY), moments)["clock"] == ["Hari ke-2, pukul 09.05"]


def test_a_day_ends_at_24():
    log = unchecked_log("9:00 arrival a", days=3, names=NAMES)
    midnights = [0, MS_PER_DAY]
    assert ask(Replay(log), midnights)["clock"] == ["Hari ke-1, pukul 00.00", "Hari ke-1, pukul 24.00"]
    assert (
        ask(Replay(log, lang="en", start=date(2026, 1, 5)), midnights)["clock"][1] == "Monday, January 5, 2026, 24:00"
    )
    assert ask(Replay(log, last_ms=2 * MS_PER_DAY), midnights)["clock"][1] == "Hari ke-2, pukul 00.00"
    told = moment(Replay(log), MS_PER_DAY, (0,))
    assert told["stories"] == [["09.00 masuk; kanal: datang"]]


@settings(max_examples=6, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 1439), st.integers(1, 300), st.integers(1, 300)), max_size=20))
def test_any_day_is_counted_rightly(lives):
    """Cases that wait and are served for any number of minutes, at one station without a limit."""
    lines = []
    for number, (arrival, wait, service) in enumerate(lives):
        who = f"{chr(ord('a') + number)}@daring"
        steps = ("arrival", arrival), ("queue_join", arrival), ("service_start", arrival + wait), ("service_end", arrival + wait + service), ("departure", arrival + wait + service)  # fmt: skip
        place = {"arrival": "", "departure": ""}
        lines += [(minute, f"{name} {who} {place.get(name, 'portal')}") for name, minute in steps]
    lines.sort(key=lambda line: line[0])
    log = unchecked_log("\n".join(f"{minute // 60}:{minute % 60:02d} {text}" for minute, text in lines), days=2)
    times = [float(minute * MS_PER_MINUTE) for minute in range(0, 1440, 37)]
    told = ask(Replay(log, replication=0), times)["moments"]
    assert [(each["waiting"], each["served"]) for each in told] == [counts_in_log(log, time_ms) for time_ms in times]
