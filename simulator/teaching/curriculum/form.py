"""The shape of the forms in ``curricula/forms``: evaluation after Kirkpatrick's levels, and plans of action."""

from typing import Annotated, Literal

from pydantic import Field

from simulator.teaching.curriculum.text import Fact, Model, Name, Text


class Scale(Model):
    """Statements, each with a mark on the same scale."""

    kind: Literal["scale"]
    title: Text
    scale: tuple[Text, ...] = Field(min_length=2, max_length=6)
    statements: tuple[Text, ...] = Field(min_length=1)


class Open(Model):
    """Questions with empty lines."""

    kind: Literal["open"]
    title: Text
    lines: int = Field(ge=1, le=10)
    questions: tuple[Text, ...] = Field(min_length=1)


class Choice(Model):
    """A question with boxes to tick."""

    kind: Literal["choice"]
    title: Text
    options: tuple[Text, ...] = Field(min_length=2)


class Grid(Model):
    """A table to fill in: rows with a title, or empty ones."""

    kind: Literal["table"]
    title: Text
    headings: tuple[Text, ...] = Field(min_length=2)
    rows: tuple[Text, ...] = ()
    empty_rows: int = Field(default=0, ge=0, le=60)


Part = Annotated[Scale | Open | Choice | Grid, Field(discriminator="kind")]


class Form(Model):
    """A form on paper.

    Attributes
    ----------
    level : int or None
        Kirkpatrick's level of evaluation; none for a form that evaluates nothing.
    heading : tuple of Text
        What is written in at the top.
    reading : tuple of Text
        How those who collect the form read it; printed on a page of its own.
    """

    name: Name
    level: int | None = Field(default=None, ge=1, le=4)
    title: Text
    purpose: Text
    when: Text
    filled_by: Text
    heading: tuple[Text, ...] = ()
    parts: tuple[Part, ...] = Field(min_length=1)
    reading: tuple[Text, ...] = Field(min_length=1)
    facts: tuple[Fact, ...] = ()
