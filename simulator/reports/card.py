"""The card of a scenario: what it is, what it is not, what it rests on, what to measure first."""

from jinja2 import Environment, PackageLoader

from simulator.figures import Lang
from simulator.reports.inputs import MARK_TITLES, evidence_of, mark_counts, mark_shares
from simulator.reports.numbers import number
from simulator.reports.rows import percent
from simulator.scenario import ASSUMED, Scenario


def scenario_card(scenario: Scenario, lang: Lang = "id") -> str:
    """A scenario on one page, made from nothing but its file and the data packages.

    Parameters
    ----------
    scenario : Scenario
        The office.
    lang : {"id", "en"}, optional
        Language of the card.

    Returns
    -------
    str
        Markdown.
    """
    environment = Environment(loader=PackageLoader("simulator.reports"), trim_blocks=True, lstrip_blocks=True)
    inputs, shares = scenario.inputs(), mark_shares(scenario.inputs())
    evidence = evidence_of(scenario, lang)
    text = environment.get_template(f"card.{lang}.md.j2").render(
        spec=scenario.spec,
        lang=lang,
        hash=scenario.hash[:12],
        working_days=sum(scenario.resolved.working_days),
        marks=[
            (MARK_TITLES[mark][("id", "en").index(lang)], count, percent(shares[mark], lang))
            for mark, count in mark_counts(inputs).items()
        ],
        total=len(inputs),
        sourced=[each for each in evidence if each.mark != ASSUMED],
        reasoned=[each for each in evidence if each.mark == ASSUMED and each.source != ASSUMED],
        bare=[part for each in evidence if each.source == ASSUMED for part in each.parts],
        mark_titles={mark: titles[("id", "en").index(lang)] for mark, titles in MARK_TITLES.items()},
        number=lambda value: number(value, lang),
    )
    return text.rstrip() + "\n"
