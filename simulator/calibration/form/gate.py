"""Files that are refused before anything in them is read."""

import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Mapping
from os.path import exists, isdir, isfile  # unlike those of Path, False for names that no file can have
from pathlib import Path
from typing import IO
from xml.parsers import expat

from openpyxl.utils import column_index_from_string

from simulator.calibration.form.faults import FormError
from simulator.calibration.form.words import Words, same

MOST_BYTES = 5_000_000
MOST_UNPACKED = 50_000_000
MOST_PARTS = 1_000
MOST_ROWS = 5_000
MOST_CELLS = 100_000
MOST_JOINED = 2_000
"""Cells in merged areas, and in those of links and comments; a form has 216."""

MOST_ELEMENTS = 500_000
MOST_OTHERS = 50_000
"""Elements outside the cells (styles, texts, drop-downs), long attributes counted as several; a form has 1,400."""

_LONG = 20
"""Characters of attributes that count as one element more."""


_DAMAGES = (
    expat.ExpatError, zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError,
    UnicodeError,
)  # fmt: skip
_IN_CELLS = {"row", "c", "v", "f", "is", "t"}
_AREAS = {"mergeCell", "hyperlink", "comment"}
"""Elements of which openpyxl makes a cell for each place of an area, however large."""

_AREA = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")
_OLD = b"\xd0\xcf\x11\xe0"
_CHUNK = 1 << 16

