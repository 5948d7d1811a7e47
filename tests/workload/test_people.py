"""Who the applicants are, and which channel they take."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from simulator.calendars import MS_PER_DAY
from simulator.scenario.resolved import District, Population, ResolvedChoice
from simulator.workload import People, make_workload
from workload.resolved_offices import at, case_class, channel, office

pytestmark = pytest.mark.usefixtures("way")

NEAR = District("dekat", 0.6, 10.0, 0.9, ((0, 0.8),), (0.1, 0.3, 0.6))
FAR = District("jauh", 0.4, 90.0, 0.2, ((0, 0.3),), (0.5, 0.3, 0.2))
SEGMENTS = (("mikro", 0.7), ("kecil", 0.2), ("besar", 0.1))
GROUPS = (("lansia", 0.15, 2), ("difabel", 0.05, 1))
POPULATION = Population(SEGMENTS, (NEAR, FAR), GROUPS)


def town(population=POPULATION, days=10, per_day=2000.0, **fields):
    return office(days, (case_class(daily_mean=(per_day,) * days, segments=3, **fields),), population=population)


@pytest.fixture(scope="module")
def workload(seed):
    return make_workload(town(), seed)


def assert_share(is_so, share):
    """Within 5 standard errors: false alarm about 6e-7."""
    assert abs(is_so.mean() - share) < 5 * np.sqrt(share * (1 - share) / len(is_so))


def test_segments_and_districts_come_in_their_shares(workload):
    """Chi-squared at 1e-6, and independent of each other."""
    people = workload.people
    found = np.bincount(people.segment, minlength=3)
    assert stats.chisquare(found, workload.n_cases * np.array([0.7, 0.2, 0.1])).pvalue > 1e-6
    assert_share(people.district == 1, 0.4)
    table = np.array([[np.sum((people.segment == s) & (people.district == d)) for d in (0, 1)] for s in (0, 1, 2)])
    assert stats.chi2_contingency(table).pvalue > 1e-6


def test_what_people_can_do_depends_on_where_they_live(workload):
    people = workload.people
    for number, place in enumerate((NEAR, FAR)):
        here = people.take(np.flatnonzero(people.district == number))
        assert_share(here.connected, place.connected)
        assert_share(here.aware, place.aware[0][1])
        found = np.bincount(here.literacy, minlength=3)
        assert stats.chisquare(found, len(here.literacy) * np.array(place.literacy)).pvalue > 1e-6


def test_attributes_of_a_person_are_drawn_independently(workload):
    """Within a district no two of them are correlated: within 5 standard errors of 0."""
    people = workload.people
    here = people.take(np.flatnonzero(people.district == 0))
    columns = [here.segment, here.literacy, here.connected, here.aware, here.group]
    correlations = np.corrcoef([column.astype(float) for column in columns])
    assert np.abs(correlations[~np.eye(5, dtype=bool)]).max() < 5 / np.sqrt(len(here.segment))


def test_priority_groups_have_their_shares_and_the_rest_none(workload):
    group = workload.people.group
    assert_share(group == 0, 0.15)
    assert_share(group == 1, 0.05)
    assert_share(group == -1, 0.8)


def test_the_best_of_three_ranks_counts(seed):
    """Class 5; the counter gives 3, the portal none; groups 2 and 1."""
    scenario = office(
        1,
        (case_class(daily_mean=(3000.0,), shares=(0.5, 0.5), segments=3),),
        channels=(channel("loket", priority=3), channel("daring")),
        population=POPULATION,
    )
    workload = make_workload(scenario, seed)
    ranks = {(0, -1): 3, (0, 0): 2, (0, 1): 1, (1, -1): 5, (1, 0): 2, (1, 1): 1}
    who = list(zip(workload.channel.tolist(), workload.people.group.tolist(), strict=True))
    assert set(who) == set(ranks)
    assert workload.priority.tolist() == [ranks[person] for person in who]


def test_without_a_population_everyone_is_able_and_next_door(seed):
    people = make_workload(office(), seed).people
    assert set(people.literacy.tolist()) == {2}
    assert people.connected.all()
    assert people.aware.all()
    assert set(people.group.tolist()) == {-1}


def by_serial(workload, *names):
    columns = [getattr(workload.people, name).tolist() for name in names]
    return dict(zip(workload.serial.tolist(), zip(*columns, strict=True), strict=True))


def test_outreach_moves_only_those_whose_awareness_changes(seed):
    """From its day on, in its district, from not aware to aware; by a logit that looks at nothing else, so does the channel."""
    reached = replace(FAR, aware=((0, 0.3), (at(6, 0), 0.7)))
    choice = ResolvedChoice(utilities=((0.0, 0.0, 0.0, 0.0, 0.0), (-1.0, 0.0, 0.0, 2.0, 0.0)))
    before, after = (
        make_workload(
            replace(
                town(Population(SEGMENTS, (NEAR, far), GROUPS), shares=(0.5, 0.5), choice=choice),
                channels=(channel("loket"), channel("daring")),
            ),
            seed,
        )
        for far in (FAR, reached)
    )
    kept = "segment", "district", "literacy", "connected", "group"
    assert by_serial(before, *kept) == by_serial(after, *kept)
    was, is_ = by_serial(before, "aware", "district"), by_serial(after, "aware", "district")
    moved = {serial for serial in was if was[serial] != is_[serial]}
    assert {was[serial] for serial in moved} == {(False, 1)}
    assert min(serial >> 20 for serial in moved) == 6
    now = [is_[serial][0] for serial in is_ if serial >> 20 >= 6 and is_[serial][1] == 1]
    assert_share(np.array(now), 0.7)
    channels = [dict(zip(w.serial.tolist(), w.channel.tolist(), strict=True)) for w in (before, after)]
    changed = {serial for serial in channels[0] if channels[0][serial] != channels[1][serial]}
    assert changed
    assert changed <= moved


def test_factors_of_a_person_are_multiplied():
    """By hand: low 2, middle 3, unaware 5, unconnected 7."""
    people = People(
        segment=np.zeros(4, np.int8),
        district=np.zeros(4, np.int8),
        literacy=np.array([0, 1, 2, 0], np.int8),
        connected=np.array([True, True, False, False]),
        aware=np.array([True, False, True, False]),
        group=np.full(4, -1, np.int8),
    )
    assert people.factor((2.0, 3.0, 5.0, 7.0)).tolist() == [2.0, 15.0, 7.0, 70.0]


def test_segments_take_channels_in_their_own_shares(seed):
    choice = ResolvedChoice(shares=((0.9, 0.1), (0.5, 0.5), (0.0, 1.0)))
    scenario = replace(town(shares=(0.5, 0.5), choice=choice), channels=(channel("loket"), channel("daring")))
    workload = make_workload(scenario, seed)
    for segment, (_, online) in enumerate(choice.shares[:2]):
        assert_share(workload.channel[workload.people.segment == segment] == 1, online)
    assert set(workload.channel[workload.people.segment == 2]) == {1}


def test_a_logit_gives_the_shares_of_its_formula(seed):
    """Against probabilities computed person by person with NumPy's exp: chi-squared of sums of independent choices."""
    utilities = ((0.5, -1.0, -0.5, -0.2, -0.8), None, (-1.0, 1.5, 0.7, 0.9, 0.0), (-0.3, 0.0, 0.0, 0.4, 0.2))
    channels = tuple(channel(f"c{number}") for number in range(4))
    scenario = replace(town(shares=(0.25,) * 4, choice=ResolvedChoice(utilities=utilities)), channels=channels)
    workload = make_workload(scenario, seed)
    people = workload.people
    travel_h = np.where(people.district == 0, 10 / 60, 1.5)
    traits = np.column_stack([np.ones(len(travel_h)), people.literacy / 2, people.connected, people.aware, travel_h])
    weights = np.column_stack([np.zeros(len(traits)) if u is None else np.exp(traits @ np.array(u)) for u in utilities])
    probability = weights / weights.sum(axis=1, keepdims=True)
    assert not (workload.channel == 1).any()
    for number in (0, 2, 3):
        p = probability[:, number]
        for of in (people.literacy == 0, people.literacy == 2, people.district == 1, ~people.aware, people.connected):
            error = (workload.channel[of] == number).sum() - p[of].sum()
            assert abs(error) < 5 * np.sqrt((p[of] * (1 - p[of])).sum())


