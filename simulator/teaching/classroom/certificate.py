"""Certificates as PDF, one page each, with embedded fonts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from simulator.teaching.classroom.letterhead import Letterhead

__all__ = ["CertificatePage", "certificates_pdf"]

FONT, BOLD = "DejaVuSans", "DejaVuSans-Bold"
BRAND, INK, SOFT, FLAG = "#0b3d63", "#16202b", "#465564", "#c8102e"
MM = 72 / 25.4
LARGEST_NAME, SMALLEST = 34, 8
BLANK = "(" + "." * 48 + ")"


@dataclass(frozen=True)
class CertificatePage:
    """What one certificate says.

    Parameters
    ----------
    name : str
        Of the learner, as the trainer has it.
    title : str
        Of the class.
    course : str
        Of the curriculum; may be empty.
    place : str
        Where it was held; may be empty.
    dates : str
        When, in words.
    jp : int
        Lesson hours (jam pelajaran) of 45 minutes.
    number : str
        By which it is verified.
    address : str
        Of the page that verifies it.
    issued : str
        Date of issue, in words.
    letterhead : Letterhead
        Who gives it and who signs; what is empty is left to the pen.
    """

    name: str
    title: str
    course: str
    place: str
    dates: str
    jp: int
    number: str
    address: str
    issued: str
    letterhead: Letterhead = field(default_factory=Letterhead)


def certificates_pdf(pages: Iterable[CertificatePage], text: Mapping[str, str], lang: str) -> bytes:
    """Write certificates into one PDF file.

    Parameters
    ----------
    pages : iterable of CertificatePage
        At least one; each becomes a page of A4, landscape.
    text : mapping
        Sentences of the pages, by key.
    lang : str
        ``id`` or ``en``.

    Returns
    -------
    bytes
        The file. DejaVu covers names in Latin letters with any mark.
    """
    from reportlab.lib.pagesizes import A4, landscape  # type: ignore[import-untyped]
    from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

    _register_fonts()
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=landscape(A4), lang=lang, initialFontName=FONT)
    canvas.setTitle(text["cert_title"])
    canvas.setCreator("SimPTSP")
    for page in pages:
        _draw(canvas, page, text)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _register_fonts() -> None:
    import matplotlib
    from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
    from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]

    folder = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    for name in (FONT, BOLD):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, folder / f"{name}.ttf"))


def _draw(canvas: Any, page: CertificatePage, text: Mapping[str, str]) -> None:
    width, height = canvas._pagesize
    middle = width / 2
    _frame(canvas, width, height)
    lines = [
        (179, BOLD, 14, INK, page.letterhead.organiser.upper()),
        (162, BOLD, 30, BRAND, text["cert_title"].upper()),
        (153, FONT, 11, SOFT, f"{text['cert_number']} {page.number}"),
        (140, FONT, 13, INK, text["cert_given"]),
        (110, FONT, 13, INK, text["cert_for"]),
        (100, BOLD, 17, INK, page.title),
        (92.5, FONT, 12, SOFT, page.course if page.course != page.title else ""),
        (84, FONT, 12, INK, ", ".join(part for part in (page.place, page.dates) if part)),
        (76, BOLD, 13, INK, text["cert_jp"].format(jp=page.jp)),
    ]
    for mm, font, size, colour, words in lines:
        _centred(canvas, middle, mm, font, size, colour, words, width - 60 * MM)
    _centred(canvas, middle, 125, BOLD, LARGEST_NAME, BRAND, page.name, width - 60 * MM)
    canvas.setStrokeColor(FLAG)
    canvas.setLineWidth(1.2)
    canvas.line(middle - 70 * MM, 120 * MM, middle + 70 * MM, 120 * MM)
    _foot(canvas, page, text, width)


def _frame(canvas: Any, width: float, height: float) -> None:
    canvas.setStrokeColor(BRAND)
    canvas.setLineWidth(3)
    canvas.rect(10 * MM, 10 * MM, width - 20 * MM, height - 20 * MM)
    canvas.setLineWidth(0.6)
    canvas.rect(12.5 * MM, 12.5 * MM, width - 25 * MM, height - 25 * MM)
    canvas.setFillColor(FLAG)
    canvas.rect(10 * MM, height - 15 * MM, width - 20 * MM, 5 * MM, stroke=0, fill=1)


def _centred(canvas: Any, x: float, mm: float, font: str, size: float, colour: str, words: str, room: float) -> None:
    size, words = _fitted(words, font, size, room)
    canvas.setFont(font, size)
    canvas.setFillColor(colour)
    canvas.drawCentredString(x, mm * MM, words)


def _fitted(words: str, font: str, size: float, room: float) -> tuple[float, str]:
    """A size at which the words fit; what does not fit at the smallest is cut."""
    from reportlab.pdfbase.pdfmetrics import stringWidth  # type: ignore[import-untyped]

    while size > SMALLEST and stringWidth(words, font, size) > room:
        size -= 0.5
    while stringWidth(words, font, size) > room:
        words = words[:-2] + "…"
    return size, words


def _foot(canvas: Any, page: CertificatePage, text: Mapping[str, str], width: float) -> None:
    _qr(canvas, page.address, 20 * MM, 18 * MM, 26 * MM)
    canvas.setFillColor(SOFT)
    canvas.setFont(FONT, 8.5)
    canvas.drawString(49 * MM, 35 * MM, text["cert_verify"])
    canvas.drawString(49 * MM, 30.5 * MM, page.address)
    canvas.drawString(49 * MM, 26 * MM, f"{text['cert_number']} {page.number}")
    _signature(canvas, page, text, width - 65 * MM)


def _signature(canvas: Any, page: CertificatePage, text: Mapping[str, str], middle: float) -> None:
    """Place and date, role, room for stamp and signature, name and number; what is not known is dotted for the pen."""
    head = page.letterhead
    lines = [
        (64, FONT, 11, ", ".join(part for part in (head.city or page.place, page.issued) if part)),
        (58, FONT, 11, head.role or text["cert_signature"]),
        (28, BOLD, 11, head.signer or BLANK),
        (22.5, FONT, 10, f"NIP {head.signer_number}" if head.signer_number or not head.signer else ""),
    ]
    for mm, font, size, words in lines:
        _centred(canvas, middle, mm, font, size, INK, words, 90 * MM)
    if head.signer:
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(0.6)
        canvas.line(middle - 40 * MM, 26.5 * MM, middle + 40 * MM, 26.5 * MM)


def _qr(canvas: Any, address: str, x: float, y: float, size: float) -> None:
    import segno

    rows = [list(row) for row in segno.make(address, error="m", micro=False).matrix]
    side = size / len(rows)
    canvas.setFillColor("#000000")
    for down, row in enumerate(rows):
        for along, dark in enumerate(row):
            if dark:
                canvas.rect(x + along * side, y + size - (down + 1) * side, side, side, stroke=0, fill=1)
