"""Quiz items: read from files, judged in Python, handed on to other learning systems."""

from simulator.teaching.quiz.bank import item_file, lessons_with_items, load_items, test_items
from simulator.teaching.quiz.errors import AnswerError, QuizError
from simulator.teaching.quiz.items import ChoiceItem, Item, MatchingItem, NumericItem, Option, OrderItem, Verdict
from simulator.teaching.quiz.quantity import Quantity
from simulator.teaching.quiz.reader import ItemFile, read_items

__all__ = [
    "AnswerError",
    "ChoiceItem",
    "Item",
    "ItemFile",
    "MatchingItem",
    "NumericItem",
    "Option",
    "OrderItem",
    "Quantity",
    "QuizError",
    "Verdict",
    "item_file",
    "lessons_with_items",
    "load_items",
    "read_items",
    "test_items",
]
