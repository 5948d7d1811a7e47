"""Each invalid file has one fault; the error has exactly the code and path of its first line, and the line of the fault.

The first line says what to expect, as `# expect: SCN014 stations[0].servers`; the faulty line ends in `# fault`.
"""

import re
from pathlib import Path
from typing import Any

import pytest

from simulator.scenario import CODES, Problem, Scenario, ScenarioError, load_scenario
from simulator.scenario.blocks import Deterministic, Distribution, Empirical, Exponential, Gamma, Lognormal
from simulator.scenario.check_bounds import mean_min

OFFICE = Path(__file__).with_name("every-part.yaml")
FILES = sorted(Path(__file__).with_name("invalid").glob("*.yaml"))
WITHOUT_FILE = {
    "SCN001": "a file that cannot be read is no file; see test_scenario_broken_files.py",
    "SCN003": "a file that is not text does not belong among texts; see test_scenario_broken_files.py",
}
FOREIGN = re.compile(
    r"Input should|should be a valid|unable to|valid (string|integer|number|list|dictionary|boolean)|instance of|"
    r"pydantic|ruamel|\bNone\b|\bTrue\b|\bFalse\b|\bdict\b|\bstr\b|\bint\b|mapping values|block mapping|<block end>|"
    r"scalar|\btoken\b|Traceback|ordereddict|Error",
)
"""Words of the libraries underneath and of Python, which a planner need not know."""


def expected(file: Path) -> tuple[str, str, int | None]:
    lines = file.read_text(encoding="utf-8").splitlines()
    code, path = re.fullmatch(r"# expect: (SCN\d{3}) ?(.*)", lines[0]).groups()
    return code, path, next((number for number, line in enumerate(lines, 1) if line.endswith("# fault")), None)


def problems(file: Path) -> tuple[Problem, ...]:
    with pytest.raises(ScenarioError) as caught:
        load_scenario(file)
    return caught.value.problems


def changed(changes: dict[str, Any]) -> Scenario:
    return load_scenario(OFFICE).with_(changes)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_has_the_one_problem_that_it_announces(file: Path):
    assert [(found.code, found.path, found.line) for found in problems(file)] == [expected(file)]


def test_there_are_files_for_every_code():
    assert len(FILES) >= 200
    covered = {expected(file)[0] for file in FILES}
    assert covered.isdisjoint(WITHOUT_FILE)
    assert covered | WITHOUT_FILE.keys() == CODES.keys()


def test_nearly_every_file_marks_its_faulty_line():
    unmarked = [file.stem for file in FILES if expected(file)[2] is None]
    assert unmarked == ["alias-bomb", "file-of-comments-only"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_message_is_one_plain_sentence_with_a_remedy(file: Path):
    (problem,) = problems(file)
    assert not FOREIGN.search(problem.message), problem.message
    assert "\n" not in problem.message
    assert 20 <= len(problem.message) <= 260
    # what is wrong; what would be right
    assert re.search(r"; |must |give exactly", problem.message), problem.message


def test_foreign_words_would_be_found():
    assert FOREIGN.search("Input should be a valid integer, unable to parse string as an integer")
    assert FOREIGN.search("mapping values are not allowed here")
    assert not FOREIGN.search("'three' is not possible here; it must be a whole number")


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ("number-in-words", "'lima' is not possible here; it must be a whole number"),
        ("number-in-quotes", "'5' is not possible here; it must be a whole number, written 5 without quotes"),
        ("number-with-decimal-comma", "'7,5' is not possible here; it must be a number, written 7.5 without quotes"),
        ("truth-is-yes", "'yes' is not possible here; it must be true or false"),
        ("servers-negative", "-2 is not possible here; it must be at least 0"),
        ("field-unknown", "there is no field of this name here; did you mean 'discipline'?"),
        (
            "field-of-another-distribution",
            "there is no field of this name here; possible are: distribution, mean_min, source",
        ),
        ("station-undefined", "there is no station named 'portl'; did you mean 'portal'?"),
        ("shares-below-one", "the shares add up to 0.999; they must add up to 1"),
        ("tab-indents", "there is a tab here; indent with spaces"),
        (
            "clock-with-point",
            '8.0 is not possible here; it must be a time of day from 00:00 to 24:00, written as "08:00"',
        ),
        ("field-twice", "this stands twice in the same block (before on line 11); keep one"),
        ("source-not-listed", "'hitugan' is not listed under 'sources'; list it there, or write 'assumed'"),
        (
            "weekdays-of-shift-without-start",
            "this needs to know which date day 0 is; add 'start' to 'horizon', as start: 2026-01-05",
        ),
        (
            "dates-outside-the-horizon",
            "none of these dates is in the 30 days from 2026-03-02; at least one must be",
        ),
        ("date-that-is-none", "'2026-02-30' is not possible here; it must be a date, written as 2026-01-31"),
        (
            "shifts-overlap-on-one-weekday",
            "this shift overlaps roster[1]; let it start when that one ends, and add the servers up",
        ),
        (
            "servers-nowhere",
            "a staffed station must have exactly one of servers, roster and a pool whose skills name it; this one has none",
        ),
        (
            "servers-and-pool",
            "a staffed station must have exactly one of servers, roster and a pool whose skills name it; "
            "this one has servers and pool 'tim'",
        ),
        (
            "balking-at-an-agency",
            "this is for stations of kind staffed or batch, and this one is external; remove it",
        ),
        ("subsystems-in-a-circle", "'oss' needs 'listrik', which needs it in turn; remove one of these needs"),
        (
            "ramadan-that-no-table-has",
            "ramadan.csv does not have the Ramadan that begins about 2030-12-26; add its first and last day",
        ),
        (
            "no-step-under-the-policies",
            "under these policies no step is left; at least one must be",
        ),
        ("patch-of-nothing", "there is no item 'mejo' in this list; did you mean 'meja'?"),
    ],
)
def test_the_words_of_frequent_mistakes(file: str, message: str):
    (problem,) = problems(FILES[0].with_name(f"{file}.yaml"))
    assert problem.message == message


