"""The pass over the rows against tables of cases, visits and stretches of work, and the forms in which it is asked."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hand_log import NAMES, WIDE, hand_log
from measures.pandas_measures import pandas_measures
from random_offices import rich_offices
from short_offices import SOME_OFFICES, short_office
from simulator.calendars import MS_PER_DAY, MS_PER_MINUTE
from simulator.engines import get_engine
from simulator.eventlog import COLUMNS, Event, EventLog, concat_logs, write_parquet
from simulator.measures import Window, measure, measure_names, measure_rows
from simulator.measures.tally import KEPT_SHARE, WAIT_MEAN_MS, WAIT_P90_MS, describe_waits
from simulator.scenario import ResolvedScenario, Scenario, load_scenario
from simulator.workload import make_workload
from twins import with_rare_rules

PROMISE_MS = 15 * MS_PER_MINUTE

DAY = """
8:00 shift_start loket/0
8:10 arrival a
8:10 queue_join a loket
8:20 service_start a loket/0
8:30 service_end a loket/0
8:30 departure a
9:00 shift_end loket/0
"""


def simulate(office: ResolvedScenario, replications: int, seed: int) -> EventLog:
    engine = get_engine("reference")
    return concat_logs([engine(make_workload(office, seed, number)) for number in range(replications)])


def assert_as_tables_say(log: EventLog, window: Window) -> None:
    pd.testing.assert_frame_equal(measure(log, window), pandas_measures(log, window), rtol=1e-12, atol=0)


@pytest.mark.parametrize("name", SOME_OFFICES)
def test_library_scenarios(name: str, seed: int):
    office = short_office(name).resolved
    log = simulate(office, 2, seed)
    for warm_up_ms in (0, office.warm_up_ms, 12 * 60 * MS_PER_MINUTE):
        assert_as_tables_say(log, Window(warm_up_ms, office.waiting_target_ms))


@pytest.mark.parametrize("texts", [("",), ("", ""), ("", DAY, ""), (DAY, "", DAY)])
def test_replications_in_which_nothing_happened(texts: tuple[str, ...]):
    assert_as_tables_say(hand_log(*texts), Window(0, PROMISE_MS))


def test_no_replication_gives_no_row():
    log = EventLog({name: np.zeros(0, kind) for name, kind in COLUMNS.items()}, NAMES, MS_PER_DAY)
    assert log.replications == ()
    table = measure(log, Window(0, PROMISE_MS))
    assert len(table) == 0
    assert table.columns.is_unique


def test_a_log_that_is_not_kept_has_the_same_measures(seed: int):
    """Row for row and bit for bit, whether rows come one replication at a time or from a log of several."""
    office = load_scenario("kabupaten-menengah").resolved
    log = simulate(office, 3, seed)
    window = Window(office.warm_up_ms, office.waiting_target_ms)
    names = measure_names(log.names)
    kept = measure(log, window)
    assert list(kept) == [name for name in names if name in kept]
    for part, values in zip(log.split(), kept.to_numpy(), strict=True):
        found = pd.Series(measure_rows(part.rows().copy(), log.names, log.horizon_ms, window), names)
        assert found[list(kept)].to_numpy().tobytes() == values.tobytes()
        assert found.drop(list(kept)).isin([np.nan, 0.0]).all()


def test_names_say_what_an_office_may_have():
    """Even if nobody was on shift; people queue for staff neither at a portal nor at an agency, and pools have no line."""
    of_places = [name for name in measure_names(WIDE) if "[" in name and ":" not in name]
    of_line = ["waiting_time_mean", "waiting_time_p90", "service_level", "queue_length_mean"]
    of_staff = ["utilisation", "overtime"]
    both = [*of_line[:3], *of_staff, of_line[3]]
    expected = [f"{name}[{place}]" for place, own in (("loket", both), ("meja", of_line)) for name in own]
    expected += [f"{name}[{place}]" for place, own in (("klinik", of_line), ("arsip", both)) for name in own]
    expected += [f"{name}[{place}]" for place in ("depan", "belakang") for name in of_staff]
    assert of_places == expected
    values = measure_rows(hand_log("", names=WIDE).rows(), WIDE, MS_PER_DAY, Window(0, PROMISE_MS))
    assert len(values) == len(measure_names(WIDE))
    of_pool = [measure_names(WIDE).index(f"{name}[belakang]") for name in of_staff]
    assert np.isnan(values[of_pool]).all()  # nobody of this pool has a shift


@settings(deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 400) | st.integers(0, 10**11), max_size=60), min_size=1, max_size=4),
    st.integers(0, 400),
)
def test_waits_of_the_office_and_of_each_station(stations: list[list[int]], target_ms: int):
    """Mean, percentile and share as NumPy computes them."""
    waits = np.array([wait for waits in stations for wait in waits], np.int64)
    before = waits.copy()
    first = np.cumsum([0, *map(len, stations)])
    found = describe_waits(waits, first, target_ms)
    for row, here in zip(found, [waits, *(np.array(waits, np.int64) for waits in stations)], strict=True):
        if len(here) == 0:
            assert np.isnan(row).all()
            continue
        assert row[WAIT_MEAN_MS] == pytest.approx(here.mean(), rel=1e-12)
        assert row[WAIT_P90_MS] == pytest.approx(np.quantile(here, 0.9), rel=1e-12)
        assert row[KEPT_SHARE] == np.mean(here <= target_ms)
    np.testing.assert_array_equal(waits, before)


@pytest.mark.parametrize(
    "changed",
    [
        {"case": -2}, {"case": -1}, {"case_class": -1}, {"case_class": 2}, {"channel": -1}, {"channel": 2}, {"channel": -2}, {"station": 3}, {"station": -2}, {"station": -1},
        {"server": -2}, {"event": Event.SHIFT_START}, {"event": Event.SHIFT_START, "case": -1, "station": -1},
    ],
)  # fmt: skip
def test_codes_of_nothing_are_refused_not_followed(changed: dict[str, int]):
    log = hand_log(DAY)
    rows = log.rows().copy()
    (row,) = np.flatnonzero(log["event"] == Event.SERVICE_START)
    for name, code in changed.items():
        rows[name][row] = code
    with pytest.raises(ValueError, match="that the office does not have"):
        measure_rows(rows, log.names, log.horizon_ms, Window(0, PROMISE_MS))


@pytest.mark.parametrize("time_ms", [-1, MS_PER_DAY, 2**62])
def test_times_outside_the_horizon_are_refused_not_followed(time_ms: int):
    log = hand_log(DAY)
    rows = log.rows().copy()
    rows["time_ms"][0] = time_ms
    with pytest.raises(ValueError, match="outside the horizon"):
        measure_rows(rows, log.names, log.horizon_ms, Window(0, PROMISE_MS))


def test_other_arrays_are_refused():
    rows = hand_log(DAY).rows()
    for wrong in (rows["time_ms"], rows.reshape(1, -1), np.zeros(3, [("time_ms", np.int64)])):
        with pytest.raises(ValueError, match="rows of a log are a one-dimensional array of ROW"):
            measure_rows(wrong, NAMES, MS_PER_DAY, Window(0, PROMISE_MS))


def test_kinds_are_of_the_names_not_of_the_rows():
    """The same rows in an office where loket serves itself: no wait, no queue, and nobody's utilisation."""
    log = hand_log(DAY)
    itself = replace(log, names=replace(log.names, kinds=("self_service", "staffed", "self_service")))
    table = measure(itself, Window(0, PROMISE_MS))
    assert table["waiting_time_mean"].isna().all()
    assert [name for name in table if name.endswith("[loket]")] == []


