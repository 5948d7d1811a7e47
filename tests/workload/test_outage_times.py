"""When subsystems are down or slow: causes, needs, backups, speeds, what offices share."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from scipy import stats

from simulator.calendars import MS_PER_DAY, MS_PER_MINUTE
from simulator.scenario.resolved import NEVER, Backup, Duration, Interval, Renewal, ResolvedOutage
from simulator.workload import make_workload
from workload.resolved_offices import case_class, exponential, fixed, office

pytestmark = pytest.mark.usefixtures("way")

LINK = Renewal(exponential(600), exponential(60))
HELP = Backup(renewal=None, starts_after_ms=0, lasts_ms=NEVER, fails=0.0)


def minutes(*pairs: tuple[int, int]) -> tuple[Interval, ...]:
    return tuple((start * MS_PER_MINUTE, end * MS_PER_MINUTE) for start, end in pairs)


def minutes_min(minutes_: float) -> int:
    return round(minutes_ * MS_PER_MINUTE)


def workload_of(*outages: ResolvedOutage, seed: int = 1, days: int = 1, **address: int) -> Any:
    return make_workload(office(days, (case_class(daily_mean=(0.0,) * days),), outages=outages), seed, **address)


def down(*outages: ResolvedOutage, **arguments: Any) -> list[list[tuple[float, float]]]:
    """Outages of each subsystem, in minutes."""
    found = workload_of(*outages, **arguments).outages
    return [[(start / MS_PER_MINUTE, end / MS_PER_MINUTE) for start, end in table.tolist()] for table in found]


def raw(*outages: ResolvedOutage, **arguments: Any) -> list[list[list[int]]]:
    return [table.tolist() for table in workload_of(*outages, **arguments).outages]


def dated(name: str, *pairs: tuple[int, int], **fields: Any) -> ResolvedOutage:
    return ResolvedOutage(name, dated=minutes(*pairs), **fields)


def test_dated_failures_that_overlap_or_touch_are_one():
    assert down(dated("oss", (10, 20), (15, 30), (30, 31), (50, 60), (52, 53))) == [[(10, 31), (50, 60)]]


def test_a_failure_of_no_length_is_none():
    assert down(dated("oss", (10, 10), (20, 30), (25, 25))) == [[(20, 30)]]


def test_a_failure_after_the_horizon_is_none_and_one_at_its_end_goes_on():
    assert down(dated("oss", (1430, 1500), (1440, 1450), (2000, 2001))) == [[(1430, 1500)]]
    assert down(dated("oss", (1440, 1450))) == [[]]


def test_a_subsystem_is_down_while_what_it_needs_is():
    """Power 10-20 takes the link (15-30 by itself) with it, and both the portal, whatever their order in the file."""
    portal = dated("portal", (40, 50), needs=(1,))
    link = dated("link", (15, 30), needs=(2,))
    power = dated("power", (10, 20))
    assert down(portal, link, power) == [[(10, 30), (40, 50)], [(10, 30)], [(10, 20)]]


def test_two_that_need_a_common_one_fail_together(seed):
    power = ResolvedOutage("power", (LINK,))
    portal, queue, alone = down(
        *(ResolvedOutage(n, needs=(2,)) for n in ("portal", "queue")), power, seed=seed, days=30
    )
    assert portal == queue == alone
    assert len(alone) > 30


def test_a_generator_starts_late_and_runs_dry():
    """Starts after 5 minutes, lasts 20: of 100-103, 200-215 and 300-400 remain the start, the start, start and end."""
    generator = replace(HELP, starts_after_ms=minutes_min(5), lasts_ms=minutes_min(20))
    power = dated("power", (100, 103), (200, 215), (300, 400), backup=generator)
    assert down(power) == [[(100, 103), (200, 205), (300, 305), (325, 400)]]


def test_a_backup_does_not_stand_in_for_what_the_subsystem_needs():
    """A second link does not work without power either; it covers 20-50 of the link's own 20-60, less the power cut."""
    power = dated("power", (10, 25))
    link = dated("link", (20, 60), needs=(0,), backup=replace(HELP, lasts_ms=minutes_min(30)))
    assert down(power, link) == [[(10, 25)], [(10, 25), (50, 60)]]


