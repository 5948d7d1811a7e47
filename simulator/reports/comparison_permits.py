"""How many working days each permit takes to be decided: now, and what each alternative changes."""

from collections.abc import Iterator, Sequence

import pandas as pd

from simulator.experiments import Comparison
from simulator.figures import Lang
from simulator.measures import Estimate, estimate_mean
from simulator.reports.comparison_changes import change_words
from simulator.reports.comparison_effects import is_practically_same, is_told_apart
from simulator.reports.comparison_words import COMPARED
from simulator.reports.document import Cell, Measured, Row, Table, cell_text, table
from simulator.reports.findings import Findings, estimate_of
from simulator.reports.log_values import estimates_of, paired
from simulator.reports.measure_tables import alternative_title
from simulator.reports.numbers import change
from simulator.reports.say import say
from simulator.reports.titles import part_title

__all__ = ["permit_tables"]

_DAYS = "turnaround_days_mean"
_DECIDED = ["on_time_share", "late_share"]


def permit_tables(
    comparison: Comparison, findings: Sequence[Findings], chosen: Sequence[int], lang: Lang
) -> Iterator[Table]:
    """Working days until each permit with a deadline is decided.

    Parameters
    ----------
    comparison : Comparison
        What was compared.
    findings : sequence of Findings
        Of the base and of each alternative; without them, and without deadlines, there is no table.
    chosen : sequence of int
        Places of the alternatives beside each other.
    lang : {"id", "en"}
        Language.
    """
    if not findings or not len(findings[0].values.get("legal", ())):
        return
    now, changes = _by_permit(estimates_of(findings[0].values, "legal")), [_changes(findings, at) for at in chosen]
    n = max((one.n for one in now.values()), default=0)
    rows = [_row(comparison, name, one, [each.get(name) for each in changes], n, lang) for name, one in now.items()]
    if rows:
        few = say(COMPARED, "permits_few", lang) if any("n = " in str(cell) for row in rows for cell in row) else ""
        titles = [alternative_title(comparison, at, lang) for at in chosen]
        headings = (say(COMPARED, "permit", lang), say(COMPARED, "present", lang), *titles)
        yield table(say(COMPARED, "permits", lang), headings, rows, say(COMPARED, "permits_rests", lang, n=n, few=few))


_Change = tuple[Estimate, Estimate | None]
"""Of the days, and of the share that is decided at all, if that is another."""


def _changes(findings: Sequence[Findings], at: int) -> dict[str, _Change]:
    base, other = findings[0].values, findings[at + 1].values
    days, decided = _by_permit(paired(base, other, "legal")), _decided(base["legal"], other["legal"])
    return {name: (one, decided.get(name)) for name, one in days.items()}


def _by_permit(estimates: pd.DataFrame) -> dict[str, Estimate]:
    rows = estimates[(estimates["measure"] == _DAYS) & (estimates["n"] > 0)].to_dict("records")
    return {str(row["case_class"]): estimate_of(row) for row in rows}


def _decided(base: pd.DataFrame, other: pd.DataFrame) -> dict[str, Estimate]:
    """What changes in the share that is decided, not deemed granted and not missed, where that matters."""
    keys = ["case_class", "replication"]
    now, then = (each.set_index(keys)[_DECIDED].sum(axis=1, skipna=False) for each in (base, other))
    pairs = pd.DataFrame({"now": now, "gain": then - now}).dropna()
    found = {
        str(name): (estimate_mean(each["gain"].to_numpy(), "share"), estimate_mean(each["now"].to_numpy(), "share"))
        for name, each in pairs.groupby(level=0)
    }
    return {
        name: gain for name, (gain, of) in found.items() if is_told_apart(gain) and not is_practically_same(gain, of)
    }


def _row(
    comparison: Comparison, name: str, now: Estimate, changes: Sequence[_Change | None], n: int, lang: Lang
) -> Row:
    few = f" (n = {now.n})" if now.n != n else ""
    cells = (None if each is None else _cell(each, now, lang) for each in changes)
    title = part_title(comparison.base.scenario, f"class:{name}", lang)
    return title, cell_text(Measured(now), lang) + few, *cells


def _cell(both: _Change, now: Estimate, lang: Lang) -> Cell:
    """The change in days, with its n where that is another; no change where others are decided."""
    days, decided = both
    if decided is not None:
        key = "decides_more" if decided.mean > 0 else "decides_fewer"
        return say(COMPARED, key, lang, size=change(decided, lang).partition(" (")[0])
    said = change_words(days, lang, now)
    return f"{said} (n = {days.n})" if said and days.n != now.n else said
