"""Where an office is narrow, in words: the longest cause of waiting, the busiest places, what would relieve them."""

from collections.abc import Mapping
from typing import Any

from simulator.experiments import Result
from simulator.figures import Lang
from simulator.reports.facts import NEARLY_FULL, estimates, staffed_places
from simulator.reports.findings import Findings, estimate_of
from simulator.reports.findings_words import SAID
from simulator.reports.naming import name_title
from simulator.reports.numbers import told
from simulator.reports.run_words import RUN
from simulator.reports.say import lower_first, say
from simulator.reports.titles import part_title
from simulator.scenario import Scenario
from simulator.studio.answers.pictures import ELSEWHERE
from simulator.teaching.words import Words

__all__ = ["bottleneck"]

MOST_BUSY = 2
"""Busy places that are told of."""


def bottleneck(result: Result, findings: Findings, words: Words) -> list[str]:
    """Sentences on one office.

    Parameters
    ----------
    result : Result
        Its measures.
    findings : Findings
        What its logs tell.
    words : Words
        Language.
    """
    said = _longest(findings, result.scenario, words)
    return [*said, *_busiest(result, words)]


def _longest(findings: Findings, scenario: Scenario, words: Words) -> list[str]:
    """The cause that takes most of the time; if nobody at the office can change it, the longest that they can too."""
    _ = words
    causes = findings.table("causes")
    shares = causes[causes["measure"] == "share"].sort_values("mean", ascending=False)
    if shares.empty:
        return []
    own = shares[~shares["cause"].isin(ELSEWHERE) & (shares["mean"] > 0)]
    said = []
    if shares["mean"].iloc[0] > 0:
        first = shares.to_dict("records")[0]
        said.append(f"{_lead(first, scenario, _lang(words))} {_help(first, findings, scenario, words)}")
    if len(own) and own["cause"].iloc[0] != shares["cause"].iloc[0]:
        row = own.to_dict("records")[0]
        text = _("Terbesar di antara yang dapat diubah kantor sendiri: {cause}, {share}.")
        name = lower_first(name_title(row["cause"], "cause", scenario, _lang(words)))
        lead = text.format(cause=name, share=told(estimate_of(row), _lang(words)))
        said.append(f"{lead} {_help(row, findings, scenario, words)}")
    return said


def _help(row: Mapping[Any, Any], findings: Findings, scenario: Scenario, words: Words) -> str:
    """Where a cause is felt most, if it has a place in the office, and what is worth trying."""
    _ = words
    cause = str(row["cause"])
    place = "" if cause in ELSEWHERE else _place(findings, cause, scenario, _lang(words))
    where = _("Terutama di {place}.").format(place=place) if place else ""
    way = _relief(cause, words)
    text = _("Yang dapat dicoba: {way}.").format(way=way) if way else ""
    return f"{where} {text}".strip()


def _lead(row: Mapping[Any, Any], scenario: Scenario, lang: Lang) -> str:
    cause = lower_first(name_title(row["cause"], "cause", scenario, lang))
    return say(SAID, "causes_lead", lang, cause=cause, share=told(estimate_of(row), lang))


def _place(findings: Findings, cause: str, scenario: Scenario, lang: Lang) -> str:
    """Where most of the hours of a cause are spent; empty where it has no place."""
    table = findings.table("causes_station")
    hours = table[(table["measure"] == "hours") & (table["cause"] == cause)] if "cause" in table else table
    if hours.empty:
        return ""
    name = str(hours.sort_values("mean", ascending=False)["name"].iloc[0])
    return lower_first(part_title(scenario, name, lang))


def _busiest(result: Result, words: Words) -> list[str]:
    _ = words
    lang = _lang(words)
    busy = estimates(result, "utilisation", staffed_places(result.scenario))
    full = [(place, share) for place, share in busy.items() if share.mean >= NEARLY_FULL]
    if full:
        return [
            say(RUN, "busy", lang, place=lower_first(part_title(result.scenario, place, lang)), share=told(share, lang))
            for place, share in full[:MOST_BUSY]
        ]
    if not busy:
        return []
    place, share = next(iter(busy.items()))
    text = _("Yang tersibuk: {place}, {share} dari waktu jaganya.")
    name = lower_first(part_title(result.scenario, place, lang))
    return [f"{text.format(place=name, share=told(share, lang))} {say(RUN, 'not_busy', lang)}"]


def _relief(cause: str, words: Words) -> str:
    """What is worth trying against a cause; empty where there is nothing to try."""
    _ = words
    ways = {
        "busy": _("petugas tambahan, atau giliran jaga yang mengikuti jam ramai"),
        "slot": _("jadwal yang lebih sering untuk tanda tangan atau kunjungan, atau tanda tangan elektronik"),
        "no_server": _("giliran jaga yang menutup jam kosong, atau petugas yang saling membantu"),
        "overtaken": _("aturan prioritas yang lebih longgar, atau petugas tersendiri bagi yang berprioritas"),
        "external": _("kesepakatan waktu dengan instansi itu, atau sambungan sistem dengannya"),
        "applicant": _("bantuan melengkapi berkas sebelum permohonan dimasukkan, supaya lebih sedikit yang kembali"),
        "away": _("janji temu atau jatah nomor antrean yang cukup, supaya orang tidak pergi sebelum dilayani"),
        "closed": _("jam buka yang lebih panjang, atau layanan daring yang tidak menunggu jam buka"),
    }
    if cause.startswith("outage:"):
        return _("cadangan bagi sistem yang terganggu, atau bekerja dengan kertas selama sistem putus")
    return ways.get(cause, "")


def _lang(words: Words) -> Lang:
    return "en" if words.lang == "en" else "id"
