"""A printable page as HTML that needs nothing from outside."""

import re
from collections.abc import Sequence
from typing import Any

from jinja2 import Environment, PackageLoader
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup, escape

from simulator.teaching.curriculum.page import Page, element_in, marks_in, parser
from simulator.teaching.curriculum.words import label

_WHOLE = re.compile(r"\b\d\d[.:]\d\d–\d\d[.:]\d\d\b|\b\d{4}-\d\d(?:-\d\d)?\b")
"""Times and dates, which are not broken at the end of a line."""


class _Renderer(RendererHTML):
    """HTML of Markdown, in which only our own marks and elements are let through."""

    def text(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return _WHOLE.sub(r'<span class="whole">\g<0></span>', str(escape(tokens[idx].content)))

    def html_inline(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        text = tokens[idx].content
        found = element_in(text)
        if found is None:
            return "" if text.startswith("<!--") else str(escape(text))
        element, is_opening = found
        return f"<{element}>" if is_opening else f"</{element}>"

    def html_block(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        text = tokens[idx].content
        if not text.lstrip().startswith("<!--"):
            return f"<p>{escape(text)}</p>\n"
        return "".join(_MARKS[name] * max(count, 1) for name, count in marks_in(text))

    def table_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        heading = next((token.content for token in reversed(tokens[:idx]) if token.type == "inline"), "")
        return f'<div class="wide" role="region" tabindex="0" aria-label="{escape(heading)}"><table>\n'

    def table_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return "</table></div>\n"

    def th_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        style = tokens[idx].attrGet("style")
        return f'<th scope="col" style="{style}">' if style else '<th scope="col">'


_MARKS = {"page": '<div class="page"></div>\n', "lines": '<div class="line"></div>\n'}


def html_of(page: Page) -> str:
    """A page as HTML.

    Parameters
    ----------
    page : Page
        Title and Markdown.

    Returns
    -------
    str
        A whole document; it prints on A4.
    """
    reader = parser()
    reader.renderer = _Renderer(reader)
    body = reader.render(page.markdown)
    environment = Environment(loader=PackageLoader("simulator.teaching.curriculum"), autoescape=True)
    values: dict[str, Any] = {"page": page, "body": Markup(body), "footer": label("printed", page.lang)}
    return environment.get_template("page.html.j2").render(values)
