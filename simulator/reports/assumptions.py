"""What a result rests on: how many numbers are assumed, the most important ones, and all of them put together."""

import re
from collections.abc import Iterator

from simulator.figures import Lang
from simulator.reports.document import Block, Group, Paragraph, Row, Section, Share, Table, table
from simulator.reports.input_words import evidence_rows, input_words, known_words, numbered_path, path_words
from simulator.reports.inputs import MARK_TITLES, Evidence, evidence_of, mark_counts, mark_shares
from simulator.scenario import ASSUMED, Input, Scenario

MOST_ROWS = 24

_DECISIVE = (
    r"^case_classes\[\d+\]\.arrivals\.per_day$",
    r"^{place}\.(persons|servers|roster\[0\]\.servers)$",
    r"^staff\[\d+\]\.absence$",
    r"service_time\.(mean|median)_min$",
    r"(rework|completeness_check|nik_check)\.probability$",
    r"^outages\[\d+\]\.up\.(mean|median)_min$",
    r"^outages\[\d+\]\.down\.(mean|median)_min$",
)
"""The few that an office should count before it decides: who comes, how many serve where it is busiest, how often they
are absent, how long it takes, what comes back, what fails."""

_IMPORTANT = tuple(
    re.compile(pattern)
    for pattern in (
        r"^case_classes\[\d+\]\.arrivals\.per_day$",
        r"^staff\[\d+\]\.persons$",
        r"^stations\[\d+\]\.servers$",
        r"^stations\[\d+\]\.roster\[0\]\.servers$",
        r"service_time\.(mean|median)_min$",
        r"^targets\.",
        r"(rework|completeness_check|nik_check)\.probability$",
        r"^outages\[\d+\]\.(up|down)\.(mean|median)_min$",
    )
)
"""What moves waits most: who comes, who serves, how long it takes, what is promised, what comes back, what fails."""


def assumption_section(scenario: Scenario, lang: Lang) -> Section:
    """How many inputs have which evidence, then the most important ones; the whole list is in the appendix."""
    is_id, inputs = lang == "id", scenario.inputs()
    words = (
        "Ganti angka asumsi, mulai dari daftar di bawah, dengan hitungan kantor sendiri sebelum memutuskan. Semua "
        "angka ada di lampiran, dikumpulkan menurut sumbernya."
        if is_id
        else "Replace assumed numbers, beginning with the list below, by your office's own counts before you decide. "
        "All numbers are in the appendix, put together by source."
    )
    blocks: list[Block] = [Paragraph(words), _marks(inputs, lang)]
    if scenario.spec.uncertain:
        blocks.append(_uncertain(scenario, lang))
    blocks.append(_important(scenario, inputs, lang))
    return Section("Masukan dan asumsi" if is_id else "Inputs and assumptions", tuple(blocks))


def input_appendix(scenario: Scenario, lang: Lang) -> Section:
    """Every input number, by what it rests on; numbers that are equal and mean the same stand once, with how often."""
    is_id = lang == "id"
    inputs = scenario.inputs()
    groups = [
        Group(_source(one, lang), tuple(evidence_rows(scenario, one, inputs, lang)))
        for one in evidence_of(scenario, lang)
    ]
    headings = ("Bagian", "Angka") if is_id else ("Part", "Numbers")
    caption = (
        "(3×): nilai yang sama dipakai di tiga tempat. Di dalam “ ”: sumber seperti tertulis aslinya, juga bila dalam "
        "bahasa Inggris."
        if is_id
        else "(3×): the same value stands in three places. In “ ”: the source in its own words, also where these are "
        "Indonesian."
    )
    title = "Semua masukan menurut sumbernya" if is_id else "All inputs by source"
    return Section(title, (Table(title, headings, tuple(groups), caption),), kind="appendix")


def decisive_inputs(scenario: Scenario, lang: Lang, place: str = "") -> Section:
    """The few inputs on which a decision usually rests most, one of each kind, with what each rests on.

    Parameters
    ----------
    scenario : Scenario
        The office.
    lang : {"id", "en"}
        Language.
    place : str, optional
        Name of the pool or station whose staff is named.
    """
    is_id, inputs = lang == "id", scenario.inputs()
    staff = _staff_path(scenario, place)
    found = [[one for one in inputs if re.search(kind.format(place=staff), one.path)] for kind in _DECISIVE]
    found[0].sort(key=lambda one: -_size(one))
    found[2].sort(key=lambda one: not re.match(rf"{staff}\.", one.path))
    rows = [_input_row(scenario, some[0], lang) for some in found if some]
    text = (
        "Hitung angka-angka ini dulu di kantor sendiri; yang lain biasanya kurang menentukan. Dari setiap hal disebut "
        "satu. Pengaruhnya pada keputusan ini belum diukur."
        if is_id
        else "Count these in your own office first; the others usually matter less. Of each kind one is named. "
        "Their effect on this decision has not been measured."
    )
    headings = ("Bagian", "Angka", "Nilai", "Bukti") if is_id else ("Part", "Number", "Value", "Evidence")
    title = "Angka yang biasanya paling menentukan" if is_id else "Numbers that usually decide most"
    return Section(title, (Paragraph(text), table("", headings, rows)))


