"""From which inputs, settings and versions a report was made, and whether they still give the same numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.experiments import Note, Provenance
from simulator.figures import Lang
from simulator.reports.document import Block, Code, Definitions, Paragraph, Section
from simulator.reports.say import Texts, say

_SAID: Texts = {
    "title": ("Cara membuat ulang, dan catatan", "How to reproduce this, and notes"),
    "same": (
        "Dihitung ulang dari study.json di folder ini dan sama bit demi bit dengan yang tersimpan.",
        "Computed again from study.json in this folder; equal bit for bit to what is stored.",
    ),
    "other": (
        "Dihitung ulang dari study.json di folder ini dan TIDAK sama dengan yang tersimpan. Angka di laporan ini "
        "adalah "
        "yang dihitung ulang. Yang berbeda: {reasons}.",
        "Computed again from study.json in this folder; NOT equal to what is stored. The numbers in this report are "
        "the ones "
        "computed again. What differs: {reasons}.",
    ),
    "tables": (
        "Laporan ini dibuat dari tabel yang tersimpan di folder; tidak ada yang disimulasikan lagi.",
        "This report was made from the tables kept in the folder; nothing was simulated again.",
    ),
    "command": ("Perintah yang memberi angka yang sama:", "The command that gives the same numbers:"),
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
    "values": ("nilai {names}", "values of {names}"),
    "file": ("berkas {name} sudah diubah atau hilang", "file {name} was changed or is missing"),
    "inputs": ("bentuk lengkap skenario {name}", "the resolved form of scenario {name}"),
    "version": ("{package} {then} menjadi {now}", "{package} {then} became {now}"),
}


@dataclass(frozen=True)
class Check:
    """Whether what was computed again equals what is stored.

    Attributes
    ----------
    is_same : bool
        Bit for bit.
    reasons : tuple of (str, dict)
        What differs: values, file, inputs or version, each with its facts.
    """

    is_same: bool
    reasons: tuple[tuple[str, dict[str, str]], ...] = ()

    def sentence(self, lang: Lang) -> str:
        """What a reader must know of it."""
        if self.is_same:
            return say(_SAID, "same", lang)
        return say(
            _SAID, "other", lang, reasons="; ".join(say(_SAID, kind, lang, **facts) for kind, facts in self.reasons)
        )


def manifest_section(
    runs: Sequence[Provenance], command: str, lang: Lang, check: Check | None = None, notes: Sequence[Note] = ()
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
    """
    blocks: list[Block] = []
    if check is not None:
        blocks.append(Paragraph(check.sentence(lang), is_strong=not check.is_same))
    blocks += [Paragraph(note.text(lang)) for note in notes]
    if command:
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
