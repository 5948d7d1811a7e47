"""Workloads made in both ways: by compiled code, and with NumPy alone."""

import pytest

from simulator.compiled import HAS_NUMBA


@pytest.fixture(params=["compiled", "plain"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let `make_workload` work in each way; for modules that look at what it makes."""
    if request.param == "compiled" and not HAS_NUMBA:
        pytest.skip("there is no Numba here")
    monkeypatch.setattr("simulator.workload.make.HAS_NUMBA", request.param == "compiled")
