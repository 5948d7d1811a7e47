"""Event logs as XES: against a log worked out on paper, an independent reader, and the rules of the standard."""

import json
import tracemalloc
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import r4pm
from lxml import etree

from hand_log import WIDE, hand_log
from simulator.engines import get_engine
from simulator.eventlog import EventLog, Names, concat_logs, write_xes, xes
from simulator.scenario import load_scenario
from simulator.workload import make_workload

MONDAY = date(2026, 1, 5)
SCHEMA = Path(__file__).parent / "xes.xsd"

# IEEE 1849-2016, section 7.2: from where each transition leads where, as far as we use it.
LIFECYCLE = {
    ("", "schedule"): "ready",
    ("ready", "start"): "running",
    ("ready", "withdraw"): "ended",
    ("running", "suspend"): "suspended",
    ("suspended", "resume"): "running",
    ("suspended", "ate_abort"): "ended",
    ("running", "complete"): "ended",
}

LIVES = """
8:00 shift_start loket/0
8:00 shift_start /1
8:00 arrival a
8:00 channel_choice a
8:00 queue_join a loket
8:00 service_start a loket/0
8:05 arrival b
8:05 balk b loket
8:05 give_up b queue_limit
8:10 outage_start listrik
8:10 service_pause a loket/0 listrik
8:20 outage_end listrik
8:20 service_resume a loket/0 listrik
8:30 service_end a loket/0
8:30 rework a loket incomplete
8:30 wait_applicant a incomplete
9:00 return_applicant a#1 incomplete
9:00 queue_join a#1 meja
9:00 service_start a#1 meja/1
9:10 service_end a#1 meja/1
9:10 departure a#1
9:30 arrival c@daring
9:30 queue_join c@daring portal
9:30 service_start c@daring portal
9:40 outage_start oss
9:40 service_pause c@daring portal oss
9:40 renege c@daring portal oss
9:40 switch_channel c#1 oss
9:40 return_applicant c#1 oss
9:40 queue_join c#1 loket
9:50 service_start c#1 loket/0
10:00 arrival d
10:00 queue_join d loket
10:30 renege d loket
10:30 give_up d patience
11:00 shift_end loket/0
"""


@pytest.fixture(scope="module")
def log() -> EventLog:
    """Two replications of an office with pools, pauses, several channels, and stations of several kinds."""
    office = load_scenario("kabupaten-menengah").with_({"horizon.days": 10}).resolved
    simulated = concat_logs([get_engine("reference")(make_workload(office, 5, number)) for number in range(2)])
    assert len(simulated) > 5_000
    return simulated


def written(log: EventLog, folder: Path, **options: Any) -> Path:
    write_xes(log, folder / "log.xes", **options)
    return folder / "log.xes"


def values(element: etree._Element) -> dict[str, str]:
    """Attributes of a log, trace or event; a key may be there only once."""
    pairs = [(one.get("key"), one.get("value")) for one in element if one.get("key")]
    assert len(dict(pairs)) == len(pairs)
    return dict(pairs)


def steps(file: Path, case: str) -> list[str]:
    """The events of a trace in short: activity, transition, time of day, and who served."""
    (trace,) = (one for one in etree.parse(file).getroot().findall("trace") if values(one)["concept:name"] == case)
    return [
        " ".join(
            filter(
                None,
                (
                    event["time:timestamp"][11:16].lstrip("0"),
                    event["concept:name"],
                    event["lifecycle:transition"],
                    event.get("org:resource"),
                ),
            )
        )
        for event in map(values, trace.findall("event"))
    ]


