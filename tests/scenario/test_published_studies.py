"""Three published queueing studies: their printed figures follow from the scenarios, by theory and by simulation."""

from functools import cache

import numpy as np
import pytest

from agreement import assert_mean, replicate
from simulator import theory
from simulator.calendars import MS_PER_DAY, MS_PER_MINUTE
from simulator.compiled import HAS_NUMBA
from simulator.data.rows import find_row
from simulator.eventlog import Event
from simulator.experiments import run
from simulator.measures import Window, cases, measure, queue_area_ms
from simulator.scenario import load_scenario

BANDUNG = {"queue-length": "22.09", "number": "23.05", "waiting-time": "95.4", "sojourn-time": "99.6"}
SIGI_ONE_DESK = {"1-desks-1": "1.13", "2-desks-1": "0.90", "3-desks-1": "3.0"}
SIGI_MORE_DESKS = {"1-desks-2": "0.57", "2-desks-2": "0.45", "3-desks-4": "0.75"}
SIGI_PERSONS = (2, 1, 5)
TABALONG = {"sojourn-time": "107", "throughput": "8"}
LAST_TICKET_MIN, FIRST_MIN, CLOSING_MIN = 12 * 60 + 28, 8 * 60, 14 * 60 + 15

ENGINE = "fast" if HAS_NUMBA else "reference"
"""One is enough: others compare the two, row by row."""

STAGES = ("pendataan", "perekaman", "pencetakan")


def as_printed(value, text):
    """A value with as many decimals as a printed figure."""
    return f"{value:.{len(text.partition('.')[2])}f}"


def values_of(*names):
    """Measures of one replication, for `replicate`."""

    def of_log(log, warm_up_ms):
        return measure(log, Window(warm_up_ms, 30 * MS_PER_MINUTE)).loc[:, list(names)].iloc[0].to_numpy(float)

    return of_log


@pytest.mark.parametrize(
    ("study", "printed"),
    [("bandung", BANDUNG), ("sigi", SIGI_ONE_DESK), ("sigi", SIGI_MORE_DESKS), ("tabalong", TABALONG)],
)
def test_the_printed_figures_are_those_of_the_data_package(study, printed):
    for name, text in printed.items():
        assert find_row(f"service/{study}-{name}").value == float(text)


# ---- birth certificates, Kota Bandung


def bandung():
    """Scenario, arrival rate per minute and mean service time."""
    office = load_scenario("akta-bandung")
    return office, office.spec.case_classes[0].arrivals.per_hour / 60, office.spec.stations[0].service_time.mean_min


def mm1_figures(arrival_rate, service_min):
    """Lq, L, Wq and W, in the order of `BANDUNG`."""
    rates = arrival_rate, 1 / service_min
    wait, sojourn = theory.mm1_mean_wait(*rates), theory.mm1_mean_sojourn(*rates)
    return theory.mm1_mean_queue_length(*rates), arrival_rate * sojourn, wait, sojourn


@cache
def bandung_in_the_long_run(seed):
    """Lq, L, Wq, W and utilisation, each with a value for each replication: four million applicants in all."""
    office = bandung()[0].with_({"horizon.days": 440, "horizon.warm_up_days": 60})
    names = "queue_length_mean", "utilisation", "waiting_time_mean", "sojourn_time_mean"
    queue, busy, wait, sojourn = replicate(office, ENGINE, values_of(*names), 30, seed).T
    return queue, queue + busy, wait, sojourn, busy


def test_theory_gives_the_figures_of_bandung_to_the_last_digit():
    _, *rates = bandung()
    for value, text in zip(mm1_figures(*rates), BANDUNG.values(), strict=True):
        assert as_printed(value, text) == text


def test_the_rates_computed_from_the_rounded_figures_miss_a_digit():
    """Why the scenario has another arrival rate than Lq / Wq: with that, W would be printed as 99.5."""
    queue, number, wait, sojourn = map(float, BANDUNG.values())
    assert as_printed(number / (queue / wait), BANDUNG["sojourn-time"]) == "99.5"
    arrival_rate = bandung()[1]
    assert arrival_rate == pytest.approx(queue / wait, rel=5e-4)
    assert arrival_rate == pytest.approx(number / sojourn, rel=5e-4)


@pytest.mark.skipif(not HAS_NUMBA, reason="the reference engine takes minutes for this many applicants")
def test_simulation_gives_the_figures_of_bandung(seed):
    _, *rates = bandung()
    *simulated, busy = bandung_in_the_long_run(seed)
    for values, expected in zip(simulated, mm1_figures(*rates), strict=True):
        assert_mean(values, expected)
    assert_mean(busy, rates[0] * rates[1])


