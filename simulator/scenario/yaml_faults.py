"""What is wrong with a file that is not YAML, in words for people who do not know YAML."""

from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.reader import ReaderError

_SENTENCES = (
    ("'\\t'", "there is a tab here; indent with spaces"),
    (
        "mapping values are not allowed",
        "this line does not fit; put a text with ': ' in quotes, indent the line like its neighbours, or write a space "
        "after the ':' of the line before",
    ),
    (
        "expected <block end>",
        "this line does not fit; start the fields of a block, and the '-' of a list, below each other, write nothing "
        "after a text in quotes, and a ': ' in the line before",
    ),
    (
        "expected ',' or '}'",
        "a '{' is opened here and not closed; add the '}', or a ',' that is missing between fields",
    ),
    ("expected ',' or ']'", "a '[' is opened here and not closed; add the ']', or a ',' that is missing between items"),
    ("unexpected end of stream", "a quote is opened here and not closed; end the text with the same quote"),
    ("could not find expected ':'", "this line has no ': '; write it as 'field: value'"),
    ("sequence entries are not allowed", "a '-' stands after a ':' here; start each item of the list on its own line"),
    ("expected the node content", "a value is missing here, before ',', ']' or '}'; add it, or remove the sign"),
    ("another document", "a second scenario starts here; a file has one, so remove this line and what follows"),
    ("escape", "a '\\' in double quotes has a special meaning; write '\\\\', or use single quotes"),
    ("incompatible YAML document", "this version of YAML is not known; remove the line that starts with '%'"),
    ("cannot start any token", "a text cannot start with this sign; put the text in quotes"),
    ("alias", "a text cannot start with '*'; put the text in quotes"),
    ("anchor", "a text cannot start with '&'; put the text in quotes"),
    ("tag", "a text cannot start with '!'; put the text in quotes"),
)
"""Part of the parser's own words -> ours; the first that fits counts."""

_OTHERWISE = (
    "this cannot be read as YAML; write each field as 'field: value', and put a text with special signs in quotes"
)
_STARTS_THERE = ("expected ',' or", "unexpected end of stream", "could not find expected ':'")
"""Faults that are noticed only further down than where they are."""


def explain(error: Exception, text: str) -> tuple[str, int | None]:
    r"""One sentence on why a text is not YAML, and the line to look at.

    Parameters
    ----------
    error : Exception
        What the parser raised.
    text : str
        What it was reading.

    Returns
    -------
    tuple of (str, int or None)
        What is wrong and what would be right; the line, from 1, if known.

    Examples
    --------
    >>> from ruamel.yaml import YAML
    >>> try:
    ...     YAML(typ="safe", pure=True).compose("a: 1\n\tb: 2")
    ... except Exception as error:
    ...     explain(error, "a: 1\n\tb: 2")
    ('there is a tab here; indent with spaces', 2)
    """
    if isinstance(error, ReaderError):
        line = text.count("\n", 0, error.position) + 1
        return "an invisible control character stands here; delete it (or type the line again)", line
    if not isinstance(error, MarkedYAMLError):
        return _OTHERWISE, None
    said = f"{error.problem} {error.context}"
    mark = error.problem_mark
    if error.context_mark and any(part in said for part in _STARTS_THERE):
        mark = error.context_mark
    sentence = next((ours for part, ours in _SENTENCES if part in said), _OTHERWISE)
    return sentence, mark.line + 1 if mark else None
