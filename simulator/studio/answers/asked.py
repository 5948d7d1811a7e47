"""What a planner asks when pressing the button, and what was found so far."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from simulator.experiments import Comparison
from simulator.experiments.compare import labels_apart
from simulator.reports.findings import Findings
from simulator.scenario import Scenario
from simulator.studio.desk import Desk
from simulator.studio.offices import Built
from simulator.studio.study import Settings, Study
from simulator.teaching.words import Words

__all__ = ["Answer", "Asked", "ask"]


@dataclass(frozen=True)
class Asked:
    """Offices beside each other, as they were when they were asked for.

    Attributes
    ----------
    study : Study
        From which they are.
    keys, names : tuple of str
        Of the present state and of the plans that take part; no two names are the same.
    offices : tuple of Scenario
        In the same order; fewer than two if there is nothing to compare.
    left_out : tuple of str
        Names of plans with faults.
    problem : str
        Why nothing can be compared, in one sentence; empty if it can.
    """

    study: Study
    keys: tuple[str, ...]
    names: tuple[str, ...]
    offices: tuple[Scenario, ...]
    left_out: tuple[str, ...] = ()
    problem: str = ""

    @property
    def settings(self) -> Settings:
        """How they are compared."""
        return self.study.settings

    def is_of(self, study: Study) -> bool:
        """Whether a study would still ask the same, apart from its name."""
        return replace(study, name=self.study.name, made=self.study.made) == self.study


@dataclass(frozen=True, eq=False)
class Answer:
    """What was found so far.

    Attributes
    ----------
    asked : Asked
        To what.
    comparison : Comparison
        Over as many replications as there are so far.
    findings : tuple of Findings
        What the event logs tell of the present state and of each plan; empty before they were read.
    logged : int
        Replications whose logs were read.
    is_whole : bool
        Whether nothing more will come.
    """

    asked: Asked
    comparison: Comparison
    findings: tuple[Findings, ...] = ()
    logged: int = 0
    is_whole: bool = False

    @property
    def n(self) -> int:
        """Replications."""
        return self.comparison.base.provenance.replications

    @property
    def is_simulated(self) -> bool:
        """Whether there are as many replications as were asked for, if a number was."""
        settings = self.asked.settings
        return settings.precision is None and self.n >= settings.replications


def ask(desk: Desk) -> Asked:
    """The present state and all plans without faults; or why they cannot be compared."""
    study, words = desk.study, desk.words
    _ = words
    if study.base is None:
        return Asked(study, (), (), (), problem=_("Pilih dulu sebuah kantor di tab Kantor."))
    keys, built = desk.offices()
    good = [(key, one.scenario) for key, one in zip(keys, built, strict=True) if one.scenario is not None]
    left_out = tuple(desk.plan_name(key) for key, one in zip(keys, built, strict=True) if one.scenario is None)
    names = labels_apart([desk.plan_name(key) for key, _office in good])
    asked = Asked(study, tuple(key for key, _office in good), names, tuple(office for _key, office in good), left_out)
    return replace(asked, problem=_problem(asked, built, words))


def _problem(asked: Asked, built: Sequence[Built], words: Words) -> str:
    _ = words
    if not asked.study.plans:
        return _("Belum ada rencana untuk dibandingkan. Tambahkan rencana dulu di tab Ubah.")
    now, plan, *_others = built
    if now.scenario is None:
        return plan.faults[""]
    if len(asked.offices) < 2:
        return _(
            "Semua rencana masih memuat isian yang keliru. Perbaiki yang ditandai di tab Ubah; semua isian tetap "
            "tersimpan."
        )
    return ""
