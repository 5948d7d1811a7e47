"""Names of files that are handed over."""

import re
import unicodedata
from pathlib import Path

_LONGEST = 40


def file_stem(name: str) -> str:
    """A name for files, from that of a study, in plain letters.

    Examples
    --------
    >>> file_stem("Loket ketiga, atau jaringan?"), file_stem("../…")
    ('loket-ketiga-atau-jaringan', 'studi')
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST].strip("-") or "studi"


def write_beside(folder: Path, stem: str, ending: str, content: bytes) -> Path:
    """Write a file whose name no other file has; one that holds the same already is left as it is.

    Parameters
    ----------
    folder : Path
        Where.
    stem, ending : str
        Of the name; a number comes between where the name is taken.
    content : bytes
        What to write.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    number, file = 1, folder / f"{stem}{ending}"
    while True:
        try:
            with file.open("xb") as stream:
                stream.write(content)
            return file
        except FileExistsError:
            if file.is_file() and file.read_bytes() == content:
                return file
        number += 1
        file = folder / f"{stem}-{number}{ending}"
