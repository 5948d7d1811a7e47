"""What an alternative costs the office, what it spares the applicants, and the price of a saved hour."""

from collections.abc import Iterator, Sequence

import pandas as pd

from simulator.analysis import Saving, cost_of_saving
from simulator.experiments import Comparison
from simulator.figures import Lang
from simulator.measures import Estimate
from simulator.reports.comparison_verdict import is_told_apart
from simulator.reports.comparison_words import COMPARED
from simulator.reports.facts import has_prices
from simulator.reports.findings import Findings, money_words, once_remark
from simulator.reports.log_values import paired
from simulator.reports.measure_tables import LANGS, alternative_title
from simulator.reports.numbers import amount, told
from simulator.reports.say import say
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
    for at, other in enumerate(others):
        saving = cost_of_saving(base.values["costs"], other.values["costs"])
        yield saving_sentence(saving, alternative_title(comparison, at, lang), scenario, lang)
    changes = pd.concat([paired(base.values, other.values, "cost_items") for other in others])
    changed = changes[changes["mean"] != 0]
    once = once_remark(list(dict.fromkeys(zip(changed["item"], changed["name"], strict=True))), scenario)
    yield from (said[LANGS.index(lang)] for said in once)


def saving_sentence(saving: Saving, alternative: str, scenario: Scenario, lang: Lang) -> str:
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
    """
    extra, hours = saving.extra_cost, saving.saved_hours
    is_price = saving.outcome in ("price", "cheaper") and saving.ratio.is_bounded
    key = saving.outcome if is_price or saving.outcome not in ("price", "cheaper") else "unknown"
    if key == "price" and not is_told_apart(extra):
        key = "free"
    costs = scenario.spec.costs
    value = costs.applicant_hour if costs else None
    beside = say(COMPARED, "hour_value", lang, value=_money(value, lang)) if value is not None else ""
    size = told(_absolute(extra), lang) if key in ("price", "cheaper") else _signed(extra, lang)
    return say(
        COMPARED, f"cost_{key}", lang, alternative=alternative, days=scenario.spec.horizon.days, extra=size,
        hours=told(_absolute(hours), lang), price=_price(saving, lang), value=beside,
        year=money_words(scenario, lang), n=extra.n,
    )  # fmt: skip


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


def _signed(estimate: Estimate, lang: Lang) -> str:
    if estimate.mean == 0 and not estimate.half_width > 0:
        return say(COMPARED, "signed_same", lang)
    if not is_told_apart(estimate):
        return say(COMPARED, "signed_unclear", lang)
    key = "signed_down" if estimate.mean < 0 else "signed_up"
    return say(COMPARED, key, lang, size=told(_absolute(estimate), lang))
