"""What came out of a search under a budget: the answer, what speaks against it, and Erlang's band beside it."""

import pandas as pd

from simulator.experiments.candidates import Candidate
from simulator.experiments.optimum import Optimum
from simulator.experiments.outcomes import column, worst_group
from simulator.measures import Estimate, better, estimate_mean, unit_of
from simulator.reports.comparison_effects import is_told_apart
from simulator.reports.numbers import change, plus_minus, told
from simulator.reports.optimum import band_sentences, levels_text, money
from simulator.reports.optimum_texts import TEXTS
from simulator.reports.say import lower_first, say
from simulator.reports.titles import part_title
from simulator.scenario import Scenario
from simulator.studio.explore.advice import Advice
from simulator.studio.explore.watched import is_of_finished, lang_of, title_of
from simulator.studio.explore.wish import Limit
from simulator.teaching.words import Words

__all__ = ["answer", "bands", "doubts", "limit_text", "value_of"]


def answer(advice: Advice, words: Words) -> list[str]:
    """What is recommended, what it brings more than now, what more money would bring, and whether conditions hold."""
    _ = words
    optimum, one = advice.optimum, advice.answer
    facts = {
        "levels": levels_text(optimum, one.point, lang_of(words)),
        "cost": money(abs(one.cost), lang_of(words)),
        "confidence": words.percent(optimum.goal.spec.confidence),
    }
    if advice.best is None:
        text = _(
            "Menurut model, belum ada kombinasi yang pasti memenuhi semua syarat (keyakinan {confidence}). Yang paling "
            "mendekati: {levels}; biaya tambahan {cost}."
        )
        facts["cost"] = money(one.cost, lang_of(words))
        return [text.format(**facts), *_lacking(optimum, words), *_fewer(advice, words)]
    text = _("Disarankan menurut model: {levels}. Biaya tambahan: {cost}.")
    if one.cost < 0:
        text = _("Disarankan menurut model: {levels}. Penghematan: {cost}.")
    if advice.is_now(one):
        text = _(
            "Menurut model, tetap seperti sekarang ({levels}): tambahan dalam anggaran ini belum terbukti menolong."
        )
        if advice.close:
            text = _(
                "Menurut model, tetap seperti sekarang ({levels}): tambahan dalam anggaran ini hampir tidak menolong."
            )
    said = [text.format(**facts), _brings(advice, words), *_fewer(advice, words), *_dearer(advice, words)]
    said += _cheaper(advice, words)
    if optimum.goal.constraints:
        said.append(_("Menurut model, semua syarat terpenuhi (keyakinan {confidence}).").format(**facts))
    return said


def _brings(advice: Advice, words: Words) -> str:
    """The value, that of now, and the difference."""
    _ = words
    optimum, one = advice.optimum, advice.answer
    name, lang = optimum.goal.objective, lang_of(words)
    found, now, gain = value_of(one, name), value_of(advice.now, name), advice.gain(one)
    facts = {
        "measure": _title(optimum, name, words),
        "value": told(found, lang),
        "now": told(now, lang),
        "n": found.n,
        "size": change(gain, lang),
    }
    way = advice.helps()[advice.candidates.index(one)]
    if advice.is_now(one):
        text = _("{measure}: {value}, dari {n} ulangan.")
    elif not way:
        text = _("{measure}: {value}, sekarang {now}: tidak terbedakan, dari {n} ulangan.")
    elif gain.mean < 0:
        text = _("{measure}: {value}, sekarang {now}: turun {size}, dari {n} ulangan.")
    else:
        text = _("{measure}: {value}, sekarang {now}: naik {size}, dari {n} ulangan.")
    return text.format(**facts)


