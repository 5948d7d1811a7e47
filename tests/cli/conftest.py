"""The command is tested on a machine where nothing is left to compile."""

import pytest

from simulator.analysis.warm import warm


@pytest.fixture(scope="session", autouse=True)
def compiled() -> None:
    warm()
