"""From which inputs, settings and versions a report was made, and whether they still give the same numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isfinite, nan

from simulator.experiments import Note, Provenance
from simulator.figures import Lang
from simulator.measures import Estimate, unit_of
from simulator.reports.document import Block, Code, Definitions, Paragraph, Section
from simulator.reports.numbers import told
from simulator.reports.say import Texts, joined, say
from simulator.reports.titles import measure_title
from simulator.scenario import Scenario

VALUES = "values"
"""Stands for all values of every replication, of which a manifest keeps the hash."""

_MOST_MEASURES = 5

_LAST_DIGITS = 1e-6

_SAID: Texts = {
    "title": ("Cara membuat ulang, dan catatan", "How to reproduce this, and notes"),
    "same": (
        "Dihitung ulang dari study.json di folder ini dan sama bit demi bit dengan yang tersimpan: {compared}.",
        "Computed again from study.json in this folder; equal bit for bit to what is stored: {compared}.",
    ),
    "other": (
        "Yang tersimpan di folder ini TIDAK sama dengan hasil hitung ulang dari study.json. Laporan ini memakai angka "
        "hasil hitung ulang. Yang berbeda: {differences}.",
        "What is stored in this folder is NOT equal to what study.json gives when computed again. This report shows "
        "the numbers computed again. What differs: {differences}.",
    ),
    "lacking": (
        "Tidak ada di folder, atau tidak dapat dibaca: {names}.",
        "Missing in the folder, or not readable: {names}.",
    ),
    "versions_changed": (
        "Versi yang sudah lain sejak itu: {versions}.",
        "Versions that are others since then: {versions}.",
    ),
    "last_digits": ("hanya di angka-angka terakhir", "only in the last digits"),
    "up_to": ("sampai {gap}", "by up to {gap}"),
    "no_number": ("di satu sisi tanpa angka", "no number on one side"),
    "more": ("dan {count} ukuran lain", "and {count} measures more"),
    "tables": (
        "Laporan ini dibuat dari tabel yang tersimpan di folder; tidak ada yang disimulasikan lagi.",
        "This report was made from the tables kept in the folder; nothing was simulated again.",
    ),
    "command": ("Perintah yang memberi angka yang sama:", "The command that gives the same numbers:"),
    "program": ("Program Python yang memberi angka yang sama:", "The Python program that gives the same numbers:"),
    "no_command": (
        "Skenario ini diubah di dalam program Python. Bentuk lengkapnya ada di study.json.",
        "This scenario was changed in a Python program. Its complete form is in study.json.",
    ),
    "scenario": ("Skenario", "Scenario"),
    "hash": ("Sidik skenario", "Scenario hash"),
    "replications": ("Ulangan", "Replications"),
    "seed": ("Seed", "Seed"),
    "engine": ("Mesin simulasi", "Engine"),
    "kind": ("Jenis kajian", "Kind of study"),
    "versions": ("Versi", "Versions"),
    "platform": ("Mesin", "Machine"),
    "terminating": ("berakhir", "terminating"),
    "steady-state": ("keadaan tunak", "steady state"),
    "every_value": ("semua nilai tiap ulangan", "all values of every replication"),
    "values": ("nilai ulangan {names}", "values of the replications of {names}"),
    "file": ("tabel {name} sudah diubah", "the table {name} was changed"),
    "gone": ("berkas {name} hilang", "the file {name} is missing"),
    "unreadable": ("berkas {name} tidak dapat dibaca", "the file {name} cannot be read"),
    "rows": (
        "kejadian di {name} ({then} baris tersimpan, {now} dihitung ulang)",
        "the events in {name} ({then} rows stored, {now} computed again)",
    ),
    "inputs": ("bentuk lengkap skenario {name}", "the resolved form of scenario {name}"),
    "version": ("{package} {then} menjadi {now}", "{package} {then} became {now}"),
}


@dataclass(frozen=True)
class Difference:
    """Something in a folder that is not what was computed again.

    Attributes
    ----------
    kind : str
        values, file, gone, unreadable, rows or inputs.
    facts : dict
        What its words mention.
    measures : tuple of (str, float)
        Of a table: each measure that differs, and by how much at most; infinite where one side has no number.
    """

    kind: str
    facts: dict[str, str]
    measures: tuple[tuple[str, float], ...] = ()

    def words(self, lang: Lang, scenario: Scenario | None) -> str:
        """The difference in words, with titles of measures and numbers as the language writes them."""
        said = say(_SAID, self.kind, lang, **self.facts)
        shown = [_gap_words(name, gap, lang, scenario) for name, gap in self.measures[:_MOST_MEASURES]]
        if len(self.measures) > _MOST_MEASURES:
            shown.append(say(_SAID, "more", lang, count=len(self.measures) - _MOST_MEASURES))
        return f"{said}: {'; '.join(shown)}" if shown else said


@dataclass(frozen=True)
class Check:
    """Whether what was computed again equals what is stored.

    Attributes
    ----------
    compared : tuple of str
        What was found equal, bit for bit: :data:`VALUES` and names of files.
    differences : tuple of Difference
        What was not.
    lacking : tuple of str
        Files that are not compared, and are missing or cannot be read.
    versions : tuple of (str, str, str)
        Package, version then and version now, where the two differ.
    scenario : Scenario or None
        Gives the titles of places and groups.
    """

    compared: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    lacking: tuple[str, ...] = ()
    versions: tuple[tuple[str, str, str], ...] = ()
    scenario: Scenario | None = None

    @property
    def is_same(self) -> bool:
        """Whether nothing that was compared differs."""
        return not self.differences

    @property
    def is_whole(self) -> bool:
        """Whether nothing differs and nothing is missing."""
        return self.is_same and not self.lacking

    def sentence(self, lang: Lang) -> str:
        """What a reader must know of it."""
        return " ".join(self._sentences(lang))

    def _sentences(self, lang: Lang) -> Iterator[str]:
        if self.is_same:
            names = [say(_SAID, "every_value", lang) if name == VALUES else name for name in self.compared]
            yield say(_SAID, "same", lang, compared=joined(names, lang))
        else:
            words = "; ".join(one.words(lang, self.scenario) for one in self.differences)
            yield say(_SAID, "other", lang, differences=words)
        if self.lacking:
            yield say(_SAID, "lacking", lang, names=joined(self.lacking, lang))
        if self.versions:
            changed = [say(_SAID, "version", lang, package=one, then=then, now=now) for one, then, now in self.versions]
            yield say(_SAID, "versions_changed", lang, versions=", ".join(changed))


def _gap_words(name: str, gap: float, lang: Lang, scenario: Scenario | None) -> str:
    if not isfinite(gap):
        how = say(_SAID, "no_number", lang)
    elif gap < _LAST_DIGITS:
        how = say(_SAID, "last_digits", lang)
    else:
        unit = "points" if unit_of(name) == "share" else unit_of(name)
        size = Estimate(100 * gap if unit == "points" else gap, nan, 1, unit)
        how = say(_SAID, "up_to", lang, gap=told(size, lang))
    return f"{measure_title(scenario, name, lang)} ({how})"


def manifest_section(
    runs: Sequence[Provenance],
    command: str,
    lang: Lang,
    check: Check | None = None,
    notes: Sequence[Note] = (),
    program: str = "",
) -> Section:
    """What the numbers were made from, the command that makes them again, and what a reader must know.

    Parameters
    ----------
    runs : sequence of Provenance
        The base first.
    command : str
        Words that simulate it again; empty if no command can.
    lang : {"id", "en"}
        Language.
    check : Check, optional
        How what was computed again compares with what is stored.
    notes : sequence of Note
        Remarks on the result.
    program : str, optional
        Python that makes it again, in place of a command.
    """
    blocks: list[Block] = []
    if check is not None:
        blocks.append(Paragraph(check.sentence(lang), is_strong=not check.is_whole))
    blocks += [Paragraph(note.text(lang)) for note in notes]
    if program:
        blocks += [Paragraph(say(_SAID, "program", lang)), Code(program)]
    elif command:
        blocks += [Paragraph(say(_SAID, "command", lang)), Code(command)]
    else:
        blocks.append(Paragraph(say(_SAID, "no_command", lang)))
    blocks.append(Definitions(tuple(_entries(runs, lang))))
    return Section(say(_SAID, "title", lang), tuple(blocks), kind="manifest")


def tables_section(command: str, entries: Sequence[tuple[str, str]], lang: Lang) -> Section:
    """The same of a study whose tables are shown as they are kept."""
    blocks: list[Block] = [Paragraph(say(_SAID, "tables", lang))]
    if command:
        blocks += [Paragraph(say(_SAID, "command", lang)), Code(command)]
    return Section(say(_SAID, "title", lang), (*blocks, Definitions(tuple(entries))), kind="manifest")


def run_command(origin: str, provenance: Provenance) -> str:
    """Words that simulate a run again; empty if its scenario has no words."""
    return f"simptsp run {origin}{_options(provenance)}" if origin else ""


def comparison_command(origin: str, labels: Sequence[str], provenance: Provenance) -> str:
    """Words that make a comparison again; empty if its base has no words, or is already changed by a patch."""
    if not origin or "--patch" in origin:
        return ""
    return f"simptsp compare {origin} {' '.join(labels)}{_options(provenance)}"


def _options(provenance: Provenance) -> str:
    steady = " --steady-state" if provenance.kind == "steady-state" else ""
    return f" --replications {provenance.replications} --seed {provenance.seed} --engine {provenance.engine}{steady}"


def _entries(runs: Sequence[Provenance], lang: Lang) -> list[tuple[str, str]]:
    base = runs[0]
    entries = [(say(_SAID, "scenario", lang), ", ".join(run.scenario for run in runs))]
    entries += [(f"{say(_SAID, 'hash', lang)}: {run.scenario}", run.scenario_hash) for run in runs]
    return [
        *entries,
        (say(_SAID, "replications", lang), str(base.replications)),
        (say(_SAID, "seed", lang), str(base.seed)),
        (say(_SAID, "engine", lang), base.engine),
        (say(_SAID, "kind", lang), say(_SAID, base.kind, lang)),
        (say(_SAID, "versions", lang), ", ".join(f"{name} {version}" for name, version in base.versions.items())),
        (say(_SAID, "platform", lang), base.platform),
    ]
