"""What follows from a curve for a decision: how far it pays to go, at which cost, and where the promise is kept."""

from collections.abc import Sequence
from itertools import combinations, pairwise

import pandas as pd

from simulator.experiments.staffing_band import USUAL_SHARE
from simulator.measures import Estimate, estimate_mean
from simulator.reports.comparison_effects import is_practically_same
from simulator.reports.numbers import amount, change
from simulator.reports.say import joined
from simulator.studio.explore.money import Extra, extra
from simulator.studio.explore.pairs import UNSURE, apart
from simulator.studio.explore.promises import BROKEN, KEPT, OPEN, kept, promise_text
from simulator.studio.explore.steps import Cell, Steps
from simulator.studio.explore.steps_said import judged, values
from simulator.studio.explore.watched import OFFICE_COST, estimate, is_of_finished, lang_of
from simulator.teaching.words import Words

__all__ = ["conclusions", "dearer", "is_even", "rupiah"]

_MOST_DECIMALS = 2
"""Of a percentage: half a point, below which a difference is not told, shows with one."""

_PROMISED = ("waiting_time_mean", "service_level")


def conclusions(steps: Steps, words: Words) -> list[str]:
    """What follows from the steps; nothing before there are two.

    Parameters
    ----------
    steps : Steps
        Of one knob or two.
    words : Words
        Language.
    """
    if len(steps.done) < 2:
        return []
    uneven = _uneven(steps, words)
    if len(steps.sweep.ways) > 1:
        return uneven
    said = [*_pays(steps, words), *_costs(steps, words), *_promise(steps, words)]
    return [*uneven, *said] if is_of_finished(steps.sweep.watched.name) else [*said, *uneven]


def dearer(first: Cell, second: Cell) -> Extra | None:
    """What the second office costs more than the first in a year; None where there are no prices."""
    if first.paid is None or second.paid is None:
        return None
    return extra(first.paid, second.paid)


def is_even(steps: Steps) -> bool:
    """Whether no two steps surely finish shares of what comes in that differ by more than as good as nothing (Holm)."""
    shares = [cell.finished for cell in steps.done if cell.finished is not None]
    pairs = list(combinations(shares, 2))
    return not any(way and _matters(*pair) for way, pair in zip(apart(pairs), pairs, strict=True))


def _matters(first: "pd.Series[float]", second: "pd.Series[float]") -> bool:
    """Whether the difference of two shares is more than as good as none."""
    change = estimate_mean((second - first).dropna(), "share")
    return not is_practically_same(change, estimate_mean(first.dropna(), "share"))


# ---- how far it pays


def _pays(steps: Steps, words: Words) -> list[str]:
    """Up to where each step, in the direction in which the measure gets better, still helps beyond chance."""
    _ = words
    done, ways, good = steps.done, judged(steps), steps.sweep.watched.better
    whole = ways[0, len(done) - 1] * good
    if whole == UNSURE:
        return [_("Jadi, dari jangkauan ini belum terbukti bahwa mengubah angka ini menolong.")]
    order = list(range(len(done))) if whole > 0 else list(range(len(done) - 1, -1, -1))
    helps = [
        ways[min(one, other), max(one, other)] * good * (1 if one < other else -1) for one, other in pairwise(order)
    ]
    far = next((at for at, way in enumerate(helps) if way <= 0), len(helps))
    if not far:
        return [_("Jadi, perubahan yang besar menolong, tetapi satu langkah saja belum terbukti.")]
    cells = [done[at] for at in order]
    before, last = cells[far - 1], cells[far]
    facts = {
        "value": last.levels[0],
        "before": before.levels[0],
        "size": _size(before, last, steps, words),
        "next": cells[min(far + 1, len(cells) - 1)].levels[0],
        "gain": _size(cells[0], last, steps, words),
        "far": f"{last.levels[0]} {steps.sweep.ways[0].knob.unit}".strip(),
    }
    text = _(
        "Jadi, setiap langkah sampai {far} masih menolong: bersama-sama {gain}, yang terakhir (dari {before} ke "
        "{value}) {size}."
    )
    if far == 1:
        text = _("Jadi, langkah dari {before} ke {value} menolong: {size}.")
    said = [text.format(**facts)]
    if far < len(helps):
        after = _("Sesudah itu, dari {value} ke {next}, belum terbukti menolong lagi.")
        worse = _("Sesudah itu, dari {value} ke {next}, hasilnya memburuk.")
        said.append((worse if helps[far] < 0 else after).format(**facts))
    return [" ".join(said)]


