"""How a file of items is written."""

import re
from string import Formatter
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

Use = Literal["quiz", "test", "exam"]
"""``quiz``: checkpoint of the lesson; ``test``: before and after the training; ``exam``: only handed on and printed."""

FIRST_WRONG = "first_wrong"
"""Placeholder of the first step that an order puts in the wrong place."""

_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")


class Block(BaseModel):
    """A block of fields: no other fields, no value of another type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def placeholders(text: str) -> set[str]:
    """Names in braces in a text.

    Raises
    ------
    ValueError
        If a brace is not closed, or something else than a name stands in braces.

    Examples
    --------
    >>> sorted(placeholders("From {quiet} to {busy}."))
    ['busy', 'quiet']
    """
    try:
        fields = [field for field in Formatter().parse(text) if field[1] is not None]
    except ValueError:
        raise ValueError("a text in which each '{' is closed by a '}'; for a plain brace write '{{' or '}}'") from None
    if any(not _NAME.fullmatch(name or "") or form or change for _, name, form, change in fields):
        raise ValueError("a text with nothing but names of quantities in braces, as '{wait_before}'")
    return {str(name) for _, name, _, _ in fields}


def _name(text: str) -> str:
    if not _NAME.fullmatch(text):
        raise ValueError("a name of small letters, digits and underscores, such as 'how_many_times'")
    return text


def _sentence(text: str) -> str:
    if not text.strip() or text != text.strip():
        raise ValueError("a text without spaces before and behind it")
    placeholders(text)
    return text


Name = Annotated[str, AfterValidator(_name)]
Sentence = Annotated[str, AfterValidator(_sentence)]


class Text(Block):
    """A text in both languages, with the same quantities in braces."""

    id: Sentence
    en: Sentence

    @model_validator(mode="after")
    def _same_placeholders(self) -> "Text":
        ours, theirs = placeholders(self.id), placeholders(self.en)
        if ours != theirs:
            lacking = ", ".join(f"{{{name}}}" for name in sorted(ours ^ theirs))
            raise ValueError(f"two texts with the same names in braces; {lacking} stands in one language only")
        return self

    def in_(self, lang: str) -> str:
        """The text in a language, with its placeholders."""
        return self.en if lang == "en" else self.id


class ItemSpec(Block):
    """What every item has.

    Attributes
    ----------
    name : str
        Unique in the lesson; answers are kept under it, so it does not change.
    use : list of str
        What it is for.
    objective : int
        Number of the lesson's objective that it checks, from 1.
    question : Text
        What is asked.
    needs : str or None
        ``page`` if the item or its feedback speaks of the lesson's page; such an item is not handed on.
    """

    name: Name
    use: Annotated[list[Use], Field(min_length=1)]
    objective: Annotated[int, Field(ge=1)]
    question: Text
    needs: Literal["page"] | None = None


class OptionSpec(Block):
    """An answer to choose, and what is said when it is chosen."""

    text: Text
    feedback: Text
    right: bool = False


class ChoiceSpec(ItemSpec):
    """One of several options is right."""

    kind: Literal["choice"]
    options: Annotated[list[OptionSpec], Field(min_length=2, max_length=8)]


class MistakeSpec(Block):
    """A wrong number that shows how somebody thought."""

    value: Name
    feedback: Text


class NumericSpec(ItemSpec):
    """A number is asked for; `answer` and the mistakes are names of quantities."""

    kind: Literal["numeric"]
    answer: Name
    unit: Text | None = None
    right: Text
    mistakes: list[MistakeSpec] = []
    low: Text
    high: Text


class OrderSpec(ItemSpec):
    """Steps are to be put in order; they stand in the right one."""

    kind: Literal["order"]
    steps: Annotated[list[Text], Field(min_length=3, max_length=8)]
    right: Text
    wrong: Text


class PairSpec(Block):
    """Two texts that belong together, and what is said if another was taken."""

    left: Text
    right: Text
    feedback: Text


class MatchingSpec(ItemSpec):
    """Each text on the left has one on the right; `distractors` belong to none."""

    kind: Literal["matching"]
    pairs: Annotated[list[PairSpec], Field(min_length=3, max_length=8)]
    distractors: list[Text] = []
    right: Text


AnyItem = ChoiceSpec | NumericSpec | OrderSpec | MatchingSpec
KINDS: dict[str, type[AnyItem]] = {
    "choice": ChoiceSpec,
    "numeric": NumericSpec,
    "order": OrderSpec,
    "matching": MatchingSpec,
}


class Frame(Block):
    """The file around the items."""

    lesson: str
    items: Annotated[list[dict[str, Any]], Field(min_length=1)]


def texts_in(block: BaseModel) -> list[Text]:
    """Every text of a block and of the blocks in it, in their order."""
    if isinstance(block, Text):
        return [block]
    values = [getattr(block, name) for name in type(block).model_fields]
    flat = [part for value in values for part in (value if isinstance(value, list) else [value])]
    return [text for part in flat if isinstance(part, BaseModel) for text in texts_in(part)]
