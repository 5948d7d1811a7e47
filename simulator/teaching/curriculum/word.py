"""A printable page as a text file for word processors (.docx)."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from docx import Document as new_docx
from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from markdown_it.tree import SyntaxTreeNode

from simulator.reports.word import LANGUAGES
from simulator.teaching.curriculum.page import Page, element_in, marks_in, tree_of
from simulator.teaching.curriculum.widths import column_widths
from simulator.teaching.curriculum.words import label

_FONT = "Arial"
_SHORT_SIDE_CM, _LONG_SIDE_CM, _MARGIN_CM = 21.0, 29.7, 1.6
_STYLES = (
    ("Normal", 10.5, 0), ("Title", 17, 0), ("Heading 1", 13.5, 12), ("Heading 2", 11, 8), ("Heading 3", 10.5, 6),
    ("List Bullet", 10.5, 0),
)  # fmt: skip
"""Style, size in points, space before."""

_CELL_PT, _SMALL_CELL_PT = 9.5, 8
_INDENT_CM = 0.75
_SHORT_TABLE = 2000
"""Characters of a table that stands on one page; a longer one may go on on the next."""

_EMPTY_ROW_CM, _LINE_CM = 0.8, 0.7
_ALIGNED = {"text-align:right": WD_ALIGN_PARAGRAPH.RIGHT, "text-align:center": WD_ALIGN_PARAGRAPH.CENTER}
_AFTER_PARAGRAPH_BORDERS = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:rPr")
_AFTER_TABLE_BORDERS = ("w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
"""Elements that the format wants behind borders."""


@dataclass(frozen=True)
class _Look:
    """How a run of text is shown."""

    is_bold: bool = False
    is_italic: bool = False
    is_code: bool = False
    element: str = ""
    size_pt: float | None = None


def write_docx(page: Page, file: Path) -> None:
    """Write a page as a text file.

    Parameters
    ----------
    page : Page
        Title and Markdown.
    file : Path
        A file that is there already is replaced.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    docx = new_docx()
    _set_up(docx, page)
    writer = _Writer(docx, page.is_landscape)
    for node in tree_of(page).children:
        writer.add(node)
    buffer = io.BytesIO()
    docx.save(buffer)
    file.write_bytes(buffer.getvalue())


def _set_up(docx: DocxDocument, page: Page) -> None:
    """Paper, language, type, page numbers, and who made it."""
    sheet = docx.sections[0]
    sides = Cm(_SHORT_SIDE_CM), Cm(_LONG_SIDE_CM)
    sheet.page_width, sheet.page_height = sides[::-1] if page.is_landscape else sides
    sheet.orientation = WD_ORIENT.LANDSCAPE if page.is_landscape else WD_ORIENT.PORTRAIT
    sheet.left_margin = sheet.right_margin = sheet.top_margin = sheet.bottom_margin = Cm(_MARGIN_CM)
    sheet.header_distance = sheet.footer_distance = Cm(0.7)
    language = LANGUAGES[page.lang]
    for found in docx.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), language)
    core = docx.core_properties
    core.title, core.language, core.author, core.comments = page.title[:255], language, "SimPTSP", ""
    for name, size, before in _STYLES:
        _set_style(docx.styles[name], size, before)
    docx.styles["Title"].font.bold = True
    footer = sheet.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer.add_run(f"{label('printed', page.lang)} · ").font.size = Pt(8)
    _number_pages(footer)


def _set_style(style: Any, size: float, before: float) -> None:
    """Dark, in a font that every machine has, without the line under titles."""
    style.font.size, style.font.color.rgb, style.font.name = Pt(size), RGBColor(0x1B, 0x1B, 0x1B), _FONT
    fonts = style.element.rPr.rFonts
    for place in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{place}"), None)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(4)
    for border in style.element.findall(f"{qn('w:pPr')}/{qn('w:pBdr')}"):
        border.getparent().remove(border)


