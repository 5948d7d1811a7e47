"""A study as a notebook for JupyterLab."""

import json
import re
from typing import Any

from simulator.studio.differences import differences_of
from simulator.studio.hand_over.program import program_steps
from simulator.studio.hand_over.ready import Ready, one_line, ready
from simulator.studio.offices import Built
from simulator.studio.study import Study
from simulator.teaching.words import Words

__all__ = ["notebook"]

_MARKS = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$&:])")
Cell = dict[str, Any]

_MEASURES = ("sojourn_time_mean", "waiting_time_mean", "service_level", "on_time_share")


def notebook(study: Study, words: Words) -> bytes:
    """A study as a notebook: what is compared, in small cells, the table, and a figure.

    Parameters
    ----------
    study : Study
        With a base.
    words : Words
        Language.

    Returns
    -------
    bytes
        An ``.ipynb`` file without outputs; its cells run in order and give the numbers of the studio.

    Raises
    ------
    HandOverError
        If there is nothing to simulate yet.
    """
    found = ready(study, words)
    cells = [_prose(_head(found, words))]
    first, now, *others = program_steps(found, words)
    cells += [_prose(f"## {_plain(first.title)}"), _python(first.source)]
    cells += [_prose(_told(now.title, found.now, words)), _python(now.source)]
    for step, (_plan, built) in zip(others, found.plans, strict=False):
        cells += [_prose(_told(step.title, built, words)), _python(step.source)]
    if found.plans:
        cells += _comparison(others[-1].title, others[-1].source, words)
    numbered = [{**cell, "id": f"cell-{number}"} for number, cell in enumerate(cells)]
    book = {"cells": numbered, "metadata": _metadata(), "nbformat": 4, "nbformat_minor": 5}
    return (json.dumps(book, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _prose(source: str) -> Cell:
    return {"cell_type": "markdown", "metadata": {}, "source": source}


def _python(source: str) -> Cell:
    return {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": source}


def _metadata() -> dict[str, dict[str, str]]:
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return {"kernelspec": kernel, "language_info": {"name": "python"}}


def _head(found: Ready, words: Words) -> str:
    _ = words
    lines = [
        f"# {_plain(found.study.name) or _('Studi tanpa nama')}",
        _(
            "Buku kerja ini membuat ulang perbandingan dari studio SimPTSP. Jalankan sel satu per satu dari atas "
            "(Shift + Enter), atau semuanya sekaligus (menu Run, Run All Cells); angkanya sama dengan di studio. Ubah "
            "sebuah nilai, lalu jalankan lagi sel itu dan sel-sel sesudahnya."
        ),
    ]
    if found.left_out:
        names = ", ".join(_plain(name) for name in found.left_out)
        lines.append(_("Tidak ikut dihitung karena masih ada isian yang keliru: {name}.").format(name=names))
    return "\n\n".join(lines)


def _told(title: str, built: Built, words: Words) -> str:
    """A heading, and what is changed."""
    _ = words
    found = [f"- {_plain(text)}" for text in differences_of(built, words)]
    return "\n\n".join([f"## {_plain(title)}", "\n".join(found) or _("Tidak ada yang diubah.")])


def _comparison(title: str, source: str, words: Words) -> list[Cell]:
    _ = words
    table = _(
        "Selisih tiap rencana dari keadaan sekarang (`difference`), dengan setengah lebar selang 95% (`half_width`) "
        "dan banyaknya ulangan (`n`). Selang yang memuat nol: tidak terbedakan."
    )
    figure = (
        "%matplotlib inline\n"
        "from simulator.figures import forest_figure\n\n"
        f"measures = [name for name in {list(_MEASURES)!r} if name in comparison.base.values]\n"
        f"forest_figure(comparison.table(measures), lang={words.lang!r})"
    )
    return [
        _prose(f"## {_plain(title)}"),
        _python(source),
        _prose(table),
        _python("comparison.table()"),
        _prose(_("Lingkaran penuh: selangnya tidak memuat nol.")),
        _python(figure),
    ]


def _plain(text: str) -> str:
    """A text of the planner as Markdown shows it, whatever signs are in it."""
    return _MARKS.sub(r"\\\1", one_line(text))
