"""Many lessons write at once, and some die."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from simulator.teaching.store import ClassEvent, ClassRoom, Store, open_store

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="lessons are forked where the system can")

WRITERS = Path(__file__).parent / "writers.py"
LESSON = "01_why_queues_explode"


def writers(*words: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, str(WRITERS), *words], stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize("url", ["sqlite", pytest.param("postgresql", marks=pytest.mark.verify)], indirect=True)
def test_forty_processes_write_at_once_and_a_live_view_misses_nothing(store: Store, room: ClassRoom):
    people = [store.join(room.code, f"P{i}") for i in range(40)]
    seen: list[ClassEvent] = []
    with writers("many", store.url, *(person.id for person in people)) as writing:
        while writing.poll() is None:
            seen += store.class_events(room.id, seen[-1].id if seen else 0)
        assert writing.stderr is not None
        assert writing.returncode == 0, writing.stderr.read()
    seen += store.class_events(room.id, seen[-1].id)
    assert len(seen) == 40 * 4
    assert seen == store.class_events(room.id)
    for person in people:
        assert [event.step for event in store.events(person.id, LESSON)] == [f"quiz-{i}" for i in range(4)]


def test_eight_processes_open_a_new_store_at_once(new_url: str):
    with writers("open", new_url, "8") as opening:
        assert opening.stderr is not None
        assert opening.wait(60) == 0, opening.stderr.read()
    with open_store(new_url) as opened:
        assert opened.classes() == []


def test_what_was_confirmed_survives_a_killed_process(store: Store, room: ClassRoom):
    mawar = store.join(room.code, "Mawar")
    command = [sys.executable, str(WRITERS), "endless", store.url, mawar.id]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        confirmed = [int(writer.stdout.readline()) for _ in range(20)]
        writer.send_signal(signal.SIGKILL)
        confirmed += [int(line) for line in writer.stdout if line.endswith("\n")]
    kept = [event.result["value"] for event in store.events(mawar.id)]
    assert confirmed[-1] >= 20
    assert kept == list(range(len(kept)))
    assert confirmed[-1] <= len(kept) <= confirmed[-1] + 1
    store.record(mawar.id, "opened", LESSON, {})