def test_lives_by_hand(tmp_path: Path):
    """A pause, a return, refusal, an abort in the middle of a service, lost patience, and a case still in service."""
    file = written(hand_log(LIVES, names=WIDE), tmp_path, start=MONDAY)
    assert steps(file, "r0-c0") == [
        "8:00 arrival complete",
        "8:00 channel_choice complete",
        "8:00 loket schedule",
        "8:00 loket start loket/0",
        "8:10 loket suspend loket/0",
        "8:20 loket resume loket/0",
        "8:30 loket complete loket/0",
        "8:30 rework complete",
        "8:30 wait_applicant complete",
        "9:00 return_applicant complete",
        "9:00 meja schedule",
        "9:00 meja start depan/1",
        "9:10 meja complete depan/1",
        "9:10 departure complete",
    ]
    assert steps(file, "r0-c1") == ["8:05 arrival complete", "8:05 balk complete", "8:05 give_up complete"]
    assert steps(file, "r0-c2") == [
        "9:30 arrival complete",
        "9:30 portal schedule",
        "9:30 portal start",
        "9:40 portal suspend",
        "9:40 portal ate_abort",
        "9:40 switch_channel complete",
        "9:40 return_applicant complete",
        "9:40 loket schedule",
        "9:50 loket start loket/0",
    ]
    assert steps(file, "r0-c3") == [
        "10:00 arrival complete",
        "10:00 loket schedule",
        "10:30 loket withdraw",
        "10:30 give_up complete",
    ]


def test_what_a_trace_and_an_event_say(tmp_path: Path):
    root = etree.parse(written(hand_log("", LIVES, names=WIDE), tmp_path, start=MONDAY, office="kantor")).getroot()
    assert {key: values(root)[key] for key in ("concept:name", "has_dates")} == {
        "concept:name": "kantor",
        "has_dates": "true",
    }
    traces = [values(trace) for trace in root.findall("trace")]
    assert traces[2] == {
        "concept:name": "r1-c2",
        "replication": "1",
        "case_class": "izin",
        "channel": "daring",
        "ending": "present",
    }
    assert [trace["ending"] for trace in traces] == ["departure", "give_up", "present", "give_up"]
    events = [values(event) for event in root.findall("trace")[2].findall("event")]
    assert events[4] == {
        "concept:name": "portal",
        "lifecycle:transition": "ate_abort",
        "concept:instance": "portal#0",
        "cause": "oss",
        "visit": "0",
        "time:timestamp": "2026-01-05T09:40:00.000+07:00",
    }
    assert events[5]["channel"] == "datang"
    assert events[7]["concept:instance"] == "loket#1"
    (balk,) = (
        values(event) for event in root.findall("trace")[1].findall("event") if values(event)["concept:name"] == "balk"
    )
    assert (balk["station"], balk["cause"]) == ("loket", "queue_limit")


@pytest.mark.parametrize(("hours", "zone"), [(7, "+07:00"), (8, "+08:00"), (9, "+09:00"), (-3, "-03:00")])
def test_the_clock_of_the_office_is_kept_in_every_zone(tmp_path: Path, hours: int, zone: str):
    log = hand_log("33:00 arrival a", days=2)
    (event,) = etree.parse(written(log, tmp_path, start=MONDAY, utc_offset_hours=hours)).getroot().iterfind("*/event")
    assert values(event)["time:timestamp"] == f"2026-01-06T09:00:00.000{zone}"


def test_an_office_without_dates_has_a_stated_one(tmp_path: Path):
    root = etree.parse(written(hand_log("8:00 arrival a"), tmp_path)).getroot()
    assert values(root)["has_dates"] == "false"
    assert values(root.find("trace/event"))["time:timestamp"] == "2001-01-01T08:00:00.000+07:00"


def test_an_independent_reader_finds_the_same(log: EventLog, tmp_path: Path):
    """Cases, events, their order and their times to the millisecond, as r4pm (in Rust) reads them."""
    found = as_r4pm_reads(written(log, tmp_path, start=MONDAY))
    expected = as_rows_say(log)
    assert len(found) == len(expected) > 400
    assert found == expected