def test_who_needs_a_subsystem_with_a_backup_is_down_only_when_that_is():
    power = dated("power", (10, 60), backup=replace(HELP, starts_after_ms=minutes_min(2)))
    assert down(power, dated("link", needs=(0,))) == [[(10, 12)], [(10, 12)]]


def test_a_second_link_helps_while_it_works_itself():
    """Second link: up 30 minutes, down 10, and so on. Of the first's 20-50 remains 30-40."""
    second = replace(HELP, renewal=Renewal(fixed(30), fixed(10)))
    assert down(dated("link", (20, 50), (72, 75), (81, 90), backup=second)) == [[(30, 40), (72, 75)]]


def test_with_two_links_the_office_is_down_only_when_both_are(seed):
    """The first link's failures are the same with and without the second, and the rest is their common part."""
    second = replace(HELP, renewal=Renewal(exponential(90), exponential(60)))
    (alone,) = raw(ResolvedOutage("link", (LINK,)), seed=seed, days=1000)
    (both,) = raw(ResolvedOutage("link", (LINK,), backup=second), seed=seed, days=1000)
    assert all(any(a <= start and end <= b for a, b in alone) for start, end in both[:200])
    share = sum(end - start for start, end in both) / sum(end - start for start, end in alone)
    assert abs(share - 60 / 150) < 5 * np.sqrt(0.24 * 2 / len(alone))  # as if each outage met it either up or down
    (every_failure,) = raw(ResolvedOutage("link", (LINK,), backup=replace(HELP, fails=1.0)), seed=seed, days=1000)
    assert every_failure == alone


