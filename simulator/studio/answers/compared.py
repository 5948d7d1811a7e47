"""A comparison in words and tables, as HTML: one clean document, on the screen and on paper."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape
from itertools import zip_longest

from simulator.experiments import Comparison
from simulator.figures import Lang
from simulator.reports.comparison import HEADINGS, LEGENDS, comparison_rows
from simulator.reports.comparison_changes import change_words, finished_notes
from simulator.reports.comparison_effects import OF_FINISHED, has
from simulator.reports.comparison_head import chance_sentence, head_and_lines
from simulator.reports.comparison_summary import comparison_summary
from simulator.reports.comparison_verdict import paid_of
from simulator.reports.comparison_who import changed_channels, unlike_sentence
from simulator.reports.comparison_words import COMPARED
from simulator.reports.document import Bullets, Cell, Group, Measured, Paragraph, Section, Table, cell_text
from simulator.reports.findings_words import SAID
from simulator.reports.measure_tables import all_differences, alternative_title, beside_headings
from simulator.reports.run_words import RUN
from simulator.reports.say import lower_first, say
from simulator.reports.side_by_side import side_by_side
from simulator.reports.titles import measure_title, part_title
from simulator.studio.answers.asked import Answer, Asked
from simulator.studio.answers.blocks import blocks_html, folded, section_html, table_html
from simulator.studio.differences import differences
from simulator.studio.study import NOW
from simulator.teaching.words import Words

__all__ = [
    "all_html",
    "asked_html",
    "behind_html",
    "details_html",
    "groups_html",
    "provenance_html",
    "summary_html",
    "verdict_html",
]

_AT_A_TIME = 3
"""Plans beside each other in a table."""

_BY = (("waiting_time_mean", "channel:"), ("sojourn_time_mean", "channel:"), ("sojourn_time_mean", "class:"))
"""Measures by channel and by permit."""


def asked_html(asked: Asked, words: Words) -> str:
    """What each plan changes, in words."""
    _ = words
    plans = "".join(
        f"<dt>{escape(name)}</dt><dd>{_changes(asked, key, words)}</dd>"
        for key, name in zip(asked.keys, asked.names, strict=True)
    )
    head = escape(_("Apa yang diubah setiap rencana"))
    return f"<h3>{head}</h3><dl>{plans}</dl>"


def verdict_html(answer: Answer, words: Words) -> str:
    """What the comparison comes to: which plan is best in what, then a sentence for each; plans left out by name."""
    comparison, lang = answer.comparison, words.lang_of_reports
    names = [f"{alternative_title(comparison, at, lang)}:" for at in range(len(comparison.labels))]
    best, *lines = _verdict(answer, lang)
    points = []
    for name, line in zip_longest(names, lines, fillvalue=""):
        head = name if line.startswith(name) else ""
        points.append(f"<li><strong>{escape(head)}</strong>{escape(line.removeprefix(head))}</li>" if line else "")
    chance = chance_sentence(comparison, lang)
    head = "".join(
        f"<p><strong>{escape(each)}</strong></p>" for each in (*_left_out(answer.asked, words), best) if each
    )
    note = f'<p class="sp-note">{escape(chance)}</p>' if chance else ""
    return f"{head}<ul>{''.join(points)}</ul>{note}"


def _left_out(asked: Asked, words: Words) -> list[str]:
    _ = words
    text = _("Tidak ikut dihitung karena masih ada isian yang keliru: {name}.")
    return [text.format(name=name) for name in asked.left_out]


@lru_cache(maxsize=2)
def _verdict(answer: Answer, lang: Lang) -> list[str]:
    """Which plan is best, or nothing; then a line for each."""
    head, lines = head_and_lines(answer.comparison, lang, paid_of(answer.findings))
    return [head, *lines]


def summary_html(answer: Answer, words: Words) -> str:
    """The one table with the caveat of the forecast; the verdict stands above it."""
    lang = words.lang_of_reports
    said = [*_verdict(answer, lang), chance_sentence(answer.comparison, lang)]
    found = (each for each in _summary(answer, lang).blocks if not isinstance(each, Bullets))
    blocks = [each for each in found if not isinstance(each, Paragraph) or each.text not in said]
    return blocks_html((*blocks, *_caveat(answer, lang)), lang)


def behind_html(answer: Answer, words: Words) -> str:
    """What stands behind verdict and table: costs, who is concerned, how sure, what next, what is assumed."""
    lang = words.lang_of_reports
    dropped = {say(RUN, "assumed", lang), *(() if answer.findings else (say(RUN, "cost", lang),))}
    inner = [each for each in _summary(answer, lang).sections if each.title not in dropped]
    return "".join(section_html(each, lang, 4) for each in (*inner, _assumed(answer, words)))


@lru_cache(maxsize=2)
def _summary(answer: Answer, lang: Lang) -> Section:
    return comparison_summary(answer.comparison, lang, answer.findings)


def groups_html(answer: Answer, words: Words) -> str:
    """By channel, by permit and by group of applicants, with the gaps between groups."""
    lang = words.lang_of_reports
    tables = "".join(table_html(table, lang) for table in _group_tables(answer, lang))
    return tables + details_html(answer, ("groups",), words)


def details_html(answer: Answer, keys: Sequence[str], words: Words) -> str:
    """Sections of what the logs tell: ``causes, legal, resilience, groups, costs, forecast``; empty before that."""
    if not answer.findings:
        return ""
    lang = words.lang_of_reports
    titles, found = [say(SAID, key, lang) for key in keys], _sections(answer, lang)
    return "".join(section_html(found[title], lang) for title in titles if title in found)


@lru_cache(maxsize=2)
def _sections(answer: Answer, lang: Lang) -> dict[str, Section]:
    """Title -> section: paired differences of everything that the logs tell take a moment."""
    return {section.title: section for section in side_by_side(answer.comparison, answer.findings, lang)}


def all_html(answer: Answer, words: Words) -> str:
    """Every paired difference: of the whole office with all that is known of it, then of each part."""
    _ = words
    lang = words.lang_of_reports
    groups = tuple(Group(title, (*_named(rows, words),)) for title, rows in comparison_rows(answer.comparison, lang))
    whole = table_html(
        Table(_("Semua selisih berpasangan, seluruh kantor"), HEADINGS[lang], groups, LEGENDS[lang]), lang
    )
    tables = [block for block in all_differences(answer.comparison, lang).blocks if isinstance(block, Table)]
    parts = "".join(folded(table.title, table_html(table, lang)) for table in tables)
    return whole + parts


def provenance_html(answer: Answer, words: Words) -> str:
    """From what the numbers are: seed, replications, program; so that anybody can make them again."""
    _ = words
    made = answer.comparison.base.provenance
    text = _(
        "Dihitung dengan SimPTSP {version}: {n} ulangan untuk setiap kantor, benih acak {seed}. {logs}Semua "
        "rencana menghadapi pemohon, hari dan gangguan yang sama, kecuali yang memang diubah rencananya."
    )
    logs = _("Sebab menunggu, biaya, kelompok, gangguan dan perkiraan IKM dari {n} ulangan pertama. ")
    said = text.format(
        version=made.versions.get("simptsp", ""), n=made.replications, seed=made.seed,
        logs=logs.format(n=answer.logged) if 0 < answer.logged < answer.n else "",
    )  # fmt: skip
    return f'<p class="sp-note">{escape(said)}</p>'


def _changes(asked: Asked, key: str, words: Words) -> str:
    _ = words
    said = differences(asked.study, key, words, asked.offices[0])
    if not said:
        none = _("seperti tertulis di skenario") if key == NOW else _("tidak ada perubahan dari keadaan sekarang")
        return escape(none)
    return f"<ul>{''.join(f'<li>{escape(each)}</li>' for each in said)}</ul>"


def _assumed(answer: Answer, words: Words) -> Section:
    """How much of it is assumed, and what it must not be used for."""
    _ = words
    scenario = answer.asked.offices[0]
    text = _(
        "{assumed} dari {all} angka masukan adalah asumsi, belum hitungan kantor ini. Daftarnya ada di tab Kantor."
    )
    count = text.format(
        assumed=words.number(len(scenario.assumptions()), 0), all=words.number(len(scenario.inputs()), 0)
    )
    blocks = [Paragraph(count)]
    if scenario.spec.is_not:
        blocks.append(
            Paragraph(say(RUN, "is_not", words.lang_of_reports, text=getattr(scenario.spec.is_not, words.lang)))
        )
    return Section(say(RUN, "assumed", words.lang_of_reports), tuple(blocks))


def _caveat(answer: Answer, lang: Lang) -> tuple[Paragraph, ...]:
    """That the index is a forecast and no survey, beside the table that shows it."""
    remarks = answer.findings[0].remarks.get("forecast", ()) if answer.findings else ()
    if not remarks or answer.findings[0].table("forecast").empty:
        return ()
    said = remarks[0][lang == "en"]
    return (Paragraph({"id": "Perkiraan IKM. ", "en": "Forecast index (IKM). "}[lang] + said),)


def _group_tables(answer: Answer, lang: Lang) -> Iterator[Table]:
    """Waits and times to completion by channel and permit: now, and what changes."""
    comparison = answer.comparison
    base, every = comparison.base, range(len(comparison.labels))
    for measure, kind in _BY:
        names = [
            name for name in map(str, base.values) if name.startswith(f"{measure}[{kind}") and base.estimate(name).n
        ]
        if len(names) < 2:
            continue
        title = measure_title(None, measure, lang)
        for first in every[::_AT_A_TIME]:
            chosen = every[first : first + _AT_A_TIME]
            rows = tuple(_group_row(comparison, name, chosen, lang) for name in names)
            of = {"channel:": {"id": "Kanal", "en": "Channel"}, "class:": {"id": "Jenis izin", "en": "Permit"}}[kind]
            headings = beside_headings(of[lang], [alternative_title(comparison, at, lang) for at in chosen], lang)
            rests = say(COMPARED, "rests", lang, n=answer.n, few="")
            notes = [*finished_notes(comparison, chosen, lang)] if measure == OF_FINISHED else []
            notes += _unlike_notes(answer, chosen, lang) if kind == "channel:" else []
            caption = " ".join((rests, *notes))
            yield Table(f"{title}: {of[lang].lower()}", headings[:-1], (Group("", rows),), caption)


def _unlike_notes(answer: Answer, chosen: Sequence[int], lang: Lang) -> Iterator[str]:
    """For each plan the channels that others use with it."""
    for at in chosen:
        for said in unlike_sentence(answer.comparison, changed_channels(answer.findings, at), lang):
            yield f"{alternative_title(answer.comparison, at, lang)}: {lower_first(said)}"


def _group_row(comparison: Comparison, name: str, chosen: Sequence[int], lang: Lang) -> tuple[Cell, ...]:
    """Now, and what changes, both in the same unit, which stands in every cell."""
    now, n = comparison.base.estimate(name), comparison.base.provenance.replications
    few = f" (n = {now.n})" if now.n != n else ""
    changes = [change_words(comparison.estimate(name, at), lang, now) if has(comparison, at, name) else None
               for at in chosen]  # fmt: skip
    part = part_title(comparison.base.scenario, name.partition("[")[2].rstrip("]"), lang)
    return part, cell_text(Measured(now), lang) + few, *changes


def _named(rows: Sequence[tuple[str, ...]], words: Words) -> Iterator[tuple[str, ...]]:
    """The first row is of the present state."""
    _ = words
    for place, row in enumerate(rows):
        yield row if place else (_("Sekarang"), *row[1:])
