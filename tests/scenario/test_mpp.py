"""The mall of public services: many agencies behind one reception, not all of them there every day."""

from functools import cache

import numpy as np
import pytest

from simulator.calendars import MS_PER_DAY
from simulator.compiled import HAS_NUMBA
from simulator.data.rows import find_row
from simulator.engines import get_engine
from simulator.eventlog import Event, concat_logs
from simulator.eventlog.invariants import broken_invariants
from simulator.measures import Window, measure, visits
from simulator.scenario import load_scenario
from simulator.workload import make_workload

ENGINE = "fast" if HAS_NUMBA else "reference"
"""One is enough: others compare the two, row by row."""

REPLICATIONS = 6
WEEKS = 4
WORKING_DAYS_A_YEAR = 240
DAYS = {"imigrasi": {1, 3}, "pertanahan": {0, 2}}
"""On which weekdays an agency is there; Monday is 0."""


def mall(patch=""):
    office = load_scenario("mpp")
    return office.patched(patch) if patch else office


@cache
def simulated(patch=""):
    """Log and measures of some replications."""
    office = mall(patch).resolved
    logs = [get_engine(ENGINE)(make_workload(office, 2026, number)) for number in range(REPLICATIONS)]
    log = concat_logs(logs)
    return log, measure(log, Window(office.warm_up_ms, office.waiting_target_ms))


def mean_of(patch, measured):
    return float(simulated(patch)[1][measured].mean())


def expected_a_week(patch=""):
    """Class -> mean arrivals a week: on days on which the channel is closed, some or none come."""
    office = mall(patch).resolved
    days = office.horizon_ms // MS_PER_DAY

    def come(channel, day):
        spans = office.calendars[channel.calendar].open
        opens = any(start < (day + 1) * MS_PER_DAY and day * MS_PER_DAY < end for start, end in spans)
        return 1 if opens else channel.day_off_factor

    return {
        each.name: sum(
            each.daily_mean[day] * share * come(channel, day)
            for day in range(days)
            for share, channel in zip(each.choice.shares[0], office.channels, strict=True)
        )
        / WEEKS
        for each in office.case_classes
    }


def test_as_many_come_as_to_the_mall_of_rembang():
    """The total, and the parts that were counted: civil registration, health and social affairs."""
    a_day = {name: week / 5 for name, week in expected_a_week().items()}
    total = sum(a_day.values())
    assert total == pytest.approx(find_row("demand/mpp-rembang-per-day").value, rel=0.01)
    share = (a_day["dukcapil"] + a_day["lahir-dan-bpjs"]) / total
    assert share == pytest.approx(find_row("demand/mpp-rembang-dukcapil-share").value, abs=0.005)
    for name, row in (("kesehatan", "health"), ("sosial", "social")):
        visitors = find_row(f"demand/mpp-rembang-{row}").value
        assert a_day[name] == pytest.approx(visitors / (2 * WORKING_DAYS_A_YEAR), rel=0.005)


def test_the_simulation_has_the_arrivals_that_are_expected():
    counted = simulated()[1]["arrivals"] * 7
    expected = sum(expected_a_week().values())
    error = np.sqrt(expected / WEEKS / REPLICATIONS)
    assert abs(counted.mean() - expected) < 4.5 * error


@pytest.mark.parametrize("patch", ["semua-instansi-setiap-hari", "jadwal-diumumkan", "buka-sabtu"])
def test_other_days_bring_no_more_people(patch):
    """These move visitors to other days of the week, class by class."""
    before, after = expected_a_week(), expected_a_week(patch)
    assert before.keys() == after.keys()
    for name, week in before.items():
        assert after[name] == pytest.approx(week, rel=0.002), name


def test_a_quarter_more_visitors_is_a_quarter_more_of_each_kind():
    before, after = expected_a_week(), expected_a_week("pengunjung-naik-seperempat")
    for name, week in before.items():
        assert after[name] == pytest.approx(1.25 * week), name


@pytest.mark.parametrize("agency", DAYS)
def test_an_agency_is_down_on_just_the_days_on_which_nobody_of_it_is_there(agency):
    """Rosters, calendars of those who come, and the dates of absence say the same."""
    office = mall().resolved
    workload = make_workload(office, 1)
    (station,) = (each for each in office.stations if each.name == agency)
    subsystem = station.needs[-1]
    noon = 10 * 3_600_000
    for day in range(28):
        moment = day * MS_PER_DAY + noon
        absent = any(start <= moment < end for start, end in workload.outages[subsystem])
        staffed = any(start <= moment < end for start, end in station.servers[0].shifts)
        (channel,) = (each for each in office.channels if each.name == f"tamu-{agency}")
        opens = any(start <= moment < end for start, end in office.calendars[channel.calendar].open)
        assert (not absent) == staffed == opens == (day % 7 in DAYS[agency])


