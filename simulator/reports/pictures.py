"""The figures of a report."""

from collections.abc import Sequence

from simulator.experiments import Comparison, Result
from simulator.figures import Lang, forest_figure, run_figures
from simulator.reports.document import Section, picture
from simulator.reports.facts import front_stations
from simulator.reports.measure_tables import alternative_title
from simulator.reports.run_words import RUN
from simulator.reports.say import Texts, say

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
    "causes": ("Mengapa mereka menunggu, di setiap tempat.", "Why they wait, at each place."),
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

_OF_COMPARISON = ("queue", "utilisation")
_OFFICE = ("sojourn_time_mean", "waiting_time_mean", "service_level", "on_time_share", "give_up_share")
_MOST_PANELS = 8


def run_pictures(result: Result, lang: Lang) -> Section:
    """The figures of a run."""
    figures = run_figures(result, lang)
    drawn = [picture(figures[name], say(_CAPTIONS, name, lang)) for name in figures if name in _CAPTIONS]
    return Section(say(RUN, "figures", lang), tuple(drawn))


def comparison_pictures(comparison: Comparison, logged: Sequence[Result], lang: Lang) -> Section:
    """What changes, then the same figures of the base and of each alternative, one below the other.

    Parameters
    ----------
    comparison : Comparison
        Whose differences are drawn, and whose titles they bear.
    logged : sequence of Result
        The base and the alternatives again, with their logs.
    lang : {"id", "en"}
        Language of the words.
    """
    titles = [alternative_title(comparison, at, lang) for at in range(len(comparison.labels))]
    fronts = [f"waiting_time_mean[{name}]" for name in front_stations(comparison.base.scenario)]
    table = comparison.table([name for name in (*fronts, *_OFFICE) if name in comparison.base.values])
    forest = forest_figure(
        table,
        lang,
        list(dict.fromkeys(table["measure"]))[:_MOST_PANELS],
        dict(zip(comparison.labels, titles, strict=True)),
    )
    names = [say(_CAPTIONS, "now", lang), *titles]
    figures = {name: run_figures(result, lang) for name, result in zip(names, logged, strict=True)}
    drawn = [
        picture(of[kind], f"{name}. {say(_CAPTIONS, kind, lang)}")
        for kind in _OF_COMPARISON
        for name, of in figures.items()
        if kind in of
    ]
    return Section(say(RUN, "figures", lang), (picture(forest, say(_CAPTIONS, "forest", lang)), *drawn))
