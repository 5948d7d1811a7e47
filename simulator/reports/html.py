"""A run as one self-contained HTML page."""

import io
import re
from dataclasses import dataclass
from math import isnan

import matplotlib as mpl
from babel.numbers import format_decimal
from jinja2 import Environment, PackageLoader, select_autoescape
from markupsafe import Markup
from matplotlib.figure import Figure

from simulator.experiments import Result
from simulator.figures import Lang, run_figures
from simulator.measures import Estimate
from simulator.measures.names import TITLES, UNIT_NAMES


@dataclass(frozen=True)
class Row:
    """One line of the table of measures, ready to read."""

    title: str
    mean: str
    half_width: str
    unit: str
    n: int


def run_report(result: Result, lang: Lang = "id") -> str:
    """Report of a run: what was simulated, the measures with intervals, figures, assumptions, provenance.

    Parameters
    ----------
    result : Result
        The run.
    lang : {"id", "en"}, optional
        Language of the page.

    Returns
    -------
    str
        HTML that needs nothing from outside: figures are inline SVG.
    """
    environment = Environment(
        loader=PackageLoader("simulator.reports"), autoescape=select_autoescape(), trim_blocks=True, lstrip_blocks=True
    )
    spec = result.scenario.spec
    return environment.get_template("run.html.j2").render(
        lang=lang,
        spec=spec,
        title=getattr(spec.title, lang),
        description=getattr(spec.description, lang),
        groups=measure_rows(result, lang),
        figures={name: svg(figure) for name, figure in run_figures(result, lang).items()},
        inputs=result.scenario.inputs(),
        assumed=len(result.scenario.assumptions()),
        provenance=result.provenance,
        promise=number(spec.targets.waiting_time_min, lang),
    )


def measure_rows(result: Result, lang: Lang) -> dict[str, list[Row]]:
    """Rows of the table of measures, grouped: the office first, then each station by its title."""
    titles = {station.name: getattr(station.title, lang) for station in result.scenario.spec.stations}
    groups: dict[str, list[Row]] = {}
    for name in map(str, result.values):
        measure, _, station = name.rstrip("]").partition("[")
        groups.setdefault(titles.get(station, ""), []).append(_row(measure, result.estimate(name), lang))
    return groups


def number(value: float, lang: Lang) -> str:
    """A number as it is written in the language, to three or four figures."""
    if isnan(value):
        return "–"
    pattern = (
        "#,##0" if abs(value) >= 1000 else "#,##0.0" if abs(value) >= 10 else "#,##0.00" if abs(value) >= 1 else "0.000"
    )
    return str(format_decimal(value, pattern, locale=lang))


def svg(figure: Figure) -> Markup:
    """A figure as an SVG element; the same figure always gives the same text."""
    buffer = io.StringIO()
    with mpl.rc_context({"svg.hashsalt": "simptsp", "svg.fonttype": "none", "font.family": "sans-serif"}):
        figure.savefig(buffer, format="svg", metadata={"Date": None})
    element = buffer.getvalue()
    return Markup(re.sub(r"^.*?(?=<svg)", "", element, flags=re.DOTALL))


def _row(measure: str, estimate: Estimate, lang: Lang) -> Row:
    position = ("id", "en").index(lang)
    return Row(
        title=TITLES[measure][position],
        mean=number(estimate.mean, lang),
        half_width=number(estimate.half_width, lang),
        unit=UNIT_NAMES[estimate.unit][position],
        n=estimate.n,
    )
