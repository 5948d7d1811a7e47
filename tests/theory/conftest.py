"""Which engine is held against theory: the fast one always, the reference in `make verify`.

Both give the same log row for row (`tests/engines`), so what holds for one holds for the other.
"""

import pytest


@pytest.fixture(params=["fast", pytest.param("reference", marks=pytest.mark.verify)])
def engine(request: pytest.FixtureRequest) -> str:
    """Name of each engine."""
    return request.param
