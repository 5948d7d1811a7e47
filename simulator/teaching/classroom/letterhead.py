"""Who signs a class's certificates, and for whom: typed once, kept beside the store."""

from __future__ import annotations

import json
import threading
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from simulator.teaching.classroom.keep import read_private, write_private

__all__ = ["LONGEST", "Letterhead", "Letterheads"]

#: Letters of one line.
LONGEST = 120


@dataclass(frozen=True)
class Letterhead:
    """What a certificate says of the office that gives it; each may be empty.

    Parameters
    ----------
    organiser : str
        The office, at the head of the page.
    city : str
        Where it is signed.
    role : str
        Of who signs.
    signer : str
        Name of who signs.
    signer_number : str
        Staff number (NIP) of who signs.
    jp : str
        Lesson hours as last entered; empty for those of the curriculum.
    """

    organiser: str = ""
    city: str = ""
    role: str = ""
    signer: str = ""
    signer_number: str = ""
    jp: str = ""


class Letterheads:
    """The letterhead of each class, in a small file beside the store.

    Parameters
    ----------
    folder : Path
        Where ``letterheads.json`` is kept.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / "letterheads.json"
        self._keeping = threading.Lock()

    def of(self, code: str) -> Letterhead:
        """Return the letterhead of a class.

        Parameters
        ----------
        code : str
            Of the class.

        Returns
        -------
        Letterhead
            Empty before the first certificate.
        """
        kept = self._read().get(code)
        known = {field.name for field in fields(Letterhead)}
        lines = kept if isinstance(kept, dict) else {}
        return Letterhead(**{name: str(words)[:LONGEST] for name, words in lines.items() if name in known})

    def keep(self, code: str, letterhead: Letterhead) -> None:
        """Keep the letterhead of a class.

        Parameters
        ----------
        code : str
            Of the class.
        letterhead : Letterhead
            Replaces what was kept.
        """
        with self._keeping:
            if letterhead != self.of(code):
                self._write({**self._read(), code: asdict(letterhead)})

    def forget(self, code: str) -> None:
        """Remove a class.

        Parameters
        ----------
        code : str
            Of the class.
        """
        with self._keeping:
            kept = self._read()
            if code in kept:
                self._write({other: lines for other, lines in kept.items() if other != code})

    def _read(self) -> dict[str, object]:
        try:
            kept = json.loads(read_private(self._file) or b"{}")
        except (OSError, ValueError):
            return {}
        return kept if isinstance(kept, dict) else {}

    def _write(self, kept: dict[str, object]) -> None:
        write_private(self._file, json.dumps(kept, ensure_ascii=False).encode())
