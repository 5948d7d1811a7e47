"""Reads GIFT by the rules of its description, apart from what writes it.

A question is a block between blank lines; ``//`` lines are remarks, ``::name::`` a name, ``{…}`` the answers; a
backslash takes the meaning from ``~ = # { } :``. `~` stands before a wrong and `=` before a right answer, ``#`` before
feedback, ``####`` before general feedback, ``{#`` opens a number, ``left -> right`` is a pair.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

SPECIAL = "~=#{}:\\"


@dataclass
class Answer:
    text: str
    feedback: str = ""
    weight: float = 0.0
    tolerance: float = 0.0


@dataclass
class Question:
    name: str
    text: str
    kind: str
    answers: list[Answer] = field(default_factory=list)
    general: str = ""
    remarks: list[str] = field(default_factory=list)


class GiftError(ValueError):
    pass


def signs_of(text: str) -> list[tuple[str, bool]]:
    """Signs of a text, each with whether it has a meaning of its own."""
    found, at = [], 0
    while at < len(text):
        sign = text[at]
        if sign == "\\":
            if at + 1 == len(text) or text[at + 1] not in SPECIAL + "n":
                raise GiftError(f"a backslash before {text[at + 1 : at + 2]!r}")
            found.append(("\n" if text[at + 1] == "n" else text[at + 1], False))
            at += 2
        else:
            found.append((sign, sign in SPECIAL))
            at += 1
    return found


def split(signs: list[tuple[str, bool]], mark: str, most: int = -1) -> list[list[tuple[str, bool]]]:
    """Parts between unescaped marks of one sign, or of ``->``."""
    parts: list[list[tuple[str, bool]]] = [[]]
    at = 0
    while at < len(signs):
        here = "".join(sign for sign, _ in signs[at : at + len(mark)])
        live = signs[at][1] or mark == "->"
        if here == mark and live and (most < 0 or len(parts) <= most):
            parts.append([])
            at += len(mark)
        else:
            parts[-1].append(signs[at])
            at += 1
    return parts


def plain(signs: list[tuple[str, bool]]) -> str:
    stray = [sign for sign, live in signs if live]
    if stray:
        raise GiftError(f"{stray[0]!r} stands unescaped in a text")
    text = "".join(sign for sign, _ in signs).strip()
    return unescape(text.removeprefix("[html]"))


def read_gift(text: str) -> tuple[list[str], list[Question]]:
    """Categories and questions of a file."""
    categories, questions = [], []
    for block in re.split(r"\n\s*\n", text.strip()):
        lines = block.split("\n")
        remarks = [line[2:].strip() for line in lines if line.strip().startswith("//")]
        body = "\n".join(line for line in lines if not line.strip().startswith("//")).strip()
        if body.startswith("$CATEGORY:"):
            if "\n" in body:
                raise GiftError("a category with something below it")
            categories.append(body.removeprefix("$CATEGORY:").strip())
        elif body:
            questions.append(_question(body, remarks))
    return categories, questions


def _question(body: str, remarks: list[str]) -> Question:
    named = re.match(r"::((?:[^:\\]|\\.)*)::(.*)", body, flags=re.DOTALL)
    if not named:
        raise GiftError("a question without a name")
    before, *rest = split(signs_of(named[2]), "{")
    if len(rest) != 1:
        raise GiftError("not exactly one '{'")
    answers, *after = split(rest[0], "}")
    if len(after) != 1 or plain(after[0]):
        raise GiftError("something after the '}'")
    question = Question(plain(signs_of(named[1])), plain(before), "", remarks=remarks)
    inside = answers
    while inside and inside[0][0].isspace():
        inside = inside[1:]
    is_number = bool(inside) and inside[0] == ("#", True) and inside[1:2] != [("#", True)]
    inside = inside[1:] if is_number else inside
    marks = [at for at in range(len(inside) - 3) if all(each == ("#", True) for each in inside[at : at + 4])]
    if marks:
        question.general = plain(inside[marks[-1] + 4 :])
        inside = inside[: marks[-1]]
    parts = _answers(inside)
    if is_number:
        question.kind = "number"
        question.answers = [_number(mark, signs) for mark, signs in parts]
    elif any(mark == "~" for mark, _ in parts):
        question.kind = "choice"
        question.answers = [_choice(mark, signs) for mark, signs in parts]
    elif parts and all(len(split(signs, "->")) == 2 for _, signs in parts):
        question.kind = "pairs"
        question.answers = [
            Answer(plain(left), plain(right)) for left, right in (split(signs, "->") for _, signs in parts)
        ]
    else:
        raise GiftError("answers of no known kind")
    if len(question.answers) < 2:
        raise GiftError("fewer than two answers")
    return question


def _answers(signs: list[tuple[str, bool]]) -> list[tuple[str, list[tuple[str, bool]]]]:
    starts = [at for at, (sign, live) in enumerate(signs) if live and sign in "~="]
    if not starts or plain(signs[: starts[0]]):
        raise GiftError("something before the first answer")
    ends = [*starts[1:], len(signs)]
    return [(signs[start][0], signs[start + 1 : end]) for start, end in zip(starts, ends, strict=True)]


def _weighted(signs: list[tuple[str, bool]]) -> tuple[float | None, list[tuple[str, bool]]]:
    text = "".join(sign if not live or sign in "#:" else "\0" for sign, live in signs)
    weight = re.match(r"%(-?[0-9]{1,2}\.?[0-9]*)%", text)
    return (float(weight[1]), signs[weight.end() :]) if weight else (None, signs)


def _choice(mark: str, signs: list[tuple[str, bool]]) -> Answer:
    weight, signs = _weighted(signs)
    text, *feedback = split(signs, "#", most=1)
    said = plain(feedback[0]) if feedback else ""
    return Answer(plain(text), said, 100.0 if mark == "=" else weight or 0.0)


def _number(mark: str, signs: list[tuple[str, bool]]) -> Answer:
    weight, signs = _weighted(signs)
    number, *feedback = split(signs, "#", most=1)
    said = plain(feedback[0]) if feedback else ""
    if mark == "~":
        if plain(number):
            raise GiftError("a wrong number with a value")
        return Answer("*", said)
    value, *tolerance = split(number, ":")
    width = float(plain(tolerance[0])) if tolerance else 0.0
    return Answer(str(float(plain(value))), said, 100.0 if weight is None else weight, width)