def test_a_problem_in_words():
    (problem,) = problems(FILES[0].with_name("servers-negative.yaml"))
    sentence = "SCN014 stations[0].roster[0].servers: -2 is not possible here; it must be at least 0, line 26"
    assert str(problem) == sentence


SHIFT = {"from": "08:00", "to": "12:00", "servers": 2}
SAME_STATION = [
    {"station": "portal", "unless": ["rdtr_integrated"]},
    {"station": "portal", "when": ["rdtr_integrated"]},
    {"station": "rumah"},
]
OUTREACH = {"title": {"id": "x", "en": "x"}, "districts": ["hulu"], "from": "2027-01-01", "aware": 0.5}
CAMPAIGN = {"title": {"id": "x", "en": "x"}, "from": "2027-01-01", "to": "2027-01-01", "factor": 2}
MEASURED = {"distribution": "exponential", "mean_min": 60}
JUST_RIGHT: list[dict[str, Any]] = [
    {},
    {"stations[loket].roster": [SHIFT, SHIFT | {"from": "12:00", "to": "13:00"}]},
    {"stations[loket].roster": [SHIFT | {"days": ["mon"]}, SHIFT | {"days": ["tue"]}]},
    {"stations[loket].roster": [SHIFT, SHIFT | {"days": ["sat"]}]},
    {"stations[loket].roster": [SHIFT | {"last": "2026-03-10"}, SHIFT | {"first": "2026-03-11"}]},
    {"stations[loket].roster": [SHIFT | {"first": "2026-03-10", "last": "2026-03-10"}]},
    {"stations[entri].roster": [SHIFT], "stations[entri].servers": None},
    {"stations[portal].tickets": {"per_day": 5}},
    {"stations[portal].kind": "system", "stations[portal].service_time": None},
    {"stations[portal].on_outage": {"effect": "slower", "speed": 1}},
    {"stations[dinas].on_outage": {"effect": "wait"}},
    {"staff[tim].roster[0].servers": 3},
    {"staff[tim].roster": None, "staff[tim].calendar": "mal"},
    {"channels[loket].on_failure.retry": 0.7},
    {"channels[loket].on_failure.switch": {}},
    {"channels[keliling].dates": ["2026-03-31", "2027-01-01"]},
    {"population.priority_groups[lansia].share": 1},
    {"population.outreach[0]": OUTREACH},
    {"case_classes[nib].arrivals.campaigns": [CAMPAIGN]},
    {"case_classes[izin].routes.daring": SAME_STATION},
    {"case_classes[izin].routes.daring": SAME_STATION, "policies.rdtr_integrated": True},
    {"case_classes[izin].routes.loket[loket].completeness_check.again": 0.95 / 1.5},
    {
        "case_classes[izin].routes.loket[loket].completeness_check.help_time": MEASURED,
        "case_classes[izin].routes.loket[loket].completeness_check.again": 0.95,
        "policies.incomplete_files": "help",
    },
    {"case_classes[izin].backlog[0].station": "tanda-tangan"},
    {"outages[listrik].dated": None},
    {"outages[listrik].day_probability": None},
    {"outages[oss].up": None, "outages[oss].down": None},
    {"outages[oss].needs": [], "outages[oss].day_probability": 0, "outages[oss].up": None, "outages[oss].down": None},
    {"calendars.mal": {"open": [{"from": "08:00", "to": "15:00"}], "on_days_off": True, "closed": ["2026-03-05"]}},
    {"horizon.days": 1, "channels[keliling].dates": ["2026-03-02"]},
]


BRIEF = {"distribution": "lognormal", "median_min": 0.005, "cv": 0.1}
FLOOD = {"station": "loket", "channel": "loket", "cases": 100_000}
MANY_TIMES = [f"{minute // 60 + 8:02}:{minute % 60:02}" for minute in range(0, 6 * 60, 5)]
LONG: dict[str, Any] = {
    "horizon.days": 3600,
    "calendars.kantor": {"open": [{"from": "08:00", "to": "15:00"}]},
    "calendars.mal.ramadan": None,
}
"""Ten years, for which no table of Ramadan is needed."""

