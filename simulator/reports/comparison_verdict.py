"""What a comparison comes to, in one or two sentences that begin its summary."""

from simulator.experiments import Comparison
from simulator.figures import Lang
from simulator.measures import Estimate, estimate_mean, unit_of
from simulator.reports.comparison_words import COMPARED, WHAT
from simulator.reports.facts import front_stations, whole
from simulator.reports.measure_tables import alternative_title
from simulator.reports.numbers import amount, interval
from simulator.reports.say import lower_first, say
from simulator.reports.titles import part_title

LITTLE = 0.15
"""A wait that falls by less than this share of it falls a little."""

_MOST_SENTENCES = 3


def is_told_apart(estimate: Estimate) -> bool:
    """Whether the interval of a difference leaves out 0."""
    return estimate.mean == estimate.mean and abs(estimate.mean) > estimate.half_width


def verdict(comparison: Comparison, lang: Lang) -> str:
    """Which alternative helps people most, how much, and what the others do.

    Parameters
    ----------
    comparison : Comparison
        What was compared.
    lang : {"id", "en"}
        Language.
    """
    name = leading(comparison)
    gains = {at: comparison.estimate(name, at) for at in range(len(comparison.labels)) if has(comparison, at, name)}
    what = measure_words(comparison, name, lang)
    if not gains:
        return say(COMPARED, "no_verdict", lang)
    order = sorted(gains, key=lambda at: gains[at].mean)
    n = gains[order[0]].n
    if not any(is_told_apart(one) and one.mean < 0 for one in gains.values()):
        return say(COMPARED, "none_helps", lang, what=what, n=n)
    is_best = all(is_told_apart(gain_over(comparison, order[0], at, name)) for at in order[1:])
    said = []
    for at in order[:_MOST_SENTENCES]:
        key = _key(gains[at], comparison.base.estimate(name).mean, at == order[0] and is_best and len(order) > 1)
        said.append(_sentence(comparison, at, name, key, lang))
    return f"{' '.join(said)} (n = {n})"


def _key(gain: Estimate, base: float, is_best: bool) -> str:
    if not is_told_apart(gain):
        return "verdict_unsure"
    if gain.mean > 0:
        return "verdict_worse"
    if is_best:
        return "verdict_best"
    return "verdict_little" if -gain.mean < LITTLE * base else "verdict_helps"


def _sentence(comparison: Comparison, at: int, name: str, key: str, lang: Lang) -> str:
    base, other, gain = (
        comparison.base.estimate(name), comparison.alternatives[at].estimate(name), comparison.estimate(name, at),
    )  # fmt: skip
    place = name.partition("[")[2].rstrip("]")
    where = lower_first(part_title(comparison.base.scenario, place, lang)) if place else ""
    return say(
        COMPARED, f"{key}_there" if place and key == "verdict_best" else key, lang,
        alternative=alternative_title(comparison, at, lang), place=where,
        what=measure_words(comparison, name, lang), base=amount(base.mean, base, lang),
        other=amount(other.mean, base, lang), size=interval(gain, lang),
    )  # fmt: skip


def leading(comparison: Comparison) -> str:
    """The measure by which alternatives are held against each other.

    People's wait at the front place where some alternative changes it most for its size, shown beyond chance; where
    none does, time to completion; where nobody completes, waits.
    """
    base = comparison.base
    names = [f"waiting_time_mean[{place}]" for place in front_stations(base.scenario)]
    sizes = {name: _largest(comparison, name) for name in names if whole(base, name) is not None}
    if sizes and max(sizes.values()) > 0:
        return max(sizes, key=lambda name: sizes[name])
    return "sojourn_time_mean" if whole(base, "sojourn_time_mean") is not None else "waiting_time_mean"


def _largest(comparison: Comparison, name: str) -> float:
    """How much of the base's mean the best alternative takes away, at the cautious end of its interval."""
    base = comparison.base.estimate(name).mean
    found = [comparison.estimate(name, at) for at in range(len(comparison.labels)) if has(comparison, at, name)]
    sure = [-one.high / base for one in found if base and is_told_apart(one) and one.mean < 0]
    return max(sure, default=0.0)


def has(comparison: Comparison, at: int, name: str) -> bool:
    """Whether an alternative has a measure of which a difference can be taken."""
    return name in comparison.alternatives[at].values and comparison.estimate(name, at).n > 0


def measure_words(comparison: Comparison, name: str, lang: Lang) -> str:
    """A measure inside a sentence; people's wait with its place."""
    place = name.partition("[")[2].rstrip("]")
    if place:
        where = lower_first(part_title(comparison.base.scenario, place, lang))
        return say(COMPARED, "wait_at", lang, place=where)
    return WHAT[name][("id", "en").index(lang)]


def gain_over(comparison: Comparison, one: int, other: int, name: str) -> Estimate:
    """An alternative less another, over the same luck."""
    runs = comparison.alternatives
    return estimate_mean((runs[one].column(name) - runs[other].column(name)).dropna(), unit_of(name))
