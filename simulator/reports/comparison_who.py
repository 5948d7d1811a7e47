"""Who gains and who loses by each alternative: permits, channels, and places with longer waits."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from simulator.experiments import Comparison
from simulator.figures import Lang
from simulator.measures import Estimate, better
from simulator.reports.comparison_changes import finishes
from simulator.reports.comparison_effects import finished_change, is_practically_same
from simulator.reports.comparison_words import COMPARED
from simulator.reports.findings import Findings
from simulator.reports.measure_tables import alternative_title
from simulator.reports.naming import channel_words
from simulator.reports.numbers import amount, bounds, change, scale_beside
from simulator.reports.say import joined, lower_first, say
from simulator.reports.titles import part_title

__all__ = ["changed_channels", "unlike_sentence", "who_sentences"]

_SURE = 0.05
_MOST_PARTS = 3
_TIMES, _WAITS = "sojourn_time_mean[", "waiting_time_mean["
_SIDES = (("gains", 1, _TIMES), ("loses", -1, _TIMES), ("waits_longer", -1, _WAITS))
"""Key of the sentence, whether it is of the better or of the worse, and measures."""

_Row = Mapping[Any, Any]


def who_sentences(comparison: Comparison, lang: Lang, findings: Sequence[Findings] = ()) -> Iterator[str]:
    """Permits and channels that gain or lose, places with longer waits: each beyond chance among so many.

    Parameters
    ----------
    comparison : Comparison
        What was compared.
    lang : {"id", "en"}
        Language.
    findings : sequence of Findings, optional
        Of the base and of each alternative, which tell who came by which channel; without them channels are left out.

    Yields
    ------
    str
        A line for each alternative. Changes that are practically nothing are not told, nor those of channels that
        others use with the alternative.
    """
    kinds = (f"{_TIMES}class:", *([f"{_TIMES}channel:"] if findings else []))
    names = [
        name for name in map(str, comparison.base.values)
        if name.startswith(kinds) or (name.startswith(_WAITS) and ":" not in name)
    ]  # fmt: skip
    rows, is_said = comparison.table(names), False
    for at, label in enumerate(comparison.labels):
        unlike = changed_channels(findings, at)
        sure = rows[(rows["scenario"] == label) & (rows["p_adjusted"] <= _SURE)].to_dict("records")
        told = [row for row in sure if _matters(comparison, row) and _part(row) not in unlike]
        said = [*_sides(comparison, at, told, lang)]
        if any(str(row["measure"]).startswith(_TIMES) for row in told):
            said += [*_of_finished(comparison, at, lang), *([] if is_said else [say(COMPARED, "comes_back", lang)])]
            is_said = True
        if not said:
            said = [say(COMPARED, "no_group", lang, alternative=alternative_title(comparison, at, lang))]
        yield " ".join([*said, *unlike_sentence(comparison, unlike, lang)])


def changed_channels(findings: Sequence[Findings], at: int) -> list[str]:
    """The channels that others use with an alternative: what is measured of them is not of the same people.

    Parameters
    ----------
    findings : sequence of Findings
        Of the base and of each alternative; without them there is none.
    at : int
        Place of the alternative.

    Returns
    -------
    list of str
        As ``channel:daring``. All face the same applicants, so a channel by which as many come in every replication
        is used by the same ones.
    """
    if not findings or any("groups" not in each.values for each in (findings[0], findings[at + 1])):
        return []
    now, then = (_comers(each) for each in (findings[0], findings[at + 1]))
    return [f"channel:{name}" for name in dict.fromkeys([*now, *then]) if now.get(name) != then.get(name)]


def unlike_sentence(comparison: Comparison, channels: Sequence[str], lang: Lang) -> Iterator[str]:
    """That channels are not compared, and why; nothing if all are.

    Parameters
    ----------
    comparison : Comparison
        What was compared.
    channels : sequence of str
        From :func:`changed_channels`.
    lang : {"id", "en"}
        Language.
    """
    if channels:
        names = [part_title(comparison.base.scenario, part, lang) for part in channels]
        yield say(COMPARED, "not_alike", lang, names=joined(names, lang))


def _comers(findings: Findings) -> dict[str, dict[int, float]]:
    """Channel -> replication -> how many came by it."""
    groups = findings.values["groups"]
    rows = groups[(groups["by"] == "channel") & (groups["cases"] > 0)]
    return {
        str(name): dict(zip(each["replication"], each["cases"], strict=True)) for name, each in rows.groupby("group")
    }


def _sides(comparison: Comparison, at: int, rows: Sequence[_Row], lang: Lang) -> Iterator[str]:
    is_first = True
    for key, side, measure in _SIDES:
        found = [
            row for row in rows
            if str(row["measure"]).startswith(measure) and row["difference"] * better(str(row["measure"])) * side > 0
        ]  # fmt: skip
        if found:
            named = f"{key}_too" if key == "waits_longer" and not is_first else key
            title = alternative_title(comparison, at, lang)
            yield say(COMPARED, named, lang, alternative=title, names=_parts(comparison, found, lang))
            is_first = False


def _of_finished(comparison: Comparison, at: int, lang: Lang) -> Iterator[str]:
    finished = finished_change(comparison, at)
    if finished is not None:
        yield finishes(finished, lang, "_who")


def _matters(comparison: Comparison, row: _Row) -> bool:
    return not is_practically_same(_change(row), comparison.base.estimate(str(row["measure"])))


def _change(row: _Row) -> Estimate:
    return Estimate(float(row["difference"]), float(row["half_width"]), int(row["n"]), str(row["unit"]))


def _part(row: _Row) -> str:
    return str(row["measure"]).partition("[")[2].rstrip("]")


def _parts(comparison: Comparison, rows: Sequence[_Row], lang: Lang) -> str:
    """The few that change most, each with its interval, what it is now, and n."""
    most = sorted(rows, key=lambda row: -abs(float(row["difference"])))[:_MOST_PARTS]
    return joined([_told(comparison, row, lang) for row in most], lang)


def _told(comparison: Comparison, row: _Row, lang: Lang) -> str:
    scenario, part, one = comparison.base.scenario, _part(row), _change(row)
    name = channel_words(part, scenario, lang) if ":" in part else lower_first(part_title(scenario, part, lang))
    now = comparison.base.estimate(str(row["measure"]))
    size = _sized(one, now, lang)
    return say(COMPARED, "part", lang, name=name, size=size, base=amount(now.mean, now, lang), n=one.n)


def _sized(one: Estimate, now: Estimate, lang: Lang) -> str:
    """The middle and the bounds of a difference, in the unit of what it is a difference of."""
    size, scale = Estimate(abs(one.mean), one.half_width, one.n, one.unit), scale_beside(one, now)
    mean = change(size, lang, scale).partition(" (")[0]
    return say(COMPARED, "part_size", lang, mean=mean, ends=bounds(size, lang, scale))
