"""A server of class pages for the whole session, and a class of its own for each test."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from class_server import ClassServer, Visitor, class_server
from simulator.teaching.classroom.trainer import today_in
from simulator.teaching.store import ClassRoom
from simulator.teaching.store.records import zone_here

CURRICULUM = """
title: {id: Bimtek dua hari, en: Two-day workshop}
audience: {id: Petugas loket, en: Counter staff}
jp: 16
lessons: [00_sample, 01_why_queues_explode, 06_sample]
test: {items_per_lesson: 2}
"""


@pytest.fixture(scope="session")
def curricula(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("curricula")
    (folder / "workshop").mkdir()
    (folder / "workshop" / "curriculum.yaml").write_text(CURRICULUM, encoding="utf-8")
    (folder / "broken").mkdir()
    (folder / "broken" / "curriculum.yaml").write_text("lessons: [", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, curricula: Path) -> Iterator[ClassServer]:
    with class_server(tmp_path_factory.mktemp("server"), curricula=curricula) as running:
        yield running


@pytest.fixture(scope="module")
def signed_in(server: ClassServer) -> Visitor:
    return server.trainer()


@pytest.fixture
def trainer(signed_in: Visitor) -> Visitor:
    """A browser in which the trainer has signed in."""
    return replace(signed_in, cookies=dict(signed_in.cookies))


@pytest.fixture
def new_server(tmp_path: Path, curricula: Path):
    """Start one more server in the test's own folder; a second one in the same folder is the first one restarted."""
    return lambda **options: class_server(tmp_path, curricula=curricula, **options)


@pytest.fixture
def make_room(server: ClassServer):
    """Make a class that meets today and tomorrow."""

    def make(title: str = "Bimtek Antrean", *, on: ClassServer = server, seats: int = 3, days: int = 1) -> ClassRoom:
        today = today_in(zone_here())  # the class's own day, whatever the clock of this machine says
        return on.store.create_class(
            title,
            place="Kupang",
            lang="id",
            curriculum="workshop",
            days=[today + timedelta(days=n) for n in range(days)],
            seats=seats,
        )

    return make


@pytest.fixture
def room(make_room) -> ClassRoom:
    return make_room()