JUST_RIGHT += [
    LONG | {"stations[entri].servers": 540},
    {"case_classes[nib].backlog": [FLOOD] * 100},
    {"outages[listrik].backup.up": BRIEF | {"median_min": 1}, "outages[listrik].backup.down": BRIEF},
]


@pytest.mark.parametrize("changes", JUST_RIGHT, ids=lambda changes: ", ".join(changes) or "nothing")
def test_what_is_just_right_is_accepted(changes: dict[str, Any]):
    assert changed(changes).hash


def test_an_empty_list_of_dates_needs_no_start():
    undated = load_scenario(OFFICE.with_name("valid") / "minimal.yaml")
    calendar = {"open": [{"from": "08:00", "to": "15:00"}], "closed": []}
    assert undated.with_({"calendars": {"kantor": calendar}}).spec.calendars["kantor"].closed == []
    with pytest.raises(ScenarioError, match=r"SCN032 calendars\.kantor\.closed"):
        undated.with_({"calendars": {"kantor": calendar | {"closed": ["2026-03-05"]}}})


@pytest.mark.parametrize(
    ("changes", "code", "path"),
    [
        ({"staff[tim].persons": 2}, "SCN014", "staff[0].different[1].person"),
        ({"channels[loket].on_failure.retry": 0.70001}, "SCN024", "channels[0].on_failure"),
        ({"channels[keliling].dates": ["2026-04-01"]}, "SCN037", "channels[2].dates"),
        ({"horizon.start": "2066-01-01"}, "SCN014", "horizon.start"),
        (
            {"case_classes[izin].routes.loket[loket].completeness_check.again": 0.634},
            "SCN014",
            "case_classes[1].routes.loket[0].completeness_check.again",
        ),
        ({"stations[loket].roster[1].from": "11:59"}, "SCN023", "stations[0].roster[1]"),
        ({"outages[listrik].dated[0].to": "2026-03-12 10:00"}, "SCN033", "outages[1].dated[0]"),
        (
            {"policies.electronic_signature": True, "case_classes[izin].backlog[0].station": "tanda-tangan"},
            "SCN027",
            "case_classes[1].backlog[0].station",
        ),
        ({"outages[oss].needs": ["oss"]}, "SCN035", "outages[0].needs[0]"),
        (LONG | {"stations[entri].servers": 600}, "SCN014", "stations[2].servers"),
        (
            LONG | {"stations[entri].servers": 540, "stations[tanda-tangan].batch.times": MANY_TIMES},
            "SCN014",
            "stations[6].batch.times",
        ),
        (
            LONG | {"stations[entri].servers": 540, "channels[keliling].appointments.times": MANY_TIMES},
            "SCN014",
            "channels[2].appointments.times",
        ),
        (
            {"outages[listrik].backup.up": BRIEF, "outages[listrik].backup.down": BRIEF},
            "SCN014",
            "outages[1].backup.up",
        ),
        ({"case_classes[izin].arrivals": {"per_hour": 1e5}}, "SCN014", "case_classes"),
        ({"case_classes[nib].arrivals.months": {3: 50_000}}, "SCN014", "case_classes"),
        (
            {
                "case_classes[nib].brought": {"keliling": 3000},
                "case_classes[nib].backlog": [FLOOD] * 100,
                "case_classes[izin].backlog": [FLOOD] * 100,
            },
            "SCN014",
            "case_classes",
        ),
        ({"outages[listrik].needs": ["listrik"]}, "SCN035", "outages[1].needs[0]"),
    ],
)
def test_what_is_just_wrong_is_not(changes: dict[str, Any], code: str, path: str):
    with pytest.raises(ScenarioError) as caught:
        changed(changes)
    assert (code, path) in [(problem.code, problem.path) for problem in caught.value.problems]


def test_arrivals_without_end_are_refused_in_words():
    campaigns = [CAMPAIGN | {"from": "2026-03-02", "to": "2026-03-31", "factor": 1000}] * 150
    with pytest.raises(
        ScenarioError, match="endlessly many cases would arrive in 30 days; it must be at most 20,000,000"
    ):
        changed({"case_classes[nib].arrivals.campaigns": campaigns})


@pytest.mark.parametrize(
    ("block", "mean"),
    [
        (Exponential(distribution="exponential", mean_min=5), 5),
        (Gamma(distribution="gamma", mean_min=7, cv=2), 7),
        (Deterministic(distribution="deterministic", mean_min=3), 3),
        (Lognormal(distribution="lognormal", mean_min=9, cv=2), 9),
        (Lognormal(distribution="lognormal", median_min=3, cv=0.75), 3.75),  # 3 x 5/4
        (Empirical(distribution="empirical", values_min=[2, 8]), 5),
        (Empirical(distribution="empirical", values_min=[0, 8], weights=[1, 3]), 6),
    ],
    ids=lambda value: getattr(value, "distribution", None),
)
def test_means_of_distributions(block: Distribution, mean: float):
    assert mean_min(block) == pytest.approx(mean, rel=1e-12)
