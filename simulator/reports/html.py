"""A document as one self-contained HTML page, and the page of a run."""

import io
import re
from dataclasses import dataclass
from itertools import count

import matplotlib as mpl
from jinja2 import Environment, PackageLoader
from markupsafe import Markup
from matplotlib.figure import Figure

from simulator.experiments import Result
from simulator.figures import Lang, group_titles, place_titles
from simulator.measures import Estimate
from simulator.measures.names import TITLES, UNIT_NAMES
from simulator.reports.document import Block, Document, Picture, clean
from simulator.reports.numbers import number as number
from simulator.reports.run_contents import run_document

_ROWS: dict[Lang, str] = {"id": "{count} baris", "en": "{count} rows"}

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
    return render_html(run_document(result, lang))


def render_html(document: Document) -> str:
    """A document as a page that needs nothing from outside and prints on A4.

    Parameters
    ----------
    document : Document
        The report.

    Returns
    -------
    str
        HTML; the same document gives the same text, but for its figures' moments.
    """
    loader = PackageLoader("simulator.reports")
    environment = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    numbers = count(1)
    return environment.get_template("document.html.j2").render(
        document=document,
        lang=document.lang,
        kind=lambda block: type(block).__name__,
        count_words=lambda table: _ROWS[document.lang].format(count=sum(1 for _ in table.rows)),
        clean=clean,
        drawn=lambda block: _drawn(block, next(numbers)),
    )


def measure_rows(result: Result, lang: Lang) -> list[tuple[str, list[Row]]]:
    """Rows of the table of measures under titles: the office, each station and pool, each case class and channel."""
    titles = {"": OFFICE[lang]} | place_titles(result, lang) | group_titles(result, lang)
    groups: dict[str, list[Row]] = {}
    for name in map(str, result.values):
        measure, _, part = name.rstrip("]").partition("[")
        groups.setdefault(part, []).append(_row(measure, result.estimate(name), lang))
    return [(titles[part], rows) for part, rows in groups.items()]


def svg(figure: Figure, name: str) -> Markup:
    """A figure as an SVG element whose ids begin with a name; the same figure always gives the same text."""
    buffer = io.StringIO()
    with mpl.rc_context({"svg.hashsalt": "simptsp", "svg.fonttype": "none", "font.family": "sans-serif"}):
        figure.savefig(buffer, format="svg", metadata=dict.fromkeys(("Creator", "Date", "Format", "Type")))
    element = re.sub(r"^.*?(?=<svg)", "", buffer.getvalue(), flags=re.DOTALL)
    return Markup(re.sub(r'(\bid="|\bhref="#|\burl\(#)', rf"\g<1>{name}-", element))


def _drawn(block: Block, place: int) -> Markup:
    """A picture as SVG with a title and a description for those who do not see it."""
    assert isinstance(block, Picture)
    name = f"figure-{place}"
    words = f'role="img" aria-labelledby="{name}-title {name}-text"'
    title = Markup('<title id="{0}-title">{1}</title><desc id="{0}-text">{2}</desc>').format(
        name, clean(block.caption), clean(block.alt)
    )
    return Markup(
        re.sub(r"<svg\b([^>]*)>", lambda match: f"<svg {words}{match[1]}>{title}", svg(block.figure, name), count=1)
    )


def _row(measure: str, estimate: Estimate, lang: Lang) -> Row:
    position = ("id", "en").index(lang)
    return Row(
        title=TITLES[measure][position],
        mean=number(estimate.mean, lang),
        half_width=number(estimate.half_width, lang),
        unit=UNIT_NAMES[estimate.unit][position],
        n=estimate.n,
    )