def test_utilities_far_apart_leave_the_closed_best_channel_out(seed):
    """The mobile service is so attractive that exp would overflow; on other days the rest divide as if it were not there."""
    choice = ResolvedChoice(utilities=((0.0,) * 5, (np.log(3.0),) + (0.0,) * 4, (3000.0,) + (0.0,) * 4))
    channels = (channel("loket"), channel("daring"), channel("keliling", open_days=(1,)))
    scenario = replace(town(days=2, shares=(1 / 3,) * 3, choice=choice), channels=channels)
    workload = make_workload(scenario, seed)
    first = workload.arrival_ms < MS_PER_DAY
    assert_share(workload.channel[first] == 1, 0.75)
    assert not (workload.channel[first] == 2).any()
    assert set(workload.channel[~first]) == {2}


def test_a_closed_channel_gives_its_part_to_the_rest_in_proportion(seed):
    """Shares 0.2, 0.3, 0.5 become 0.4, 0.6 where the third is closed."""
    channels = (channel("a"), channel("b"), channel("c", open_days=()))
    scenario = replace(town(shares=(0.2, 0.3, 0.5)), channels=channels)
    workload = make_workload(scenario, seed)
    assert_share(workload.channel == 0, 0.4)
    assert not (workload.channel == 2).any()
