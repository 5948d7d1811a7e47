"""The computed blocks of lesson 15's handout."""

from collections.abc import Sequence

from simulator.teaching.lab import Lab, Measure
from simulator.teaching.lessons.own_exercises import price_of_day
from simulator.teaching.lessons.own_office import EXAMPLE, counter_busy, office, with_returns
from simulator.teaching.lessons.own_plans import NOW, PLANS, monthly_costs, plan_names, saving
from simulator.teaching.lessons.own_report import cost_said, with_bounds
from simulator.teaching.words import Words

RETURNS = range(1, 6)


def plans_block(lab: Lab, measures: Sequence[Measure], words: Words) -> str:
    """What each plan saves and costs in the example."""
    _ = words
    days, wait = measures
    columns = (_("Rencana"), _("Hari kerja dihemat"), _("Menit menunggu dihemat"), _("Biaya sebulan, rupiah"))
    rows = [f"| {' | '.join(columns)} |", "|:---|---:|---:|---:|"]
    costs = monthly_costs(lab, EXAMPLE)
    for plan in PLANS:
        if plan != NOW:
            gain, sooner = (saving(lab, measure, EXAMPLE, plan) for measure in measures)
            said = f"{with_bounds(days, gain, words)} | {with_bounds(wait, sooner, words)}"
            rows.append(f"| {plan_names(words)[plan]} | {said} | {cost_said(plan, costs[plan], words)} |")
    now = lab.estimate(office(EXAMPLE), days)
    note = _("Sekarang {now} hari kerja ({bounds}). Rentang 95% dalam kurung; {n} ulangan.")
    said = note.format(now=words.value(days, now.mean), bounds=words.bounds(days, now), n=now.n)
    return "\n".join([*rows, "", said])


def flip_block(lab: Lab, days: Measure, rivals: tuple[int, int], words: Words) -> str:
    """What two plans save for each number of files sent back."""
    _ = words
    names = [plan_names(words)[plan] for plan in rivals]
    columns = (_("Dari sepuluh berkas, dikembalikan"), *names, _("Yang menang"))
    rows = [f"| {' | '.join(columns)} |", "|---:|---:|---:|:---|"]
    for returns in RETURNS:
        gains = [saving(lab, days, with_returns(returns), plan) for plan in rivals]
        lead = saving(lab, days, with_returns(returns), rivals[0], instead_of=rivals[1])
        wins = names[0] if lead.low > 0 else names[1] if lead.high < 0 else _("belum pasti")
        rows.append(f"| {returns} | {' | '.join(with_bounds(days, gain, words) for gain in gains)} | {wins} |")
    note = _("Hari kerja yang dihemat, rentang 95% dalam kurung; {n} ulangan. Pemenang dari selisih berpasangan.")
    return "\n".join([*rows, "", note.format(n=lab.replications)])


def answers(lab: Lab, days: Measure, words: Words) -> str:
    """Answers of the exercises."""
    _ = words
    lines = [
        _("Latihan 1: {busy}.").format(busy=words.percent(counter_busy(EXAMPLE))),
        _("Latihan 2: kira-kira {price} rupiah.").format(price=words.number(round(price_of_day(lab, days), -2), 0)),
    ]
    return "\n".join(f"- {line}" for line in lines)
