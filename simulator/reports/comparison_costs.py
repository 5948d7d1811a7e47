"""What an alternative costs the office, what it spares the applicants, and the price of a saved hour."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import pandas as pd

from simulator.analysis import Saving, cost_of_saving
from simulator.experiments import Comparison
from simulator.figures import Lang
from simulator.locale.numbers import format_number
from simulator.measures import Estimate
from simulator.reports.comparison_dated import dated
from simulator.reports.comparison_effects import effects_of, follows, is_practically_same, is_told_apart
from simulator.reports.comparison_words import COMPARED
from simulator.reports.comparison_year import YEAR_DAYS, a_year, year_sentence, year_words
from simulator.reports.facts import counted_days, has_prices
from simulator.reports.findings import Findings, estimate_of, money_words, once_remark
from simulator.reports.log_values import estimates_of, paired
from simulator.reports.measure_tables import LANGS, alternative_title
from simulator.reports.numbers import amount, told
from simulator.reports.say import joined, say
from simulator.scenario import Scenario


def cost_sentences(comparison: Comparison, lang: Lang, findings: Sequence[Findings]) -> Iterator[str]:
    """A sentence for each alternative; one that says why there is none, if costs are not known.

    Parameters
    ----------
    comparison : Comparison
        What was compared.
    lang : {"id", "en"}
        Language.
    findings : sequence of Findings
        Of the base and of each alternative.
    """
    scenario = comparison.base.scenario
    if not has_prices(scenario) or not findings or "costs" not in findings[0].values:
        why = say(COMPARED, "later" if has_prices(scenario) else "no_price", lang)
        yield say(COMPARED, "no_cost", lang, why=why)
        return
    base, *others = findings
    now = {name: estimate_of(row) for name, row in _now(base)}
    for at, other in enumerate(others):
        saving, effects = cost_of_saving(base.values["costs"], other.values["costs"]), effects_of(comparison, at)
        comers = effects.comers
        against = effects.worse if saving.saved_hours.mean > 0 else effects.better
        year = a_year(saving.extra_cost, scenario, comparison.alternatives[at].scenario)
        title = alternative_title(comparison, at, lang)
        yield saving_sentence(saving, title, scenario, lang, now, not against, year, comers)
    changes = pd.concat([paired(base.values, other.values, "cost_items") for other in others])
    changed = changes[changes["mean"] != 0]
    things = list(dict.fromkeys(zip(changed["item"], changed["name"], strict=True)))
    once = once_remark(things, scenario, *(one.scenario for one in comparison.alternatives))
    yield from (said[LANGS.index(lang)] for said in once)
    if counted_days(scenario) < YEAR_DAYS:
        yield from _year(comparison, lang, is_said=not once)


def _year(comparison: Comparison, lang: Lang, is_said: bool) -> Iterator[str]:
    """For which alternatives there is no yearly figure and why; how the others came about, if that is to be said."""
    before = comparison.base.scenario
    kinds = [dated(before, one.scenario) for one in comparison.alternatives]
    without = [at for at, found in enumerate(kinds) if found]
    if without:
        what = [
            say(COMPARED, f"dated_{kind}", lang) for kind in dict.fromkeys(kind for found in kinds for kind in found)
        ]
        titles = joined([alternative_title(comparison, at, lang) for at in without], lang)
        yield say(COMPARED, "no_year", lang, alternatives=titles, what=joined(what, lang))
    if is_said and len(without) < len(kinds):
        yield year_sentence(before, lang)


def _now(base: Findings) -> Iterator[tuple[str, dict[Any, Any]]]:
    """What is paid and spent now."""
    for row in estimates_of(base.values, "costs").to_dict("records"):
        yield str(row["measure"]), row


def saving_sentence(
    saving: Saving,
    alternative: str,
    scenario: Scenario,
    lang: Lang,
    now: Mapping[str, Estimate] = MappingProxyType({}),
    is_judged: bool = True,
    year: Estimate | None = None,
    comers: Estimate | None = None,
) -> str:
    """The length simulated, the extra cost, the hours saved or lost, and the price of an hour beside its value.

    Parameters
    ----------
    saving : Saving
        Paired differences of costs and hours.
    alternative : str
        Its title.
    scenario : Scenario
        The base, for the length, the year of money and the value of an hour.
    lang : {"id", "en"}
        Language.
    now : mapping of str to Estimate, optional
        What the base pays and spends, of which differences are said as a share.
    is_judged : bool, optional
        Whether an alternative may be called better or worse in both cost and hours: not where a main measure goes the
        other way.
    year : Estimate, optional
        The extra cost of a year.
    comers : Estimate, optional
        By how many more or fewer apply: hours that go the same way are not comparable.
    """
    extra, hours = saving.extra_cost, saving.saved_hours
    lost = Estimate(-hours.mean, hours.half_width, hours.n, hours.unit)
    is_of_comers = is_told_apart(lost) and follows(lost, comers)
    key = "plain" if is_of_comers else _kind(saving, now, is_judged)
    costs = scenario.spec.costs
    value = costs.applicant_hour if costs else None
    beside = say(COMPARED, "hour_value", lang, value=_money(value, lang)) if value is not None else ""
    size = told(_absolute(extra), lang) if key in ("price", "cheaper") else _signed(extra, lang, now.get("office_cost"))
    more_or_fewer = "signed_comers_more" if lost.mean > 0 else "signed_comers_fewer"
    signed = say(COMPARED, more_or_fewer, lang) if is_of_comers else _signed(lost, lang, now.get("applicant_hours"))
    text = say(
        COMPARED, f"cost_{key}", lang, alternative=alternative, days=counted_days(scenario), extra=size,
        hours=told(_absolute(hours), lang), signed_hours=signed,
        price=_price(saving, lang), value=beside, year=money_words(scenario, lang), n=extra.n,
    )  # fmt: skip
    if year is None or not is_told_apart(extra) or key == "unknown":
        return text
    return text + say(COMPARED, "cost_year", lang, size=year_words(year, lang))


def _kind(saving: Saving, now: Mapping[str, Estimate], is_judged: bool) -> str:
    """Which sentence fits; hours that are as good as the same are no gain and no loss."""
    extra, hours = saving.extra_cost, saving.saved_hours
    is_little = "applicant_hours" in now and is_practically_same(hours, now["applicant_hours"])
    if saving.outcome in ("price", "cheaper") and not saving.ratio.is_bounded:
        return "unknown"
    if saving.outcome in ("dominates", "dominated"):
        return saving.outcome if is_judged and not is_little else "plain"
    if saving.outcome in ("price", "cheaper") and is_little:
        return "plain"
    return "free" if saving.outcome == "price" and not is_told_apart(extra) else saving.outcome


def _price(saving: Saving, lang: Lang) -> str:
    """The ratio with Fieller's bounds, which need not lie evenly around it."""
    ratio = saving.ratio
    if not ratio.is_bounded:
        return "–"
    like = Estimate(ratio.value, (ratio.high - ratio.low) / 2, ratio.n, "IDR")
    mean, low, high = (amount(end, like, lang) for end in (ratio.value, ratio.low, ratio.high))
    return say(COMPARED, "price", lang, mean=mean, low=low, high=high)


def _money(value: float, lang: Lang) -> str:
    return amount(value, Estimate(value, 0.0, 1, "IDR"), lang)


def _absolute(estimate: Estimate) -> Estimate:
    return Estimate(abs(estimate.mean), estimate.half_width, estimate.n, estimate.unit)


def _signed(estimate: Estimate, lang: Lang, now: Estimate | None = None) -> str:
    """Which way and how much, with its share of what it is now."""
    if estimate.mean == 0 and not estimate.half_width > 0:
        return say(COMPARED, "signed_same", lang)
    if not is_told_apart(estimate):
        return say(COMPARED, "signed_unclear", lang)
    if now is not None and is_practically_same(estimate, now):
        return say(COMPARED, "signed_little", lang)
    key = "signed_down" if estimate.mean < 0 else "signed_up"
    text = say(COMPARED, key, lang, size=told(_absolute(estimate), lang))
    if now is None or not now.mean > 0:
        return text
    share = format_number(100 * abs(estimate.mean) / now.mean, lang, 1)
    return say(COMPARED, "of_base", lang, size=text, share=f"{share} %")