def _staff_path(scenario: Scenario, place: str) -> str:
    """Pattern of the path of a pool or a station; of any if there is none of this name."""
    named = {one.name: rf"stations\[{at}\]" for at, one in enumerate(scenario.spec.stations)}
    named |= {one.name: rf"staff\[{at}\]" for at, one in enumerate(scenario.spec.staff)}
    return named.get(place, r"(?:staff|stations)\[\d+\]")


def _size(one: Input) -> float:
    return float(one.value) if isinstance(one.value, int | float) else 0.0


def _marks(inputs: list[Input], lang: Lang) -> Table:
    shares, position = mark_shares(inputs), ("id", "en").index(lang)
    rows: list[Row] = [
        (MARK_TITLES[mark][position], count, Share(shares[mark])) for mark, count in mark_counts(inputs).items()
    ]
    headings = ("Bukti", "Angka masukan", "Bagian") if lang == "id" else ("Evidence", "Input numbers", "Share")
    return table("Dari mana angkanya" if lang == "id" else "Where the numbers come from", headings, rows)


def _uncertain(scenario: Scenario, lang: Lang) -> Table:
    """Inputs of which the scenario says what else they may be."""
    rows: list[Row] = []
    inputs = {one.path: one for one in scenario.inputs()}
    for one in scenario.spec.uncertain:
        knowledge = {k: v for k, v in one.knowledge.model_dump().items() if k not in ("source", "distribution")}
        known = inputs.get(numbered_path(scenario, one.at))
        unit = known.unit if known is not None else ""
        rows.append((": ".join(path_words(scenario, one.at, lang)), known_words(knowledge, unit, lang)))
    headings = ("Masukan", "Mungkin antara") if lang == "id" else ("Input", "May be")
    return table(
        "Masukan yang tidak diketahui persis" if lang == "id" else "Inputs that are not known exactly", headings, rows
    )


def _important(scenario: Scenario, inputs: list[Input], lang: Lang) -> Table:
    is_id = lang == "id"
    chosen = list(_ranked(inputs))
    rows: list[Row] = [_input_row(scenario, one, lang) for one in chosen[:MOST_ROWS]]
    headings = ("Bagian", "Angka", "Nilai", "Bukti") if is_id else ("Part", "Number", "Value", "Evidence")
    caption = (
        f"{len(rows)} dari {len(inputs)} masukan. Urutannya belum diukur untuk kantor ini: simptsp sweep, dengan "
        "rancangan Morris, mengukur masukan mana yang paling berpengaruh."
        if is_id
        else f"{len(rows)} of {len(inputs)} inputs. Their order is not measured for this office: simptsp sweep, with a "
        "Morris design, measures which inputs matter most."
    )
    title = (
        "Masukan yang biasanya paling penting diperiksa dulu (belum diukur pengaruhnya di sini)"
        if is_id
        else "Inputs that usually matter most to check first (their effect is not measured here)"
    )
    return table(title, headings, rows, caption)


def _ranked(inputs: list[Input]) -> Iterator[Input]:
    """By the order of what is important; among equals the assumed first, then as in the scenario."""
    for pattern in _IMPORTANT:
        found = [one for one in inputs if pattern.search(one.path)]
        yield from sorted(found, key=lambda one: one.mark != ASSUMED)


def _input_row(scenario: Scenario, one: Input, lang: Lang) -> Row:
    said = input_words(scenario, one, lang)
    value = f"{said.value} {said.unit}".strip()
    return said.part, said.what, value, MARK_TITLES[one.mark][("id", "en").index(lang)]


def _source(one: Evidence, lang: Lang) -> str:
    mark = MARK_TITLES[one.mark][("id", "en").index(lang)]
    if one.source == ASSUMED:
        return "Asumsi tanpa alasan tertulis" if lang == "id" else "Assumptions without a reason given"
    said = ". ".join(part for part in (one.what, f"“{one.cite}”" if one.cite else "") if part)
    return f"{said or one.source} ({mark}; {one.source})"
