"""Files that a planner brings: a filled-in form, an own scenario, a study. Anybody may have made them."""

import logging
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from html import escape

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import CollectionEndEvent, CollectionStartEvent

from simulator.scenario import LIBRARY, Problem, Scenario, ScenarioError, library_names
from simulator.scenario.derived import BASE, with_base
from simulator.scenario.read import MAX_BYTES, MAX_DEPTH, Document, parse_document
from simulator.scenario.scenario import scenario_from
from simulator.studio.study import STUDY_MARK, Base, Study, StudyError, read_study
from simulator.studio.study_words import study_words
from simulator.studio.upload_words import upload_words
from simulator.teaching.words import Words

__all__ = ["MOST_BYTES", "UploadError", "own_base", "read_upload", "scenario_from_text", "study_from_text"]

MOST_BYTES = 2_000_000
"""Of a file that is taken."""

MOST_SHOWN = 20
"""Faults of a file that are told at once."""

_LONGEST_NAME = 60
_LONGEST_SENTENCE = 400
_LONGEST_STUDY = 1_000_000

_WORKBOOKS = (b"PK", b"\xd0\xcf\x11\xe0")
"""How workbooks begin, and those that are locked or of the old format."""

_MOST_EVENTS = 60_000
"""Of the YAML parser; it takes some 20 µs for each. The largest scenario of the library has 5,000."""

#: `%YAML 1.1` would bring back numbers in base 60, which take minutes to read; no scenario needs a directive.
_DIRECTIVE = re.compile(r"^%", re.MULTILINE)


_OWN_OFFICE = "base.text"
"""Where a study holds the planner's own scenario."""

log = logging.getLogger(__name__)


class UploadError(ValueError):
    """A file that is not taken.

    Attributes
    ----------
    sentences : tuple of str
        What is wrong and what would be right, in the reader's language; text, not HTML.
    more : int
        Faults that are not told.
    html : str
        The same for a page, escaped.
    """

    def __init__(self, words: Words, sentences: Sequence[str]) -> None:
        self.sentences = tuple(_cut(sentence, _LONGEST_SENTENCE) for sentence in sentences[:MOST_SHOWN])
        self.more = len(sentences) - len(self.sentences)
        super().__init__("\n".join(self.sentences))
        self.html = _as_html(self.sentences, self.more, words)