def _size(first: Cell, last: Cell, steps: Steps, words: Words) -> str:
    return change(estimate((values(last) - values(first)).dropna(), steps.sweep.watched), lang_of(words))


# ---- what it costs


def _costs(steps: Steps, words: Words) -> list[str]:
    """What every step costs in a year, by roster and prices."""
    _ = words
    found = [dearer(one, other) for one, other in pairwise(steps.done)]
    paid = [one for one in found if one is not None]
    if steps.sweep.watched.name == OFFICE_COST or not any(one.amount or one.missing for one in paid):
        return []
    if any(one.missing for one in paid):
        return [_("Biaya setiap langkah tidak dapat disebut, karena harganya belum ada (tab Ubah, kelompok Biaya).")]
    amounts = [one.amount for one in paid]
    low, high = min(amounts, key=abs), max(amounts, key=abs)
    text = (
        _("Setiap langkah ke atas menambah biaya {low} setahun.")
        if low >= 0
        else _("Setiap langkah ke atas mengurangi biaya {low} setahun.")
    )
    if round(low) != round(high):
        text = _("Biaya setahun setiap langkah ada di tabel, antara {low} dan {high}.")
    text += " " + _("Ini dihitung dari jadwal dan harga, bukan dari simulasi.")
    said = [rupiah(abs(one) if round(low) == round(high) else one, words) for one in (low, high)]
    return [text.format(low=said[0], high=said[1])]


def rupiah(value: float, words: Words) -> str:
    """An amount in words."""
    return amount(value, Estimate(value, 0.0, 1, "IDR"), lang_of(words))


# ---- the promise


def _promise(steps: Steps, words: Words) -> list[str]:
    """At which values the promise of the place is kept."""
    _ = words
    watched, done = steps.sweep.watched, steps.done
    targets = {cell.scenario.spec.targets.waiting_time_min for cell in done if cell.scenario is not None}
    if watched.name.partition("[")[0] not in _PROMISED or len(targets) > 1 or any(cell.kept is None for cell in done):
        return []
    states = [kept(cell.kept, USUAL_SHARE, len(done)) for cell in done if cell.kept is not None]
    texts = {
        KEPT: _("ditepati pada {values}"),
        BROKEN: _("tidak ditepati pada {values}"),
        OPEN: _("belum bisa dipastikan pada {values}"),
    }
    parts = [
        text.format(values=_levels([cell for cell, one in zip(done, states, strict=True) if one == state], words))
        for state, text in texts.items()
        if state in states
    ]
    office = next(cell.scenario for cell in done if cell.scenario is not None)
    text = _("Janji ({promise}): {said}.")
    return [text.format(promise=promise_text(office, watched, USUAL_SHARE, words), said="; ".join(parts))]


def _levels(cells: Sequence[Cell], words: Words) -> str:
    return joined([cell.levels[0] for cell in cells], lang_of(words))


# ---- what is finished


def _uneven(steps: Steps, words: Words) -> list[str]:
    """That the share of what comes in that is finished is not the same at all values."""
    _ = words
    if is_even(steps):
        return []
    shares = [_finished(cell) for cell in steps.done]
    low, high = _told_apart(min(shares), max(shares), words)
    facts = {"measure": steps.sweep.watched.title, "low": low, "high": high}
    text = _(
        "Perhatikan: bagian permohonan yang selesai tidak sama di semua nilai, antara {low} dan {high} (lihat tabel)."
    )
    if is_of_finished(steps.sweep.watched.name):
        text = _(
            "Perhatikan: {measure} tidak sepenuhnya sebanding, karena bagian yang selesai tidak sama di semua nilai, "
            "{low} sampai {high} (lihat tabel). Angkanya bisa tampak lebih baik hanya karena yang lama belum selesai."
        )
    return [text.format(**facts)]


def _told_apart(low: float, high: float, words: Words) -> tuple[str, str]:
    """Two shares with as many decimals as tell them apart."""
    said = [(words.percent(low, decimals), words.percent(high, decimals)) for decimals in range(_MOST_DECIMALS + 1)]
    return next((pair for pair in said if pair[0] != pair[1]), said[-1])


def _finished(cell: Cell) -> float:
    return float("nan") if cell.finished is None else estimate_mean(cell.finished.dropna(), "share").mean
