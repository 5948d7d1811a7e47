"""What a result was made from."""

import platform
import sys
import time
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from simulator.scenario import Scenario

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


def made_from(
    scenario: Scenario,
    seed: int,
    replications: int,
    engine: str,
    started: float,
    kind: str = "terminating",
    warm_up_days: float = 0.0,
) -> Provenance:
    """Provenance of what was made here and now.

    Parameters
    ----------
    scenario : Scenario
        What was simulated.
    seed, replications, engine
        As in :class:`Provenance`.
    started : float
        When it began, by :func:`time.perf_counter`.
    kind, warm_up_days
        As in :class:`Provenance`.

    Returns
    -------
    Provenance
        With the versions and the platform of this process, and the time since it began.
    """
    return Provenance(
        scenario=scenario.name,
        scenario_hash=scenario.hash,
        seed=seed,
        replications=replications,
        engine=engine,
        versions=installed_versions(),
        platform=this_platform(),
        wall_seconds=round(time.perf_counter() - started, 3),
        kind=kind,
        warm_up_days=warm_up_days,
    )


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
