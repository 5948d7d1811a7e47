"""Who is written down as a guest, and for how long."""

import sqlite3
from contextlib import closing

from simulator.teaching.store import open_store


def guests(store: str) -> int:
    with closing(sqlite3.connect(store.removeprefix("sqlite:///"))) as file:
        return int(file.execute("SELECT count(*) FROM learners").fetchone()[0])


def test_a_guest_is_made_only_of_who_is_let_in(new_school):
    with new_school(learners=1) as school:
        first = school.browser()
        kernel = first.open()
        for _ in range(5):
            stranger = school.browser()
            assert stranger.get("voila/render/id/01.ipynb")[0] == 503
            assert "simptsp_learner" not in stranger.cookies()
        assert guests(school.store) == 1
        assert first.close(kernel) == 204
        assert first.open(), "the place is kept for the guest, who has a cookie by now"
        assert guests(school.store) == 1


def test_a_start_forgets_guests_of_long_ago(new_school, eventually, tmp_path):
    url = f"sqlite:///{tmp_path}/classes.db"
    with open_store(url) as store:
        store.guest("id"), store.guest("id")
    with closing(sqlite3.connect(tmp_path / "classes.db")) as file, file:
        file.execute("UPDATE learners SET joined_at = '2025-01-01 00:00:00' WHERE id = 1")
    with new_school():
        eventually(lambda: guests(url) == 1)