@pytest.mark.skipif(not HAS_NUMBA, reason="the reference engine takes minutes for this many applicants")
def test_a_service_time_one_per_cent_longer_fails(seed):
    """The tolerance can fail: so near to a utilisation of 1, a hundredth of the service time shows in every figure."""
    _, arrival_rate, service_min = bandung()
    *simulated, _ = bandung_in_the_long_run(seed)
    for values, wrong in zip(simulated, mm1_figures(arrival_rate, 1.01 * service_min), strict=True):
        with pytest.raises(AssertionError, match="standard error"):
            assert_mean(values, wrong)


def test_an_office_day_in_bandung_is_far_from_the_printed_wait(seed):
    """From 08:00 to 15:00, empty each morning: the forward equations of the day, and a quarter of the printed wait."""
    _, arrival_rate, service_min = bandung()
    office = load_scenario("akta-bandung").patched("hari-kantor")
    rates = [arrival_rate if 8 <= hour < 15 else 0.0 for hour in range(24)]
    staffed = [1 if 8 <= hour < 20 else 0 for hour in range(24)]
    course = theory.time_varying_day([60] * 24, rates, staffed, 1 / service_min)

    def both(log, warm_up_ms):
        length = queue_area_ms(log, 0, np.array([0, log.horizon_ms])).sum() / log.horizon_ms
        return length, values_of("waiting_time_mean")(log, warm_up_ms)[0]

    length, wait = replicate(office, ENGINE, both, 30, seed).T
    assert_mean(length, course.mean_queue_length)
    assert_mean(wait, course.mean_queue_length * 24 * 60 / sum(60 * rate for rate in rates))
    assert 0.2 < wait.mean() / float(BANDUNG["waiting-time"]) < 0.33


# ---- identity cards, Kabupaten Sigi


def sigi():
    """Scenario, arrival rate per minute and mean service times of the three stages."""
    office = load_scenario("ktp-sigi")
    times = [station.service_time.mean_min for station in office.spec.stations]
    return office, office.spec.case_classes[0].arrivals.per_hour / 60, times


def test_theory_gives_the_figures_of_sigi():
    office, arrival_rate, times = sigi()
    for service_min, text in zip(times, SIGI_ONE_DESK.values(), strict=True):
        assert as_printed(arrival_rate * service_min, text) == text
    desks = [station.servers for station in office.spec.stations]
    assert desks == [int(name.rpartition("-")[2]) for name in SIGI_MORE_DESKS]
    for service_min, servers, text, persons in zip(times, desks, SIGI_MORE_DESKS.values(), SIGI_PERSONS, strict=True):
        assert as_printed(arrival_rate * service_min / servers, text) == text
        assert round(arrival_rate * theory.mmc_mean_sojourn(arrival_rate, 1 / service_min, servers)) == persons


@cache
def sigi_by_stage(seed):
    """Of each stage: utilisation and number present, each with a value for each replication."""
    names = [f"{measured}[{stage}]" for stage in STAGES for measured in ("utilisation", "queue_length_mean")]
    values = replicate(sigi()[0], ENGINE, values_of(*names), 200, seed).T
    desks = [station.servers for station in sigi()[0].spec.stations]
    return [
        (busy, queue + busy * servers) for busy, queue, servers in zip(values[::2], values[1::2], desks, strict=True)
    ]


def test_simulation_gives_the_figures_of_sigi(seed):
    office, arrival_rate, times = sigi()
    for station, service_min, (busy, number) in zip(office.spec.stations, times, sigi_by_stage(seed), strict=True):
        assert_mean(busy, arrival_rate * service_min / station.servers)
        assert_mean(number, arrival_rate * theory.mmc_mean_sojourn(arrival_rate, 1 / service_min, station.servers))


def test_services_two_per_cent_longer_fail_at_each_stage(seed):
    """The tolerance can fail."""
    office, arrival_rate, times = sigi()
    stages = zip(office.spec.stations, times, sigi_by_stage(seed), strict=True)
    for station, service_min, (busy, _) in stages:
        with pytest.raises(AssertionError, match="standard error"):
            assert_mean(busy, 1.02 * arrival_rate * service_min / station.servers)


def test_one_desk_at_each_stage_jams_the_first_and_the_last(seed):
    """Utilisation cannot be 1.13 or 3.0: it is 1, and what the first lets through is all that the second has to do."""
    office = load_scenario("ktp-sigi").patched("satu-meja")
    names = *(f"utilisation[{stage}]" for stage in STAGES), "present_at_end"
    first, second, last, present = replicate(office, ENGINE, values_of(*names), 20, seed).T
    _, arrival_rate, times = sigi()
    assert first.min() > 0.98
    assert last.min() > 0.999
    assert_mean(second, times[1] / times[0])
    assert_mean(present, (arrival_rate - 1 / times[2]) * office.resolved.horizon_ms / MS_PER_MINUTE)


