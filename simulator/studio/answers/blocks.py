"""Sections of reports as HTML that suits the page: tables become cards on a phone."""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import chain

from simulator.figures import Lang
from simulator.reports.document import Block, Bullets, Definitions, Group, Paragraph, Section, Table, clean

__all__ = ["blocks_html", "folded", "section_html", "table_html"]

HIGHEST = 3
"""Level of a section's heading; the panel's own has level 2."""


def section_html(section: Section, lang: Lang, level: int = HIGHEST) -> str:
    """A section with its heading, its blocks and the sections below it.

    Parameters
    ----------
    section : Section
        Of a report, without figures.
    lang : {"id", "en"}
        Language of its numbers.
    level : int, optional
        Of its heading.

    Returns
    -------
    str
        HTML; every text of it is escaped.
    """
    inner = "".join(section_html(each, lang, level + 1) for each in section.sections)
    heading = f"<h{level}>{_text(section.title)}</h{level}>" if section.title else ""
    return f"<section>{heading}{blocks_html(section.blocks, lang)}{inner}</section>"


def blocks_html(blocks: Iterable[Block], lang: Lang) -> str:
    """Blocks under each other; figures and code have no place here and are left out."""
    return "".join(_block(block, lang) for block in blocks)


def folded(title: str, html: str) -> str:
    """Something that is shown on demand; `html` is HTML already."""
    return f"<details><summary>{_text(title)}</summary>{html}</details>"


def table_html(table: Table, lang: Lang) -> str:
    """A table of a report; the roles are said as in :func:`simulator.teaching.tables.html_table`."""
    headings = table.shown_headings(lang)
    head = "".join(f'<th scope="col" role="columnheader">{_text(each)}</th>' for each in headings)
    body = "".join(_group(group, headings) for group in table.shown_groups(lang))
    inner = f'<caption>{_text(table.title)}</caption><thead role="rowgroup"><tr role="row">{head}</tr></thead>{body}'
    frame = f'<div class="sp-scroll" tabindex="0" role="region" aria-label="{_text(table.title)}">'
    note = f'<p class="sp-note">{_text(table.caption)}</p>' if table.caption else ""
    whole = f'{frame}<table class="sp-table sp-cards" role="table">{inner}</table></div>{note}'
    return folded(table.title, whole) if table.is_folded else whole


def _block(block: Block, lang: Lang) -> str:
    if isinstance(block, Paragraph):
        return f"<p><strong>{_text(block.text)}</strong></p>" if block.is_strong else f"<p>{_text(block.text)}</p>"
    if isinstance(block, Bullets):
        return f"<ul>{''.join(f'<li>{_text(point)}</li>' for point in block.points)}</ul>"
    if isinstance(block, Definitions):
        pairs = (f"<dt>{_text(term)}</dt><dd>{_text(words)}</dd>" for term, words in block.entries)
        return f"<dl>{''.join(pairs)}</dl>"
    return table_html(block, lang) if isinstance(block, Table) else ""


def _group(group: Group, headings: Sequence[str]) -> str:
    title = (
        f'<tr role="row"><th scope="rowgroup" role="rowheader" colspan="{len(headings)}">{_text(group.title)}</th></tr>'
        if group.title
        else ""
    )
    rows = "".join(_row([str(cell) for cell in row], headings) for row in group.rows)
    return f'<tbody role="rowgroup">{title}{rows}</tbody>'


def _row(row: Sequence[str], headings: Sequence[str]) -> str:
    name, *others = row
    cells = (
        f'<td role="cell" data-label="{_text(heading)}">{_text(cell)}</td>'
        for heading, cell in zip(headings[1:], others, strict=True)
    )
    return "".join(chain([f'<tr role="row"><th scope="row" role="rowheader">{_text(name)}</th>'], cells, ["</tr>"]))


def _text(text: str) -> str:
    return escape(clean(text))