NO_FILE = Words(
    "{file}: berkas ini tidak ada; periksa nama dan foldernya.",
    "{file}: there is no such file; check its name and folder.",
)
FOLDER = Words("{file}: ini folder; sebutkan berkas .xlsx.", "{file}: this is a folder; name an .xlsx file.")
NO_PLAIN_FILE = Words(
    "{file}: ini bukan berkas biasa (perangkat atau pipa); sebutkan berkas .xlsx.",
    "{file}: this is a device or a pipe, no plain file; name an .xlsx file.",
)
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
TOO_MANY_CELLS = Words(
    "{file}: ada lebih dari {cells} sel; hapus lembar tambahan dan sel kosong yang ikut terformat.",
    "{file}: there are more than {cells} cells; delete extra sheets and empty cells that are only formatted.",
)
TOO_MANY_JOINED = Words(
    "{file}: lebih dari {cells} sel digabung atau diberi tautan atau komentar; pisahkan sel itu dan hapus tautannya.",
    "{file}: more than {cells} cells are merged or have links or comments; split these cells and remove the links.",
)
TOO_MANY_PARTS = Words(
    "{file}: berkas ini terdiri atas lebih dari {parts} bagian; hapus gambar dan lembar tambahan.",
    "{file}: this file has more than {parts} parts; remove pictures and extra sheets.",
)
TOO_INTRICATE = Words(
    "{file}: format berkas ini terlalu rumit (lebih dari {most} unsur); salin angkanya ke formulir kosong yang baru.",
    "{file}: the formatting of this file is too intricate (more than {most} elements); copy its numbers into a new "
    "empty form.",
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
    if exists(file) and not isfile(file):
        raise refused(NO_PLAIN_FILE, file)
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
    if len(parts) > MOST_PARTS:
        raise refused(TOO_MANY_PARTS, file, parts=MOST_PARTS)
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise refused(UNPACKS_TOO_LARGE, file)
    if any(part.flag_bits & 1 for part in parts):
        raise refused(OLD_OR_LOCKED, file)
    types = package.read(parts[names.index("[content_types].xml")]).lower()
    if b"macroenabled" in types or b"vbaproject" in types or any("vbaproject" in name for name in names):
        raise refused(MACROS, file)
    contents = _Contents(file)
    for part, name in zip(parts, names, strict=True):
        with package.open(part) as stream:
            contents.count_part(stream, must_be_xml=name.endswith((".xml", ".rels")))
    contents.check()


class _Contents:
    """What the parts of a workbook hold, counted while they are read as a stream."""

    def __init__(self, file: Path):
        self.file = file
        self.elements = self.others = self.cells = self.joined = self.unpacked = 0
        self.rows, self.pictures = 0, Counter[str]()  # of this part
        self.sheets, self.parts = Counter[str](), Counter[str]()  # how often each is referred to
        self.copies = 1

    def count_part(self, stream: IO[bytes], must_be_xml: bool) -> None:
        """Count what is in a part.

        A part of another name may be XML as well, for a workbook says itself which of its parts are sheets; it is
        read as far as openpyxl, which has the same parser, could read it.
        """
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._count
        parser.EntityDeclHandler = self._refuse_entity
        self.rows, self.pictures, is_xml = 0, Counter(), True
        while chunk := stream.read(_CHUNK):
            self.unpacked += len(chunk)
            if self.unpacked > MOST_UNPACKED:
                raise refused(UNPACKS_TOO_LARGE, self.file)
            is_xml = is_xml and self._parse(parser, chunk, False, must_be_xml)
        if is_xml:
            self._parse(parser, b"", True, must_be_xml)
        self.copies = max(self.copies, *self.pictures.values(), 1)

    def check(self) -> None:
        """Refuse more than a form has, also where few parts are referred to many times.

        Raises
        ------
        FormError
            With one sentence.
        """
        copies = max(self.sheets.values(), default=1) * max(self.copies, *self.parts.values(), 1)
        for counted, most, said, name in (
            (self.joined, MOST_JOINED, TOO_MANY_JOINED, "cells"),
            (self.cells, MOST_CELLS, TOO_MANY_CELLS, "cells"),
            (self.others, MOST_OTHERS, TOO_INTRICATE, "most"),
            (self.elements, MOST_ELEMENTS, TOO_INTRICATE, "most"),
        ):
            if counted * copies > most:
                raise refused(said, self.file, **{name: most})

    @staticmethod
    def _parse(parser: expat.XMLParserType, chunk: bytes, is_last: bool, must_be_xml: bool) -> bool:
        try:
            parser.Parse(chunk, is_last)
        except expat.ExpatError:
            if must_be_xml:
                raise
            return False
        return True

    def _count(self, name: str, attributes: Mapping[str, str]) -> None:
        local = name.rpartition(":")[2]
        self.elements += 1
        if local not in _IN_CELLS:
            self.others += 1 + sum(map(len, attributes.values())) // _LONG
            self._count_other(local, attributes)
        elif local == "c":
            self.cells += 1
        elif local == "row":
            self.rows += 1
            if self.rows > MOST_ROWS:
                raise refused(TOO_MANY_ROWS, self.file, rows=MOST_ROWS)
        if self.cells > MOST_CELLS or self.others > MOST_OTHERS or self.elements > MOST_ELEMENTS:
            self.check()

    def _count_other(self, local: str, attributes: Mapping[str, str]) -> None:
        if local in _AREAS:
            self.joined += _size(attributes.get("ref", ""))
            if self.joined > MOST_JOINED:
                self.check()
        elif local == "sheet":
            self.sheets.update(value for name, value in attributes.items() if name.rpartition(":")[2] == "id")
        elif local == "Relationship" and attributes.get("TargetMode") != "External":
            is_picture = attributes.get("Type", "").endswith("/image")  # one picture may stand on every sheet
            (self.pictures if is_picture else self.parts)[attributes.get("Target", "").rpartition("/")[2]] += 1

    def _refuse_entity(self, *_: object) -> None:
        raise refused(DAMAGED, self.file)


def _size(area: str) -> int:
    """Cells of an area such as ``B2:C7``; more than a form may have if it is a whole row or column."""
    match = _AREA.fullmatch(area.upper())
    if match is None:
        return MOST_JOINED + 1
    left, top, right, bottom = match.groups()
    columns: int = abs(column_index_from_string(right or left) - column_index_from_string(left)) + 1
    return columns * (abs(int(bottom or top) - int(top)) + 1)
