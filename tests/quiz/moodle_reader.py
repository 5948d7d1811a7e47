"""Checks Moodle XML against the rules by which Moodle reads it, apart from what writes it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as Tree

COMMON = (
    "name/text",
    "questiontext/text",
    "generalfeedback/text",
    "defaultgrade",
    "penalty",
    "hidden",
    "idnumber",
    "tags/tag/text",
)
COMBINED = ("correctfeedback/text", "partiallycorrectfeedback/text", "incorrectfeedback/text", "shownumcorrect")
NEEDED = {
    "multichoice": ("single", "shuffleanswers", "answernumbering", *COMBINED),
    "numerical": (),
    "matching": ("shuffleanswers", *COMBINED),
    "ordering": ("layouttype", "selecttype", "selectcount", "gradingtype", "showgrading", *COMBINED),
}
WORDS = {
    "layouttype": {"VERTICAL", "HORIZONTAL"},
    "selecttype": {"ALL", "RANDOM", "CONTIGUOUS"},
    "gradingtype": {"ALL_OR_NOTHING", "ABSOLUTE_POSITION", "RELATIVE_TO_CORRECT"},
    "showgrading": {"SHOW", "HIDE"},
    "answernumbering": {"none", "abc", "ABCD", "123", "iii", "IIII"},
    "single": {"true", "false"},
    "shuffleanswers": {"true", "false"},
}
FORMATS = {"html", "moodle_auto_format", "plain_text", "markdown"}
LONGEST_NAME = 255
LONGEST_ORDERING_NAME = 42
LONGEST_IDNUMBER = 100


def faults(text: str) -> list[str]:
    """What Moodle would refuse, change or misread."""
    root = Tree.fromstring(text.encode())
    found = [] if root.tag == "quiz" else [f"the root is {root.tag}"]
    found += [f"{child.tag} beside the questions" for child in root if child.tag != "question"]
    questions = root.findall("question")
    if not questions or questions[0].get("type") != "category":
        found.append("no category first")
    numbers = [number for number in (each.findtext("idnumber") for each in questions) if number]
    found += [f"idnumber {number} twice" for number in set(numbers) if numbers.count(number) > 1]
    found += [f"idnumber {number} too long" for number in numbers if len(number) > LONGEST_IDNUMBER]
    found += [f"format {each.get('format')}" for each in root.iter() if each.get("format") not in {None, *FORMATS}]
    return found + [fault for each in questions for fault in _faults(each)]


def _faults(question: Tree.Element) -> list[str]:
    kind = question.get("type", "")
    name = question.findtext("name/text") or kind
    if kind == "category":
        path = question.findtext("category/text") or ""
        return (
            [] if path.startswith("$course$/top/") and question.find("info[@format]/text") is not None else ["category"]
        )
    if kind not in NEEDED:
        return [f"{name}: no question type {kind}"]
    found = [f"{name}: no {path}" for path in (*COMMON, *NEEDED[kind]) if question.find(path) is None]
    found += [f"{name}: {tag} {question.findtext(tag)}" for tag, words in WORDS.items()
              if question.find(tag) is not None and question.findtext(tag) not in words]  # fmt: skip
    found += [f"{name}: html text without markup" for each in question.iter() if each.get("format") == "html"
              and (each.findtext("text") or "").strip() and not each.findtext("text").strip().startswith("<")]  # fmt: skip
    limit = LONGEST_ORDERING_NAME if kind == "ordering" else LONGEST_NAME
    found += [f"{name}: name too long"] if len(name) > limit else []
    found += [f"{name}: empty question"] if not question.findtext("questiontext/text") else []
    return found + [f"{name}: {fault}" for fault in CHECKS[kind](question)]


def _fractions(question: Tree.Element) -> list[float]:
    return [float(answer.get("fraction", "nan")) for answer in question.findall("answer")]


def _choice(question: Tree.Element) -> list[str]:
    found = [] if sorted(_fractions(question))[-2:] == [0, 100] else ["fractions"]
    texts = [answer.findtext("text") for answer in question.findall("answer")]
    found += ["equal answers"] if len(set(texts)) < len(texts) else []
    return found + (
        ["no feedback"] if not all(each.findtext("feedback/text") for each in question.findall("answer")) else []
    )


def _number(question: Tree.Element) -> list[str]:
    answers = question.findall("answer")
    found = [] if _fractions(question).count(100) == 1 and _fractions(question)[0] == 100 else ["fractions"]
    found += ["'*' not last"] if answers[-1].findtext("text") != "*" else []
    numbers = [each.findtext("text") for each in answers[:-1]] + [each.findtext("tolerance") for each in answers]
    found += [f"{number!r} is no number" for number in numbers if not _is_number(number)]
    return found + (["answers with markup"] if any(each.get("format") == "html" for each in answers) else [])


def _is_number(text: str | None) -> bool:
    return re.fullmatch(r"-?[0-9]+(\.[0-9]+)?(e-?[0-9]+)?", text or "") is not None


def _order(question: Tree.Element) -> list[str]:
    places = _fractions(question)
    found = [] if places == list(range(1, len(places) + 1)) and len(places) >= 2 else ["places"]
    return found + ([] if question.findtext("selectcount") == str(len(places)) else ["selectcount"])


def _pairs(question: Tree.Element) -> list[str]:
    pairs = [(each.findtext("text"), each.findtext("answer/text")) for each in question.findall("subquestion")]
    found = ["a pair without a right side"] if not all(right for _, right in pairs) else []
    asked = [left for left, _ in pairs if left]
    found += ["fewer than two questions"] if len(asked) < 2 else []
    return found + (["fewer than three answers"] if len(pairs) < 3 else [])


CHECKS = {"multichoice": _choice, "numerical": _number, "ordering": _order, "matching": _pairs}
