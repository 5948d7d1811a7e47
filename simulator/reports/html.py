"""A run as one self-contained HTML page."""

import io
import re
from dataclasses import dataclass
from math import isnan

import matplotlib as mpl
from babel.numbers import format_decimal
from jinja2 import Environment, PackageLoader
from markupsafe import Markup
from matplotlib.figure import Figure

from simulator.experiments import Result
from simulator.figures import Lang, group_titles, place_titles, run_figures
from simulator.measures import Estimate
from simulator.measures.names import TITLES, UNIT_NAMES

_PATTERNS = (
    (1000, "#,##0"),
    (10, "#,##0.0"),
    (1, "0.00"),
    (0.1, "0.000"),
    (0.01, "0.0000"),
    (0.001, "0.00000"),
    (1e-6, "0.000000"),
    (0, "0.000"),
)
"""From which size on a number is written how; the last is for what rounding leaves of nothing."""


OFFICE: dict[Lang, str] = {"id": "Seluruh kantor", "en": "Whole office"}


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
    loader = PackageLoader("simulator.reports")
    environment = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    spec = result.scenario.spec
    return environment.get_template("run.html.j2").render(
        lang=lang,
        spec=spec,
        title=getattr(spec.title, lang),
        description=getattr(spec.description, lang),
        groups=measure_rows(result, lang),
        figures={name: svg(figure, name) for name, figure in run_figures(result, lang).items()},
        notes=[note.text(lang) for note in result.notes],
        inputs=result.scenario.inputs(),
        assumed=len(result.scenario.assumptions()),
        provenance=result.provenance,
        origin=result.scenario.origin,
        promise=number(spec.targets.waiting_time_min, lang),
    )


def measure_rows(result: Result, lang: Lang) -> list[tuple[str, list[Row]]]:
    """Rows of the table of measures under titles: the office, each station and pool, each case class and channel."""
    titles = {"": OFFICE[lang]} | place_titles(result, lang) | group_titles(result, lang)
    groups: dict[str, list[Row]] = {}
    for name in map(str, result.values):
        measure, _, part = name.rstrip("]").partition("[")
        groups.setdefault(part, []).append(_row(measure, result.estimate(name), lang))
    return [(titles[part], rows) for part, rows in groups.items()]


def number(value: float, lang: Lang) -> str:
    """A number as it is written in the language, to three or four figures."""
    if isnan(value):
        return "–"
    pattern = next(pattern for least, pattern in _PATTERNS if abs(value) >= least)
    return str(format_decimal(value, pattern, locale=lang))


def svg(figure: Figure, name: str) -> Markup:
    """A figure as an SVG element whose ids begin with a name; the same figure always gives the same text."""
    buffer = io.StringIO()
    with mpl.rc_context({"svg.hashsalt": "simptsp", "svg.fonttype": "none", "font.family": "sans-serif"}):
        figure.savefig(buffer, format="svg", metadata=dict.fromkeys(("Creator", "Date", "Format", "Type")))
    element = re.sub(r"^.*?(?=<svg)", "", buffer.getvalue(), flags=re.DOTALL)
    return Markup(re.sub(r'(\bid="|\bhref="#|\burl\(#)', rf"\g<1>{name}-", element))


def _row(measure: str, estimate: Estimate, lang: Lang) -> Row:
    position = ("id", "en").index(lang)
    return Row(
        title=TITLES[measure][position],
        mean=number(estimate.mean, lang),
        half_width=number(estimate.half_width, lang),
        unit=UNIT_NAMES[estimate.unit][position],
        n=estimate.n,
    )
