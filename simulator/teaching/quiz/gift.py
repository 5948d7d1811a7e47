"""Items as GIFT, the text format of Moodle that many learning systems read.

By ``question/format/gift/format.php`` of Moodle. GIFT has no question that puts steps in order, so an order becomes a
matching of steps with their places.
"""

from collections.abc import Iterable
from html import escape

from simulator.locale import translator
from simulator.teaching.quiz.handing_on import (
    Collection,
    distractors,
    id_number,
    numeric_question,
    ranges,
    tags,
)
from simulator.teaching.quiz.items import ChoiceItem, Item, MatchingItem, NumericItem, OrderItem

_ESCAPED = str.maketrans({sign: f"\\{sign}" for sign in "\\~=#{}:"} | {"\n": "\\n", "\r": ""})


def to_gift(collections: Iterable[Collection]) -> str:
    """Items as a file in GIFT, a category for each lesson and in it one for its test and its exam.

    Parameters
    ----------
    collections : iterable of Collection
        The lessons.

    Returns
    -------
    str
        Text in UTF-8; a blank line stands between questions and nowhere else.
    """
    blocks = []
    for collection in collections:
        for shelf in collection.shelves:
            blocks.append(f"// {collection.info}\n$CATEGORY: {shelf.place}")
            blocks += [_block(item, collection.info) for item in shelf.items]
    return "\n\n".join(blocks) + "\n"


def _block(item: Item, info: str) -> str:
    match item:
        case ChoiceItem():
            question, answers = item.question, _choice(item)
        case NumericItem():
            question, answers = numeric_question(item), _numeric(item, info)
        case OrderItem():
            question, answers = _order(item)
        case MatchingItem():
            question, answers = item.question, _matching(item)
        case _:
            raise TypeError(f"{type(item).__name__} cannot be handed on")
    labels = " ".join(f"[tag:{tag}]" for tag in tags(item))
    opening = "{#" if isinstance(item, NumericItem) else "{"
    lines = "\n".join(f"\t{line}" for line in answers)
    name = plain(f"{item.lesson[:2]} {item.name}")
    return f"// [id:{id_number(item)}] {labels}\n::{name}::[html]{html(question)}{opening}\n{lines}\n}}"


def _choice(item: ChoiceItem) -> list[str]:
    options = [("=" if at == item.right else "~", item.options[at]) for at in item.shown]
    return [f"{sign}{_marked(option.text)}#{html(option.feedback)}" for sign, option in options]


def _numeric(item: NumericItem, info: str) -> list[str]:
    found = [
        f"=%{100 if each.is_right else 0}%{each.centre}:{each.width}#{html(each.feedback)}" for each in ranges(item)
    ]
    return [*found, f"~#{html(item.high)}", f"####{html(info)}"]


def _order(item: OrderItem) -> tuple[str, list[str]]:
    _ = translator(item.lang)
    places = [f"={html(_free(item.steps[at]))} -> {at + 1}" for at in item.shown]
    ask = _("Beri setiap langkah nomor urutnya; 1 untuk yang pertama.")
    return f"{item.question} {ask}", [*places, f"####{html(item.right)}"]


def _matching(item: MatchingItem) -> list[str]:
    pairs = [(left, item.rights[at]) for left, at in zip(item.lefts, item.key, strict=True)]
    every = [*pairs, *(("", text) for text in distractors(item))]
    lines = [f"={html(_free(left))} -> {plain(_free(right))}" for left, right in every]
    return [*lines, f"####{html(item.right)}"]


def plain(text: str) -> str:
    r"""Text with its special signs escaped.

    Examples
    --------
    >>> plain("a = b: 5 # {x}")
    'a \\= b\\: 5 \\# \\{x\\}'
    """
    return text.translate(_ESCAPED)


def html(text: str) -> str:
    """The same for a text that is read as HTML."""
    return plain(escape(text, quote=False))


def _marked(text: str) -> str:
    """An answer that cannot be taken for a weight or for the name of a format."""
    return f"[html]{html(text)}" if text.startswith(("%", "[")) else html(text)


def _free(text: str) -> str:
    """A side of a pair without the arrow that stands between the sides."""
    return text.replace("->", "→")