@pytest.mark.parametrize("days", [12, 24])
def test_a_study_of_the_long_run_refuses_a_mean_for_one_desk_at_each_stage(days):
    """The queue grows with the horizon, whatever that is."""
    office = load_scenario("ktp-sigi").patched("satu-meja").with_({"horizon.days": days})
    result = run(office, 10, steady_state=True, keep_log=False)
    assert "unsettled" in [note.kind for note in result.notes]
    assert result.estimate("waiting_time_mean").n == 0
    settled = run(sigi()[0], 10, steady_state=True, keep_log=False)
    assert "unsettled" not in [note.kind for note in settled.notes]
    assert settled.estimate("waiting_time_mean").n == 10


# ---- driving licences, Polres Tabalong


def tabalong(patch=""):
    office = load_scenario("sim-tabalong")
    return office.patched(patch) if patch else office


def tandem_sojourn(arrival_rate, service_times):
    network = [arrival_rate, 0, 0], theory.tandem_routing(3), [1 / each for each in service_times], [1, 1, 1]
    return theory.jackson_mean_sojourn(*network)


def tabalong_rates():
    """Arrival rate per minute and mean service times of the three stages."""
    steady = tabalong("keadaan-tunak").spec
    return steady.case_classes[0].arrivals.per_hour / 60, [station.service_time.mean_min for station in steady.stations]


def test_theory_gives_the_figures_of_tabalong():
    """107 minutes; 8 applicants until 12:28; and officers who leave 107 minutes later."""
    arrival_rate, times = tabalong_rates()
    sojourn = tandem_sojourn(arrival_rate, times)
    assert as_printed(sojourn, TABALONG["sojourn-time"]) == TABALONG["sojourn-time"]
    open_min = LAST_TICKET_MIN - FIRST_MIN
    assert as_printed(arrival_rate * open_min, TABALONG["throughput"]) == TABALONG["throughput"]
    assert round(LAST_TICKET_MIN + sojourn) == CLOSING_MIN
    day = tabalong().spec
    assert day.stations[0].tickets.until == "12:28"
    assert {shift.end for station in day.stations for shift in station.roster} == {"14:15"}
    per_day = arrival_rate * (CLOSING_MIN - FIRST_MIN)
    assert day.case_classes[0].arrivals.per_day == pytest.approx(per_day, rel=1e-4)


@cache
def tabalong_sojourn(seed):
    return replicate(tabalong("keadaan-tunak"), ENGINE, values_of("sojourn_time_mean"), 150, seed)[:, 0]


def test_simulation_gives_the_107_minutes_of_tabalong(seed):
    assert_mean(tabalong_sojourn(seed), tandem_sojourn(*tabalong_rates()))


def test_services_two_per_cent_longer_are_noticed_in_tabalong(seed):
    """The tolerance can fail."""
    arrival_rate, times = tabalong_rates()
    with pytest.raises(AssertionError, match="standard error"):
        assert_mean(tabalong_sojourn(seed), tandem_sojourn(arrival_rate, [1.02 * each for each in times]))


def days_of(log, _):
    """Means over the days: tickets, applicants done on the day, not done, and minutes from 14:15 to the last."""
    table = cases(log)
    table = table[table["turned_away"] == 0]
    days = log.horizon_ms // MS_PER_DAY
    came, left = (table[column] // MS_PER_DAY for column in ("arrival_ms", "end_ms"))
    done = (table["ending"] == Event.DEPARTURE) & (came == left)
    last = table.loc[done, "end_ms"].groupby(came[done]).max().astype(float) % MS_PER_DAY / MS_PER_MINUTE
    return len(table) / days, done.sum() / days, (~done).sum() / days, (last - CLOSING_MIN).clip(lower=0).sum() / days


def test_about_eight_a_day_are_done_with_the_last_ticket_at_12_28(seed):
    tickets, done, not_done, _ = replicate(tabalong(), ENGINE, days_of, 40, seed).T
    assert_mean(tickets, float(TABALONG["throughput"]))
    assert 7 < done.mean() < 8
    assert not_done.mean() < 0.1 * done.mean()


def test_without_a_last_ticket_more_come_in_and_more_are_not_done(seed):
    """The lesson of the last ticket: each day somebody is told to come back, or the officers stay."""
    limited, unlimited, overtime = (
        replicate(tabalong(patch), ENGINE, days_of, 40, seed).T for patch in ("", "tanpa-batas-tiket", "lembur")
    )
    more_not_done = unlimited[2] - limited[2]
    assert more_not_done.mean() > 4.5 * more_not_done.std(ddof=1) / np.sqrt(len(more_not_done))
    assert unlimited[2].mean() > 1
    assert overtime[2].mean() == 0
    assert overtime[3].mean() > 20 > 4 * limited[3].mean()
