"""What a result was made from."""

import platform
import sys
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version

_PACKAGES = ("numba", "numpy", "pandas", "pyarrow", "scipy", "simpy", "simptsp")
_ABSENT = "absent"


@dataclass(frozen=True)
class Provenance:
    """Everything that another person needs to get the same numbers.

    Attributes
    ----------
    scenario : str
        Name of the scenario.
    scenario_hash : str
        SHA-256 of its resolved form.
    seed, replications : int
        Root seed, and how many replications from 0.
    engine : str
        Name of the engine.
    versions : dict
        Package -> version; Python included.
    platform : str
        Operating system and processor.
    wall_seconds : float
        How long it took.
    kind : str
        terminating: of the days of the horizon; or steady-state: of the long run.
    warm_up_days : float
        Days at the start that are not counted.
    """

    scenario: str
    scenario_hash: str
    seed: int
    replications: int
    engine: str
    versions: dict[str, str]
    platform: str
    wall_seconds: float
    kind: str = "terminating"
    warm_up_days: float = 0.0

    def to_dict(self) -> dict[str, object]:
        """Plain data, for JSON."""
        return asdict(self)


@cache
def installed_versions() -> dict[str, str]:
    """Versions of Python and of the packages that numbers and files depend on.

    Returns
    -------
    dict of str to str
        Package -> version; ``absent`` for one that is not installed.
    """
    return {"python": platform.python_version()} | {package: _version(package) for package in _PACKAGES}


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return _ABSENT


def this_platform() -> str:
    """Operating system and processor.

    Returns
    -------
    str
        As ``linux-x86_64``.
    """
    return f"{sys.platform}-{platform.machine()}"
