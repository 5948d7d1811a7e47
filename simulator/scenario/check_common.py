"""What the rules between fields share: how a broken one is told."""

from collections.abc import Iterable, Iterator

from pydantic import BaseModel

from simulator.scenario.errors import Path_, Problem, show_path
from simulator.scenario.wording import suggestion

Found = Iterator[tuple[Path_, Problem]]

SHARE_TOLERANCE = 1e-9
"""Shares written with a few decimals add up to 1 within this."""


def problem(code: str, path: Path_, message: str) -> tuple[Path_, Problem]:
    """A problem with the path by which its line is found."""
    return path, Problem(code, show_path(path), message)


def defined(name: str, known: Iterable[str], what: str, path: Path_) -> Found:
    """A name that refers to something must be its name."""
    names = list(known)
    if name not in names:
        yield problem("SCN021", path, f"there is no {what} named '{name}'; {suggestion(name, names)}")


def is_given(block: BaseModel, name: str) -> bool:
    """Whether a field says something else than its default."""
    return bool(getattr(block, name) != type(block).model_fields[name].get_default(call_default_factory=True))


def excluded(block: BaseModel, names: Iterable[str], path: Path_, reason: str) -> Found:
    """Fields that have no place in this block; `reason` says why and what would be right."""
    for name in names:
        if is_given(block, name):
            yield problem("SCN020", (*path, name), reason)


def adds_up(shares: Iterable[float], path: Path_) -> Found:
    """Shares of a whole."""
    total = sum(shares)
    if abs(total - 1) > SHARE_TOLERANCE:
        yield problem("SCN024", path, f"the shares add up to {total:.12g}; they must add up to 1")


def leaves_a_rest(shares: Iterable[float], path: Path_) -> Found:
    """Shares of a part."""
    total = sum(shares)
    if total > 1 + SHARE_TOLERANCE:
        yield problem("SCN024", path, f"the shares add up to {total:.12g}; it must be at most 1")
