"""A form that an office fills in -> a scenario of that office."""

from simulator.calibration.form.answers import Form
from simulator.calibration.form.build import Import, build_scenario
from simulator.calibration.form.faults import Fault, FormError
from simulator.calibration.form.opening import open_form
from simulator.calibration.form.read import read_form
from simulator.calibration.form.scenario_file import scenario_text
from simulator.calibration.form.summary import summary
from simulator.calibration.form.write import write_form

__all__ = [
    "Fault",
    "Form",
    "FormError",
    "Import",
    "build_scenario",
    "open_form",
    "read_form",
    "scenario_text",
    "summary",
    "write_form",
]
