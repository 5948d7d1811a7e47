"""Seeds and engines for all tests, from one place."""

import os
import secrets

import pytest
from hypothesis import settings

from simulator.engines import ENGINES

FIXED_SEED = 20260105

settings.register_profile("simptsp", deadline=None)  # a busy machine is not a defect
settings.load_profile("simptsp")


def pytest_configure(config: pytest.Config) -> None:
    """`SIMPTSP_SEED=fresh` (or a number) replaces the fixed seed; it is printed so that a failure can be repeated."""
    said = os.environ.get("SIMPTSP_SEED", str(FIXED_SEED))
    if said == "fresh":
        os.environ["SIMPTSP_SEED"] = said = str(secrets.randbits(32))
    config.stash[_SEED] = int(said)


def pytest_report_header(config: pytest.Config) -> str:
    return f"seed: {config.stash[_SEED]} (repeat with SIMPTSP_SEED={config.stash[_SEED]})"


_SEED = pytest.StashKey[int]()


@pytest.fixture(scope="session")
def seed(pytestconfig: pytest.Config) -> int:
    return pytestconfig.stash[_SEED]


@pytest.fixture(params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest) -> str:
    """Name of each engine."""
    return request.param
