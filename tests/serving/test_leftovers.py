"""What a killed server leaves is removed by the next one, and nothing else is."""

import os
import subprocess
import sys

import pytest

from simulator.teaching.serving.leftovers import claim, remove_leftovers

pytestmark = pytest.mark.skipif(os.name != "posix", reason="sockets in folders, and locks, are POSIX's")

HOLD = """
import sys
from pathlib import Path
from simulator.teaching.serving.leftovers import claim
held = claim(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def killed(tmp_path):
    """The folder of a server that was killed."""
    folder = tmp_path / "voila_killed"
    (folder / "values").mkdir(parents=True)
    (folder / "kernel.json").write_text("{}")
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as server:
        assert server.stdout.readline() == b"held\n"
        remove_leftovers(tmp_path, "voila_")
        assert folder.exists(), "its server lives"
        server.kill()
    return folder


def test_the_folder_of_a_killed_server_is_removed(killed, tmp_path):
    remove_leftovers(tmp_path, "voila_")
    assert not killed.exists()


def test_other_folders_stay(killed, tmp_path):
    other = tmp_path / "voila_other"  # of a Voila that is not ours
    other.mkdir()
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    (tmp_path / "voila_link").symlink_to(pictures)
    claim(pictures).close()
    claim_of_mine = tmp_path / "voila_mine"
    claim_of_mine.mkdir()
    held = claim(claim_of_mine)
    remove_leftovers(tmp_path, "voila_")
    held.close()
    assert other.exists()
    assert pictures.exists()
    assert claim_of_mine.exists()
    assert not killed.exists()


def test_the_folder_of_another_user_stays(killed, tmp_path, monkeypatch):
    someone = os.getuid() + 1
    monkeypatch.setattr(os, "getuid", lambda: someone)
    remove_leftovers(tmp_path, "voila_")
    assert killed.exists()