def read_upload(name: str, content: bytes, words: Words, remark: Callable[[str], None] | None = None) -> Base | Study:
    """An office or a whole study from a file.

    Parameters
    ----------
    name : str
        What the file is called; it is shown, and says nothing of what is inside.
    content : bytes
        The file.
    words : Words
        Language of sentences.
    remark : callable, optional
        Called with each sentence on what of a form was not used or looks odd.

    Returns
    -------
    Base or Study
        An own office, from a filled-in form or a scenario; or a study that was saved as a file.

    Raises
    ------
    UploadError
        With all that is wrong at once.
    """
    _ = words
    name = _plain_name(name) or _("berkas tanpa nama")
    if not content.strip():
        raise UploadError(words, [_("{file} kosong. Pilih berkas lain.").format(file=name)])
    if len(content) > MOST_BYTES:
        text = _("{file} terlalu besar: paling besar {most} MB. Pastikan yang dipilih formulir, skenario, atau studi.")
        raise UploadError(words, [text.format(file=name, most=MOST_BYTES // 1_000_000)])
    try:
        return _read(name, content, words, remark)
    except UploadError:
        raise
    except Exception:
        log.exception("a file that was brought cannot be read")
        text = _("{file} tidak dapat dibaca. Simpan ulang berkas itu, atau pilih berkas lain.")
        raise UploadError(words, [text.format(file=name)]) from None


def _read(name: str, content: bytes, words: Words, remark: Callable[[str], None] | None) -> Base | Study:
    if content.startswith(_WORKBOOKS):
        return _from_form(name, content, words, remark)
    text = _text(name, content, words)
    try:
        is_study = STUDY_MARK in _document(text, _LONGEST_STUDY).data
        return study_from_text(text) if is_study else own_base(text, name)
    except ScenarioError as error:
        raise UploadError(words, _told(error.problems, words)) from None
    except StudyError as error:
        raise UploadError(words, study_words(error, words)) from None


def scenario_from_text(text: str, check_patches: bool = False) -> Scenario:
    """A scenario from the text of a file that anybody may have written.

    Parameters
    ----------
    text : str
        YAML. A `base` in it may only be a name of the library: never a file, which it could be used to read.
    check_patches : bool, optional
        Whether each of its patches is tried as well; a patch is checked when it is applied, too.

    Returns
    -------
    Scenario
        Checked and complete.

    Raises
    ------
    ScenarioError
        With every problem at once.

    Examples
    --------
    >>> text = (LIBRARY / "meja-verifikasi.yaml").read_text(encoding="utf-8")
    >>> scenario_from_text(text).name
    'meja-verifikasi'
    """
    return scenario_from(_on_library(_document(text, MAX_BYTES)), check_patches)


def own_base(text: str, name: str) -> Base:
    """The text of a scenario as the base of a study, once it was found to be one.

    Raises
    ------
    ScenarioError
        With every problem at once.
    """
    scenario = scenario_from_text(text, check_patches=True)
    return Base(text=text, title=_plain_name(name) or scenario.name)


def study_from_text(text: str) -> Study:
    """A study from the text of a file that anybody may have written.

    Raises
    ------
    StudyError
        If it is no study.
    ScenarioError
        If it is not YAML, or its office is no scenario.
    """
    study = read_study(_document(text, _LONGEST_STUDY).data)
    if study.base is None:
        return study
    if study.base.library and study.base.library not in library_names():
        raise _problem("SCN001", _no_base(study.base.library), BASE)
    if study.base.text:
        try:
            scenario_from_text(study.base.text)
        except ScenarioError as error:
            raise ScenarioError([_inside(problem) for problem in error.problems]) from None
    return study


def _inside(problem: Problem) -> Problem:
    """A problem of the office that a study brings: its line is not one of the file."""
    return Problem(problem.code, ": ".join(filter(None, (_OWN_OFFICE, problem.path))), problem.message)


def _document(text: str, most: int) -> Document:
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > most:
        raise _problem("SCN004", f"the file is larger than {most:,} bytes, the most that it may have")
    directive = _DIRECTIVE.search(text)
    if directive:
        line = text.count("\n", 0, directive.start()) + 1
        raise ScenarioError([Problem("SCN005", "", "a line cannot start with '%'; remove it", line)])
    _refuse_bombs(text)
    return parse_document(text)


def _refuse_bombs(text: str) -> None:
    """Refuse more than anybody needs before it takes minutes; what is no YAML is told later, in other words."""
    depth = 0
    for number, event in enumerate(_events(text)):
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if number > _MOST_EVENTS:
            raise _problem("SCN004", "the file has far too many entries; make it smaller")
        if depth > MAX_DEPTH:
            raise _problem("SCN005", "the blocks of this file stand too deeply inside each other")


def _events(text: str) -> Iterator[object]:
    with suppress(YAMLError, ValueError):
        yield from YAML(typ="safe", pure=True).parse(text)


def _on_library(document: Document) -> Document:
    """The whole scenario; what it stands on comes from the library, whatever lies in the folder of the program."""
    base = document.data.get(BASE)
    if not isinstance(base, str):
        return with_base(document, LIBRARY)
    if base not in library_names():
        raise ScenarioError([Problem("SCN001", BASE, _no_base(base), document.line((BASE,)))])
    data = {**document.data, BASE: str(LIBRARY / f"{base}.yaml")}
    return with_base(replace(document, data=data), LIBRARY)


def _no_base(name: str) -> str:
    known = ", ".join(library_names())
    return f"{_cut(name, _LONGEST_NAME)!r} is no scenario of the library, and a file cannot be named here: {known}"


def _problem(code: str, message: str, path: str = "") -> ScenarioError:
    return ScenarioError([Problem(code, path, message)])


def _from_form(name: str, content: bytes, words: Words, remark: Callable[[str], None] | None) -> Base:
    from simulator.studio.uploaded_form import FormRefused, base_of_form  # needs what reads workbooks

    try:
        base, remarks = base_of_form(name, content, words)
    except FormRefused as refused:
        raise UploadError(words, refused.sentences) from None
    if remark is not None:
        for sentence in remarks:
            remark(sentence)
    return base


# ---- what is told


def _told(problems: Sequence[Problem], words: Words) -> list[str]:
    """Problems of a scenario, each with its line and place."""
    _ = words
    told = []
    for problem in problems:
        line = _("baris {line}").format(line=problem.line) if problem.line else ""
        place = ", ".join(part for part in (line, _cut(problem.path, _LONGEST_NAME)) if part)
        said = upload_words(problem, words)
        told.append(f"{place}: {said}" if place else said)
    return told


def _text(name: str, content: bytes, words: Words) -> str:
    _ = words
    try:
        if b"\x00" not in content:
            return content.decode("utf-8-sig")
        log.info("a file that was brought has bytes that no text has")
    except UnicodeDecodeError as error:
        log.info("a file that was brought is no text: %s", error.reason)
    text = _(
        "{file} bukan formulir (.xlsx) dan bukan berkas teks UTF-8. Simpan skenario dari penyunting teks sebagai .yaml "
        "dengan pengodean UTF-8."
    )
    raise UploadError(words, [text.format(file=name)])


def _as_html(sentences: Sequence[str], more: int, words: Words) -> str:
    _ = words
    if len(sentences) == 1:
        return escape(sentences[0])
    tail = _("… dan {more} lagi.").format(more=more) if more else ""
    items = "".join(f"<li>{escape(sentence)}</li>" for sentence in (*sentences, *([tail] if tail else ())))
    head = _("Berkas ini belum bisa dipakai:")
    return f"<p>{escape(head)}</p><ul>{items}</ul>"


def _plain_name(name: str) -> str:
    """A file's name without folders and without what cannot be seen."""
    last = re.split(r"[/\\]", name)[-1][-10 * _LONGEST_NAME :]
    shown = "".join(letter if letter.isprintable() else " " for letter in last)
    return _cut(" ".join(shown.split()).strip(". "), _LONGEST_NAME)


def _cut(text: str, letters: int) -> str:
    return text if len(text) <= letters else f"{text[: letters - 1]}…"
