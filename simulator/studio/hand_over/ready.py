"""The offices of a study, ready to be simulated somewhere else."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from simulator.scenario import Scenario
from simulator.studio.offices import Built, base_office, build, fault_of_now
from simulator.studio.study import NOW, Base, Plan, Study
from simulator.teaching.words import Words


class HandOverError(ValueError):
    """A study that cannot be handed over yet; the message is one sentence in the reader's language."""


@dataclass(frozen=True)
class Ready:
    """The present state and the plans without faults.

    Attributes
    ----------
    study : Study
        From which they are.
    base : Base
        What the present state is changed from.
    now : Built
        The present state.
    plans : tuple of (Plan, Built)
        Each with its office.
    names : tuple of str
        Of the plans, as the page calls them.
    left_out : tuple of str
        Names of plans with faults.
    """

    study: Study
    base: Base
    now: Built
    plans: tuple[tuple[Plan, Built], ...]
    names: tuple[str, ...]
    left_out: tuple[str, ...]

    @property
    def offices(self) -> list[Scenario]:
        """The present state and the plans."""
        built = (self.now, *(one for _plan, one in self.plans))
        return [one.scenario for one in built if one.scenario is not None]

    @property
    def settings(self) -> dict[str, Any]:
        """What :func:`simulator.compare` takes beside the offices."""
        settings = self.study.settings
        many: dict[str, Any] = {"replications": settings.replications}
        if settings.precision is not None:
            many = {"precision": settings.precision}
        return {**many, "seed": settings.seed, "labels": list(self.names)}


def ready(study: Study, words: Words) -> Ready:
    """The offices of a study.

    Raises
    ------
    HandOverError
        If it has no office, or something is wrong with the present state.
    """
    now = built_now(study, words)
    assert study.base is not None  # told by built_now
    found = [(plan, build(study, plan.key, words)) for plan in study.plans]
    good = tuple((plan, built) for plan, built in found if built.scenario is not None)
    return Ready(
        study,
        study.base,
        now,
        good,
        tuple(called(plan, words) for plan, _built in good),
        tuple(called(plan, words) for plan, built in found if built.scenario is None),
    )


def built_now(study: Study, words: Words) -> Built:
    """The present state, if it can be simulated.

    Raises
    ------
    HandOverError
        If it cannot.
    """
    _ = words
    if study.base is None:
        raise HandOverError(_("Pilih dulu sebuah kantor di tab Kantor."))
    now = build(study, NOW, words)
    if now.scenario is None:
        raise HandOverError(fault_of_now(now, words))
    return now


def counted(now: Built, base: Base) -> dict[str, Any]:
    """The sources that the present state has and its base has not."""
    before = base_office(base).data.get("sources", {})
    after: Mapping[str, Any] = now.scenario.data.get("sources", {}) if now.scenario else {}
    return {name: source for name, source in after.items() if name not in before}


def called(plan: Plan, words: Words) -> str:
    """What a plan is called."""
    _ = words
    return plan.name or (_("Sekarang") if plan.key == NOW else _("Tanpa nama"))


def one_line(text: str) -> str:
    """A text in which nothing ends a line or a comment."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
