"""A document as a text file for word processors (.docx)."""

import io
from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path
from typing import Any

from docx import Document as new_docx
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from simulator.figures import Lang
from simulator.reports.document import (
    Bullets,
    Code,
    Definitions,
    Document,
    Group,
    Paragraph,
    Picture,
    Section,
    Table,
    cell_text,
    clean,
)

LANGUAGES: dict[Lang, str] = {"id": "id-ID", "en": "en-GB"}
"""What a word processor checks the spelling by."""

_DPI = 200
_TEXT_WIDTH_CM = 17.6
_PICTURE_HEIGHT_CM = 24.0
"""Of the tallest figure: its caption has room on the same page."""

_SIDE_CM, _TOP_CM = 1.7, 1.4
_SMALL_PT = 8.5
_FONT = "Arial"
_STYLES = (
    ("Normal", 10, 0), ("Title", 15, 0), ("Heading 1", 14, 12), ("Heading 2", 11, 6), ("Heading 3", 10, 6),
    ("List Bullet", 10, 0), ("Caption", 9, 0),
)  # fmt: skip
"""Style, size in points, space before."""


def write_docx(document: Document, file: Path) -> None:
    """Write a document as a text file.

    Parameters
    ----------
    document : Document
        The report.
    file : Path
        A file that is there already is replaced.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    docx = new_docx()
    _set_up(docx, document)
    docx.add_paragraph(clean(document.title), style="Title")
    docx.add_paragraph(clean(document.subtitle))
    for place, section in enumerate(document.sections):
        is_first = section.kind == "appendix" and section.kind not in (one.kind for one in document.sections[:place])
        first = len(docx.paragraphs), len(docx.tables)
        _add_section(docx, section, 1, document.lang, new_page=is_first)
        if section.kind == "summary":
            _set_small(docx, *first)
            _keep_together(docx, first[0])
    buffer = io.BytesIO()
    docx.save(buffer)
    file.write_bytes(buffer.getvalue())


def _set_small(docx: DocxDocument, paragraph: int, table: int) -> None:
    """What came after these in smaller type, so that it stays on its page."""
    cells = [cell for grid in docx.tables[table:] for row in grid.rows for cell in row.cells]
    for one in (*docx.paragraphs[paragraph:], *(each for cell in cells for each in cell.paragraphs)):
        one.paragraph_format.space_after = Pt(0.5)
        one.paragraph_format.line_spacing = 1.0
        if not str(getattr(one.style, "name", "")).startswith("Heading 1"):
            one.paragraph_format.space_before = Pt(2 if str(getattr(one.style, "name", "")) == "Heading 2" else 0)
            for run in one.runs:
                run.font.size = Pt(_SMALL_PT)


def _keep_together(docx: DocxDocument, paragraph: int) -> None:
    """What came after this, up to the head of its first table, on one page."""
    head, *others = docx.paragraphs[paragraph:]
    kept = takewhile(lambda one: one._p.getprevious().tag != qn("w:tbl"), others)
    for one in (head, *kept):
        one.paragraph_format.keep_with_next = True


def _set_up(docx: DocxDocument, document: Document) -> None:
    """Paper, language, page numbers, and who made it."""
    page = docx.sections[0]
    page.page_width, page.page_height = Cm(21.0), Cm(29.7)
    page.left_margin = page.right_margin = Cm(_SIDE_CM)
    page.top_margin = page.bottom_margin = Cm(_TOP_CM)
    page.header_distance = page.footer_distance = Cm(0.7)
    language = LANGUAGES[document.lang]
    for properties in docx.styles.element.iter(qn("w:rPrDefault")):
        for found in properties.iter(qn("w:lang")):
            found.set(qn("w:val"), language)
    core = docx.core_properties
    core.title, core.language, core.author, core.comments = clean(document.title)[:255], language, "SimPTSP", ""
    for name, size, before in _STYLES:
        _set_style(docx.styles[name], size, before)
    _number_pages(page.footer.paragraphs[0])


def _set_style(style: Any, size: float, before: float) -> None:
    """Dark, without the theme's own fonts, which not every machine has."""
    style.font.size, style.font.color.rgb, style.font.name = Pt(size), RGBColor(0x1B, 0x1B, 0x1B), _FONT
    fonts = style.element.rPr.rFonts
    for place in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{place}"), None)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(3)


def _number_pages(paragraph: Any) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    for kind, text in (("begin", None), (None, "PAGE"), ("separate", None), (None, None), ("end", None)):
        if kind:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:instrText" if text else "w:t")
            part.text = text or "1"
        run._r.append(part)


def _add_section(docx: DocxDocument, section: Section, level: int, lang: Lang, new_page: bool = False) -> None:
    heading = docx.add_heading(clean(section.title), level)
    heading.paragraph_format.page_break_before = new_page
    for block in section.blocks:
        _add_block(docx, block, lang)
    for inner in section.sections:
        _add_section(docx, inner, level + 1, lang)