def _number_pages(footer: Any) -> None:
    for kind, text in (("begin", None), (None, "PAGE"), ("separate", None), (None, None), ("end", None)):
        if kind:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:instrText" if text else "w:t")
            part.text = text or "1"
        run = footer.add_run()
        run.font.size = Pt(8)
        run._r.append(part)


class _Writer:
    """Adds one element of a page after another."""

    def __init__(self, docx: DocxDocument, is_landscape: bool) -> None:
        self._docx = docx
        self._width_cm = (_LONG_SIDE_CM if is_landscape else _SHORT_SIDE_CM) - 2 * _MARGIN_CM
        self._cell_pt = _SMALL_CELL_PT if is_landscape else _CELL_PT
        self._is_new_page = False

    def add(self, node: SyntaxTreeNode, depth: int = 0) -> None:
        """Add an element; what has no form of its own gives its children."""
        match node.type:
            case "heading":
                level = int(node.tag[1:]) - 1
                paragraph = self._paragraph("Title" if level == 0 else f"Heading {level}")
                _write(paragraph, node.children)
            case "paragraph":
                _write(self._paragraph(depth=depth), node.children)
            case "bullet_list" | "ordered_list":
                self._list(node, depth)
            case "table":
                self._table(node)
            case "hr":
                _rule_below(self._paragraph())
            case "html_block":
                self._marks(node.content)
            case _:
                for child in node.children:
                    self.add(child, depth)

    def _paragraph(self, style: str | None = None, depth: int = 0) -> Any:
        paragraph = self._docx.add_paragraph(style=style)
        if depth:
            paragraph.paragraph_format.left_indent = Cm(depth * _INDENT_CM)
        if self._is_new_page:
            paragraph.paragraph_format.page_break_before = True
            self._is_new_page = False
        paragraph.paragraph_format.keep_together = True
        return paragraph

    def _list(self, node: SyntaxTreeNode, depth: int) -> None:
        """Points; numbers are written out, so that each list begins with its own first number."""
        start = int(node.attrs.get("start", 1))
        for number, item in enumerate(node.children, start=start):
            for place, child in enumerate(item.children):
                if place or child.type != "paragraph":
                    self.add(child, depth + 1)
                    continue
                paragraph = self._paragraph(depth=depth + 1)
                paragraph.paragraph_format.first_line_indent = Cm(-_INDENT_CM)
                paragraph.paragraph_format.tab_stops.add_tab_stop(Cm((depth + 1) * _INDENT_CM))
                paragraph.add_run(f"{number}.\t" if node.type == "ordered_list" else "•\t")
                _write(paragraph, child.children)

    def _marks(self, html: str) -> None:
        if not html.lstrip().startswith("<!--"):
            self._paragraph().add_run(html.strip())
        for name, count in marks_in(html):
            if name == "page":
                self._is_new_page = True
                continue
            for _ in range(max(count, 1)):
                line = self._paragraph()
                line.paragraph_format.space_before = Cm(_LINE_CM - 0.45)
                _rule_below(line)

    def _table(self, node: SyntaxTreeNode) -> None:
        rows = [row.children for part in node.children for row in part.children]
        has_head = any(cell.children and cell.children[0].content for cell in rows[0])
        rows = rows if has_head else rows[1:]
        if self._is_new_page:
            self._paragraph()
        grid = self._docx.add_table(rows=len(rows), cols=len(rows[0]))
        _draw_lines(grid)
        grid.autofit = False
        texts = [[_plain(cell) for cell in row] for row in rows]
        is_short = sum(len(text) for row in texts for text in row) <= _SHORT_TABLE and all(map(any, texts))
        widths = column_widths(texts, self._width_cm, self._cell_pt, has_head)
        for column, width in zip(grid.columns, widths, strict=True):
            column.width = Cm(width)
        for place, (row, cells) in enumerate(zip(grid.rows, rows, strict=True)):
            is_head = has_head and place == 0
            _keep_whole(row, is_head)
            if not is_head and not all(texts[place]):
                row.height = Cm(_EMPTY_ROW_CM)
            is_kept = is_head or (is_short and place < len(rows) - 1)
            for target, cell, width in zip(row.cells, cells, widths, strict=True):
                target.width = Cm(width)
                _write_cell(target, cell, _Look(is_bold=is_head, size_pt=self._cell_pt), is_kept=is_kept)
                if is_head:
                    _shade(target)
        _set_small(self._docx.add_paragraph())


