"""What a stress test says: whether the plan still helps, and whether the promise is still kept."""

from collections.abc import Sequence
from typing import Literal

import pandas as pd

from simulator.figures import Lang
from simulator.measures import Estimate
from simulator.reports.numbers import amount, change, ends, has_width, plus_minus
from simulator.reports.say import joined
from simulator.studio.explore.pairs import apart
from simulator.studio.explore.promises import BROKEN, KEPT, OPEN, kept, promise_of, promise_text
from simulator.studio.explore.stress_runs import Outcome, StressTest
from simulator.studio.explore.watched import Watched, estimate, lang_of, shown
from simulator.teaching.tables import html_table
from simulator.teaching.words import Words
from simulator.widgets.chart import Axis, Forest, Picture, Point, Table

__all__ = ["gains", "helped", "picture", "sentences", "table"]

Verdict = Literal["better", "worse", "unsure"]

_VERDICTS: dict[int, Verdict] = {1: "better", 0: "unsure", -1: "worse"}


def gains(test: StressTest) -> list[Estimate | None]:
    """Plan less present state under each stress, with the 95 % interval of the paired difference."""
    watched = test.asked.watched
    return [None if one.plan is None else _gain(one, watched) for one in test.outcomes]


def helped(test: StressTest) -> list[Verdict | None]:
    """Whether the plan is better or worse under each stress: all stresses judged together (Holm)."""
    good = test.asked.watched.better
    there = [(one.now, one.plan) for one in test.outcomes if one.now is not None and one.plan is not None]
    ways = iter(apart(there))
    return [None if one.now is None or one.plan is None else _VERDICTS[next(ways) * good] for one in test.outcomes]


def sentences(test: StressTest, words: Words) -> list[str]:
    """Whether the plan still helps; whether it keeps the promise; which stress it does not bear."""
    return [*_help(test, words), *_promise(test, words), _together(words)]


def _together(words: Words) -> str:
    _ = words
    return _(
        "Apakah rencana menolong (cara Holm) dan apakah janji ditepati (cara Bonferroni), masing-masing dinilai untuk "
        "semua tekanan bersama-sama dengan keyakinan 95%, jadi bisa lebih hati-hati daripada selang satu baris."
    )


def _help(test: StressTest, words: Words) -> list[str]:
    _ = words
    ways = helped(test)
    by = {way: _named(test, [found == way for found in ways]) for way in ("better", "worse", "unsure")}
    facts = {"plan": test.asked.name, "measure": test.asked.watched.title}
    said = []
    if by["better"]:
        text = _("{measure}: pada {names}, {plan} lebih baik daripada kantor tanpa rencana itu.")
        said.append(text.format(**facts, names=_list(by["better"], test, words)))
    if by["unsure"]:
        text = _("{measure}: pada {names}, {plan} tidak terbedakan dari kantor tanpa rencana itu.")
        said.append(text.format(**facts, names=_list(by["unsure"], test, words)))
    if by["worse"]:
        text = _("{measure}: pada {names}, {plan} lebih buruk daripada kantor tanpa rencana itu.")
        said.append(text.format(**facts, names=_list(by["worse"], test, words)))
    return said


def _promise(test: StressTest, words: Words) -> list[str]:
    _ = words
    states, asked = _states(test), test.asked
    which = _("Janji yang diuji: {promise}.")
    said = [which.format(promise=promise_text(asked.now, asked.watched, asked.promise, words))]
    texts = {
        KEPT: _("Dengan {plan}, janji itu ditepati pada {names}."),
        BROKEN: _("Dengan {plan}, janji itu tidak ditepati pada {names}."),
        OPEN: _("Dengan {plan}, belum bisa dipastikan apakah janji itu ditepati pada {names}."),
    }
    found = {state: _named(test, [one == state for one in states]) for state in texts}
    said += [
        text.format(plan=asked.name, names=_list(found[state], test, words))
        for state, text in texts.items()
        if found[state]
    ]
    return [" ".join(said)]


def _states(test: StressTest) -> list[str | None]:
    """Whether the plan keeps the promise under each stress, all judged together."""
    there = sum(one.plan_kept is not None for one in test.outcomes)
    return [None if one.plan_kept is None else kept(one.plan_kept, test.asked.promise, there) for one in test.outcomes]


def table(test: StressTest, words: Words) -> str:
    """Every stress with both offices, their difference and the promise, as HTML."""
    return html_table(_caption(test, words), _columns(test, words), _rows(test, words))