def _fewer(advice: Advice, words: Words) -> list[str]:
    """What the recommended one does to the share that is finished; and that a mean of the finished is uneven then."""
    _ = words
    one, lang = advice.answer, lang_of(words)
    way = advice.finished()[advice.candidates.index(one)]
    size = change(advice.finished_more(one), lang)
    said = []
    if way < 0:
        text = _("Perhatikan: dengan pilihan ini bagian permohonan yang selesai turun {size}.")
        said.append(text.format(size=size))
    if way > 0:
        said.append(_("Dengan pilihan ini bagian permohonan yang selesai naik {size}.").format(size=size))
    if is_of_finished(advice.optimum.goal.objective) and not advice.is_even:
        said.append(
            _(
                "{measure}: bagian yang selesai tidak sama di semua kombinasi, jadi angka itu tidak sepenuhnya "
                "sebanding. Ia bisa tampak lebih baik hanya karena yang lama belum selesai; lihat juga kolom “Selesai” "
                "di tabel."
            ).format(measure=_title(advice.optimum, advice.optimum.goal.objective, words))
        )
    return said


def _dearer(advice: Advice, words: Words) -> list[str]:
    """What the one with the best mean costs more, if another is recommended, and that it is not shown to help more."""
    _ = words
    best, one, lang = advice.best, advice.answer, lang_of(words)
    if best is None or best is one:
        return []
    text = _(
        "Rata-rata yang paling baik ada pada {levels}, {cost} lebih mahal. Bedanya dari yang disarankan {size}: belum "
        "terbukti menolong lagi."
    )
    if one in advice.close:
        text = _(
            "Rata-rata yang paling baik ada pada {levels}, {cost} lebih mahal. Bedanya dari yang disarankan {size}: "
            "terlalu kecil untuk berarti."
        )
    levels, cost = levels_text(advice.optimum, best.point, lang), money(best.cost - one.cost, lang)
    return [text.format(levels=levels, cost=cost, size=plus_minus(advice.difference(one, best), lang))]


def _cheaper(advice: Advice, words: Words) -> list[str]:
    """What is lost with the best of those that cost less: what the last rupiah buys."""
    _ = words
    goal, one, lang = advice.optimum.goal, advice.answer, lang_of(words)
    feasible = advice.candidates[: advice.optimum.finals.feasible]
    less = next((other for other in feasible if other.cost < one.cost), None)
    if less is None:
        return []
    loss = advice.difference(one, less)
    text = _("Yang lebih murah, {levels}, menghemat {cost}, tetapi {measure} lebih buruk {size}.")
    return [
        text.format(
            levels=levels_text(advice.optimum, less.point, lang),
            cost=money(one.cost - less.cost, lang),
            measure=lower_first(_title(advice.optimum, goal.objective, words)),
            size=change(loss, lang),
        )
    ]


def _lacking(optimum: Optimum, words: Words) -> list[str]:
    """The conditions that the nearest one is not shown to keep."""
    _ = words
    goal, one = optimum.goal, optimum.answer
    lacks = one.verdict(goal, len(optimum.finals.candidates)).shortfalls
    said = []
    for constraint, lack in zip(goal.constraints, lacks, strict=False):
        if lack > 0:
            found, limit = value_of(one, constraint.measure), Limit(constraint.measure, constraint.limit)
            text = _("Syarat “{limit}” belum pasti terpenuhi: hasilnya {value}{group}, dari {n} ulangan.")
            group = _group(optimum, one, constraint.measure, words)
            said.append(
                text.format(
                    limit=limit_text(optimum.goal.base, limit, words),
                    value=told(found, lang_of(words)),
                    group=group,
                    n=found.n,
                )
            )
    return said


def _group(optimum: Optimum, one: Candidate, measure: str, words: Words) -> str:
    group = None if one.values is None else worst_group(one.values, measure)
    return f" ({lower_first(part_title(optimum.goal.base, group, lang_of(words)))})" if group else ""


def limit_text(base: Scenario, limit: Limit, words: Words) -> str:
    """A condition in words."""
    _ = words
    is_share = unit_of(limit.measure) == "share"
    minutes = _("{minutes} menit").format(minutes=words.plain(limit.limit))
    most, least = _("{measure}: paling banyak {value}"), _("{measure}: paling sedikit {value}")
    return (least if better(limit.measure) > 0 else most).format(
        measure=title_of(base, limit.measure, words), value=words.percent(limit.limit) if is_share else minutes
    )