def as_r4pm_reads(file: Path) -> dict[str, list[tuple[Any, ...]]]:
    """For each trace: activity, transition, time, server, visit and cause of its events."""
    item = r4pm.import_item("EventLog", str(file))
    again = file.with_suffix(".json")
    r4pm.export_item(item, str(again))
    r4pm.remove_item(item)
    traces = {}
    for trace in json.loads(again.read_text(encoding="utf-8"))["traces"]:
        events = [{one["key"]: one["value"]["content"] for one in event["attributes"]} for event in trace["events"]]
        (name,) = (one["value"]["content"] for one in trace["attributes"] if one["key"] == "concept:name")
        traces[name] = [
            (
                event["concept:name"],
                event["lifecycle:transition"],
                datetime.fromisoformat(event["time:timestamp"]).astimezone(UTC),
                event.get("org:resource"),
                event.get("visit"),
                event.get("cause"),
            )
            for event in events
        ]
    return traces


def as_rows_say(log: EventLog) -> dict[str, list[tuple[Any, ...]]]:
    """The same from the rows, one after the other."""
    zone, names = timezone(timedelta(hours=7)), log.names
    words = {
        "queue_join": "schedule",
        "service_start": "start",
        "service_pause": "suspend",
        "service_resume": "resume",
        "service_end": "complete",
        "renege": "withdraw",
    }
    traces: dict[str, list[tuple[Any, ...]]] = {}
    latest: dict[str, str] = {}
    for row in log.to_frame().astype(object).where(lambda frame: frame.notna(), None).to_dict("records"):
        if row["case"] is None:
            continue
        name, event = f"r{row['replication']}-c{row['case']}", row["event"]
        transition = words.get(event, "complete")
        if event == "renege" and latest[name] == "service_pause":
            transition = "ate_abort"
        is_person = row["station"] in names.pooled
        server = None if row["server"] is None or not event.startswith("service") else row["server"]
        place = None if server is None else names.persons[server] if is_person else row["station"]
        moment = datetime(2026, 1, 5, tzinfo=zone) + timedelta(milliseconds=row["time_ms"])
        who = None if server is None else f"{place}/{server}"
        activity = row["station"] if event in words else event
        traces.setdefault(name, []).append(
            (activity, transition, moment.astimezone(UTC), who, row["visit"], row["cause"])
        )
        latest[name] = event
    return traces


def test_a_changed_event_would_be_found(tmp_path: Path):
    log = hand_log(LIVES, names=WIDE)
    file = written(log, tmp_path, start=MONDAY)
    assert as_r4pm_reads(file) == as_rows_say(log)
    text = file.read_text(encoding="utf-8")
    for say, instead in ((":00.000+07:00", ":00.001+07:00"), ('value="resume"', 'value="start"'), ("/1", "/2")):
        assert say in text
        file.write_text(text.replace(say, instead, 1), encoding="utf-8")
        assert as_r4pm_reads(file) != as_rows_say(log)


ODD = Names(('a&"b"<c>\'',), ("izin & <nib>",), ("dat\tang",), ())


@pytest.mark.parametrize(
    "log",
    [
        hand_log(""),
        hand_log("8:00 shift_start loket/0"),
        hand_log("8:00 arrival a", "", LIVES, names=WIDE),
        hand_log('8:00 arrival a\n8:00 queue_join a a&"b"<c>\'', names=ODD),
    ],
    ids=["empty", "no cases", "many", "odd names"],
)
def test_files_obey_the_standard(log: EventLog, tmp_path: Path):
    assert_obeys(written(log, tmp_path))


def test_odd_names_come_back(tmp_path: Path):
    log = hand_log('8:00 arrival a\n8:00 queue_join a a&"b"<c>\'', names=ODD)
    (trace,) = etree.parse(written(log, tmp_path)).getroot().findall("trace")
    assert (values(trace)["case_class"], values(trace)["channel"]) == ("izin & <nib>", "dat\tang")
    assert values(trace[-1])["concept:name"] == ODD.stations[0]


