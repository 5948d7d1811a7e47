"""Brings the catalogues up to what the code and the Indonesian notebooks say now."""

from collections.abc import Iterable
from pathlib import Path

import polib
from babel.messages.extract import extract_from_dir

from simulator.locale.catalogue import FOLDER, LANGUAGES, SOURCE, code_catalogue
from simulator.locale.notebooks import (
    LESSONS,
    METHODS,
    notebook_catalogue,
    passages,
    read_notebook,
    source_notebooks,
)

PACKAGE = FOLDER.parent


def code_sentences() -> list[str]:
    """Every sentence that stands in the package's Python files as ``_("…")``, in order, each once."""
    found = extract_from_dir(PACKAGE, method_map=[("**.py", "python")], keywords={"_": None})
    return list(dict.fromkeys(str(message) for _file, _line, message, *_rest in found))


def catalogues() -> dict[Path, list[str]]:
    """Each catalogue and the sentences it must have."""
    wanted = {}
    for lang in LANGUAGES:
        if lang != SOURCE:
            wanted[code_catalogue(lang)] = code_sentences()
            for source in (*source_notebooks(LESSONS), *source_notebooks(METHODS)):
                wanted[notebook_catalogue(source, lang)] = list(dict.fromkeys(passages(read_notebook(source))))
    return wanted


def updated(path: Path, sentences: Iterable[str]) -> polib.POFile:
    """A catalogue with exactly these sentences, in this order; known translations are kept, new ones are empty."""
    known = {entry.msgid: entry for entry in polib.pofile(str(path), encoding="utf-8")} if path.exists() else {}
    catalogue = polib.POFile(wrapwidth=110)
    lang = path.relative_to(FOLDER).parts[0]
    catalogue.metadata = {"Content-Type": "text/plain; charset=utf-8", "Language": lang}
    for sentence in sentences:
        old = known.get(sentence)
        catalogue.append(
            polib.POEntry(msgid=sentence, msgstr=old.msgstr if old else "", flags=old.flags if old else [])
        )
    return catalogue
