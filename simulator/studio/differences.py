"""What differs between a plan and the present state, in words."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Any

from simulator.reports.say import lower_first
from simulator.scenario import Scenario
from simulator.studio.knobs.knob import Knob
from simulator.studio.knobs.ready_made import change_told
from simulator.studio.offices import Built, build
from simulator.studio.study import NOW, Study
from simulator.teaching.words import Words

__all__ = ["counts_of", "differences", "differences_of"]

MOST_SPANS = 6
"""Of a roster that are told one by one."""

TO = "–"
"""Between the two ends of a span."""

Span = tuple[str, str, str, str]
"""From, to, how many before and after."""


def differences(study: Study, key: str, words: Words, before: Scenario | None = None) -> list[str]:
    """What a plan changes in the present state, and what the present state changes in its base.

    Parameters
    ----------
    study : Study
        With a base.
    key : str
        Of the plan.
    words : Words
        Language.
    before : Scenario, optional
        The present state: with it, what a ready-made change of a plan changes is told too, not its title alone.

    Returns
    -------
    list of str
        A sentence for each knob, in the order of the form; text, not HTML.
    """
    built = build(study, key, words)
    return counts_of(built, words) if key == NOW else differences_of(built, words, before)


def differences_of(built: Built, words: Words, before: Scenario | None = None) -> list[str]:
    """The same of a plan that was built already."""
    changed = [
        _told(knob, built.values[knob.key], words, "{before} → {after}{unit}", before) for knob in _changed(built)
    ]
    return [*changed, *_confirmed(built, words)]


def counts_of(built: Built, words: Words) -> list[str]:
    """The same of the present state: each of the own counts beside the number that it replaces."""
    _ = words
    own, supposed = _("semula {before}; kantor kita {after}{unit}"), _("semula {before}; diandaikan {after}{unit}")
    forms = {knob.key: supposed if knob.key in built.supposed else own for knob in _changed(built)}
    changed = [_told(knob, built.values[knob.key], words, forms[knob.key]) for knob in _changed(built)]
    return [*changed, *_confirmed(built, words)]


def _confirmed(built: Built, words: Words) -> list[str]:
    """Own counts that equal what was there."""
    _ = words
    knobs = [knob for group in built.groups for knob in group.knobs if knob.key in built.confirmed]
    return [_told(knob, knob.now, words, _("{after}{unit}, sama dengan semula")) for knob in knobs]


def _changed(built: Built) -> Iterator[Knob]:
    return (knob for group in built.groups for knob in group.knobs if knob.key in built.values)


def _told(knob: Knob, value: Any, words: Words, form: str, before: Scenario | None = None) -> str:
    """One knob: of what, from what, to what."""
    if knob.patch:
        return f"{knob.label}. {change_told(before, knob.patch, words)}" if before is not None else knob.label
    where = f"{knob.part}, {lower_first(knob.label)}" if knob.part else knob.label
    if knob.kind.name == "roster":
        return f"{where}: {_roster(knob, value, words)}"
    was, becomes = (knob.kind.show(each, words) for each in (knob.now, value))
    has_unit = knob.kind.name == "number" and value is not None and knob.unit and not becomes.endswith(knob.unit)
    return f"{where}: {form.format(before=was, after=becomes, unit=f' {knob.unit}' if has_unit else '')}"


def _roster(knob: Knob, value: Any, words: Words) -> str:
    """The spans in which somebody more or fewer is on duty, days that are alike together."""
    _ = words
    control = knob.kind.control()
    days = [str(name) for _short, name in control["days"]]
    before, after = (_columns(knob.kind.write(each, words), len(days)) for each in (knob.now, value))
    found = _by_span([_spans(control["rows"], *columns) for columns in zip(before, after, strict=True)])
    said = [
        _("{days} {start}–{end}: {before} → {after} {unit}").format(
            days=_named(those, days), start=start, end=end, before=was, after=becomes, unit=knob.unit
        )
        for (start, end, was, becomes), those in found
    ]
    more = len(said) - MOST_SPANS
    return "; ".join(said[:MOST_SPANS] + ([_("dan {n} perubahan lain").format(n=more)] if more > 0 else []))


def _columns(text: str, days: int) -> list[list[str]]:
    """Cells of each day, from the text of a roster; an empty cell is nobody."""
    rows = [[cell.strip() or "0" for cell in row.split(",")] for row in text.split(";")]
    return [[row[day] if day < len(row) else "0" for row in rows] for day in range(days)]


def _spans(rows: Sequence[str], before: Sequence[str], after: Sequence[str]) -> tuple[Span, ...]:
    """Spans of one day in which the two differ, neighbours that are alike as one."""
    ends = [row.split(TO) for row in rows]
    cells = [
        (*end, *pair) for end, pair in zip(ends, zip(before, after, strict=True), strict=True) if pair[0] != pair[1]
    ]
    breaks = [0, *(at for at, (one, other) in enumerate(pairwise(cells), 1) if one[1:] != (other[0], *other[2:]))]
    groups = [cells[start:end] for start, end in pairwise([*breaks, len(cells)])] if cells else []
    return tuple((group[0][0], group[-1][1], group[0][2], group[0][3]) for group in groups)


def _by_span(spans: Sequence[Sequence[Span]]) -> list[tuple[Span, list[int]]]:
    """Each span with the days that have it, in the order of the day."""
    found: dict[Span, list[int]] = {}
    for day, those in enumerate(spans):
        for span in those:
            found.setdefault(span, []).append(day)
    return sorted(found.items(), key=lambda each: (each[0][0], each[1]))


def _named(days: Sequence[int], names: Sequence[str]) -> str:
    """Days by name, three or more in a row as first to last."""
    runs = [[day for _at, day in run] for _key, run in groupby(enumerate(days), key=lambda each: each[1] - each[0])]
    said = [
        f"{names[run[0]]}{TO}{names[run[-1]]}" if len(run) > 2 else ", ".join(names[day] for day in run) for run in runs
    ]
    return ", ".join(said)
