"""Names of plans, and which plan a step has changed."""

from collections.abc import Sequence
from string import ascii_uppercase

from simulator.studio.parts.plan_bar import LONGEST_NAME
from simulator.studio.study import NOW, Study
from simulator.teaching.words import Words

__all__ = ["changed_plan", "is_usual_name", "next_name", "proposed_name"]


def next_name(study: Study, words: Words) -> str:
    """What the next plan is called: the first letter that none has."""
    _ = words
    taken = {plan.name for plan in study.plans}
    return next(name for name in _usual_names(words) if name not in taken)


def _usual_names(words: Words) -> list[str]:
    _ = words
    return [_("Rencana {letter}").format(letter=letter) for letter in ascii_uppercase]


def is_usual_name(name: str) -> bool:
    """Whether a plan is called by its letter only, in either language."""
    return any(name in _usual_names(Words(lang)) for lang in ("id", "en"))


def proposed_name(changes: Sequence[str]) -> str:
    """A name for a plan after what it changes, as many changes as fit; empty if not even one does."""
    fitting = [" + ".join(changes[:n]) for n in range(1, len(changes) + 1)]
    return next((name for name in reversed(fitting) if len(name) <= LONGEST_NAME), "")


def changed_plan(before: Study, after: Study, in_hand: str) -> str:
    """Key of the plan in which two studies differ; the one in hand if that is one of them, or if there is none."""
    old = {plan.key: plan for plan in (before.now, *before.plans)}
    changed = [plan.key for plan in (after.now, *after.plans) if old.get(plan.key) != plan]
    kept = [NOW, *(plan.key for plan in after.plans)]
    if in_hand in changed or (not changed and in_hand in kept):
        return in_hand
    return changed[0] if changed else kept[-1]
