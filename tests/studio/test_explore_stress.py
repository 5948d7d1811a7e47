"""Stress tests: each stress changes what it says and nothing else, and the verdicts follow from the intervals."""

import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest

import simulator as sim
from simulator.scenario import Scenario, library_names
from simulator.studio.background import Stopped
from simulator.studio.explore.places import front_places, largest_place, sizes_of
from simulator.studio.explore.promises import BROKEN, KEPT, OPEN, kept, promise_text
from simulator.studio.explore.stress import KINDS, Sizes, Stress, stresses
from simulator.studio.explore.stress_runs import Asked, Outcome, StressTest, simulate
from simulator.studio.explore.stress_said import gains, helped, picture, sentences, table
from simulator.studio.explore.watched import Watched
from simulator.studio.runs import Runs
from simulator.teaching.words import Words

ID, EN = Words("id"), Words("en")
WAIT = Watched("waiting_time_mean[loket-pelayanan]", "Waktu tunggu", "min")
OFFICES = ["kantor-sehari", "kabupaten-menengah", "mpp", "terpencil"]


def leaves(data: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value of plain data with its path, without sources."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key != "source":
                yield from leaves(value, f"{path}.{key}")
    elif isinstance(data, list):
        for place, value in enumerate(data):
            yield from leaves(value, f"{path}[{place}]")
    else:
        yield path, data


def changed(before: Scenario, after: Scenario) -> dict[str, tuple[Any, Any]]:
    old, new = dict(leaves(before.data)), dict(leaves(after.data))
    return {path: (old.get(path), new.get(path)) for path in {*old, *new} if old.get(path) != new.get(path)}


def by_kind(office: Scenario, words: Words = ID) -> dict[str, Stress]:
    return {one.kind: one for one in stresses(office, words)}


def under(office: Scenario, kind: str) -> Scenario:
    found = by_kind(office)[kind].scenario
    assert found is not None
    return found


# ---- the offices


@pytest.mark.parametrize("name", OFFICES)
@pytest.mark.parametrize(("kind", "factor"), [("more", 1.2), ("much_more", 1.5)])
def test_more_applicants_change_the_arrivals_of_every_class_and_nothing_else(
    name: str, kind: str, factor: float
) -> None:
    office = sim.load_scenario(name)
    found = changed(office, under(office, kind))
    arrivals = re.compile(r"\.case_classes\[\d+\]\.(arrivals\.per_(day|hour)|brought\.[a-z-]+)")
    assert all(arrivals.fullmatch(path) for path in found)
    expected = [path for path, value in leaves(office.data) if arrivals.fullmatch(path) and value]
    assert sorted(found) == sorted(expected)
    assert expected
    assert all(new == pytest.approx(factor * old) for old, new in found.values())
    for before, after in zip(office.resolved.case_classes, under(office, kind).resolved.case_classes, strict=True):
        assert after.daily_mean == pytest.approx([factor * mean for mean in before.daily_mean])


@pytest.mark.parametrize("name", ["kantor-sehari", "kabupaten-menengah", "mpp"])
def test_longer_outages_double_every_down_time_and_nothing_else(name: str) -> None:
    office = sim.load_scenario(name)
    found = changed(office, under(office, "longer"))
    down = re.compile(r"\.outages\[\d+\](\.also\[\d+\])?\.down\.(mean|median)_min")
    assert all(down.fullmatch(path) for path in found)
    assert sorted(found) == sorted(path for path, _value in leaves(office.data) if down.fullmatch(path))
    assert all(new == 2 * old for old, new in found.values())
    assert found


def test_failures_at_known_times_end_twice_as_long_after_their_beginning() -> None:
    office = sim.load_scenario("kantor-sehari")
    dated = [{"from": "day 0 09:00", "to": "day 0 10:30"}, {"from": "day 0 20:00", "to": "day 0 23:00"}]
    failing = office.with_({"outages[oss].dated": dated})
    longer = under(failing, "longer").data["outages"][0]["dated"]
    assert [one["to"] for one in longer] == ["day 0 12:00", "day 1 02:00"]
    whole = failing.with_({"outages[oss].dated": [{"from": "day 0 00:00", "to": "day 1 00:00"}]})
    assert under(whole, "longer").data["outages"][0]["dated"][0]["to"] == "day 1 00:00"
    with_dates = failing.with_({"horizon.start": "2026-01-30", "outages[oss].dated": [{"from": "2026-01-30 22:00", "to": "2026-01-31 01:00"}]})  # fmt: skip
    assert under(with_dates, "longer").data["outages"][0]["dated"][0]["to"] == "2026-01-31 04:00"


@pytest.mark.parametrize("name", ["kantor-sehari", "kabupaten-menengah", "mpp", "oss-2018-rollout"])
def test_one_fewer_is_missing_where_most_work_and_nobody_anywhere_else(name: str) -> None:
    office = sim.load_scenario(name)
    place, missing = largest_place(office), under(office, "absent")
    before, after = sizes_of(office), sizes_of(missing)
    assert before[place] == max(before.values())
    assert after.pop(place) == before.pop(place) - 1
    assert after == before
    assert missing.resolved.case_classes == office.resolved.case_classes
    assert missing.resolved.outages == office.resolved.outages
    paths = re.compile(r"\.(staff|stations)\[\d+\]\.(persons|servers|roster\[\d+\]\.servers|(different|training)\b.*)")
    assert all(paths.fullmatch(path) for path in changed(office, missing))


def test_those_who_are_left_of_a_pool_work_the_same_hours_as_before() -> None:
    office = sim.load_scenario("kabupaten-menengah")
    at = list(office.resolved.pools).index(largest_place(office))
    before = [one for one in office.resolved.persons if one.pool == at]
    after = [one for one in under(office, "absent").resolved.persons if one.pool == at]
    assert after == before[:-1]


def test_hours_in_which_few_work_stay_as_they_are_when_somebody_is_missing() -> None:
    """Three all day and one at noon: without the third there are two, and still one at noon."""
    path = "stations[loket-pelayanan].roster[{}].servers"
    office = sim.load_scenario("kantor-sehari").with_({path.format(0): 3, path.format(2): 3})
    roster = under(office, "absent").data["stations"][0]["roster"]
    assert [span["servers"] for span in roster] == [2, 1, 2]


def test_where_one_person_works_alone_nobody_can_be_missing() -> None:
    office = sim.load_scenario("terpencil")
    assert max(sizes_of(office).values()) == 1
    for kind in ("absent", "more_absent"):
        one = by_kind(office)[kind]
        assert one.scenario is None
        assert "hanya satu orang" in one.why_not


def test_an_office_without_outages_cannot_have_longer_ones() -> None:
    one = by_kind(sim.load_scenario("meja-verifikasi"))["longer"]
    assert one.scenario is None
    assert one.why_not


def test_the_last_stress_is_two_of_them_together() -> None:
    office = sim.load_scenario("kantor-sehari")
    together = changed(office, under(office, "more_absent"))
    assert together == changed(office, under(office, "more")) | changed(office, under(office, "absent"))


def test_the_sizes_of_the_stresses_can_be_chosen() -> None:
    office = sim.load_scenario("kabupaten-menengah").with_({"staff[petugas-loket].persons": 4})
    office = office.with_({f"staff[petugas-loket].roster[{at}].servers": 4 for at in (0, 2, 3, 4, 6)})
    sizes = Sizes(more=1.3, longer=3, fewer=2)
    found = {one.kind: one for one in stresses(office, ID, "petugas-loket", sizes)}
    assert all(one.scenario is not None for one in found.values())
    more = [new / old for old, new in changed(office, found["more"].scenario or office).values()]
    assert more == pytest.approx(len(more) * [1.3])
    longer = [new / old for old, new in changed(office, found["longer"].scenario or office).values()]
    assert longer == pytest.approx(len(longer) * [3])
    assert sizes_of(found["absent"].scenario or office)["petugas-loket"] == 2
    assert found["more"].title == "Pemohon bertambah 30%"
    assert "2 orang" in found["absent"].title
    assert "3 kali" in found["longer"].title


def test_as_usual_is_the_office_itself() -> None:
    office = sim.load_scenario("kantor-sehari")
    assert under(office, "none") is office


def test_every_office_of_the_library_can_be_put_under_stress() -> None:
    names = library_names()
    assert len(names) >= 15
    for place, name in enumerate(names):
        found = stresses(sim.load_scenario(name), (ID, EN)[place % 2])
        assert [one.kind for one in found] == list(KINDS)
        assert all(one.scenario is not None or one.why_not.endswith(".") for one in found), name


def test_people_wait_first_of_all_where_most_people_serve() -> None:
    assert front_places(sim.load_scenario("kabupaten-menengah"))[0] == "loket-pelayanan"


# ---- the runs


def question(n: int = 6) -> Asked:
    now = sim.load_scenario("kantor-sehari")
    return Asked("Rencana A", now, now.patched("satu-loket-tambahan"), WAIT, 0.8, n, 5)


def test_both_offices_of_a_stress_equal_the_api_and_face_the_same_luck() -> None:
    asked = question()
    found = simulate(Runs(), asked, ID, lambda found, total: None, lambda: False)
    assert [one.kind for one in found.outcomes] == list(KINDS)
    for one in found.outcomes:
        now, plan = under(asked.now, one.kind), under(asked.plan, one.kind)
        compared = sim.compare(now, plan, replications=6, seed=5)
        assert one.now is not None
        assert one.plan is not None
        assert one.plan_kept is not None
        assert one.now.tolist() == compared.base.column(WAIT.name).tolist()
        assert one.plan.tolist() == compared.alternatives[0].column(WAIT.name).tolist()
        kept_there = compared.alternatives[0].column("service_level[loket-pelayanan]")
        assert one.plan_kept.tolist() == kept_there.tolist()
        gain = gains(StressTest(asked, (one,)))[0]
        assert gain is not None
        assert gain.mean == compared.estimate(WAIT.name).mean
        assert gain.half_width == compared.estimate(WAIT.name).half_width


def test_stopping_leaves_the_stresses_that_were_told() -> None:
    told: list[StressTest] = []
    with pytest.raises(Stopped):
        simulate(Runs(), question(2), ID, lambda found, total: told.append(found), lambda: bool(told))
    assert len(told) == 1
    assert len(told[0].outcomes) == 1


# ---- the verdicts


def outcome(kind: str, now: list[float], plan: list[float], share: list[float] | None = None) -> Outcome:
    values = [pd.Series(values, dtype=float) for values in (now, plan, share or [0.9, 0.91], share or [0.9, 0.91])]
    return Outcome(kind, kind, "", *values)


@pytest.mark.parametrize(
    ("shares", "verdict"),
    [
        ([0.9, 0.91, 0.92], KEPT),
        ([0.5, 0.51, 0.52], BROKEN),
        ([0.7, 0.8, 0.9], OPEN),
        ([0.6, 0.75, 0.85], OPEN),
        ([0.75, 0.81, 0.9], OPEN),
        ([0.8, 0.8, 0.8], KEPT),
        ([0.9], OPEN),
        ([], OPEN),
    ],
)
def test_a_promise_is_kept_or_broken_only_if_its_whole_interval_says_so(shares: list[float], verdict: str) -> None:
    assert kept(pd.Series(shares, dtype=float), 0.8) == verdict


def test_better_worse_and_not_distinguishable_are_told_by_the_better_side_of_the_measure() -> None:
    base = [10.0, 11.0, 12.0, 13.0, 14.0, 15.0]
    better = [value - 3 + 0.1 * place for place, value in enumerate(base)]
    worse = [value + 3 - 0.1 * place for place, value in enumerate(base)]
    mixed = [value + (0.5 if place % 2 else -0.6) for place, value in enumerate(base)]
    outcomes = tuple(outcome(name, base, one) for name, one in (("a", better), ("b", worse), ("c", mixed)))
    found = StressTest(question(), outcomes)
    assert helped(found) == ["better", "worse", "unsure"]
    said = sentences(found, ID)
    assert "lebih baik daripada kantor tanpa" in said[0]
    assert "“a”" in said[0]
    assert "tidak terbedakan" in said[1]
    assert "“c”" in said[1]
    assert "lebih buruk" in said[2]
    assert "“b”" in said[2]
    share = StressTest(
        Asked("A", *2 * [question().now], Watched("service_level", "Janji", "share"), 0.8, 6, 5), outcomes
    )  # type: ignore[arg-type]
    assert helped(share) == ["worse", "better", "unsure"]


def test_all_stresses_are_judged_together() -> None:
    """A plan that changes nothing, six times: in 5 % of studies anything is said of it; each by itself, in a quarter."""
    rng = np.random.default_rng(5)
    helps = promises = alone = 0
    asked = question()
    for _study in range(300):
        draws = [rng.standard_normal((4, 20)) for _stress in range(6)]
        found = StressTest(asked, tuple(outcome("a", list(one[0]), list(one[1])) for one in draws))
        helps += any(way != "unsure" for way in helped(found))
        promises += any(kept(pd.Series(0.8 + 0.01 * one[2]), 0.8, 6) != OPEN for one in draws)
        alone += any(kept(pd.Series(0.8 + 0.01 * one[2]), 0.8) != OPEN for one in draws)
    assert helps <= 27  # 5 % of 300 are 15; 27 and fewer with probability 0.998
    assert promises <= 51  # kept or broken: 10 % at most
    assert alone > 90


def test_it_is_said_which_promise_is_meant() -> None:
    found = StressTest(question(), (outcome("a", [1, 2], [1, 2]),))
    minutes = ID.plain(question().now.spec.targets.waiting_time_min)
    promise = f"sedikitnya 80% dari yang dilayani di loket pelayanan menunggu paling lama {minutes} menit"
    assert any(promise in one for one in sentences(found, ID))
    everywhere = promise_text(question().now, Watched("sojourn_time_mean", "", "min"), 0.8, ID)
    assert "semua tempat bersama" in everywhere


def test_it_is_said_that_all_stresses_were_judged_together() -> None:
    found = StressTest(question(), (outcome("a", [1, 2], [1, 2]),))
    assert "bersama-sama" in sentences(found, ID)[-1]
    assert "together" in sentences(found, EN)[-1]


def test_a_stress_that_cannot_be_put_on_an_office_keeps_its_row_with_the_reason() -> None:
    found = StressTest(question(), (outcome("a", [1, 2], [1, 2]), Outcome("longer", "Gangguan", "Tidak ada gangguan.")))
    assert helped(found)[1] is None
    assert gains(found)[1] is None
    assert "Tidak ada gangguan." in table(found, ID)
    assert list(picture(found, ID).y.names) == ["a"]


@pytest.mark.parametrize("words", [ID, EN])
def test_what_a_planner_typed_is_escaped(words: Words) -> None:
    asked = Asked("<b>A</b>", question().now, question().plan, WAIT, 0.8, 6, 5)
    html = table(StressTest(asked, (outcome("a", [1, 2], [1, 2]),)), words)
    assert "<b>" not in html
    assert "&lt;b&gt;" in html
