"""Resolved numbers worked out on paper from the valid files: what the golden files must contain, and why."""

from collections.abc import Iterable
from math import isclose
from pathlib import Path
from typing import Any, TypeVar

import pytest

from simulator.scenario import (
    EVERYONE,
    NEVER,
    NO_FACTORS,
    Backup,
    District,
    Duration,
    Renewal,
    ResolvedChannel,
    ResolvedCheck,
    ResolvedRepair,
    ResolvedScenario,
    ResolvedStation,
    Scenario,
    ScenarioSpec,
    load_scenario,
    resolve,
)

VALID = Path(__file__).with_name("valid")
MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR

Part = TypeVar("Part", bound=Any)


def valid(name: str) -> Scenario:
    return load_scenario(VALID / f"{name}.yaml")


def hours_of(channel: ResolvedChannel) -> dict[int, float]:
    """Hours in which cases arrive, and their shares."""
    return {hour: share for hour, share in enumerate(channel.hours) if share}


def clock(intervals: Iterable[tuple[int, int]]) -> list[tuple[int, str]]:
    """Intervals within a day as people write them: day number, from-to."""
    return [(a // DAY, f"{hhmm(a)}-{hhmm(b)}") for a, b in intervals]


def hhmm(ms: int) -> str:
    return f"{ms % DAY // HOUR:02d}:{ms % HOUR // MINUTE:02d}"


def named(parts: Iterable[Part], name: str) -> Part:
    return next(part for part in parts if part.name == name)


@pytest.mark.parametrize(
    ("station", "kind", "a", "b"),
    [
        ("eksponensial", "exponential", 0.25, 0),
        # variance of the logarithm: ln(1 + 0.5²) = ln 1.25 = 0.2231436, its root 0.4723807; ln 30 - 0.2231436 / 2
        ("lognormal-rerata", "lognormal", 3.2896256060, 0.4723807271),
        # ln(1 + 2²) = ln 5 = 1.6094379, its root 1.2686362; the logarithm of the median, ln 25
        ("lognormal-median", "lognormal", 3.2188758249, 1.2686362412),
        # shape 1 / 0.5² = 4, scale 8 / 4 = 2
        ("gamma", "gamma", 2, 4),
        ("tetap", "deterministic", 5, 0),
    ],
)
def test_parameters_of_distributions(station: str, kind: str, a: float, b: float):
    office = valid("distributions")
    names = [each.name for each in office.resolved.stations]
    time = office.resolved.case_classes[0].routes[0][names.index(station)].service_time
    assert time.kind == kind
    assert isclose(time.a, a, abs_tol=1e-9)
    assert isclose(time.b, b, abs_tol=1e-9)


def test_empirical_durations_keep_their_order_and_end_in_one():
    *_, equal, weighted = (step.service_time for step in valid("distributions").resolved.case_classes[0].routes[0])
    assert equal == Duration("empirical", values=(4, 6, 30, 2.5), cumulative=(0.25, 0.5, 0.75, 1))
    assert weighted == Duration("empirical", values=(5, 10, 45), cumulative=(0.75, 0.75, 1))


def test_arrivals_by_channel_and_hour():
    resolved = valid("channels").resolved
    # 3/6, 2/6 and 1/6 at 8, 9 and 13 o'clock; the other channel evenly round the clock
    assert hours_of(resolved.channels[0]) == pytest.approx({8: 1 / 2, 9: 1 / 3, 13: 1 / 6})
    assert hours_of(resolved.channels[1]) == pytest.approx(dict.fromkeys(range(24), 1 / 24))
    nib, question = resolved.case_classes
    assert (nib.daily_mean, nib.choice.shares) == ((40,), ((0.75, 0.25),))
    assert (question.daily_mean, question.choice.shares) == ((36,), ((0, 1),))  # 1.5 in each of 24 hours
    assert valid("rosters").resolved.case_classes[0].daily_mean == (24, 24, 24)


def test_routes_follow_the_channels_of_the_scenario():
    nib, question = valid("channels").resolved.case_classes
    assert [[step.station for step in route] for route in nib.routes] == [[0], [1, 0]]
    assert [[step.station for step in route] for route in question.routes] == [[], [1]]
    # the step's own service time goes before the station's
    assert [step.service_time.a for step in nib.routes[1]] == [25, 4]


def test_shifts_of_each_server_in_hours():
    office, night, always, closed = (
        [[(start / HOUR, end / HOUR) for start, end in server.shifts] for server in station.servers]
        for station in valid("rosters").resolved.stations
    )
    # 3 servers 8-12, 1 server 12-13, 2 servers 13-16: the first has no break, the second an hour, the third half a day
    assert office == [
        [(8, 16), (32, 40), (56, 64)],
        [(8, 12), (13, 16), (32, 36), (37, 40), (56, 60), (61, 64)],
        [(8, 12), (32, 36), (56, 60)],
    ]
    # 22-24 and 0-6 of the next day are one shift, but for the first morning and the last evening
    assert night == [[(0, 6), (22, 30), (46, 54), (70, 72)]]
    assert always == [[(0, 72)], [(0, 72)]]
    assert closed == []


def test_horizon_and_target_in_milliseconds():
    office = valid("rosters").resolved
    assert (office.horizon_ms, office.warm_up_ms, office.waiting_target_ms) == (72 * HOUR, 24 * HOUR, HOUR // 4)
    assert valid("distributions").resolved.waiting_target_ms == 450_000  # 7.5 minutes


def test_rework_priority_balking_and_patience():
    office = valid("rework-and-priority").resolved
    front, back = office.stations
    assert (front.by_priority, front.balk_at_queue, front.patience) == (True, 12, Duration("exponential", 40))
    assert (back.by_priority, back.balk_at_queue, back.patience) == (False, 0, None)
    assert valid("minimal").resolved.stations[0].balk_at_queue == NEVER
    assert [each.priority for each in office.case_classes] == [9, 1]
    (general,), (elderly,) = (each.routes for each in office.case_classes)
    assert [step.checks for step in general] == [
        (ResolvedCheck("returned", probability=0.05, again=0.05, back_to=0),),
        (ResolvedCheck("returned", probability=0.2, again=0.2, back_to=0),),
    ]
    assert [step.checks for step in elderly] == [()]  # its probability is 0


def test_subsystems_become_positions():
    office = valid("two-outages").resolved
    assert [outage.subsystem for outage in office.outages] == ["listrik", "oss"]
    assert [station.needs for station in office.stations] == [(1, 0), (0,), ()]
    # shape 1 / 1², scale 45
    assert office.outages[0].renewals == (Renewal(Duration("exponential", 2880), Duration("gamma", 45, 1)),)


# Dates: 12 February 2026 is a Thursday; 16 is joint leave, 17 is Imlek; Ramadan is from the 19th


@pytest.fixture(scope="module")
def february() -> ResolvedScenario:
    return valid("calendars").resolved


def shifts(station: ResolvedStation) -> list[list[tuple[int, str]]]:
    return [clock(server.shifts) for server in station.servers]


def test_working_days_around_imlek(february: ResolvedScenario):
    assert february.start_date == "2026-02-12"
    # Thursday and Friday; weekend, joint leave, Imlek; Wednesday to Friday; weekend; Monday to Friday
    assert february.working_days == (True,) * 2 + (False,) * 4 + (True,) * 3 + (False,) * 2 + (True,) * 5
    assert valid("rosters").resolved.working_days == (True, True, True)  # no dates, no weekends
    assert valid("rosters").resolved.start_date == ""


def test_hours_of_a_regulation_before_and_in_ramadan(february: ResolvedScenario):
    thursday, friday = ["07:30-12:00", "13:00-16:00"], ["07:30-11:30", "13:00-16:30"]
    fasting, fasting_friday = ["08:00-12:00", "12:30-15:00"], ["08:00-11:30", "12:30-15:30"]
    expected = {0: thursday, 1: friday, 6: thursday, 7: fasting, 8: fasting_friday}
    expected |= {11: fasting, 13: fasting, 14: fasting, 15: fasting_friday}  # closed on Tuesday 24, day 12
    office, mall = february.calendars
    assert (office.name, mall.name) == ("kantor", "mpp")
    assert clock(office.open) == [(day, span) for day, spans in expected.items() for span in spans]
    # each of the servers is on shift in these hours
    assert shifts(named(february.stations, "loket")) == [clock(office.open)] * 2


def test_own_hours_also_on_days_off(february: ResolvedScenario):
    # Thursday, Saturday, then Monday and Tuesday though off, Wednesday; in Ramadan shorter, no Saturday 21; not on the 26th
    opens = (
        dict.fromkeys([0, 4, 5, 6], "08:00-15:00") | {2: "09:00-12:00"} | dict.fromkeys([7, 11, 12, 13], "09:00-14:00")
    )
    assert clock(february.calendars[1].open) == sorted(opens.items())
    # a roster without weekdays is for the days on which its calendar opens, at the roster's own hours
    assert shifts(named(february.stations, "mpp")) == [
        [(day, "09:00-15:00") for day in sorted(opens)],
        [(day, "09:00-12:00") for day in sorted(opens)],
    ]


def test_weekdays_and_dates_of_a_roster(february: ResolvedScenario):
    # Saturdays and Mondays from the 15th to the 23rd: Monday 16 is off, Saturday 21 and Monday 23 are left
    assert shifts(named(february.stations, "sabtu")) == [[(9, "09:00-12:00"), (11, "09:00-12:00")]]
    # Mondays and Thursdays by a calendar that opens on days off: Monday 16 counts; Thursday 26 is closed there
    assert shifts(named(february.stations, "senin")) == [[(day, "09:00-12:00") for day in (0, 4, 7, 11)]]
    plain = [day for day, works in enumerate(february.working_days) if works]
    assert shifts(named(february.stations, "harian")) == [[(day, "08:00-16:00") for day in plain]]


def test_batches(february: ResolvedScenario):
    # Tuesdays, Thursdays and Saturdays: the office never opens on Saturdays, 17 is Imlek, 19 the officer is away, 24 the
    # office is closed; 12 and 26 are left
    signing = named(february.stations, "tanda-tangan")
    assert [(ms // DAY, hhmm(ms)) for ms in signing.batches_ms] == [
        (0, "10:00"),
        (0, "14:00"),
        (14, "10:00"),
        (14, "14:00"),
    ]
    assert signing.batch_capacity == 20
    archive = named(february.stations, "arsip")
    assert [(ms // DAY, hhmm(ms)) for ms in archive.batches_ms] == [
        (day, "16:00") for day, works in enumerate(february.working_days) if works
    ]
    assert archive.batch_capacity == NEVER


def test_kinds_of_station_and_their_rules(february: ResolvedScenario):
    stations = {station.name: station for station in february.stations}
    assert [
        (name, station.kind, station.calendar) for name, station in stations.items() if station.kind != "staffed"
    ] == [
        ("dinas", "external", 0),
        ("pemohon", "applicant", NEVER),
        ("tanda-tangan", "batch", NEVER),
        ("arsip", "batch", NEVER),
        ("oss", "system", NEVER),
    ]
    assert [name for name, station in stations.items() if not station.servers] == list(stations)[5:]
    assert {name for name, station in stations.items() if station.pauses_at_shift_end} == {"loket"}
    assert {name for name, station in stations.items() if station.per_server_lines and station.jockeying} == {"mpp"}
    counter = stations["loket"]
    assert (counter.starts_per_shift, counter.tickets_until_ms, counter.tickets_per_day) == (6, 11.5 * HOUR, 40)
    assert (stations["mpp"].starts_per_shift, stations["mpp"].tickets_until_ms) == (NEVER, NEVER)
    assert [server.skills for server in counter.servers] == [(0,), (0,)]
    # a system takes no time unless said
    assert [step.service_time.a for step in february.case_classes[0].routes[0]] == [10, 0, 960, 1440, 15]


def test_without_dates_every_day_is_alike():
    office = valid("staff").resolved
    assert clock(office.calendars[0].open) == [(day, "07:00-15:00") for day in range(5)]


# People: 21 December 2026 is a Monday; 24 is joint leave, 25 is Christmas


def test_daily_means_around_christmas():
    arrivals, plain, _ = valid("people").resolved.case_classes
    # 20 a day, times 1.5 in December; Mondays times 1.2; Monday 28 times 1.25, for Thursday and Friday before it were off
    # (Monday 21 follows a plain weekend); 28 and 29 doubled; from the 29th halved. Days off are not 0: channels settle that
    assert arrivals.daily_mean == pytest.approx((36, 30, 30, 30, 30, 30, 30, 90, 30, 15))
    assert plain.daily_mean == (8,) * 10


def test_days_off_before_the_horizon_count():
    later = {"horizon.start": "2026-12-28", "horizon.days": 8, "channels[keliling].dates": ["2026-12-30"]}
    arrivals = valid("people").with_(later).resolved.case_classes[0].daily_mean
    # Monday and Tuesday as before; Wednesday and Thursday halved; Friday 1 January is off, in a month with factor 3;
    # Monday 4 January follows it: 20 * 3 * 1.2 * 1.25 / 2
    assert arrivals == pytest.approx((90, 30, 15, 15, 30, 30, 30, 45))


def test_people_and_what_outreach_changes():
    population = valid("people").resolved.population
    assert population.segments == (("mikro", 0.7), ("kecil", 0.3))
    assert population.priority_groups == (("lansia", 0.08, 1),)
    town, island = population.districts
    # more of them know already than the radio would reach
    assert town == District("kota", 0.75, 10, 0.9, aware=((0, 0.6),), literacy=(0.2, 0.3, 0.5))
    # visits before the horizon, radio from the 23rd, the campaign of next year not any more
    assert island == District("pulau", 0.25, 240, 0.3, ((0, 0.2), (2 * DAY, 0.4)), (0.5, 0.375, 0.125))
    assert valid("minimal").resolved.population == EVERYONE


def test_channels():
    counter, online, clinic, mobile, agent = valid("people").resolved.channels
    assert [channel.in_person for channel in (counter, online, clinic, mobile, agent)] == [
        True,
        False,
        True,
        True,
        False,
    ]
    assert [channel.calendar for channel in (counter, online, clinic, mobile, agent)] == [0, 0, 0, NEVER, NEVER]
    assert [channel.day_off_factor for channel in (counter, online)] == [0, 0.4]
    assert [channel.priority for channel in (counter, clinic)] == [NEVER, 2]
    assert hours_of(online) == {9: 0.25, 20: 0.75}
    assert (counter.retry, counter.switch, counter.attempts) == (0.5, ((1, 0.25), (3, 0.125)), 3)
    assert counter.retry_delay == Duration("exponential", 1440)
    assert (agent.retry, agent.switch, agent.attempts, agent.retry_delay) == (0, (), 1, None)
    # of its three dates the 23rd and 30th are in the horizon
    assert [channel.open_days for channel in (counter, mobile)] == [None, (2, 9)]


def test_appointments():
    *_, clinic, mobile, _ = valid("people").resolved.channels
    assert clinic.appointments
    # not on Thursday 24 to Sunday 27
    slots = [day * DAY + hour * HOUR for day in (0, 1, 2, 7, 8, 9) for hour in (9, 10)]
    assert clinic.appointments.slots_ms == tuple(slots)
    late = valid("people").with_({"calendars.kantor.open[0].to": "24:00"}).resolved.channels[2]
    assert late.appointments == clinic.appointments  # open until midnight is not open on the day after
    assert (clinic.appointments.capacity, clinic.appointments.no_show) == (3, 0.1)
    assert (clinic.appointments.punctuality, clinic.appointments.earliness_min) == (Duration("exponential", 10), 15)
    assert mobile.appointments
    assert mobile.appointments.slots_ms == (2 * DAY + 9 * HOUR, 9 * DAY + 9 * HOUR)
    assert (mobile.appointments.capacity, mobile.appointments.no_show, mobile.appointments.punctuality) == (1, 0, None)


def test_choice_of_channel():
    by_segment, logit, shares = (each.choice for each in valid("people").resolved.case_classes)
    assert (by_segment.shares, by_segment.utilities) == (((0.5, 0.25, 0, 0.25, 0), (0, 1, 0, 0, 0)), ())
    assert (logit.shares, logit.utilities) == ((), (None, (-1, 2, 1.5, 1, 0.25), None, None, (0, 0, 0, 0, 0.5)))
    assert shares.shares == ((0, 0, 1, 0, 0), (0, 0, 1, 0, 0))


def test_brought_along_and_backlog():
    nib, *others = valid("people").resolved.case_classes
    assert nib.brought == (0, 0, 0, 4, 0)
    # the desk is the second step of the counter's route, the first of the online one
    assert nib.backlog == ((0, 1, 7), (1, 0, 2))
    assert {(each.brought, each.backlog) for each in others} == {((0,) * 5, ())}


# Staff


def test_shifts_of_persons_without_training():
    *counter, first, second = valid("staff").resolved.persons
    # two are needed in the morning, one in the afternoon, the third never
    day = ["08:00-12:00", "13:00-16:00"]
    assert clock(counter[0].shifts) == [*((n, span) for n in range(4) for span in day), (4, "13:00-16:00")]
    assert clock(counter[1].shifts) == [
        (0, "08:00-12:00"),
        (1, "08:00-09:00"),
        (1, "11:00-12:00"),
        (2, "08:00-12:00"),
        (3, "08:00-12:00"),
    ]
    assert counter[2].shifts == ()
    assert clock(first.shifts) == clock(second.shifts) == [(n, "07:00-15:00") for n in range(5)]


def test_persons_of_pools():
    office = valid("staff").resolved
    assert office.pools == ("loket", "tim")
    assert [person.pool for person in office.persons] == [0, 0, 0, 1, 1]
    assert [person.skills for person in office.persons] == [(1, 0)] * 3 + [(2,)] * 2
    assert [person.absence for person in office.persons] == [0.05] * 3 + [0] * 2
    assert [station.servers for station in office.stations] == [(), (), ()]
    fewer = valid("staff").with_({"staff[loket].roster[0].servers": 1, "staff[tim].persons": 0}).resolved
    assert [bool(person.shifts) for person in fewer.persons] == [True, False, False]


def test_skill_learnt_and_lost():
    """Untrained, a service takes twice as long and three times as many files are wrong; see rule P3."""
    plain, quick, third, *inspectors = (person.factors for person in valid("staff").resolved.persons)
    update, refresher, lesson = 2 * DAY, 4 * DAY + 12 * HOUR, DAY + 11 * HOUR
    # level 0.4: 1 + 0.6 and 1 + 2 * 0.6; halved to 0.2; a fifth of the missing 0.8 is learnt: 0.36
    assert plain == ((0, 1600, 2200), (update, 1800, 2600), (refresher, 1640, 2280))
    # level 0, works 1.25 times as fast with 0.6 of the errors: 2 / 1.25, 3 * 0.6; then levels 0.5, 0.25, 0.4
    assert quick == ((0, 1600, 1800), (lesson, 1200, 1200), (update, 1400, 1500), (refresher, 1280, 1320))
    # levels 0.4, 0.7, 0.35, 0.48
    assert third == ((0, 1600, 2200), (lesson, 1300, 1600), (update, 1650, 2300), (refresher, 1520, 2040))
    # full skill, of which an update takes half; but nothing is said of what the untrained are like
    assert inspectors == [((0, 1000, 1000),)] * 2


def test_skill_changes_outside_the_horizon_and_at_one_moment():
    office = valid("staff").with_(
        {
            "horizon.start": "2026-03-02",
            "staff[loket].training": [
                training("2026-02-20 10:00", 0.5),
                training("day 1 12:00", 0.25),
                training("day 9 12:00", 1),
            ],
            "system_changes[0].at": "2026-03-03 12:00",
        }
    )
    # before the horizon: 0.4 + half of the missing 0.6 = 0.7; on day 1 first 0.7 + 0.3 / 4 = 0.775, then halved: 0.3875
    assert office.resolved.persons[0].factors == ((0, 1300, 1600), (DAY + 12 * HOUR, 1612, 2225))


def training(end: str, gain: float) -> dict[str, Any]:
    start = end.replace("10:00", "08:00").replace("12:00", "08:00")
    return {"title": {"id": "x", "en": "x"}, "from": start, "to": end, "gain": gain}


# Routes


def stations_of(office: ResolvedScenario) -> list[str]:
    return [office.stations[step.station].name for step in office.case_classes[0].routes[0]]


def test_steps_under_policies():
    office = valid("routes")
    assert stations_of(office.resolved) == ["daftar", "entri", "verifikasi", "tim", "basah"]
    # double entry goes with either of two policies; the electronic signature needs both
    assert stations_of(office.patched("terpadu").resolved) == ["daftar", "kkpr", "verifikasi", "tim", "elektronik"]
    some = office.with_({"policies.electronic_signature": True}).resolved
    assert stations_of(some) == ["daftar", "verifikasi", "tim"]
    # and the way back to verification is the way to its place among those that are left
    assert [check.back_to for check in some.case_classes[0].routes[0][1].checks] == [1, 0, 1]


def test_checks_and_repairs():
    first, entry, verification, *_ = valid("routes").resolved.case_classes[0].routes[0]
    at_home = ResolvedRepair(Duration("exponential", 1440), calendar=0, never_returns=0.25)
    assert first.checks == (ResolvedCheck("nik", 0.1, 0.02, back_to=0, factors=(1, 1, 1.5, 3), repair=at_home),)
    assert entry.checks == ()  # can never fail
    assert verification.checks == (
        ResolvedCheck("nik", 0, 0.5, back_to=2),
        ResolvedCheck(
            "incomplete",
            0.3,
            0.15,
            back_to=0,
            factors=(2, 1, 1, 1),
            repair=ResolvedRepair(Duration("deterministic", 2880), calendar=NEVER, never_returns=0),
        ),
        ResolvedCheck("returned", 0.05, 0.05, back_to=2),
    )
    assert (verification.help_time, verification.help_probability) == (None, 0)


def test_help_on_the_spot():
    verification = valid("routes").patched("terpadu").resolved.case_classes[0].routes[0][2]
    assert [check.kind for check in verification.checks] == ["nik", "returned"]
    assert (verification.help_time, verification.help_probability) == (Duration("deterministic", 12), 0.3)
    assert verification.help_factors == (2, 1, 1, 1)


def test_factors_travel_and_the_legal_clock():
    office = valid("routes").resolved
    (permit,) = office.case_classes
    route = permit.routes[0]
    assert [step.factors for step in route] == [NO_FACTORS] * 2 + [(1.5, 1.25, 1.125, 2)] + [NO_FACTORS] * 2
    assert [step.travel for step in route] == [False, False, False, True, False]
    assert [step.starts_clock for step in route] == [False, False, True, False, False]
    assert [step.deadline_days for step in route] == [NEVER, NEVER, 2, NEVER, NEVER]
    assert (permit.deadline_days, permit.deemed_approval) == (5, True)
    others = (*valid("calendars").resolved.case_classes, *valid("minimal").resolved.case_classes)
    assert [(each.deadline_days, each.deemed_approval) for each in others] == [
        (3, False),
        (NEVER, False),
        (NEVER, False),
    ]


def test_steps_after_a_return():
    _, online, agent = valid("after-return").resolved.case_classes[0].routes
    assert [step.after_return for step in online] == [False, True]
    assert [step.after_return for step in agent] == [False, True, True, False]


def test_a_permit_by_law_with_the_details_of_the_office():
    """SiCantik: verification, where the clock starts, technical agency, initials, electronic signature; five days."""
    office = valid("permit").resolved
    (permit,) = office.case_classes
    names = [[office.stations[step.station].name for step in route] for route in permit.routes]
    by_law = ["verifikasi", "opd-teknis", "paraf", "tte"]
    assert names == [["terima", *by_law], ["portal", *by_law], ["terima"]]
    assert [[step.starts_clock for step in route] for route in permit.routes[:2]] == [
        [False, True, False, False, False]
    ] * 2
    assert (permit.deadline_days, permit.deemed_approval) == (5, True)
    counter, online = permit.routes[0][1], permit.routes[1][1]
    assert (counter.service_time.a, online.service_time.a) == (30, 20)
    assert (counter.deadline_days, online.deadline_days) == (2, NEVER)
    assert (counter.checks, online.checks) == ((ResolvedCheck("returned", 0.25, 0.25, back_to=0),), ())


# Disruptions: 2 March 2026 is a Monday, seven days


def test_how_subsystems_fail():
    oss, power, network = valid("disruptions").resolved.outages
    exponential = {mean: Duration("exponential", mean) for mean in (40, 90, 900, 3000, 5000, 50_000)}
    assert oss.renewals == (
        Renewal(exponential[3000], exponential[40]),
        Renewal(exponential[50_000], Duration("deterministic", 1440)),
    )
    assert [outage.needs for outage in (oss, power, network)] == [(2,), (), (1,)]
    assert [outage.shared for outage in (oss, power, network)] == [True, False, False]
    assert [outage.day_probability for outage in (oss, power, network)] == [0, 0, 0.02]
    assert (power.renewals, network.renewals) == ((), ())
    # what began the evening before counts from midnight; two that touch are one
    assert clock(power.dated) == [(0, "00:00-06:00"), (2, "09:00-15:30")]


def test_slow_states():
    oss, power, _ = valid("disruptions").resolved.outages
    assert oss.slow == ((Renewal(Duration("exponential", 900), Duration("exponential", 90)), 500),)
    # cut at the end of the horizon; the one after it is left out
    assert oss.slow_dated == (((6 * DAY + 12 * HOUR, 7 * DAY), 300), ((DAY + 8 * HOUR, DAY + 10 * HOUR), 625))
    assert (power.slow, power.slow_dated) == ((), ())


def test_backups():
    oss, power, network = valid("disruptions").resolved.outages
    assert oss.backup is None
    assert power.backup == Backup(None, starts_after_ms=30_000, lasts_ms=4 * HOUR, fails=0.05)
    link = Renewal(Duration("exponential", 5000), Duration("deterministic", 120))
    assert network.backup == Backup(link, starts_after_ms=0, lasts_ms=NEVER, fails=0)


def test_what_stations_do_in_an_outage():
    stations = valid("disruptions").resolved.stations
    told = [(each.outage_effect, each.outage_after_ms, each.outage_speed, each.enter_at) for each in stations]
    assert told == [
        ("paper", 30 * MINUTE, 400, 5),
        ("leave", 7.5 * MINUTE, 1000, NEVER),
        ("slower", 0, 250, NEVER),
        ("restart", 0, 1000, NEVER),
        ("wait", 0, 1000, NEVER),
        ("wait", 0, 1000, NEVER),
    ]
    broken = [(each.breakdown_up, each.breakdown_down) for each in stations]
    assert broken[2] == (Duration("exponential", 480), Duration("deterministic", 20))
    assert {*broken[:2], *broken[3:]} == {(None, None)}
    assert stations[5].service_time == Duration("deterministic", 6)


# Prices


def test_prices():
    prices = {(price.what, price.name, price.unit, price.amount) for price in valid("prices").resolved.prices}
    assert prices == {
        ("server_hour", "depan", "IDR/h", 45_000),
        ("overtime_hour", "depan", "IDR/h", 60_000),
        ("server_hour", "tim", "IDR/h", 50_000),
        ("overtime_hour", "tim", "IDR/h", 0),  # unpaid is said; not said is no price
        ("training", "tim", "IDR", 3_000_000),  # four persons at 750,000
        ("training", "tim", "IDR", 1_000_000),  # two at 500,000
        ("channel_day", "keliling", "IDR/day", 2_500_000),
        ("channel_fee", "biro", "IDR", 300_000),
        ("trip", "kota", "IDR", 15_000),
        ("outreach", "hulu kota", "IDR", 4_000_000),
        ("backup_month", "listrik", "IDR/month", 1_750_000),
        ("applicant_hour", "", "IDR/h", 22_000),
        ("item_month", "internet", "IDR/month", 3_000_000),
        ("item_once", "ruang-tunggu", "IDR", 80_000_000),
    }
    assert len(prices) == len(valid("prices").resolved.prices)
    assert valid("minimal").resolved.prices == ()


# The form as a whole


def test_a_default_and_the_same_number_written_are_one_scenario():
    for file in VALID.glob("*.yaml"):
        spec = load_scenario(file).spec
        written = spec.model_dump(by_alias=True, exclude_none=True)
        for full, case_class in zip(written["case_classes"], spec.case_classes, strict=True):
            # but for `details`, where a written default goes before what the law says of the step
            full |= case_class.model_dump(by_alias=True, exclude_unset=True, include={"details"})
        assert resolve(ScenarioSpec.model_validate(written)).hash == resolve(spec).hash


def test_resolving_is_pure():
    for file in VALID.glob("*.yaml"):
        office = load_scenario(file)
        before = office.spec.model_dump_json()
        first, second = resolve(office.spec), resolve(office.spec)
        assert (first, first.hash) == (second, second.hash)
        assert office.spec.model_dump_json() == before


def test_the_hash_sees_each_number_but_no_title():
    office = valid("channels")
    assert office.with_({"stations[meja].title.en": "Another"}).hash == office.hash
    changes = {
        "case_classes[nib].arrivals.per_day": 41,
        "stations[meja].service_time.mean_min": 11,
        "targets.waiting_time_min": 16,
        "horizon.days": 2,
        "channels[loket].arrival_profile.hourly[13]": 2,
        "stations[meja].servers": 2,
        "horizon.start": "2026-03-02",
    }
    hashes = {office.hash, *(office.with_({path: value}).hash for path, value in changes.items())}
    assert len(hashes) == 1 + len(changes)
