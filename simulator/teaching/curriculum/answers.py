"""Answers of items in words, for trainers."""

import re

from simulator.locale import format_number
from simulator.teaching.curriculum.text import Lang
from simulator.teaching.curriculum.words import label
from simulator.teaching.quiz import ChoiceItem, Item, MatchingItem, NumericItem, OrderItem


def answer_lines(item: Item) -> list[str]:
    """The right answer of an item, in as many lines as it has parts."""
    match item:
        case ChoiceItem():
            return [item.options[item.right].text]
        case NumericItem():
            return [_number(item)]
        case OrderItem():
            return [f"{at}. {step}" for at, step in enumerate(item.steps, start=1)]
        case MatchingItem():
            pairs = zip(item.lefts, item.key, strict=True)
            return [f"{left}: {item.rights[at]}" for left, at in pairs]
        case _:
            raise TypeError(f"{item.name} is an item of a kind that has no printed answer")


def reason(item: Item) -> str:
    """Why the right answer is right."""
    match item:
        case ChoiceItem():
            return item.options[item.right].feedback
        case NumericItem() | OrderItem() | MatchingItem():
            return item.right
        case _:
            return ""


def quiz_answers(items: list[Item], lang: Lang) -> str:
    """Answers of a lesson's checkpoint as a list in Markdown, in the order in which they are asked."""
    lead = label("quiz_item", lang)
    return "\n".join(f"- {lead} {at}:{_listed(answer_lines(item))}" for at, item in enumerate(items, start=1))


def _listed(lines: list[str]) -> str:
    r"""One line behind the number, or several below it; steps that have a number keep it.

    Examples
    --------
    >>> _listed(["1. Ask.", "2. Count."]), _listed(["1 to 4: longer", "−3 to −1: shorter"])
    ('\n  1. Ask.\n  2. Count.', '\n  - 1 to 4: longer\n  - −3 to −1: shorter')
    """
    if len(lines) == 1:
        return f" {lines[0]}"
    return "".join(f"\n  {line}" if re.match(r"\d+\. ", line) else f"\n  - {line}" for line in lines)


def _number(item: NumericItem) -> str:
    """The number with what is still right around it."""
    is_small = item.answer.margin < 10**-item.answer.decimals
    margin = format_number(item.answer.margin, item.lang, item.answer.decimals + is_small)
    unit = f" {item.unit}" if item.unit else ""
    return f"{format_number(item.answer.shown, item.lang, item.answer.decimals)} ± {margin}{unit}"
