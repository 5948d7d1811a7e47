"""What to do next after a comparison: what to check, and what causes most of the waiting now."""

from collections.abc import Iterator, Sequence

from simulator.experiments import Comparison
from simulator.figures import Lang
from simulator.measures import Estimate
from simulator.reports.comparison_changes import change_words
from simulator.reports.comparison_effects import effects_of, is_practically_same, is_told_apart
from simulator.reports.comparison_verdict import money_change, money_sentence, paid_of
from simulator.reports.comparison_words import COMPARED, RELIEF
from simulator.reports.findings import Findings, estimate_of
from simulator.reports.log_values import estimates_of, paired
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
    yield from _cause(comparison, findings, [each.is_praised and each.comers is None for each in every], lang)


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


def _cause(comparison: Comparison, findings: Sequence[Findings], is_alike: Sequence[bool], lang: Lang) -> Iterator[str]:
    row = own_cause(findings[0]) if findings else None
    if row is None:
        return
    cause = str(row["cause"])
    name = lower_first(name_title(cause, "cause", comparison.base.scenario, lang))
    way, most = relief(cause, lang), _most_relieved(findings, cause, is_alike)
    yield say(
        COMPARED, "next_cause", lang, cause=name, share=told(estimate_of(row), lang),
        way=say(COMPARED, "next_way", lang, way=way) if way else "",
        plan=_plan(comparison, *most, findings, lang) if most else "",
    )  # fmt: skip


def _plan(comparison: Comparison, at: int, size: Estimate, findings: Sequence[Findings], lang: Lang) -> str:
    """The alternative that takes most away from a cause, how much, and what it costs more if that is known."""
    before, after = comparison.base.scenario, comparison.alternatives[at].scenario
    money = money_change(comparison, at, paid_of(findings))
    said = "" if money is None else say(COMPARED, "next_money", lang, money=money_sentence(money, before, after, lang))
    return say(
        COMPARED, "next_plan", lang, alternative=alternative_title(comparison, at, lang), money=said,
        size=say(COMPARED, "next_size", lang, change=change_words(size, lang)),
    )  # fmt: skip


def _most_relieved(findings: Sequence[Findings], cause: str, is_alike: Sequence[bool]) -> tuple[int, Estimate] | None:
    """The alternative that takes most away from a cause, and how much; None if none takes more than nearly nothing.

    Minutes of a cause are of each application, so plans to which others come, too, are left out.
    """
    base, *others = findings
    (now,) = (
        estimate_of(row) for row in estimates_of(base.values, "causes").to_dict("records") if row["cause"] == cause
    )
    found: dict[int, Estimate] = {}
    for at, other in enumerate(others):
        changes = paired(base.values, other.values, "causes")
        for row in changes[changes["cause"] == cause].to_dict("records"):
            one = estimate_of(row)
            if is_alike[at] and is_told_apart(one) and one.mean < 0 and not is_practically_same(one, now):
                found[at] = one
    return min(found.items(), key=lambda each: each[1].mean) if found else None
