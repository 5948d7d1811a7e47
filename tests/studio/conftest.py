"""What several tests of the studio need."""

import pytest

from simulator.studio import runs


@pytest.fixture
def few_logs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two logs of each office in place of thirty: reading them takes the longest."""
    monkeypatch.setattr(runs, "LOGGED", 2)
