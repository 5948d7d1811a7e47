"""What came out of a search under a budget: the answer, what speaks against it, and Erlang's band beside it."""

import pandas as pd

from simulator.experiments.candidates import Candidate
from simulator.experiments.optimum import Optimum
from simulator.experiments.outcomes import column, worst_group
from simulator.measures import Estimate, better, estimate_mean, unit_of
from simulator.reports.comparison_verdict import is_told_apart
from simulator.reports.numbers import change, told
from simulator.reports.optimum import levels_text, money, optimum_sentences
from simulator.reports.optimum_texts import TEXTS
from simulator.reports.say import lower_first, say
from simulator.reports.titles import part_title
from simulator.scenario import Scenario
from simulator.studio.explore.watched import lang_of, title_of
from simulator.studio.explore.wish import Limit
from simulator.teaching.words import Words

__all__ = ["answer", "bands", "doubts", "limit_text", "value_of"]


def answer(optimum: Optimum, words: Words) -> list[str]:
    """What is recommended, what it brings, and whether the conditions hold."""
    _ = words
    goal, finals, one = optimum.goal, optimum.finals, optimum.answer
    facts = {
        "levels": levels_text(optimum, one.point, lang_of(words)),
        "cost": money(one.cost, lang_of(words)),
        "confidence": words.percent(goal.spec.confidence),
    }
    if finals.recommended is None:
        text = _(
            "Menurut model, belum ada kombinasi yang pasti memenuhi semua syarat (keyakinan {confidence}). Yang paling "
            "mendekati: {levels}; biaya tambahan {cost}."
        )
        return [text.format(**facts), *_lacking(optimum, words)]
    said = [
        _("Yang paling baik menurut model: {levels}. Biaya tambahan: {cost}.").format(**facts),
        _brings(optimum, one, words),
    ]
    if goal.constraints:
        said.append(_("Menurut model, semua syarat terpenuhi (keyakinan {confidence}).").format(**facts))
    return said


def _brings(optimum: Optimum, one: Candidate, words: Words) -> str:
    _ = words
    goal = optimum.goal
    found = value_of(one, goal.objective)
    return _("{measure}: {value}, dari {n} ulangan.").format(
        measure=_title(optimum, goal.objective, words), value=told(found, lang_of(words)), n=found.n
    )


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


def doubts(optimum: Optimum, words: Words) -> list[str]:
    """What cannot be told from the answer, and what else is to be known before it is believed."""
    return [*_searched(optimum, words), *_alike(optimum, words), *_near(optimum, words), *_optimism(optimum, words)]


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


def _alike(optimum: Optimum, words: Words) -> list[str]:
    """Cheaper ones that cannot be told from the best."""
    _ = words
    goal, finals = optimum.goal, optimum.finals
    alike = [one for one in finals.alike if one is not finals.recommended]
    if not alike:
        return []
    each = _("{levels} (biaya {cost}; {measure} {value})")
    others = "; ".join(
        each.format(
            levels=levels_text(optimum, one.point, lang_of(words)), cost=money(one.cost, lang_of(words)),
            measure=lower_first(_title(optimum, goal.objective, words)),
            value=told(value_of(one, goal.objective), lang_of(words)),
        )
        for one in alike
    )  # fmt: skip
    text = _(
        "Lebih murah dan tidak terbedakan dari yang terbaik: {others}. Tidak terbedakan tidak berarti sama: dengan "
        "lebih banyak ulangan bedanya bisa tampak."
    )
    return [text.format(others=others)]


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
    count = len(optimum.bands)
    return optimum_sentences(optimum, lang_of(words))[-count:] if count else []


def value_of(one: Candidate, measure: str) -> Estimate:
    """Estimate of a measure of a candidate; without a value, of none."""
    values = pd.DataFrame() if one.values is None else one.values
    return estimate_mean(column(values, measure), unit_of(measure))


def _title(optimum: Optimum, measure: str, words: Words) -> str:
    return title_of(optimum.goal.base, measure, words)
