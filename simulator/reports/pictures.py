"""The figures of a report."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing

import pandas as pd

from simulator.analysis import Answers, twin_logs
from simulator.calendars import MS_PER_DAY, MS_PER_MINUTE
from simulator.experiments import Comparison, Result
from simulator.figures import (
    Drawing,
    Lang,
    costs_figure,
    forecast_figure,
    forest_figure,
    gaps_figure,
    outage_figure,
    place_titles,
    queue_figure,
    run_figures,
    staff_figure,
)
from simulator.measures import queue_through_day, queueing_stations
from simulator.measures.day import outages
from simulator.measures.quality import elements
from simulator.measures.resilience import excess_through
from simulator.reports.document import Block, Paragraph, Section, picture
from simulator.reports.facts import counted_days, front_stations, has_prices
from simulator.reports.findings import Findings
from simulator.reports.findings_words import SAID
from simulator.reports.log_values import estimates_of
from simulator.reports.measure_tables import alternative_title
from simulator.reports.naming import group_title, name_title
from simulator.reports.run_words import RUN
from simulator.reports.say import Texts, lower_first, say
from simulator.reports.titles import part_title
from simulator.scenario import Scenario

_CAPTIONS: Texts = {
    "queue": (
        "Jumlah yang menunggu pada tiap seperempat jam. Pita: selang 95 %.",
        "Cases waiting in each quarter of an hour. Band: 95 % interval.",
    ),
    "hours": ("Kapan tunggu lama: menurut hari dan jam.", "When waits are long: by weekday and hour."),
    "waiting": (
        "Baca ke atas dari satu waktu tunggu: bagian yang menunggu paling lama sekian. Sepersepuluh tunggu yang "
        "terlama "
        "mungkin di luar gambar.",
        "Read upwards from a waiting time: the share that waits at most so long. The longest tenth of waits may lie "
        "outside.",
    ),
    "utilisation": (
        "Bagian waktu jaga yang dipakai melayani. Garis di ujung batang: selang 95 %.",
        "Share of staffed time spent serving. Line at the end of a bar: 95 % interval.",
    ),
    "causes": ("Mengapa mereka menunggu, per jenis izin.", "Why they wait, by permit."),
    "causes_places": ("Mengapa mereka menunggu, di setiap tempat.", "Why they wait, at each place."),
    "outage": (
        "Satu gangguan dalam satu ulangan: permohonan yang ada, dengan dan tanpa gangguan itu.",
        "One outage in one replication: applications present, with the outage and without it.",
    ),
    "gaps": (
        "Waktu menunggu per permohonan (orang dan berkas), menurut {by}.",
        "Waiting per application (people and files), by {by}.",
    ),
    "costs": ("Siapa yang membayar, dalam {days} hari.", "Who pays, in {days} days."),
    "staff": ("Siapa yang mengerjakan, jam per orang.", "Who does the work, hours per person."),
    "forecast": (
        "Perkiraan, bukan survei: nilai setiap unsur dari yang ditanya dan dari semua yang datang.",
        "A forecast, not a survey: each element by those who would be asked, and by all who came.",
    ),
    "turnaround": (
        "Lama penyelesaian dalam hari kerja, dibanding batas waktunya.",
        "Turnaround in working days, against the deadline.",
    ),
    "lateness": ("Seberapa terlambat, per jenis izin.", "How late, by permit."),
    "flow": ("Jalan permohonan di kantor, dengan jumlah dan waktunya.", "The way of applications through the office."),
    "gantt": ("Satu hari dari satu ulangan: siapa mengerjakan apa.", "One day of one replication: who does what."),
    "forest": (
        "Perubahan dibanding sekarang, dengan selang 95 %. Selang yang memuat nol: tidak terbedakan.",
        "Change against now, with its 95 % interval. An interval that contains zero: cannot be told apart.",
    ),
    "now": ("Sekarang", "Now"),
}

_OF_BASE = ("causes_places", "turnaround", "flow")
_OFFICE = ("sojourn_time_mean", "service_level", "on_time_share", "give_up_share")
_MOST_PANELS = 8
_STEP_MS = round(5 * MS_PER_MINUTE)

Drawn = tuple[Drawing, str]


def run_pictures(result: Result, lang: Lang, findings: Findings | None = None) -> Section:
    """The figures of a run: those of its measures, then those of what the log tells."""
    figures = run_figures(result, lang)
    drawn = [(figures[name], say(_CAPTIONS, name, lang)) for name in figures if name in _CAPTIONS]
    if findings is not None and findings.answers is not None:
        drawn += _log_pictures(findings, findings.answers, lang)
        drawn += _costs({lower_first(say(_CAPTIONS, "now", lang)): findings}, result.scenario, lang)
    return Section(say(RUN, "figures", lang), tuple(picture(*one) for one in drawn))


def comparison_pictures(
    comparison: Comparison, logged: Sequence[Result], lang: Lang, findings: Sequence[Findings] = ()
) -> Section:
    """What changes, the queues of all, then what the logs of the base tell.

    Parameters
    ----------
    comparison : Comparison
        Whose differences are drawn, and whose titles they bear.
    logged : sequence of Result
        The base and the alternatives again, with their logs.
    lang : {"id", "en"}
        Language of the words.
    findings : sequence of Findings, optional
        Of the same; without them the figures of outages, groups and costs are left out.
    """
    titles = [alternative_title(comparison, at, lang) for at in range(len(comparison.labels))]
    names = [say(_CAPTIONS, "now", lang), *titles]
    drawn = [(_forest(comparison, titles, lang), say(_CAPTIONS, "forest", lang))]
    drawn += [(figure, f"{name}. {say(_CAPTIONS, 'queue', lang)}")
              for name, result in zip(names, logged, strict=True) for figure in _queue(result, lang)]  # fmt: skip
    figures = run_figures(logged[0], lang)
    drawn += [(figures[kind], _of_base(kind, lang)) for kind in _OF_BASE if kind in figures]
    if findings and findings[0].answers is not None:
        base = findings[0].answers
        drawn += [(figure, f"{names[0]}. {caption}") for figure, caption in _people_pictures(findings[0], base, lang)]
        drawn += _costs(dict(zip(names, findings, strict=True)), comparison.base.scenario, lang)
    fewer = fewer_paragraphs(logged[0].provenance.replications, comparison.base.provenance.replications, lang)
    return Section(say(RUN, "figures", lang), (*fewer, *(picture(*one) for one in drawn)))


def fewer_paragraphs(n: int, all_: int, lang: Lang) -> tuple[Block, ...]:
    """That a part rests on fewer replications than the study, if it does."""
    return (Paragraph(say(SAID, "fewer", lang, n=n, all=all_)),) if n < all_ else ()


def _of_base(kind: str, lang: Lang) -> str:
    return f"{say(_CAPTIONS, 'now', lang)}. {say(_CAPTIONS, kind, lang)}"


def _forest(comparison: Comparison, titles: Sequence[str], lang: Lang) -> Drawing:
    """Its panels bear the titles of the places, not their names."""
    scenario = comparison.base.scenario
    fronts = {
        f"waiting_time_mean[{name}]": f"waiting_time_mean[{part_title(scenario, name, lang)}]"
        for name in front_stations(scenario)
    }
    table = comparison.table([name for name in (*fronts, *_OFFICE) if name in comparison.base.values])
    table = table.assign(measure=table["measure"].replace(fronts))
    shown = list(dict.fromkeys(table["measure"]))[:_MOST_PANELS]
    return forest_figure(table, lang, shown, dict(zip(comparison.labels, titles, strict=True)))


def _queue(result: Result, lang: Lang) -> Iterator[Drawing]:
    log, places = result.log, place_titles(result, lang)
    table = queue_through_day(log, result.scenario.resolved.warm_up_ms)
    if len(table):
        names = [log.names.stations[code] for code in queueing_stations(log)]
        yield queue_figure(table, {name: places[name] for name in names}, lang)


def _log_pictures(findings: Findings, answers: Answers, lang: Lang) -> list[Drawn]:
    drawn = _people_pictures(findings, answers, lang)
    titles = place_titles(answers.result, lang)
    if answers.staff["n"].any():
        drawn.append((staff_figure(answers.staff, titles, lang), say(_CAPTIONS, "staff", lang)))
    forecast = answers.forecast
    if forecast.index["mean"].notna().any():
        words = {name: said[lang == "en"] for name, said in elements().items()}
        figure = forecast_figure(forecast.answers, forecast.index, words, lang)
        drawn.append((figure, say(_CAPTIONS, "forecast", lang)))
    return drawn


def _people_pictures(findings: Findings, answers: Answers, lang: Lang) -> list[Drawn]:
    """An outage, and a division of the applicants."""
    drawn = [(figure, say(_CAPTIONS, "outage", lang)) for figure in _outage(findings, answers, lang)]
    groups, scenario = findings.table("groups"), answers.result.scenario
    gaps = findings.table("gaps")
    by = _widest(gaps)
    if by:
        own = groups[groups["by"] == by]
        largest = own[own["measure"] == "cases"].sort_values("mean", ascending=False)["group"].iloc[0]
        titles = {name: group_title(str(name), by, scenario, lang) for name in own["group"]}
        figure = gaps_figure(own, "waited_mean", largest, titles, lang, gaps[gaps["by"] == by])
        of = lower_first(name_title(by, "by", scenario, lang))
        drawn.append((figure, say(_CAPTIONS, "gaps", lang, by=of)))
    return drawn


def _widest(gaps: pd.DataFrame) -> str:
    """The division of persons with the clearest gap: the largest beside its half-width; "" if there is none."""
    if not {"by", "comparison"} <= set(gaps):
        return ""
    rows = gaps[(gaps["measure"] == "waited_mean") & (gaps["comparison"] == "gap") & (gaps["half_width"] > 0)]
    rows = rows[~rows["by"].isin(["channel", "case_class"])]
    if rows.empty:
        return ""
    clearness = (rows["mean"].abs() / rows["half_width"]).to_numpy()
    return str(rows["by"].iloc[int(clearness.argmax())])


def _outage(findings: Findings, answers: Answers, lang: Lang) -> Iterator[Drawing]:
    """Of those that were over within a day, the one that cost most; else the shortest."""
    episodes, result = answers.episodes, answers.result
    if episodes.empty:
        return
    short = episodes[episodes["end_ms"] - episodes["begin_ms"] < MS_PER_DAY]
    by, known = ("lost_case_hours", short) if len(short) else ("outage_min", episodes)
    values = known[by].to_numpy()
    one = known.iloc[int(values.argmax() if len(short) else values.argmin())]
    first = int(one["replication"])
    with closing(twin_logs(result)) as pairs:
        log, twin = next(pair for pair in pairs if pair[0].replications[0] == first)
    scenario = result.scenario
    titles = {each.subsystem: getattr(each.title, lang) for each in scenario.spec.outages if each.title}
    curves = excess_through(log, twin, _STEP_MS)
    yield outage_figure(
        curves, episodes, outages(log), answers.resilience, lang, first, int(one["episode"]), titles=titles
    )


def _costs(findings: Mapping[str, Findings], scenario: Scenario, lang: Lang) -> list[Drawn]:
    """A bar for each office."""
    tables = [
        estimates_of(one.values, "costs").assign(alternative=name) for name, one in findings.items() if one.values
    ]
    known = [table for table in tables if table.loc[table["measure"] == "office_cost", "n"].any()]
    if not known or not has_prices(scenario):
        return []
    figure = costs_figure(pd.concat(known, ignore_index=True), {}, lang)
    return [(figure, say(_CAPTIONS, "costs", lang, days=counted_days(scenario)))]