def test_a_backup_fails_to_start_with_its_probability(seed):
    """Binomial within 5 standard deviations; another outage before does not change which."""
    unsure = replace(HELP, fails=0.3)
    (left,) = raw(ResolvedOutage("power", (LINK,), backup=unsure), seed=seed, days=400)
    (all_,) = raw(ResolvedOutage("power", (LINK,)), seed=seed, days=400)
    n = len(all_)
    assert n > 800
    assert abs(len(left) - 0.3 * n) < 5 * np.sqrt(0.21 * n)
    assert all(outage in all_ for outage in left)
    first = all_[0][0]
    extra = ResolvedOutage("power", (LINK,), dated=((first // 3, first // 2),), backup=unsure)
    (with_extra,) = raw(extra, seed=seed, days=400)
    assert [outage for outage in with_extra if outage[0] >= first] == left


def test_whole_days_are_lost_with_their_probability(seed):
    (days,) = raw(ResolvedOutage("oss", day_probability=0.1), seed=seed, days=3000)
    assert all(start % MS_PER_DAY == 0 and end % MS_PER_DAY == 0 for start, end in days)
    lost = sum(end - start for start, end in days) // MS_PER_DAY
    assert abs(lost - 300) < 5 * np.sqrt(270)
    (certain,) = raw(ResolvedOutage("oss", day_probability=1.0), seed=seed, days=3)
    assert certain == [[0, 3 * MS_PER_DAY]]


def test_several_processes_are_independent_and_all_count(seed):
    """A second process leaves the first as it is; together they are down as often as two independent ones."""
    rare = Renewal(exponential(600), exponential(60))
    (one,) = raw(ResolvedOutage("oss", (LINK,)), seed=seed, days=2000)
    (two,) = raw(ResolvedOutage("oss", (LINK, rare)), seed=seed, days=2000)
    assert all(any(a <= start and end <= b for a, b in two) for start, end in one[:200])
    is_down = sum(end - start for start, end in two) / (2000 * MS_PER_DAY)
    p = 60 / 660
    assert abs(is_down - (1 - (1 - p) ** 2)) < 5 * 0.0023  # the standard error of 2000 days, by the rates


def test_up_and_down_times_follow_their_distributions(seed):
    """Kolmogorov-Smirnov at 1e-6; also for slow states, which have their own draws."""
    outage = ResolvedOutage("oss", (LINK,), slow=((LINK, 500),))
    workload = workload_of(outage, seed=seed, days=3000)
    for table in (workload.outages[0], workload.slow[0][:, :2]):
        ups = np.diff(np.concatenate([[0], table.ravel()]))[::2] / MS_PER_MINUTE
        assert stats.kstest(ups[:-1], stats.expon(scale=600).cdf).pvalue > 1e-6
        assert stats.kstest((table[:, 1] - table[:, 0]) / MS_PER_MINUTE, stats.expon(scale=60).cdf).pvalue > 1e-6
    assert not set(workload.outages[0][:, 0].tolist()) & set(workload.slow[0][:, 0].tolist())


def slow(*outages: ResolvedOutage, **arguments: Any) -> list[list[tuple[float, float, int]]]:
    found = workload_of(*outages, **arguments).slow
    return [
        [(start / MS_PER_MINUTE, end / MS_PER_MINUTE, speed) for start, end, speed in table.tolist()] for table in found
    ]


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ([(10, 20, 500)], [(10, 20, 500)]),
        ([(10, 20, 500), (15, 30, 500)], [(10, 30, 500)]),
        ([(10, 40, 500), (20, 30, 200)], [(10, 20, 500), (20, 30, 200), (30, 40, 500)]),
        ([(10, 40, 200), (20, 30, 500)], [(10, 40, 200)]),
        ([(10, 20, 500), (20, 30, 200)], [(10, 20, 500), (20, 30, 200)]),
        (
            [(0, 60, 900), (10, 30, 500), (20, 50, 700), (40, 45, 100)],
            [(0, 10, 900), (10, 30, 500), (30, 40, 700), (40, 45, 100), (45, 50, 700), (50, 60, 900)],
        ),
        ([(10, 10, 100), (1430, 1450, 300), (1440, 1460, 200)], [(1430, 1440, 300)]),
    ],
)
def test_where_slow_states_meet_the_lowest_speed_counts(states, expected):
    spans = tuple((span, speed) for (start, end, speed) in states for span in minutes((start, end)))
    assert slow(ResolvedOutage("oss", slow_dated=spans)) == [expected]


def test_slow_renewals_and_dated_slow_states_meet_too():
    """Up 30, down 20 at half speed: 30-50, 80-100, ...; dated 40-90 at a tenth."""
    outage = ResolvedOutage(
        "oss", slow=((Renewal(fixed(30), fixed(20)), 500),), slow_dated=((minutes((40, 90))[0], 100),)
    )
    (found,) = slow(outage)
    assert found[:4] == [(30, 40, 500), (40, 90, 100), (90, 100, 500), (130, 150, 500)]


def test_a_shared_subsystem_fails_alike_in_all_offices_and_others_do_not(seed):
    """Its slow states and its backup too."""
    second = replace(HELP, renewal=Renewal(exponential(90), exponential(60)), fails=0.2)
    shape = ResolvedOutage("oss", (LINK,), day_probability=0.05, slow=((LINK, 500),), backup=second)
    here, there = (
        workload_of(replace(shape, shared=True), shape, seed=seed, days=60, office=number) for number in (0, 7)
    )
    assert here.outages[0].tolist() == there.outages[0].tolist()
    assert here.slow[0].tolist() == there.slow[0].tolist()
    assert len(here.outages[0]) > 10
    assert here.outages[1].tolist() != there.outages[1].tolist()
    assert here.slow[1].tolist() != there.slow[1].tolist()


def test_outages_do_not_depend_on_who_comes_or_on_subsystems_after_them(seed):
    one = raw(ResolvedOutage("oss", (LINK,)), seed=seed, days=30)
    two = raw(ResolvedOutage("oss", (LINK,)), ResolvedOutage("power", (LINK,)), seed=seed, days=30)
    assert one[0] == two[0]
    assert two[0] != two[1]
    busy = office(30, outages=(ResolvedOutage("oss", (LINK,)),))
    assert make_workload(busy, seed).outages[0].tolist() == one[0]


def test_down_times_may_be_of_any_kind():
    assert down(ResolvedOutage("oss", (Renewal(fixed(600), Duration("gamma", 30.0, 0.5)),)))[0][0][0] == 600