@pytest.mark.parametrize("agency", DAYS)
def test_who_comes_on_another_day_is_turned_away_and_comes_back_on_the_right_one(agency):
    log, _ = simulated()
    number = log.names.stations.index(agency)
    cause = {name: code for code, name in log.names.causes().items()}[f"hadir-{agency}"]
    rows = log["station"] == number
    weekday = log["time_ms"] // MS_PER_DAY % 7
    away = rows & (log["event"] == Event.BALK) & (log["cause"] == cause)
    assert away.sum() > 10 * REPLICATIONS
    assert not set(weekday[away]) & DAYS[agency]
    assert set(weekday[rows & (log["event"] == Event.SERVICE_START)]) == DAYS[agency]
    back = log["event"] == Event.RETURN_APPLICANT
    returned = back & (log["cause"] == cause)
    assert 0.5 * away.sum() < returned.sum() < 0.9 * away.sum()
    assert set(weekday[returned]) <= DAYS[agency]


def test_the_mall_is_a_sensible_one():
    """Counters are busy but not overrun; some leave, most stay; the reception is quick."""
    assert broken_invariants(get_engine(ENGINE)(make_workload(mall().resolved, 2026))) == []
    mean = simulated()[1].mean()
    for station in mall().spec.stations:
        assert 0.4 <= mean[f"utilisation[{station.name}]"] <= 0.85, station.name
    assert mean["waiting_time_mean[resepsi]"] < 5
    assert 15 < mean["waiting_time_mean[dukcapil]"] < 45
    assert 0.02 < mean["give_up_share"] < 0.1
    assert mean["trips_mean"] < 1.3


def test_mondays_are_the_worst_at_civil_registration():
    log, _ = simulated()
    table = visits(log)
    table = table[(table["station"] == log.names.stations.index("dukcapil")) & table["start_ms"].notna()]
    waits = (table["start_ms"] - table["join_ms"]).astype(float).groupby(table["join_ms"] // MS_PER_DAY % 7).mean()
    assert waits[0] > 1.5 * waits[[1, 2, 3, 4]].max()


@pytest.mark.parametrize("patch", mall().spec.patches)
def test_each_patch_runs_within_the_rules_and_changes_something(patch):
    assert mall(patch).hash != mall().hash
    assert broken_invariants(get_engine(ENGINE)(make_workload(mall(patch).resolved, 2026))) == []
    _, values = simulated(patch)
    shared = [name for name in values if name in simulated()[1]]
    assert not np.allclose(values[shared].mean(), simulated()[1][shared].mean(), rtol=1e-4, equal_nan=True)


@pytest.mark.parametrize(
    ("patch", "measured", "sign"),
    [
        ("semua-instansi-setiap-hari", "turned_away_share", -1),
        ("semua-instansi-setiap-hari", "trips_mean", -1),
        ("jadwal-diumumkan", "turned_away_share", -1),
        ("tanpa-resepsi-bersama", "waiting_time_mean[dukcapil]", 1),  # the wait moves to the agencies
        ("satu-petugas-resepsi", "waiting_time_mean[resepsi]", 1),
        ("loket-dukcapil-kelima", "waiting_time_mean[dukcapil]", -1),
        ("dukcapil-tambahan-senin", "waiting_time_mean[dukcapil]", -1),
        ("janji-temu", "waiting_time_mean[dukcapil]", -1),
        ("buka-sabtu", "utilisation[dukcapil]", -1),
        ("istirahat-bergilir", "waiting_time_mean[dpmptsp]", -1),
        ("jaringan-cadangan", "turned_away_share", -1),
        ("genset", "waiting_time_mean[resepsi]", -1),
        ("tiket-300-sehari", "trips_mean", 1),
        ("tutup-resepsi-pukul-13-30", "turned_away_share", 1),
        ("bantu-berkas", "rework_share", -1),
        ("pengunjung-naik-seperempat", "give_up_share", 1),
    ],
)
def test_a_patch_does_what_its_title_says(patch, measured, sign):
    assert sign * (mean_of(patch, measured) - mean_of("", measured)) > 0


def test_priority_groups_wait_longer_without_priority():
    """Their priority makes others wait: without it the mean of all hardly moves, theirs does."""

    def wait_of_the_first(patch):
        office = mall(patch).resolved
        waits = []
        for number in range(REPLICATIONS):
            workload = make_workload(mall().resolved, 2026, number)
            table = visits(get_engine(ENGINE)(make_workload(office, 2026, number)))
            first = np.flatnonzero(workload.priority == 1)
            table = table[table["case"].isin(first) & table["start_ms"].notna()]
            waits.append((table["start_ms"] - table["join_ms"]).astype(float).mean())
        return np.mean(waits)

    assert wait_of_the_first("tanpa-prioritas") > 1.5 * wait_of_the_first("")
    assert mean_of("tanpa-prioritas", "waiting_time_mean") == pytest.approx(mean_of("", "waiting_time_mean"), rel=0.2)
