"""Names of plans, and which plan a step has changed."""

from string import ascii_uppercase

from simulator.studio.study import NOW, Study
from simulator.teaching.words import Words

__all__ = ["changed_plan", "next_name"]


def next_name(study: Study, words: Words) -> str:
    """What the next plan is called: the first letter that none has."""
    _ = words
    taken = {plan.name for plan in study.plans}
    names = (_("Rencana {letter}").format(letter=letter) for letter in ascii_uppercase)
    return next(name for name in names if name not in taken)


def changed_plan(before: Study, after: Study, in_hand: str) -> str:
    """Key of the plan in which two studies differ; the one in hand if that is one of them, or if there is none."""
    old = {plan.key: plan for plan in (before.now, *before.plans)}
    changed = [plan.key for plan in (after.now, *after.plans) if old.get(plan.key) != plan]
    kept = [NOW, *(plan.key for plan in after.plans)]
    if in_hand in changed or (not changed and in_hand in kept):
        return in_hand
    return changed[0] if changed else kept[-1]
