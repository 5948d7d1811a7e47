"""``python -m simulator.locale``: update the catalogues, then build the translated notebooks."""

import sys

import polib

from simulator.locale.notebooks import (
    LESSONS,
    METHODS,
    UntranslatedError,
    notebook_catalogue,
    read_notebook,
    source_notebooks,
    translate_notebook,
    translated_path,
    write_notebook,
)
from simulator.locale.update import catalogues, updated


def main() -> int:
    """Write catalogues and notebooks; say what still needs a translator."""
    for path, sentences in catalogues().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        catalogue = updated(path, sentences)
        catalogue.save(str(path))
        for entry in catalogue.untranslated_entries() + catalogue.fuzzy_entries():
            print(f"{path}: needs a translation: {entry.msgid}")
    for source in (*source_notebooks(LESSONS), *source_notebooks(METHODS)):
        catalogue = polib.pofile(str(notebook_catalogue(source, "en")), encoding="utf-8")
        try:
            notebook = translate_notebook(read_notebook(source), source, "en", catalogue)
        except UntranslatedError as error:
            print(error)
            return 1
        write_notebook(notebook, translated_path(source))
    return 0


if __name__ == "__main__":
    sys.exit(main())