def _set_small(paragraph: Any) -> None:
    """Hardly more than the gap that has to stand behind a table."""
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.add_run().font.size = paragraph.paragraph_format.line_spacing = Pt(7)


def _write(paragraph: Any, nodes: Sequence[SyntaxTreeNode], look: _Look | None = None) -> None:
    """Add runs of text to a paragraph."""
    look = look or _Look()
    for node in nodes:
        match node.type:
            case "text":
                _run(paragraph, node.content, look)
            case "code_inline":
                _run(paragraph, node.content, replace(look, is_code=True))
            case "softbreak":
                _run(paragraph, " ", look)
            case "hardbreak":
                paragraph.add_run().add_break(WD_BREAK.LINE)
            case "strong":
                _write(paragraph, node.children, replace(look, is_bold=True))
            case "em":
                _write(paragraph, node.children, replace(look, is_italic=True))
            case "html_inline":
                look = _after_tag(paragraph, node.content, look)
            case _:
                _write(paragraph, node.children, look)


def _after_tag(paragraph: Any, tag: str, look: _Look) -> _Look:
    """How text after a tag is shown."""
    found = element_in(tag)
    if found is None:
        if not tag.startswith("<!--"):
            _run(paragraph, tag, look)
        return look
    element, is_opening = found
    if element == "br":
        paragraph.add_run().add_break(WD_BREAK.LINE)
        return look
    return replace(look, element=element if is_opening else "")


def _run(paragraph: Any, text: str, look: _Look) -> None:
    run = paragraph.add_run(text)
    run.bold, run.italic = look.is_bold or None, look.is_italic or None
    if look.element == "sub":
        run.font.subscript = True
    elif look.element == "sup":
        run.font.superscript = True
    if look.is_code:
        run.font.name = "Courier New"
    if look.size_pt:
        run.font.size = Pt(look.size_pt)


def _write_cell(target: Any, cell: SyntaxTreeNode, look: _Look, *, is_kept: bool) -> None:
    """Write a cell; `is_kept` on the page of the row below it."""
    paragraph = target.paragraphs[0]
    for child in cell.children:
        _write(paragraph, child.children, look)
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(1.5)
    paragraph.alignment = _ALIGNED.get(str(cell.attrs.get("style", "")))
    paragraph.paragraph_format.keep_with_next = is_kept or None


def _plain(node: SyntaxTreeNode) -> str:
    """Text of a cell, without marks."""
    if not node.children:
        is_break = node.type == "html_inline" and "br" in node.content
        return "\n" if is_break else "" if node.type == "html_inline" else node.content
    return "".join(map(_plain, node.children))


def _borders(name: str, sides: Sequence[str], colour: str) -> Any:
    borders = OxmlElement(name)
    for side in sides:
        line = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", colour)):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    return borders


def _rule_below(paragraph: Any) -> None:
    borders = _borders("w:pBdr", ("bottom", "between"), "777777")
    paragraph._p.get_or_add_pPr().insert_element_before(borders, *_AFTER_PARAGRAPH_BORDERS)


def _draw_lines(grid: Any) -> None:
    borders = _borders("w:tblBorders", ("top", "left", "bottom", "right", "insideH", "insideV"), "C3CCD3")
    grid._tbl.tblPr.insert_element_before(borders, *_AFTER_TABLE_BORDERS)


def _shade(cell: Any) -> None:
    shade = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", "EEF3F7")):
        shade.set(qn(f"w:{key}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _keep_whole(row: Any, is_head: bool) -> None:
    """A row is not torn by the end of a page; the first stands on each page."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if is_head:
        properties.append(OxmlElement("w:tblHeader"))
