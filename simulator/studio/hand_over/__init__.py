"""A study in other hands: as a file, as a program, as a notebook, as a report."""

from simulator.studio.hand_over.notebook import notebook
from simulator.studio.hand_over.opening import OpenedStudy, open_study
from simulator.studio.hand_over.plan_file import plan_yaml
from simulator.studio.hand_over.program import code
from simulator.studio.hand_over.ready import HandOverError
from simulator.studio.hand_over.study_file import study_yaml

__all__ = ["HandOverError", "OpenedStudy", "code", "notebook", "open_study", "plan_yaml", "study_yaml"]
