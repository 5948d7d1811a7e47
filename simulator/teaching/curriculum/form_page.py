"""A form on paper."""

from simulator.teaching.curriculum.form import Choice, Form, Grid, Open, Part, Scale
from simulator.teaching.curriculum.markdown import (
    BREAK,
    NEW_SHEET,
    facts_table,
    grid,
    joined,
    lines,
    numbered,
)
from simulator.teaching.curriculum.page import Page
from simulator.teaching.curriculum.syllabus import level_text
from simulator.teaching.curriculum.text import Lang
from simulator.teaching.curriculum.words import FILES, label

BOX = "☐"


def form_page(form: Form, lang: Lang) -> Page:
    """A form to print, with a sheet for those who read the answers.

    Parameters
    ----------
    form : Form
        As its file has it.
    lang : {"id", "en"}
        Of the page.

    Returns
    -------
    Page
        Its parts in order, then how to read them.
    """
    title = form.title.say(lang)
    blanks = grid(("", ""), [(one.say(lang), "") for one in form.heading]) if form.heading else ""
    parts = [
        f"# {title}",
        form.purpose.say(lang),
        blanks,
        *(_part(part, lang) for part in form.parts),
        NEW_SHEET,
        f"## {label('reading', lang)}",
        f"{level_text(form.level, lang)}. {label('when', lang)}: {form.when.say(lang)} "
        f"{label('filled_by', lang)}: {form.filled_by.say(lang)}",
        numbered(text.say(lang) for text in form.reading),
        facts_table(form.facts, lang),
    ]
    return Page(f"{FILES[lang]['form']}-{form.name}", title, lang, joined(parts))


def _part(part: Part, lang: Lang) -> str:
    heading = f"## {part.title.say(lang)}"
    match part:
        case Scale():
            headings = (label("statement", lang), *(one.say(lang) for one in part.scale))
            rows = [(one.say(lang), *[BOX] * len(part.scale)) for one in part.statements]
            return joined([heading, grid(headings, rows)])
        case Open():
            asked = [text for one in part.questions for text in (one.say(lang), lines(part.lines))]
            return joined([heading, *asked])
        case Choice():
            return joined([heading, BREAK.join(f"{BOX} {one.say(lang)}" for one in part.options)])
        case Grid():
            wide = len(part.headings) - 1
            rows = [(one.say(lang), *[""] * wide) for one in part.rows]
            rows += [tuple([""] * (wide + 1))] * part.empty_rows
            return joined([heading, grid([one.say(lang) for one in part.headings], rows)])
