"""The lesson's chart: mean wait against how busy the servers are."""

from collections.abc import Mapping

import numpy as np

from simulator.measures import Estimate
from simulator.teaching.plan import Knob
from simulator.teaching.single_station import SingleStation
from simulator.teaching.words import Words
from simulator.widgets import Axis, Guess, Picture, Point, Table

CURVE_POINTS = 60


def wait_picture(
    title: str,
    points: Mapping[float, Estimate],
    station: SingleStation,
    knob: Knob,
    words: Words,
    *,
    guess: tuple[float, float] | None = None,
    with_theory: bool = False,
) -> Picture:
    """Estimates against the share of time that servers are busy.

    Parameters
    ----------
    title : str
        What the chart shows.
    points : mapping
        Setting of the knob -> estimate of the mean wait, minutes.
    station : SingleStation
        Turns a setting into a busy share, and gives the curve.
    knob : Knob
        The range drawn.
    words : Words
        Language.
    guess : (float, float), optional
        Setting and minutes that the learner expected.
    with_theory : bool
        Whether the curve of the formula is drawn and tabled.
    """
    _ = words
    settings = sorted(points)
    shares = [100 * station.busy(setting) for setting in settings]
    estimates = [points[setting] for setting in settings]
    columns = [_("Petugas sibuk"), _("Menunggu, menit"), _("Rentang 95%"), _("Ulangan")]
    rows = [
        [f"{words.number(share, 0)}%", words.number(e.mean), words.interval(e), str(e.n)]
        for share, e in zip(shares, estimates, strict=True)
    ]
    if with_theory:
        columns.insert(3, _("Rumus, menit"))
        for row, setting in zip(rows, settings, strict=True):
            row.insert(3, words.number(station.mean_wait(setting)))
    curve = np.linspace(knob.minimum, knob.maximum, CURVE_POINTS if with_theory else 0)
    return Picture(
        title=title,
        description=_(
            "Mendatar: berapa persen waktu petugas terpakai. Tegak: rata-rata menunggu, dalam menit. "
            "Angkanya ada pada tabel di bawah grafik."
        ),
        x=Axis(_("Petugas sibuk"), "%", 100 * station.busy(knob.minimum), 100.0),
        y=Axis(_("Rata-rata menunggu"), _("menit")),
        key={"points": _("simulasi, dengan rentang 95%"), "line": _("rumus"), "guess": _("tebakan Anda")},
        table=Table(title, columns, rows),
        points=[Point(share, e.mean, e.low, e.high) for share, e in zip(shares, estimates, strict=True)],
        line=[(100 * station.busy(setting), station.mean_wait(setting)) for setting in curve],
        guess=Guess(100 * station.busy(guess[0]), guess[1]) if guess else None,
    )
