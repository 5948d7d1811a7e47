"""The table and the chart of a search under a budget: what was looked at again, cost against measure; and prices."""

from collections.abc import Sequence
from math import isnan

from simulator.experiments.candidates import Candidate
from simulator.experiments.optimum import Optimum
from simulator.locale.numbers import format_number
from simulator.measures import Estimate
from simulator.reports.numbers import has_width, plus_minus
from simulator.reports.optimum import levels_text
from simulator.studio.explore.advice import Advice
from simulator.studio.explore.budget_said import value_of
from simulator.studio.explore.choices import Buy
from simulator.studio.explore.watched import Watched, lang_of, shown, title_of
from simulator.teaching.tables import html_table
from simulator.teaching.words import Words
from simulator.widgets.chart import Axis, Mark, Picture, Point, Points, Table

__all__ = ["costs_table", "finalists_table", "picture"]

MILLION = 1_000_000


def finalists_table(advice: Advice, words: Words) -> str:
    """Those that were simulated again, the recommended one named, as HTML."""
    _ = words
    goal = advice.optimum.goal
    columns = [_("Kombinasi"), _("Biaya, juta Rp setahun"), *(title_of(goal.base, name, words) for name in goal.judged)]
    columns += [_("Beda dari sekarang"), _("Dibanding yang rata-ratanya paling baik"), _("Selesai, dari yang masuk")]
    columns += [_("Syarat terpenuhi?")] if goal.constraints else []
    columns += [_("Ulangan")]
    rows = [_finalist(advice, at, words) for at in range(len(advice.candidates))]
    return html_table(_("Dihitung ulang dengan ulangan baru: rata-rata ± setengah lebar selang 95%"), columns, rows)


def _finalist(advice: Advice, at: int, words: Words) -> list[str]:
    _ = words
    optimum, one = advice.optimum, advice.candidates[at]
    goal, name = optimum.goal, levels_text(optimum, one.point, lang_of(words))
    if advice.best is not None and one is advice.answer:
        name = _("{levels} (disarankan)").format(levels=name)
    values = [_estimate(value_of(one, measure), words) for measure in goal.judged]
    kept = [_("ya") if at < optimum.finals.feasible else _("belum pasti")] if goal.constraints else []
    n = str(value_of(one, goal.objective).n)
    beside = [_beside_now(advice, one, words), _beside_best(advice, one, words), _finished(advice, at, words)]
    return [name, _millions(one.cost, words), *values, *beside, *kept, n]


def _beside_now(advice: Advice, one: Candidate, words: Words) -> str:
    _ = words
    return _("sekarang") if advice.is_now(one) else _estimate(advice.gain(one), words)


def _beside_best(advice: Advice, one: Candidate, words: Words) -> str:
    _ = words
    if advice.best is None or one not in advice.candidates[: advice.optimum.finals.feasible]:
        return "–"
    if one is advice.best:
        return _("paling baik")
    text = _("{size}, praktis sama") if one in advice.close else _("{size}, terbedakan")
    text = _("{size}, tidak terbedakan") if one in advice.alike else text
    return text.format(size=_estimate(advice.difference(advice.best, one), words))


def _finished(advice: Advice, at: int, words: Words) -> str:
    """The share of what comes in that is finished; whether it is told apart from that of now."""
    _ = words
    way, value = advice.finished()[at], _estimate(advice.finished_share(advice.candidates[at]), words)
    text = {1: _("{value}, lebih banyak daripada sekarang"), -1: _("{value}, lebih sedikit daripada sekarang")}
    return text.get(way, "{value}").format(value=value)


def _front(optimum: Optimum, words: Words) -> Table:
    _ = words
    title = title_of(optimum.goal.base, optimum.goal.objective, words)
    rows = [
        [
            levels_text(optimum, one.point, lang_of(words)),
            _millions(one.cost, words),
            _estimate(value, words),
            str(value.n),
            _("tidak") if is_front else _("ya"),
        ]
        for one, value, is_front in _points(optimum)
    ]
    columns = [
        _("Kombinasi"),
        _("Biaya, juta Rp setahun"),
        title,
        _("Ulangan"),
        _("Ada yang lebih murah sekaligus lebih baik (rata-ratanya)?"),
    ]
    return Table(_("Biaya lawan hasil: {measure}").format(measure=title), columns, rows)


def _points(optimum: Optimum) -> list[tuple[Candidate, Estimate, bool]]:
    """Candidates that were simulated again, the cheapest first, with their fresh values."""
    found = []
    points = {one.number: one for one in optimum.found.candidates}
    unit = Watched(optimum.goal.objective, "", _unit(optimum)).unit
    for row in optimum.pareto.to_dict("records"):
        value = Estimate(float(row["mean"]), float(row["half_width"]), int(row["n"]), unit)
        found.append((points[int(row["number"])], value, bool(row["is_on_front"])))
    return found


def _unit(optimum: Optimum) -> str:
    return value_of(optimum.answer, optimum.goal.objective).unit


def picture(optimum: Optimum, words: Words) -> Picture:
    """Cost against measure: on the front, beside it, and the recommended one."""
    _ = words
    title = title_of(optimum.goal.base, optimum.goal.objective, words)
    found = [(one, value, is_front) for one, value, is_front in _points(optimum) if not isnan(value.mean)]
    largest = max((abs(value.mean) for _one, value, _is in found), default=1.0)
    scale = shown(Watched(optimum.goal.objective, title, _unit(optimum)), largest, words)
    key = {
        "best": _("disarankan") if optimum.finals.recommended else _("paling mendekati"),
        "front": _("tidak ada yang lebih murah sekaligus lebih baik"),
        "others": _("lainnya yang dihitung ulang"),
    }
    sets: dict[str, list[Point]] = {name: [] for name in key}
    for one, value, is_front in found:
        kind = "best" if one.number == optimum.answer.number else "front" if is_front else "others"
        sets[kind].append(_point(one, value, scale.factor))
    marks: tuple[Mark, ...] = tuple(Points(key[name], points) for name, points in sets.items() if points)
    places = [one.cost / MILLION for one, _value, _is in found] or [0.0]
    return Picture(
        title=_("Biaya lawan hasil: {measure}").format(measure=title),
        description=_("Setiap titik satu kombinasi yang dihitung ulang, dengan selang 95%."),
        x=Axis(_("Biaya tambahan setahun"), _("juta Rp"), min(0.0, *places), max(places)),
        y=Axis(title, scale.unit),
        key={},
        table=_front(optimum, words),
        marks=marks,
    )


def _point(one: Candidate, value: Estimate, factor: float) -> Point:
    low, high = (value.low * factor, value.high * factor) if has_width(value) else (None, None)
    return Point(one.cost / MILLION, value.mean * factor, low, high)


def costs_table(buys: Sequence[Buy], words: Words) -> str:
    """What each level of each choice costs more than now, as HTML."""
    _ = words
    rows = [
        [buy.title, str(level.said), _("belum ada harganya") if buy.missing else _millions(level.cost, words)]
        for buy in buys
        for level in buy.levels
        if level.text
    ]
    columns = [_("Pilihan"), _("Menjadi"), _("Biaya tambahan, juta Rp setahun")]
    return html_table(_("Biaya setiap pilihan, dibanding sekarang (dari harga, bukan dari simulasi)"), columns, rows)


def _millions(amount: float, words: Words) -> str:
    return format_number(amount / MILLION, lang_of(words), 1)


def _estimate(value: Estimate, words: Words) -> str:
    return "–" if not value.n else plus_minus(value, lang_of(words))