def _add_block(docx: DocxDocument, block: Any, lang: Lang) -> None:
    if isinstance(block, Paragraph):
        docx.add_paragraph().add_run(clean(block.text)).bold = block.is_strong or None
    elif isinstance(block, Bullets):
        for point in block.points:
            docx.add_paragraph(clean(point), style="List Bullet")
    elif isinstance(block, Code):
        docx.add_paragraph().add_run(clean(block.text)).font.name = "Courier New"
    elif isinstance(block, Definitions):
        _add_grid(docx, [(Group("", block.entries))], 2, lang, [5.0, 12.0])
        docx.add_paragraph()
    elif isinstance(block, Table):
        _add_table(docx, block, lang)
    elif isinstance(block, Picture):
        _add_picture(docx, block)


def _add_table(docx: DocxDocument, table: Table, lang: Lang) -> None:
    title = docx.add_paragraph()
    title.add_run(clean(table.title)).bold = True
    title.paragraph_format.keep_with_next = True
    widths = _widths(table, lang)
    headings = table.shown_headings(lang)
    _add_grid(docx, table.shown_groups(lang), len(headings), lang, widths, headings, table.numeric)
    note = docx.add_paragraph()
    note.add_run(clean(table.caption)).font.size = Pt(9)


def _add_grid(
    docx: DocxDocument,
    groups: Sequence[Group],
    columns: int,
    lang: Lang,
    widths: Sequence[float],
    headings: Sequence[str] = (),
    numeric: Sequence[bool] = (),
) -> None:
    """Rows between lines; a heading row is repeated on each page."""
    lines = [tuple(headings)] if headings else []
    titles = set()
    for group in groups:
        if group.title:
            titles.add(len(lines))
            lines.append((group.title, *[""] * (columns - 1)))
        lines += [tuple(cell_text(cell, lang) for cell in row) for row in group.rows]
    grid = docx.add_table(rows=len(lines), cols=columns)
    _draw_lines(grid)
    grid.autofit = False
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Cm(width)
    for place, (row, line) in enumerate(zip(grid.rows, lines, strict=True)):
        is_head = bool(headings) and place == 0
        _keep_whole(row, is_head)
        cells = row.cells
        if place in titles:
            _write_cell(cells[0].merge(cells[-1]), line[0], is_bold=True)
            cells[0].paragraphs[0].paragraph_format.keep_with_next = True
            continue
        for at, (cell, text) in enumerate(zip(cells, line, strict=True)):
            cell.width = Cm(widths[at])
            is_right = bool(numeric) and numeric[at]
            _write_cell(cell, text, is_bold=is_head or (not headings and at == 0), is_right=is_right)
            cell.paragraphs[0].paragraph_format.keep_with_next = is_head or None


def _write_cell(cell: Any, text: str, is_bold: bool = False, is_right: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(clean(text))
    run.font.size, run.bold = Pt(9), is_bold or None
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(1)
    if is_right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _draw_lines(grid: Any) -> None:
    """A thin line under each row, none between columns."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "B0B7BD")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    grid._tbl.tblPr.append(borders)


def _keep_whole(row: Any, is_head: bool) -> None:
    """A row is not torn by the end of a page; the first stands on each page."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if is_head:
        properties.append(OxmlElement("w:tblHeader"))


def _widths(table: Table, lang: Lang) -> list[float]:
    """Centimetres by what stands in a column: what cannot be broken fits, texts share the rest."""
    rows = [[str(cell) for cell in row] for group in table.shown_groups(lang) for row in group.rows]
    headings = table.shown_headings(lang)
    cells = list(zip(*rows, strict=True)) or [("",)] * len(headings)
    wish = [
        min(1.0 + 0.17 * max(max(map(len, column)), max(map(len, heading.split() or [""]))), 9.0)
        for column, heading in zip(cells, headings, strict=True)
    ]
    least = [
        0.45 + 0.18 * max(len(word) for cell in (*column, heading) for word in cell.split(" "))
        for column, heading in zip(cells, headings, strict=True)
    ]
    free, asked = _TEXT_WIDTH_CM - sum(least), [max(0.1, one - two) for one, two in zip(wish, least, strict=True)]
    if free <= 0:
        return [_TEXT_WIDTH_CM * width / sum(least) for width in least]
    return [two + free * one / sum(asked) for one, two in zip(asked, least, strict=True)]


def _add_picture(docx: DocxDocument, picture: Picture) -> None:
    buffer = io.BytesIO()
    picture.figure.savefig(buffer, format="png", dpi=_DPI)
    width, height = picture.figure.get_size_inches()
    shape = docx.add_picture(buffer, width=Cm(min(_TEXT_WIDTH_CM, _PICTURE_HEIGHT_CM * width / height)))
    shape._inline.docPr.set("descr", clean(picture.alt))
    shape._inline.docPr.set("title", clean(picture.caption)[:250])
    docx.paragraphs[-1].paragraph_format.keep_with_next = True
    docx.add_paragraph(style="Caption").add_run(clean(picture.caption)).font.color.rgb = RGBColor(0x33, 0x33, 0x33)
