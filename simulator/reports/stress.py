"""The STRESS-DES checklist, filled from a scenario, its settings and the records of a run."""

from collections.abc import Sequence

from simulator.experiments import Provenance
from simulator.figures import Lang
from simulator.reports.document import Definitions, Paragraph, Section
from simulator.reports.inputs import MARK_TITLES, mark_counts
from simulator.reports.say import joined, lower_first, say
from simulator.reports.stress_words import SAID, STRESS, TO_FILL
from simulator.scenario import Scenario

Entry = tuple[str, str]


def stress_section(
    scenario: Scenario, provenance: Provenance, measures: int, others: Sequence[str], lang: Lang
) -> Section:
    """Items 1.1 to 6.1 of the checklist.

    Parameters
    ----------
    scenario : Scenario
        The base model.
    provenance : Provenance
        Of its run.
    measures : int
        How many measures each replication has.
    others : sequence of str
        Titles of the scenarios that it was compared with; empty for a run alone.
    lang : {"id", "en"}
        Language.

    References
    ----------
    Monks, Currie, Onggo, Robinson, Kunc & Taylor (2019), Strengthening the reporting of empirical simulation studies:
    Introducing the STRESS guidelines, *Journal of Simulation* 13(1), 55-67.
    """
    parts = (
        ("1", _objectives(scenario, measures, others, lang)),
        ("2", _logic(scenario, others, lang)),
        ("3", _data(scenario, lang)),
        ("4", _experimentation(scenario, provenance, others, lang)),
        ("5", _implementation(provenance, lang)),
        ("6", [_entry("6.1", lang, say(SAID, "sharing", lang), _blank("sharing_blank", lang))]),
    )
    sections = tuple(Section(say(STRESS, key, lang), (Definitions(tuple(entries)),)) for key, entries in parts)
    return Section(say(STRESS, "title", lang), (Paragraph(say(STRESS, "lead", lang)),), sections)


def _objectives(scenario: Scenario, measures: int, others: Sequence[str], lang: Lang) -> list[Entry]:
    spec = scenario.spec
    outputs = say(
        SAID, "outputs", lang,
        count=measures, places=len(spec.stations), classes=len(spec.case_classes), channels=len(spec.channels),
    )  # fmt: skip
    aims = say(SAID, "aims_compare", lang, others=joined(others, lang)) if others else say(SAID, "aims_run", lang)
    return [
        _entry("1.1", lang, getattr(spec.description, lang), _blank("purpose_blank", lang)),
        _entry("1.2", lang, outputs),
        _entry("1.3", lang, aims, _blank("aims_blank", lang)),
    ]


def _logic(scenario: Scenario, others: Sequence[str], lang: Lang) -> list[Entry]:
    spec = scenario.spec
    channels, stations = (_titles(places, lang) for places in (spec.channels, spec.stations))
    priority = [one for one in spec.stations if one.discipline == "priority"]
    rules = [f"{say(SAID, 'priority', lang)} ({joined(_titles(priority, lang), lang)})"] if priority else []
    if len(priority) < len(spec.stations):
        rules.append(say(SAID, "fifo", lang))
    changed = say(SAID, "scenarios", lang, others=joined(others, lang)) if others else say(SAID, "no_scenarios", lang)
    return [
        _entry(
            "2.1", lang, say(SAID, "overview", lang, channels=joined(channels, lang), stations=joined(stations, lang))
        ),
        _entry("2.2", lang, say(SAID, "logic", lang)),
        _entry("2.3", lang, changed),
        _entry("2.4", lang, say(SAID, "algorithms", lang, disciplines=joined(rules, lang))),
        _entry("2.5", lang, *_components(scenario, lang)),
    ]


def _components(scenario: Scenario, lang: Lang) -> list[str]:
    spec = scenario.spec
    staffed = [one for one in spec.stations if one.kind == "staffed"]
    servers = [f"{getattr(one.title, lang)} ({one.persons})" for one in spec.staff] or _titles(staffed, lang)
    said = [
        say(SAID, "entities", lang, names=joined(_titles(spec.case_classes, lang), lang)),
        say(SAID, "activities", lang, count=len(spec.stations)),
        *([say(SAID, "servers", lang, names=joined(servers, lang))] if servers else []),
        *([say(SAID, "queues", lang, names=joined(_titles(staffed, lang), lang))] if staffed else []),
        say(SAID, "exits", lang, channels=joined(_titles(spec.channels, lang), lang)),
    ]
    if spec.outages:
        said.append(say(SAID, "subsystems", lang, names=joined(_titles(spec.outages, lang), lang)))
    return said


def _data(scenario: Scenario, lang: Lang) -> list[Entry]:
    inputs, position = scenario.inputs(), ("id", "en").index(lang)
    marks = ", ".join(f"{MARK_TITLES[mark][position]} {count}" for mark, count in mark_counts(inputs).items() if count)
    is_not = getattr(scenario.spec.is_not, lang) if scenario.spec.is_not else ""
    assumed = say(SAID, "assumptions", lang, assumed=len(scenario.assumptions()), count=len(inputs), is_not=is_not)
    return [
        _entry("3.1", lang, say(SAID, "sources", lang, count=len({one.source for one in inputs}), marks=marks)),
        _entry("3.2", lang, say(SAID, "preprocessing", lang), _blank("preprocessing_blank", lang)),
        _entry("3.3", lang, say(SAID, "inputs", lang, count=len(inputs))),
        _entry("3.4", lang, assumed.strip()),
    ]


def _experimentation(scenario: Scenario, provenance: Provenance, others: Sequence[str], lang: Lang) -> list[Entry]:
    office = scenario.resolved
    backlog = sum(count for one in office.case_classes for *_, count in one.backlog)
    begins = say(SAID, "initial_backlog", lang, cases=backlog) if backlog else say(SAID, "initial_empty", lang)
    days = provenance.warm_up_days
    warm = say(SAID, "warm_up", lang, days=f"{days:g}") if days else say(SAID, "no_warm_up", lang)
    start = say(SAID, "start", lang, date=office.start_date) if office.start_date else ""
    length = say(
        SAID, "length", lang, days=scenario.spec.horizon.days, working=sum(office.working_days), start=start,
        kind=say(SAID, provenance.kind, lang),
    )  # fmt: skip
    estimation = say(SAID, "estimation", lang, n=provenance.replications, seed=provenance.seed)
    return [
        _entry("4.1", lang, begins, warm),
        _entry("4.2", lang, length),
        _entry("4.3", lang, estimation, *([say(SAID, "paired", lang)] if others else [])),
    ]


def _implementation(provenance: Provenance, lang: Lang) -> list[Entry]:
    versions = dict(provenance.versions)
    named = {name: versions.pop(name, "–") for name in ("simptsp", "python")}
    others = ", ".join(f"{name} {version}" for name, version in versions.items())
    return [
        _entry("5.1", lang, say(SAID, "software", lang, engine=provenance.engine, others=others, **named)),
        _entry("5.2", lang, say(SAID, "random", lang)),
        _entry("5.3", lang, say(SAID, "execution", lang)),
        _entry("5.4", lang, say(SAID, "system", lang, platform=provenance.platform, seconds=provenance.wall_seconds)),
    ]


def _entry(key: str, lang: Lang, *said: str) -> Entry:
    return say(STRESS, key, lang), " ".join(said)


def _blank(key: str, lang: Lang) -> str:
    return say(TO_FILL, "blank", lang, what=say(SAID, key, lang))


def _titles(things: Sequence[object], lang: Lang) -> list[str]:
    return [lower_first(str(getattr(one.title, lang))) for one in things]  # type: ignore[attr-defined]