def doubts(advice: Advice, words: Words) -> list[str]:
    """What cannot be told from the answer, and what else is to be known before it is believed."""
    optimum = advice.optimum
    return [*_searched(optimum, words), *_alike(advice, words), *_near(optimum, words), *_optimism(optimum, words)]


def _searched(optimum: Optimum, words: Words) -> list[str]:
    _ = words
    found, goal = optimum.found, optimum.goal
    said = [
        say(
            TEXTS, "exhaustive" if found.is_exhaustive else "sampled", lang_of(words),
            seen=words.number(len(found.candidates), 0), all=words.number(found.combinations or 0, 0),
            replications=goal.spec.replications,
        )
    ]  # fmt: skip
    failed = sum(bool(one.problem) for one in found.candidates)
    if failed:
        said.append(
            _("{count} kombinasi tidak bisa dihitung karena tidak dapat dijalankan bersama.").format(count=failed)
        )
    return said


def _alike(advice: Advice, words: Words) -> list[str]:
    """By which rule the answer was taken from those that cannot be told from the best."""
    _ = words
    alike, close = len(advice.alike) - 1, len(advice.close)
    if advice.best is None:
        return []
    if not alike and not close:
        return [
            _("Semua kombinasi lain yang dihitung ulang terbedakan dari yang terbaik ini (cara Hsu, keyakinan 95%).")
        ]
    said = []
    if alike:
        text = _("{n} kombinasi lain tidak terbedakan dari yang rata-ratanya paling baik (cara Hsu, keyakinan 95%).")
        sure = _("Tidak terbedakan tidak berarti sama: dengan lebih banyak ulangan bedanya bisa tampak.")
        said.append(" ".join((text.format(n=alike), sure)))
    if close:
        text = _("{n} kombinasi lain berbeda terlalu sedikit dari yang rata-ratanya paling baik untuk berarti.")
        said.append(text.format(n=close))
    return [*said, _("Di antara semua yang sama baiknya itu disarankan yang paling murah.")]


def _near(optimum: Optimum, words: Words) -> list[str]:
    _ = words
    near = optimum.finals.near
    if near is None:
        return []
    if near is optimum.answer:
        return [_("Rata-rata kombinasi itu memenuhi semua syarat, tetapi belum pasti; bisa jadi kebetulan.")]
    text = _("Ada yang rata-ratanya lebih baik dan memenuhi semua syarat, tetapi belum pasti: {levels} (biaya {cost}).")
    return [text.format(levels=levels_text(optimum, near.point, lang_of(words)), cost=money(near.cost, lang_of(words)))]


def _optimism(optimum: Optimum, words: Words) -> list[str]:
    """Where the search saw a better value than the fresh replications do, beyond chance: the winner was lucky."""
    _ = words
    text = _("{measure}: saat dicari angkanya lebih baik {size} daripada saat dihitung ulang. Pakailah hitungan ulang.")
    said = []
    for row in optimum.optimism.to_dict("records"):
        name = str(row["measure"])
        one = Estimate(
            float(row["difference"]), float(row["half_width"]), optimum.goal.spec.replications, unit_of(name)
        )
        if name in optimum.goal.judged and is_told_apart(one) and one.mean * better(name) > 0:
            said.append(text.format(measure=_title(optimum, name, words), size=change(one, lang_of(words))))
    return said


def bands(optimum: Optimum, words: Words) -> list[str]:
    """The people of the answer beside those that Erlang's formula asks for."""
    return band_sentences(optimum, lang_of(words))


def value_of(one: Candidate, measure: str) -> Estimate:
    """Estimate of a measure of a candidate; without a value, of none."""
    values = pd.DataFrame() if one.values is None else one.values
    return estimate_mean(column(values, measure), unit_of(measure))


def _title(optimum: Optimum, measure: str, words: Words) -> str:
    return title_of(optimum.goal.base, measure, words)
