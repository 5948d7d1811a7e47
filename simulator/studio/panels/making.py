"""Making a file on a thread: how far it is, in words; and its turn after other work."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from simulator.studio.background import Background, Stopped, Tell, Work
from simulator.studio.hand_over import HandOverError
from simulator.teaching.words import Words

if TYPE_CHECKING:
    from simulator.studio.hand_over.report import Doing  # draws: it is imported when a report is asked for

__all__ = ["Made", "Make", "Step", "Stop", "making", "step_words", "wait_for"]

OFTEN_S = 0.2
"""Seconds between two steps of the bar, and between two looks whether other work is over."""

WAITS = "waits"
"""Told while other work of the page is under way."""


@dataclass(frozen=True)
class Made:
    """A file: how its name ends, its media type, and what is in it."""

    ending: str
    mime: str
    content: bytes


Step: TypeAlias = "Doing | str"
Stop = Callable[[], bool]
Make = Callable[[Tell, Stop], Made]
"""Makes a file on a thread; it tells how far it is."""


def making(make: Make) -> Work:
    """A file, told when it is made; steps are told now and then."""

    def work(tell: Tell, stop: Stop) -> None:
        said = 0.0

        def often(step: Step) -> None:
            nonlocal said
            if stop():
                raise Stopped
            if time.monotonic() - said > OFTEN_S:
                said = time.monotonic()
                tell(step)

        try:
            tell(make(often, stop))
        except HandOverError as error:
            tell(error)

    return work


def wait_for(others: Background, tell: Tell) -> None:
    """Let other work of the page come to its end first: both would read logs, and what it finds is used here."""
    while others.is_busy:
        tell(WAITS)
        time.sleep(OFTEN_S)


def step_words(step: Step, words: Words) -> str:
    """What is being done for a file."""
    _ = words
    if not isinstance(step, str):
        return _doing(step, words)
    return _("Menunggu hitungan lain di halaman ini selesai; laporan dibuat sesudahnya")


def _doing(step: "Doing", words: Words) -> str:
    """What is being done for a report."""
    _ = words
    said = {
        "simulates": _("Menyimulasikan: {done} dari {of} ulangan") if step.of else _("Menyimulasikan…"),
        "reads": _("Membaca catatan kejadian: kantor {done} dari {of}"),
        "draws": _("Menggambar: kantor {done} dari {of}"),
        "writes": _("Menulis berkas…"),
    }
    count = step.done if step.does == "simulates" else min(step.done + 1, step.of)
    return said[step.does].format(done=words.number(count, 0), of=words.number(step.of, 0))
