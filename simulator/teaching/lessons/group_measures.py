"""Measures of groups of applicants, for the lessons that ask who gains and who loses."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps

import numpy as np
import pandas as pd

from simulator.analysis.people import experience_of
from simulator.experiments import Result
from simulator.measures.equity import group_table, suppression_text
from simulator.scenario import Scenario
from simulator.scenario.blocks import Text
from simulator.teaching.curriculum.bars import table
from simulator.teaching.lab import Lab, Measure, Pair, Values, paired
from simulator.teaching.pictures import forest_picture
from simulator.teaching.tables import html_table
from simulator.teaching.words import Words
from simulator.widgets import Picture

Cases = Callable[[Result], pd.DataFrame]
"""Run -> the cases that count in a lesson, as :func:`cases_of` gives them."""

KEPT = [
    "replication", "case_class", "channel", "arrival_ms", "waited_min", "sojourn_h", "trips", "returns", "is_refused",
    "gave_up", "segment", "district", "literacy", "aware", "priority_group",
]  # fmt: skip


def cases_of(result: Result) -> pd.DataFrame:
    """What each case of a run went through and who stood behind it."""
    return experience_of(result)[KEPT]


def kept(cases: Cases) -> Cases:
    """The same, but the cases of the last run are kept: a page asks for several measures of one run."""
    last: dict[tuple[str, int, int], pd.DataFrame] = {}

    @wraps(cases)
    def of_last(result: Result) -> pd.DataFrame:
        made = result.provenance
        key = result.scenario.hash, made.seed, made.replications
        found = last.get(key)
        if found is None:
            found = cases(result)
            last.clear()
            last[key] = found
        return found

    return of_last


def means(cases: pd.DataFrame, column: str, replications: int) -> Values:
    """Mean of a column in each replication; not a number where there is no case."""
    found = cases[column].astype(np.float64).groupby(cases["replication"]).mean()
    return np.asarray(found.reindex(range(replications)), np.float64)


@dataclass(frozen=True)
class Of:
    """Whose mean of what: a column of the cases, those of one group or all of them."""

    cases: Cases
    column: str
    by: str = ""
    group: str = ""

    def __call__(self, result: Result) -> Values:
        """One value per replication."""
        cases = self.cases(result)
        if self.by:
            cases = cases[cases[self.by] == self.group]
        return means(cases, self.column, result.provenance.replications)


def group_names(scenario: Scenario, by: str, words: Words) -> dict[str, str]:
    """Groups of a scenario by one thing -> their names for the learner, in the order of the scenario."""
    _, population = words, scenario.spec.population
    if by == "literacy":
        return {"low": _("Belum terbiasa"), "middle": _("Cukup terbiasa"), "high": _("Terbiasa")}
    assert population is not None
    titles: list[tuple[str, Text]] = {
        "district": [(block.name, block.title) for block in population.districts],
        "segment": [(block.name, block.title) for block in population.segments],
        "priority_group": [(block.name, block.title) for block in population.priority_groups],
    }[by]
    rest = {"": _("Bukan kelompok rentan")} if by == "priority_group" else {}
    return rest | {name: title.id if words.lang == "id" else title.en for name, title in titles}


@dataclass(frozen=True)
class Group:
    """A group in two offices under the same workload.

    Attributes
    ----------
    key, name : str
        In the scenario, and for the learner.
    values : (ndarray, ndarray) or None
        One value per replication in the first and in the second office; none if the group is too small to be shown.
    """

    key: str
    name: str
    values: tuple[Values, Values] | None

    def pair(self, measure: Measure) -> Pair:
        """Both offices and their paired difference; only of a group that is shown."""
        assert self.values is not None
        return paired(measure, *self.values)


@dataclass(frozen=True)
class Groups:
    """All groups by one thing, and the sentence on those that are not shown; empty if all are."""

    of: Sequence[Group]
    hidden: str

    @property
    def shown(self) -> list[Group]:
        """Those that are large enough."""
        return [group for group in self.of if group.values is not None]


def groups_by(
    lab: Lab, scenarios: tuple[Scenario, Scenario], cases: Cases, by: str, column: str, words: Words
) -> Groups:
    """Each group in the first and in the second office.

    Parameters
    ----------
    lab : Lab
        Runs both.
    scenarios : (Scenario, Scenario)
        Base and alternative; their populations are the same.
    cases : callable
        Run -> the cases that count.
    by : str
        What they are grouped by.
    column : str
        Of :func:`simulator.measures.equity.group_table`.
    words : Words
        Language.
    """
    tables = []
    for scenario in scenarios:
        result = lab.run(scenario)
        tables.append(group_table(cases(result), by, replications=result.log.replications))
    groups = [
        Group(key, name, _values(tables, key, column)) for key, name in group_names(scenarios[0], by, words).items()
    ]
    return Groups(groups, max((suppression_text(table, words.lang) for table in tables), key=len))


def _values(tables: Sequence[pd.DataFrame], key: str, column: str) -> tuple[Values, Values] | None:
    parts = [table[table["group"] == key].sort_values("replication") for table in tables]
    if any(part.empty or part["is_suppressed"].any() for part in parts):
        return None
    base, alternative = (part[column].to_numpy(np.float64) for part in parts)
    return base, alternative


def groups_picture(title: str, groups: Groups, measure: Measure, words: Words) -> Picture:
    """Paired differences of the groups that are shown."""
    shown = groups.shown
    differences = [group.pair(measure).difference for group in shown]
    return forest_picture(title, [group.name for group in shown], differences, measure, words)


def groups_table(title: str, names: tuple[str, str], groups: Groups, measure: Measure, words: Words) -> str:
    """Every group in both offices and the paired difference, as HTML; dashes for one that is too small."""
    _ = words
    rows = []
    for group in groups.of:
        if group.values is None:
            rows.append([group.name, *["–"] * 4])
            continue
        pair = group.pair(measure)
        rows.append(
            [
                group.name,
                *(
                    f"{words.value(measure, each.mean)} ({words.bounds(measure, each)})"
                    for each in (pair.base, pair.alternative)
                ),
                f"{words.change(measure, pair.difference.mean)} ({words.change_bounds(measure, pair.difference)})",
                str(pair.difference.n),
            ]
        )
    caption = _("{what}; rentang 95% dalam kurung").format(what=title)
    return html_table(caption, [_("Kelompok"), *names, _("Selisih"), _("Ulangan")], rows, numbers=True)


def settings_table(
    lab: Lab, settings: Mapping[str, Scenario], measures: Mapping[str, Measure], told: Sequence[str], words: Words
) -> str:
    """Settings of a comparison as Markdown for a handout, the first the base.

    Parameters
    ----------
    lab : Lab
        Runs them.
    settings : mapping of str to Scenario
        Title -> office.
    measures : mapping of str to Measure
        Heading -> what is told of each office.
    told : sequence of str
        Headings after which the paired difference from the first office follows, with its interval.
    words : Words
        Language.
    """
    _ = words
    headings = [_("Keadaan")]
    for heading in measures:
        headings += [heading, _("Selisih (rentang 95%)")] if heading in told else [heading]
    first = next(iter(settings.values()))
    rows = []
    for title, scenario in settings.items():
        cells = [title]
        for heading, measure in measures.items():
            pair = paired(measure, lab.values(first, measure), lab.values(scenario, measure))
            cells.append(words.value(measure, pair.alternative.mean))
            if heading in told:
                bounds = words.change_bounds(measure, pair.difference)
                shown = f"{words.change(measure, pair.difference.mean)} ({bounds})"
                cells.append("–" if scenario is first else shown)
        rows.append(cells)
    note = _("Rata-rata {n} ulangan. Selisih berpasangan dengan keadaan pertama.").format(n=lab.replications)
    return f"{table(headings, rows, numeric=range(1, len(headings)))}\n\n{note}"