def picture(test: StressTest, words: Words) -> Picture:
    """Differences with their intervals across zero; left or right of it the plan helps, as the measure has it."""
    _ = words
    asked = test.asked
    there = [(one, gain) for one, gain in zip(test.outcomes, gains(test), strict=True) if gain and gain.n]
    largest = max((abs(gain.mean) for _one, gain in there), default=1.0)
    scale = shown(asked.watched, largest, words, is_difference=True)
    points = [_point(at, gain, scale.factor) for at, (_one, gain) in enumerate(there)]
    less = _("lebih sedikit lebih baik") if asked.watched.better < 0 else _("lebih banyak lebih baik")
    return Picture(
        title=_("{measure}: selisih {plan} dari keadaan sekarang").format(measure=asked.watched.title, plan=asked.name),
        description=_("Garis adalah selang 95% selisih berpasangan, setiap baris sendiri-sendiri; {which}.").format(
            which=less
        ),
        x=Axis(_("Selisih"), scale.unit),
        y=Axis("", names=[one.title for one, _gain in there]),
        key={},
        table=Table(_caption(test, words), _columns(test, words), _rows(test, words)),
        marks=(Forest(_("selisih dan selang 95%"), points),),
    )


def _point(at: int, gain: Estimate, factor: float) -> Point:
    low, high = (gain.low * factor, gain.high * factor) if has_width(gain) else (None, None)
    return Point(at, gain.mean * factor, low, high)


def _caption(test: StressTest, words: Words) -> str:
    _ = words
    return _("{measure} di bawah tekanan, rata-rata ± setengah lebar selang 95%").format(
        measure=test.asked.watched.title
    )


def _columns(test: StressTest, words: Words) -> list[str]:
    _ = words
    return [
        _("Tekanan"), _("Sekarang"), test.asked.name, _("Selisih"), _("Apakah rencana menolong?"),
        _("Dilayani sesuai janji, sekarang"), _("Dilayani sesuai janji, rencana"), _("Janji ditepati rencana?"),
        _("Ulangan"),
    ]  # fmt: skip


def _rows(test: StressTest, words: Words) -> Sequence[Sequence[str]]:
    found = zip(test.outcomes, gains(test), helped(test), _states(test), strict=True)
    return [_row(test, one, gain, way, state, words) for one, gain, way, state in found]


def _row(
    test: StressTest, one: Outcome, gain: Estimate | None, way: Verdict | None, state: str | None, words: Words
) -> list[str]:
    _ = words
    if gain is None or state is None:
        return [one.title, one.why_not, *7 * ["–"]]
    lang = lang_of(words)
    watched, share = test.asked.watched, promise_of(test.asked.watched)
    ways = {"better": _("ya"), "worse": _("tidak, lebih buruk"), "unsure": _("tidak terbedakan")}
    states = {KEPT: _("ya"), BROKEN: _("tidak"), OPEN: _("belum pasti")}
    means = [plus_minus(estimate(_values(values), watched), lang) for values in (one.now, one.plan)]
    shares = [plus_minus(estimate(_values(values), share), lang) for values in (one.now_kept, one.plan_kept)]
    return [one.title, *means, _difference(gain, lang), ways[way or "unsure"], *shares, states[state], str(gain.n)]


def _difference(gain: Estimate, lang: Lang) -> str:
    """A difference with its sign and the ends of its interval."""
    if not gain.n:
        return "–"
    if gain.unit == "share":
        return ("+" if gain.mean > 0 else "−" if gain.mean < 0 else "") + change(gain, lang)
    sign = "+" if gain.mean > 0 else ""
    return f"{sign}{amount(gain.mean, gain, lang)}" + (f" ({ends(gain, lang)})" if has_width(gain) else "")


def _gain(one: Outcome, watched: Watched) -> Estimate:
    return estimate((_values(one.plan) - _values(one.now)).dropna(), watched)


def _named(test: StressTest, chosen: Sequence[bool]) -> list[str]:
    return [one.title for one, is_one in zip(test.outcomes, chosen, strict=True) if is_one]


def _list(names: Sequence[str], test: StressTest, words: Words) -> str:
    _ = words
    if 1 < len(names) == sum(one.plan is not None for one in test.outcomes):
        return _("semua tekanan yang dicoba")
    return joined([f"“{name}”" for name in names], lang_of(words))


def _values(values: "pd.Series[float] | None") -> "pd.Series[float]":
    return pd.Series(dtype=float) if values is None else values
