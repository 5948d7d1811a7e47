"""A roster written into a grid and back staffs the same moments of every day."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.scenario import Scenario, library_names, load_scenario
from simulator.scenario.places import Shift
from simulator.scenario.resolve_time import WEEKDAYS, Almanac, roster_shifts
from simulator.studio.knobs import EntryError, find_knob, knobs_of
from simulator.studio.knobs.periods import periods_of, with_periods
from simulator.studio.knobs.roster import Roster, clock, grid_of
from simulator.studio.knobs.staff import people_of
from simulator.teaching.words import Words

ID, EN = Words("id"), Words("en")
ALMANAC = Almanac(date(2026, 2, 2), 60, frozenset({15, 45}))
WORKDAYS = tuple(WEEKDAYS[:5])

times = st.integers(0, 288).map(lambda step: 5 * step)
weekdays = st.none() | st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=7, unique=True)
periods = st.lists(
    st.sampled_from([(None, "2026-02-18"), ("2026-02-19", "2026-03-20"), ("2026-03-21", None)]), min_size=1, unique=True
) | st.just([(None, None)])


@st.composite
def rosters(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Rosters whose spans never overlap: each span has hours of its own, on any days."""
    found = []
    for first, last in draw(periods):
        ends = sorted(draw(st.lists(times, min_size=2, max_size=10, unique=True)))
        for start, end in zip(ends[::2], ends[1::2], strict=False):
            span: dict[str, Any] = {"from": clock(start), "to": clock(end), "servers": draw(st.integers(0, 6))}
            named = {"days": draw(weekdays), "first": first, "last": last}
            found.append(span | {name: value for name, value in named.items() if value})
    return found


def staffed(spans: list[dict[str, Any]]) -> list[tuple[tuple[int, int], ...]]:
    """Intervals in which each server of a roster is on shift; those who never are left out."""
    shifts = roster_shifts([Shift.model_validate(span | {"source": "assumed"}) for span in spans], None, ALMANAC)
    return [each for each in shifts if each]


@settings(deadline=None, max_examples=150)
@given(rosters())
def test_a_roster_that_goes_through_its_grids_staffs_the_same_moments(spans: list[dict[str, Any]]) -> None:
    changed = {}
    for period in periods_of(spans):
        kind = Roster(grid_of(period.spans, WORKDAYS, has_dates=True), "id", may_be_empty=True)
        text = kind.write(kind.grid.duty(period.spans), ID)
        changed.update(dict.fromkeys(period.dates, kind.read(text, ID).spans()))
    assert staffed(with_periods(spans, changed)) == staffed(spans)


@settings(deadline=None, max_examples=100)
@given(rosters())
def test_neighbouring_half_hours_with_as_many_people_become_one_span(spans: list[dict[str, Any]]) -> None:
    period = periods_of(spans)[0]
    grid = grid_of(period.spans, WORKDAYS, has_dates=True)
    written = grid.spans(grid.cells(period.spans))
    by_day = {(day, span["from"]): span for span in written for day in span.get("days", WORKDAYS)}
    for (day, _), span in by_day.items():
        after = by_day.get((day, span["to"]))
        assert after is None or after["servers"] != span["servers"]


def test_a_grid_has_half_hours_and_is_finer_only_where_a_span_begins_or_ends() -> None:
    grid = grid_of([{"from": "07:45", "to": "12:00", "servers": 1}], WORKDAYS, has_dates=True)
    rows = Roster(grid, "id").control()["rows"]
    assert "07.30–07.45" in rows
    assert "07.45–08.00" in rows
    assert "08.00–08.30" in rows
    assert "08.00–08.15" not in rows


def test_without_dates_all_days_are_one_column() -> None:
    grid = grid_of([{"from": "08:00", "to": "12:00", "servers": 2}], WEEKDAYS, has_dates=False)
    assert Roster(grid, "id").control()["days"] == [["Setiap hari", "Setiap hari"]]
    assert grid.spans(grid.cells([{"from": "08:00", "to": "12:00", "servers": 2}])) == [
        {"from": "08:00", "to": "12:00", "servers": 2}
    ]


def simple() -> Roster:
    return Roster(grid_of([{"from": "08:00", "to": "12:00", "servers": 2}], WORKDAYS, has_dates=True), "id")


