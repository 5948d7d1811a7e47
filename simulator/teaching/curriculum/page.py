"""A printable page: Markdown with a few marks of ours, of which HTML and DOCX are made.

Besides CommonMark with tables there are ``<!-- page -->`` (a new sheet), ``<!-- lines: 3 -->`` (lines to write on), and
the elements ``<sub>``, ``<sup>`` and ``<br>``. Other comments are left out, other elements are shown as they are typed.
"""

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from simulator.teaching.curriculum.text import Lang

ELEMENTS = ("sub", "sup")
"""Elements whose content is text; `br` has none."""

_MARK = re.compile(r"<!--\s*(page|lines)\s*(?::\s*(\d+))?\s*-->")


@dataclass(frozen=True)
class Page:
    """Something to print.

    Attributes
    ----------
    file : str
        Its name, without what says the kind of file.
    title : str
        Its first heading, without marks.
    lang : {"id", "en"}
        Of its text.
    markdown : str
        Its text.
    is_landscape : bool
        Whether the sheet lies on its side.
    """

    file: str
    title: str
    lang: Lang
    markdown: str
    is_landscape: bool = False


def parser() -> MarkdownIt:
    """Markdown as the pages have it."""
    return MarkdownIt("commonmark", {"html": True}).enable("table")


def tree_of(page: Page) -> SyntaxTreeNode:
    """The elements of a page, in a tree."""
    return SyntaxTreeNode(parser().parse(page.markdown))


def marks_in(html: str) -> list[tuple[str, int]]:
    """Our marks in a piece of HTML: their names, each with its number (0 where there is none)."""
    return [(match[1], int(match[2] or 0)) for match in _MARK.finditer(html)]


def element_in(html: str) -> tuple[str, bool] | None:
    """Which element that is shown a tag opens (True) or closes; None for tags that are not.

    Examples
    --------
    >>> element_in("</sub>"), element_in("<br/>"), element_in("<script>")
    (('sub', False), ('br', True), None)
    """
    match = re.fullmatch(r"<(/?)(\w+)\s*/?>", html)
    if match is None or match[2] not in (*ELEMENTS, "br"):
        return None
    return match[2], not match[1]
