"""A scenario as the text of a file."""

import io
import re
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from simulator.scenario import Scenario

WIDTH = 120
_CLOCK = re.compile("[0-9]{2}:[0-9]{2}")
SHORT = 110
"""Characters up to which a block of plain values stands on one line."""


def scenario_text(scenario: Scenario, *comments: str) -> str:
    """The YAML text of a scenario, complete.

    Parameters
    ----------
    scenario : Scenario
        What to write, in the order of its data.
    *comments : str
        Lines at the top.

    Returns
    -------
    str
        As a file holds it; reading it gives the same data.
    """
    yaml = YAML()
    yaml.width, yaml.allow_unicode = WIDTH, True
    yaml.indent(mapping=2, sequence=4, offset=2)
    stream = io.StringIO()
    for comment in comments:
        stream.write(f"# {' '.join(comment.split())}\n")
    yaml.dump(_laid_out(scenario.data), stream)
    return stream.getvalue()


def _laid_out(value: Any) -> Any:
    """The same data, small blocks marked to stand on one line."""
    block: CommentedMap | CommentedSeq
    if isinstance(value, dict):
        block = CommentedMap((key, _laid_out(inner)) for key, inner in value.items())
    elif isinstance(value, list):
        block = CommentedSeq(_laid_out(inner) for inner in value)
    else:
        return DoubleQuotedScalarString(value) if isinstance(value, str) and _CLOCK.fullmatch(value) else value
    if len(repr(value)) <= SHORT and not any(isinstance(inner, dict | list) for inner in _inner(value)):
        block.fa.set_flow_style()
    return block


def _inner(value: Any) -> list[Any]:
    return list(value.values() if isinstance(value, dict) else value)