def test_a_simulated_log_obeys_the_standard(log: EventLog, tmp_path: Path):
    file = written(log, tmp_path, start=MONDAY)
    assert_obeys(file)
    seen = {values(event)["lifecycle:transition"] for event in etree.parse(file).getroot().iterfind("trace/event")}
    assert seen >= {"schedule", "start", "suspend", "resume", "complete", "withdraw"}


def assert_obeys(file: Path) -> None:
    """The schema, and what no schema can say: extensions, global attributes and the standard lifecycle."""
    document = etree.parse(file)
    etree.XMLSchema(etree.parse(SCHEMA)).assertValid(document)
    root = document.getroot()
    prefixes = {one.get("prefix") for one in root.findall("extension")}
    keys = {one.get("key") for one in root.iter() if one.get("key")}
    assert {key.split(":")[0] for key in keys if ":" in key} <= prefixes
    always = {one.get("scope"): set(values(one)) for one in root.findall("global")}
    assert {key for one in root.findall("classifier") for key in one.get("keys").split()} <= always["event"]
    for trace in root.findall("trace"):
        assert set(values(trace)) >= always["trace"]
        states: dict[str, str] = {}
        for event in map(values, trace.findall("event")):
            assert set(event) >= always["event"]
            if name := event.get("concept:instance"):
                states[name] = LIFECYCLE[states.get(name, ""), event["lifecycle:transition"]]


@pytest.mark.parametrize(
    ("say", "instead"),
    [
        ('xes.version="1849.2016"', 'xes.version="1849-2016"'),
        ('<log xes', '<log xmlns="http://www.xes-standard.org/" xes'),
        ("T08:00:00.000", " 08:00:00.000"),
        ('"lifecycle:transition" value="schedule"', '"lifecycle:transition" value="start"'),
        ('prefix="org"', 'prefix="orga"'),
        ('keys="concept:name lifecycle:transition"', 'keys="org:resource"'),
        ('<string key="ending" value="departure"/>', ""),
    ],
)  # fmt: skip
def test_a_file_that_breaks_a_rule_is_found(tmp_path: Path, say: str, instead: str):
    file = written(hand_log(LIVES, names=WIDE), tmp_path)
    text = file.read_text(encoding="utf-8")
    assert say in text
    file.write_text(text.replace(say, instead), encoding="utf-8")
    with pytest.raises((etree.DocumentInvalid, AssertionError, KeyError)):
        assert_obeys(file)


@pytest.mark.parametrize("block", [1, 7, 1000])
def test_the_file_does_not_depend_on_the_pieces_in_which_it_is_written(
    log: EventLog, tmp_path: Path, block: int, monkeypatch: pytest.MonkeyPatch
):
    whole = written(log, tmp_path).read_bytes()
    monkeypatch.setattr(xes, "_BLOCK", block)
    assert written(log, tmp_path).read_bytes() == whole


def test_memory_does_not_hold_the_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Of each further row some numbers are kept, not the 270 bytes of its text."""
    monkeypatch.setattr(xes, "_BLOCK", 100)
    few, many = long_log(300), long_log(900)
    further = peak_bytes(many, tmp_path) - peak_bytes(few, tmp_path)
    assert further / (len(many) - len(few)) < 80
    assert (tmp_path / "log.xes").stat().st_size > 200 * len(few)


def long_log(cases: int) -> EventLog:
    """One visit after the other at a portal."""
    log = hand_log("8:00 arrival a\n8:00 queue_join a portal\n8:00 service_start a portal\n8:05 service_end a portal")
    columns = {name: np.tile(column, cases) for name, column in log.columns.items()}
    columns["case"] = np.repeat(np.arange(cases, dtype=np.int32), len(log))
    return EventLog(columns, log.names, log.horizon_ms)


def peak_bytes(log: EventLog, folder: Path) -> int:
    tracemalloc.start()
    try:
        written(log, folder)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
