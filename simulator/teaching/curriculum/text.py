"""What every file of a curriculum is made of: texts in both languages, facts with their source."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Lang = Literal["id", "en"]
Mark = Literal["official", "measured", "published", "source_document", "assumed"]
"""How sure a fact is, as in the data packages (:data:`simulator.data.MARKS`)."""

Name = Annotated[str, Field(pattern=r"^[A-Za-z0-9]+([-_][A-Za-z0-9]+)*$")]
LessonName = Annotated[str, Field(pattern=r"^\d\d_[a-z0-9]+(_[a-z0-9]+)*$")]
LessonPart = Annotated[str, Field(pattern=r"^\d\d_[a-z0-9]+(_[a-z0-9]+)*(#[1-9])?$")]
"""A lesson with all its objectives, or one of them: ``01_why_queues_explode#2``."""

Minutes = Annotated[int, Field(gt=0, le=600)]


class Model(BaseModel):
    """A part of a file; what it does not know is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Text(Model):
    """A sentence in both languages."""

    id: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def say(self, lang: str) -> str:
        """The sentence in a language."""
        return self.en if lang == "en" else self.id


class Named(Model):
    """Something that others refer to by its name."""

    name: Name
    text: Text


class Fact(Model):
    """What a curriculum rests on: a rule, a habit or an assumption, with its source and the date it was looked at."""

    text: Text
    mark: Mark
    source: Text
    as_of: str = Field(pattern=r"^\d{4}(-\d\d){0,2}$")


def lesson_of(part: str) -> str:
    """Lesson that a :data:`LessonPart` belongs to.

    Examples
    --------
    >>> lesson_of("01_why_queues_explode#2")
    '01_why_queues_explode'
    """
    return part.partition("#")[0]