PLAIN = """
import sys
from pathlib import Path
if sys.argv[2] == "without Numba":
    sys.modules["numba"] = None
from simulator.eventlog import read_parquet
from simulator.measures import Window, measure_rows
log = read_parquet(Path(sys.argv[1]))
window = Window(*map(int, sys.argv[3:]))
print(measure_rows(log.rows(), log.names, log.horizon_ms, window).tobytes().hex())
"""


@pytest.mark.parametrize("how", ["NUMBA_DISABLE_JIT", "without Numba"])
def test_plain_python_gives_the_same_bits(how: str, tmp_path: Path, seed: int):
    office = load_scenario("kabupaten-menengah").resolved
    log = simulate(office, 1, seed)
    window = (office.warm_up_ms, office.waiting_target_ms)
    write_parquet(log, tmp_path / "events.parquet")
    command = [sys.executable, "-c", PLAIN, str(tmp_path / "events.parquet"), how, *map(str, window)]
    environment = {**os.environ, **({how: "1"} if how.startswith("NUMBA") else {})}
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    expected = measure_rows(log.rows(), log.names, log.horizon_ms, Window(*window))
    assert len(expected) > 40
    assert said.strip() == expected.tobytes().hex()


def test_the_comparison_sees_one_event_less():
    """Without the service start the case waits for ever, and the server does nothing."""
    log = hand_log(DAY)
    window = Window(0, PROMISE_MS)
    missing = log.where(log["event"] != Event.SERVICE_START)
    unlike = measure(missing, window).compare(measure(log, window))
    assert {"waiting_time_mean", "queue_length_mean"} <= set(unlike.columns.get_level_values(0))


@pytest.mark.verify
@settings(max_examples=60, deadline=None)
@given(rich_offices(), st.integers(0, 2**32), st.integers(0, 71), st.integers(0, 60))
def test_random_offices(scenario: Scenario, seed: int, warm_up_hours: int, promise_min: int):
    """The window may begin at any hour, in the middle of shifts and services; any step may decide."""
    window = Window(warm_up_hours * 60 * MS_PER_MINUTE, promise_min * MS_PER_MINUTE)
    assert_as_tables_say(simulate(scenario.resolved, 2, seed), window)
    assert_as_tables_say(simulate(with_rare_rules(scenario.resolved, Random(seed)), 1, seed), window)
