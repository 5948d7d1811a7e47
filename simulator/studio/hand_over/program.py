"""A study as a short Python program that gives the same numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from pprint import pformat
from typing import Any

import numpy as np

from simulator.scenario import ASSUMED
from simulator.studio.hand_over.ready import Ready, called, counted, one_line, ready
from simulator.studio.offices import Built, base_office
from simulator.studio.study import Base, Study
from simulator.teaching.words import Words

__all__ = ["Step", "code", "program_steps"]

_WIDTH = 100


@dataclass(frozen=True)
class Step:
    """A piece of the program.

    Attributes
    ----------
    title : str
        What it does, on one line.
    source : str
        Python.
    """

    title: str
    source: str


def code(study: Study, words: Words) -> str:
    """A program that makes the comparison of a study again, number for number.

    Parameters
    ----------
    study : Study
        With a base.
    words : Words
        Language of its comments.

    Returns
    -------
    str
        Python; it needs nothing but SimPTSP. Plans with faults are named in a comment and left out.

    Raises
    ------
    HandOverError
        If there is nothing to simulate yet.
    """
    _ = words
    found = ready(study, words)
    head = [one_line(study.name) or _("Studi tanpa nama"), _("Angkanya sama dengan di studio SimPTSP.")]
    out = _("Tidak ikut dihitung karena masih ada isian yang keliru: {name}.")
    head += [out.format(name=one_line(name)) for name in found.left_out]
    pieces = ["\n".join(f"# {line}" for line in head)]
    pieces += [f"# {step.title}\n{step.source}" for step in program_steps(found, words)]
    if found.plans:
        pieces.append("print(comparison.table().to_string())")
    return "\n\n".join(pieces) + "\n"


def program_steps(found: Ready, words: Words) -> list[Step]:
    """The program in pieces: the office, the present state, each plan, the comparison."""
    _ = words
    steps = [
        Step(_("Kantor yang menjadi dasar"), _base(found.base)),
        Step(_("Keadaan sekarang"), _now(found)),
    ]
    for plan, built in found.plans:
        steps.append(Step(one_line(called(plan, words)), f"{plan.key} = now{_changed(built)}"))
    if found.plans:
        title = _(
            "Perbandingan: semua rencana menghadapi pemohon, hari dan gangguan yang sama, kecuali yang memang diubah "
            "rencananya"
        )
        steps.append(Step(title, _compare(found)))
    return steps


def _base(base: Base) -> str:
    if base.library:
        return f"import simulator as sim\n\nbase = sim.load_scenario({base.library!r})"
    imports = "import simulator as sim\nfrom simulator.studio.uploads import scenario_from_text"
    return f"{imports}\n\nOFFICE = {_text(base.text)}\nbase = scenario_from_text(OFFICE)"


def _now(found: Ready) -> str:
    """The present state; the source of the office's own counts is listed first."""
    now = found.now
    if not now.steps:
        return f"now = base{_patched(now)}"
    has_list = "sources" in base_office(found.base).data
    sources = counted(now, found.base)
    listed = {f"sources.{name}": source for name, source in sources.items()} if has_list else {"sources": sources}
    return f"now = base{_patched(now)}{_with(listed) if sources else ''}{_stepped(now)}"


def _changed(built: Built) -> str:
    return f"{_patched(built)}{_stepped(built)}"


def _stepped(built: Built) -> str:
    return "".join(_with(changes, "" if source == ASSUMED else source) for source, changes in built.steps)


def _patched(built: Built) -> str:
    return "".join(f".patched({name!r})" for name in built.patches)


def _with(changes: Mapping[str, Any], source: str = "") -> str:
    if not changes:
        return ""
    said = f", source={source!r}" if source else ""
    lines = "".join(f"    {path!r}: {_literal(value, 4)},\n" for path, value in changes.items())
    return f".with_({{\n{lines}}}{said})"


def _compare(found: Ready) -> str:
    offices = ", ".join(["now", *(plan.key for plan, _built in found.plans)])
    settings = "".join(f"    {name}={_literal(value, 4)},\n" for name, value in found.settings.items())
    return f"comparison = sim.compare(\n    {offices},\n{settings})"


def _literal(value: Any, indent: int = 0) -> str:
    """A value as Python writes it, readable where it is long."""
    text = pformat(_plain(value), width=_WIDTH - indent, sort_dicts=False)
    return text.replace("\n", "\n" + " " * indent)


def _text(text: str) -> str:
    """A text of many lines; as it is, if nothing in it could end the quotes or be read as something else."""
    is_plain = all(line.isprintable() for line in text.split("\n")) and "\\" not in text and '"""' not in text
    if is_plain and not text.endswith('"'):
        return f'"""\\\n{text}"""'
    lines = "\n".join(f"    {line!r}" for line in text.splitlines(keepends=True))
    return f"(\n{lines}\n)"


def _plain(value: Any) -> Any:
    """The same as plain lists, mappings and numbers."""
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value.item() if isinstance(value, np.generic) else value
