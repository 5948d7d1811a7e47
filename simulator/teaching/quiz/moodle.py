"""Items as Moodle XML.

The form is that which Moodle itself writes and reads: ``question/format/xml/format.php`` and, for orders,
``question/type/ordering/questiontype.php``, which is a part of Moodle since 4.4.
"""

from collections.abc import Iterable
from html import escape
from xml.dom.minidom import Document, Element, getDOMImplementation

from simulator.teaching.quiz.handing_on import (
    Collection,
    Shelf,
    distractors,
    id_number,
    numeric_question,
    ranges,
    tags,
    without_step,
)
from simulator.teaching.quiz.items import ChoiceItem, Item, MatchingItem, NumericItem, OrderItem

PENALTY = "0.3333333"
"""Share of the mark that each further try costs: Moodle's own default."""


def to_moodle(collections: Iterable[Collection]) -> str:
    """Items as a file for Moodle's question bank, a category for each lesson and in it one for its test and its exam.

    Parameters
    ----------
    collections : iterable of Collection
        The lessons.

    Returns
    -------
    str
        XML.
    """
    implementation = getDOMImplementation()
    assert implementation is not None
    document = implementation.createDocument(None, "quiz", None)
    root = document.documentElement
    assert root is not None
    quiz = _Writer(document, root)
    for collection in collections:
        for shelf in collection.shelves:
            _place(quiz, shelf, collection.info)
            for item in shelf.items:
                _question(quiz, item, collection.info)
    return document.toprettyxml(indent="  ", encoding="UTF-8").decode()


class _Writer:
    """Adds elements to one of them."""

    def __init__(self, document: Document, element: Element) -> None:
        self.document, self.element = document, element

    def inside(self, tag: str, **attributes: str) -> "_Writer":
        """A new element in this one."""
        element = self.document.createElement(tag)
        for name, value in attributes.items():
            element.setAttribute(name, value)
        self.element.appendChild(element)
        return _Writer(self.document, element)

    def plain(self, tag: str, text: object) -> None:
        """A new element with nothing but text."""
        self.inside(tag).element.appendChild(self.document.createTextNode(str(text)))

    def html(self, tag: str, html: str, **attributes: str) -> "_Writer":
        """A new element with a text in HTML."""
        outer = self.inside(tag, **attributes, format="html")
        text = outer.inside("text").element
        if html:
            text.appendChild(self.document.createCDATASection(html))
        return outer


def _place(quiz: _Writer, shelf: Shelf, info: str) -> None:
    question = quiz.inside("question", type="category")
    question.inside("category").plain("text", shelf.place)
    question.html("info", _paragraph(info))
    question.plain("idnumber", shelf.number)


def _question(quiz: _Writer, item: Item, info: str) -> None:
    match item:
        case ChoiceItem():
            _choice(_start(quiz, "multichoice", item, item.question), item)
        case NumericItem():
            _numeric(_start(quiz, "numerical", item, numeric_question(item), info), item)
        case OrderItem():
            _order(_start(quiz, "ordering", item, item.question), item)
        case MatchingItem():
            _matching(_start(quiz, "matching", item, item.question), item)
        case _:
            raise TypeError(f"{type(item).__name__} cannot be handed on")
    last = quiz.element.lastChild
    assert isinstance(last, Element)
    listed = _Writer(quiz.document, last).inside("tags")
    for tag in tags(item):
        listed.inside("tag").plain("text", tag)


def _start(quiz: _Writer, kind: str, item: Item, text: str, general: str = "") -> _Writer:
    """What every question has."""
    question = quiz.inside("question", type=kind)
    question.inside("name").plain("text", f"{item.lesson[:2]} {item.name}")
    question.html("questiontext", _paragraph(text))
    question.html("generalfeedback", _paragraph(general) if general else "")
    for name, value in (("defaultgrade", "1"), ("penalty", PENALTY), ("hidden", "0"), ("idnumber", id_number(item))):
        question.plain(name, value)
    return question


def _choice(question: _Writer, item: ChoiceItem) -> None:
    for name, value in (("single", "true"), ("shuffleanswers", "true"), ("answernumbering", "abc")):
        question.plain(name, value)
    question.plain("showstandardinstruction", "0")
    _feedback(question, "", "")
    for at, option in enumerate(item.options):
        answer = question.html("answer", _paragraph(option.text), fraction="100" if at == item.right else "0")
        answer.html("feedback", _paragraph(option.feedback))


def _numeric(question: _Writer, item: NumericItem) -> None:
    for each in ranges(item):
        _answer_number(question, each.centre, each.width, each.is_right, each.feedback)
    _answer_number(question, "*", "0", False, item.high)


def _answer_number(question: _Writer, number: str, tolerance: str, is_right: bool, feedback: str) -> None:
    answer = question.inside("answer", fraction="100" if is_right else "0", format="moodle_auto_format")
    answer.plain("text", number)
    answer.html("feedback", _paragraph(feedback))
    answer.plain("tolerance", tolerance)


def _order(question: _Writer, item: OrderItem) -> None:
    settings = {"layouttype": "VERTICAL", "selecttype": "ALL", "selectcount": len(item.steps)}
    settings |= {"gradingtype": "ABSOLUTE_POSITION", "showgrading": "HIDE", "numberingstyle": "none"}
    for name, value in settings.items():
        question.plain(name, value)
    _feedback(question, item.right, _paragraph(without_step(item.wrong, item.lang)))
    for place, step in enumerate(item.steps, 1):
        question.html("answer", _paragraph(step), fraction=f"{place}.0000000")


def _matching(question: _Writer, item: MatchingItem) -> None:
    question.plain("shuffleanswers", "true")
    hints = "".join(
        f"<li>{escape(left, quote=False)}: {escape(said, quote=False)}</li>"
        for left, said in zip(item.lefts, item.feedback, strict=True)
    )
    _feedback(question, item.right, f"<ul>{hints}</ul>")
    pairs = [(left, item.rights[at]) for left, at in zip(item.lefts, item.key, strict=True)]
    for left, right in [*pairs, *(("", text) for text in distractors(item))]:
        pair = question.html("subquestion", _paragraph(left) if left else "")
        pair.inside("answer").plain("text", right)


def _feedback(question: _Writer, right: str, wrong: str) -> None:
    """Feedback on the whole answer: `right` as text, `wrong` as HTML."""
    question.html("correctfeedback", _paragraph(right) if right else "")
    question.html("partiallycorrectfeedback", wrong)
    question.html("incorrectfeedback", wrong)
    question.inside("shownumcorrect")


def _paragraph(text: str) -> str:
    return f"<p>{escape(text, quote=False)}</p>"
