"""Files that are refused before anything in them is read."""

import zipfile
import zlib
from os.path import isdir  # unlike that of Path, False for names that no file can have
from pathlib import Path
from typing import IO
from xml.parsers import expat

from simulator.calibration.form.faults import FormError
from simulator.calibration.form.words import Words, same

MOST_BYTES = 5_000_000
MOST_UNPACKED = 50_000_000
MOST_PARTS = 1_000
MOST_ROWS = 5_000
MOST_CELLS = 200_000

_DAMAGES = (
    expat.ExpatError, zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError,
    UnicodeError,
)  # fmt: skip
_OLD = b"\xd0\xcf\x11\xe0"
_CHUNK = 1 << 16

NO_FILE = Words(
    "{file}: berkas ini tidak ada; periksa nama dan foldernya.",
    "{file}: there is no such file; check its name and folder.",
)
FOLDER = Words("{file}: ini folder; sebutkan berkas .xlsx.", "{file}: this is a folder; name an .xlsx file.")
UNREADABLE = Words(
    "{file}: berkas tidak dapat dibaca ({reason}); periksa apakah Anda boleh membukanya.",
    "{file}: the file cannot be read ({reason}); check that you may open it.",
)
EMPTY = Words(
    "{file}: berkas ini kosong (0 bita); kirim ulang formulirnya.",
    "{file}: this file is empty (0 bytes); send the form again.",
)
TOO_LARGE = Words(
    "{file}: berkas lebih besar dari 5 MB; formulir yang terisi jauh lebih kecil, hapus gambar dan lembar tambahan.",
    "{file}: the file is larger than 5 MB; a filled form is far smaller, remove pictures and extra sheets.",
)
OLD_OR_LOCKED = Words(
    "{file}: berkas ini terkunci kata sandi atau berformat lama (.xls); simpan sebagai .xlsx tanpa kata sandi.",
    "{file}: this file is encrypted or of the old format (.xls); save it as .xlsx without a password.",
)
NOT_XLSX = Words(
    "{file}: ini bukan berkas Excel (.xlsx); buka formulirnya dan simpan sebagai .xlsx.",
    "{file}: this is not an Excel file (.xlsx); open the form and save it as .xlsx.",
)
MACROS = Words(
    "{file}: berkas ini berisi makro; simpan sebagai .xlsx tanpa makro.",
    "{file}: this file contains macros; save it as .xlsx without macros.",
)
UNPACKS_TOO_LARGE = Words(
    "{file}: isi berkas ini lebih dari 50 MB setelah dibuka; salin angkanya ke formulir kosong yang baru.",
    "{file}: this file unpacks to more than 50 MB; copy its numbers into a new empty form.",
)
TOO_MANY_ROWS = Words(
    "{file}: ada lembar dengan lebih dari {rows} baris; hapus baris kosong yang ikut terformat.",
    "{file}: a sheet has more than {rows} rows; delete the empty rows that are only formatted.",
)
DAMAGED = Words(
    "{file}: berkas ini rusak; buka di Excel atau LibreOffice dan simpan ulang sebagai .xlsx.",
    "{file}: this file is damaged; open it in Excel or LibreOffice and save it as .xlsx again.",
)


def refused(said: Words, file: Path, **parts: object) -> FormError:
    """A refusal that names the file."""
    return FormError(said.filled(file=same(file.name or str(file)), **parts))


def check_file(file: Path) -> None:
    """Refuse what is no plain workbook of a sensible size; nothing is unpacked beyond the limits.

    Raises
    ------
    FormError
        With one sentence.
    """
    if isdir(file):
        raise refused(FOLDER, file)
    try:
        with file.open("rb") as stream:
            start = stream.read(len(_OLD))
            size = stream.seek(0, 2)
    except (FileNotFoundError, NotADirectoryError):
        raise refused(NO_FILE, file) from None
    except (OSError, ValueError) as error:
        raise refused(UNREADABLE, file, reason=getattr(error, "strerror", None) or "?") from None
    if not start:
        raise refused(EMPTY, file)
    if start == _OLD:
        raise refused(OLD_OR_LOCKED, file)
    if size > MOST_BYTES:
        raise refused(TOO_LARGE, file)
    try:
        package = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise refused(NOT_XLSX, file) from None
    with package:
        try:
            _check_package(package, file)
        except _DAMAGES:
            raise refused(DAMAGED, file) from None


def _check_package(package: zipfile.ZipFile, file: Path) -> None:
    parts = package.infolist()
    names = [part.filename.lower() for part in parts]
    if "[content_types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise refused(NOT_XLSX, file)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise refused(UNPACKS_TOO_LARGE, file)
    if any(part.flag_bits & 1 for part in parts):
        raise refused(OLD_OR_LOCKED, file)
    types = package.read(parts[names.index("[content_types].xml")]).lower()
    if b"macroenabled" in types or b"vbaproject" in types or any("vbaproject" in name for name in names):
        raise refused(MACROS, file)
    cells = 0
    for part, name in zip(parts, names, strict=True):
        if name.endswith((".xml", ".rels")):
            with package.open(part) as stream:
                cells = _check_part(stream, file, cells)


def _check_part(stream: IO[bytes], file: Path, cells: int) -> int:
    """Refuse a part with entities of its own, or with more rows than a form has; give the cells counted so far."""
    counts = {"row": 0, "c": cells}
    most = {"row": MOST_ROWS, "c": MOST_CELLS}

    def count(name: str, _attributes: object) -> None:
        local = name.rpartition(":")[2]
        if local in counts:
            counts[local] += 1
            if counts[local] > most[local]:
                raise refused(TOO_MANY_ROWS, file, rows=MOST_ROWS)

    def refuse_entity(*_: object) -> None:
        raise refused(DAMAGED, file)

    parser = expat.ParserCreate()
    parser.StartElementHandler = count
    parser.EntityDeclHandler = refuse_entity
    unpacked = 0
    while chunk := stream.read(_CHUNK):
        unpacked += len(chunk)
        if unpacked > MOST_UNPACKED:
            raise refused(UNPACKS_TOO_LARGE, file)
        parser.Parse(chunk, False)
    parser.Parse(b"", True)
    return counts["c"]
