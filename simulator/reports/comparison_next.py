"""What to do next after a comparison: what to check, and what causes most of the waiting now."""

from collections.abc import Iterator, Sequence

from simulator.experiments import Comparison
from simulator.figures import Lang
from simulator.reports.comparison_effects import effects_of, is_told_apart
from simulator.reports.comparison_words import COMPARED, RELIEF
from simulator.reports.findings import Findings, estimate_of
from simulator.reports.log_values import paired
from simulator.reports.measure_tables import alternative_title
from simulator.reports.naming import name_title
from simulator.reports.numbers import told
from simulator.reports.say import lower_first, say

ELSEWHERE = frozenset({"external", "applicant", "away", "closed"})
"""Causes of waiting that neither staff nor their times nor systems of the office can change."""


def next_sentences(comparison: Comparison, lang: Lang, findings: Sequence[Findings] = ()) -> Iterator[str]:
    """What to check before anything is decided, and the largest cause of waiting.

    Parameters
    ----------
    comparison : Comparison
        What was compared.
    lang : {"id", "en"}
        Language.
    findings : sequence of Findings, optional
        Of the base and of each alternative, for causes.
    """
    every = [effects_of(comparison, at) for at in range(len(comparison.labels))]
    yield say(COMPARED, "next_check" if any(each.gains for each in every) else "next_none", lang)
    yield from _cause(comparison, findings, [each.is_praised for each in every], lang)


def own_cause(findings: Findings) -> dict[str, object] | None:
    """The row of the largest share of waiting whose cause the office itself can change; None if there is none.

    Parameters
    ----------
    findings : Findings
        Of one office.
    """
    causes = findings.table("causes")
    own = causes[(causes["measure"] == "share") & ~causes["cause"].isin(ELSEWHERE) & (causes["mean"] > 0)]
    rows = own.sort_values("mean", ascending=False).to_dict("records")
    return {str(key): value for key, value in rows[0].items()} if rows else None


def relief(cause: str, lang: Lang) -> str:
    """What is worth trying against a cause of waiting; empty where there is nothing to try."""
    key = "outage" if cause.startswith("outage:") else cause
    return say(RELIEF, key, lang) if key in RELIEF else ""


def _cause(
    comparison: Comparison, findings: Sequence[Findings], is_praised: Sequence[bool], lang: Lang
) -> Iterator[str]:
    row = own_cause(findings[0]) if findings else None
    if row is None:
        return
    cause = str(row["cause"])
    name = lower_first(name_title(cause, "cause", comparison.base.scenario, lang))
    way, at = relief(cause, lang), _most_relieved(findings, cause, is_praised)
    plan = "" if at is None else alternative_title(comparison, at, lang)
    yield say(
        COMPARED, "next_cause", lang, cause=name, share=told(estimate_of(row), lang),
        way=say(COMPARED, "next_way", lang, way=way) if way else "",
        plan=say(COMPARED, "next_plan", lang, alternative=plan) if plan else "",
    )  # fmt: skip


def _most_relieved(findings: Sequence[Findings], cause: str, is_praised: Sequence[bool]) -> int | None:
    """The alternative that takes most away from a cause; None if none is told apart."""
    base, *others = findings
    sizes: dict[int, float] = {}
    for at, other in enumerate(others):
        changes = paired(base.values, other.values, "causes")
        for row in changes[changes["cause"] == cause].to_dict("records"):
            one = estimate_of(row)
            if is_praised[at] and is_told_apart(one) and one.mean < 0:
                sizes[at] = one.mean
    return min(sizes, key=lambda at: sizes[at]) if sizes else None