@pytest.mark.parametrize("cell", ["dua", "-1", "2,5", "10000", "1e3", "<b>2</b>", "²", "201"])
def test_a_wrong_cell_is_told_with_its_row_and_day(cell: str) -> None:
    kind = simple()
    rows = [",,,,"] * (len(kind.grid.cuts) - 1)
    rows[2] = f"2,2,{cell.replace(',', '.')},2,2"
    with pytest.raises(EntryError, match=r"Rabu, 08\.00–08\.30: tulis banyaknya petugas .* 0 sampai 200"):
        kind.read(";".join(rows), ID)


def test_a_roster_with_nobody_asks_who_works() -> None:
    kind = simple()
    for cell in ("", "0"):
        text = ";".join([",".join([cell] * 5)] * (len(kind.grid.cuts) - 1))
        with pytest.raises(EntryError, match="kosong"):
            kind.read(text, ID)


@pytest.mark.parametrize("text", ["", "2", ";;;", "2,2,2,2,2", "," * 3999, ";" * 3999])
def test_a_grid_of_another_shape_is_told_as_such(text: str) -> None:
    with pytest.raises(EntryError, match="sudah berubah"):
        simple().read(text, ID)


def test_more_people_come_to_every_span_in_which_somebody_works() -> None:
    spans = [{"from": "08:00", "to": "12:00", "servers": 2}, {"from": "12:00", "to": "13:00", "servers": 1},
             {"from": "13:00", "to": "14:00", "servers": 0}]  # fmt: skip
    assert [span["servers"] for span in people_of(spans, 4)] == [4, 3, 0]
    assert [span["servers"] for span in people_of(spans, 1)] == [1, 1, 0]
    assert [span["servers"] for span in people_of(spans, 0)] == [0, 0, 0]


LIBRARY = ["kabupaten-menengah", "kantor-sehari", "mpp", "pembaruan-sistem"]


def rewritten(scenario: Scenario) -> tuple[int, Scenario]:
    """A scenario each of whose rosters has gone through its grids, and how many grids there were."""
    knobs = [knob for group in knobs_of(scenario, ID) for knob in group.knobs if knob.kind.name == "roster"]
    changes: dict[str, Any] = {}
    for knob in knobs:
        changes.update(knob.change(knob.kind.read(knob.kind.write(knob.now, ID), ID)))
    return len(knobs), scenario.with_(changes)


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=[] if name in LIBRARY else [pytest.mark.verify]) for name in library_names()],
)
def test_rosters_of_the_library_survive_their_grids(name: str) -> None:
    scenario = load_scenario(name)
    count, again = rewritten(scenario)
    assert scenario.hash == again.hash
    if name in LIBRARY:
        assert count >= 1


def test_ramadan_has_a_grid_of_its_own_once_it_is_simulated() -> None:
    office = load_scenario("kabupaten-menengah")
    keys = ["staff[petugas-loket].roster", "staff[petugas-loket].roster[2026-02-19]"]
    assert [find_knob(knobs_of(office, ID), key) is not None for key in keys] == [True, False]
    groups = knobs_of(office.patched("setahun"), ID)
    usual, ramadan = (find_knob(groups, key) for key in keys)
    assert usual is not None
    assert ramadan is not None
    assert "19 Februari 2026" in ramadan.label
    assert "21 Maret 2026" in usual.label


def test_grids_of_two_periods_are_changed_together_and_leave_each_other_alone() -> None:
    office = load_scenario("kabupaten-menengah").patched("setahun")
    groups = knobs_of(office, ID)
    usual = find_knob(groups, "staff[petugas-loket].roster")
    ramadan = find_knob(groups, "staff[petugas-loket].roster[2026-02-19]")
    assert usual is not None
    assert ramadan is not None
    assert usual.bundle is not None
    more = {
        knob.key: replace(knob.now, cells=tuple(tuple(cell and cell + 1 for cell in row) for row in knob.now.cells))
        for knob in (usual, ramadan)
    }
    changes = usual.bundle.change(more)
    assert changes["staff[petugas-loket].persons"] == 3
    spans = changes["staff[petugas-loket].roster"]
    assert {span["servers"] for span in spans if span.get("first") == "2026-02-19"} == {3}
    assert {span["servers"] for span in spans if span.get("last") == "2026-02-18"} == {2, 3}
    alone = ramadan.change(more[ramadan.key])["staff[petugas-loket].roster"]
    assert {span["servers"] for span in alone if span.get("last") == "2026-02-18"} == {1, 2}
