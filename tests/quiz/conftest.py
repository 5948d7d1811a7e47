"""Small files of items, and numbers for those of lesson 01."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from simulator.teaching.quiz import Quantity, read_items
from simulator.teaching.quiz.bank import every_item
from simulator.teaching.single_station import SingleStation

LESSON = "99_example"
EXAMPLE = """\
lesson: 99_example
items:
  - name: colour
    use: [quiz, test]
    objective: 1
    kind: choice
    question: {id: Warna langit?, en: Colour of the sky?}
    options:
      - {text: {id: biru, en: blue}, feedback: {id: Benar., en: Right.}, right: true}
      - {text: {id: hijau, en: green}, feedback: {id: Itu rumput., en: That is grass.}}
      - {text: {id: merah, en: red}, feedback: {id: Hanya sore., en: In the evening only.}}
  - name: minutes
    use: [quiz]
    objective: 2
    kind: numeric
    question: {id: "Berapa menit, kalau dulu {before}?", en: "How many minutes, if it was {before}?"}
    answer: after
    right: {id: "Benar, {after}.", en: "Right, {after}."}
    mistakes:
      - {value: before, feedback: {id: Itu yang dulu., en: That was before.}}
      - {value: share, feedback: {id: Itu persen., en: That is a per cent.}}
    low: {id: Terlalu singkat., en: Too short.}
    high: {id: Terlalu lama., en: Too long.}
  - name: steps
    use: [quiz]
    objective: 1
    kind: order
    question: {id: Urutkan., en: Put in order.}
    steps:
      - {id: datang, en: arrive}
      - {id: antre, en: queue}
      - {id: dilayani, en: be served}
      - {id: pulang, en: go home}
    right: {id: Benar., en: Right.}
    wrong: {id: "Lihat lagi {first_wrong}.", en: "Look at {first_wrong} again."}
  - name: pairs
    use: [quiz]
    objective: 1
    kind: matching
    question: {id: Pasangkan., en: Match.}
    pairs:
      - {left: {id: loket, en: counter}, right: {id: depan, en: front}, feedback: {id: Tempat berkas masuk., en: Where files come in.}}
      - {left: {id: verifikasi, en: checking}, right: {id: belakang, en: back}, feedback: {id: Di balik loket., en: Behind the counter.}}
      - {left: {id: tanda tangan, en: signature}, right: {id: belakang, en: back}, feedback: {id: Juga di balik loket., en: Behind it as well.}}
    distractors:
      - {id: di luar, en: outside}
    right: {id: Benar., en: Right.}
"""


@pytest.fixture
def example(tmp_path: Path) -> Callable[..., Path]:
    """Write the example, with parts of its text replaced, and return the file."""

    def write(*changes: tuple[str, str], text: str = EXAMPLE) -> Path:
        for old, new in changes:
            assert text.count(old) >= 1, f"{old!r} is not in the example"
            text = text.replace(old, new, 1)
        file = tmp_path / LESSON / "items.yaml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    return write


@pytest.fixture
def numbers() -> Mapping[str, Quantity]:
    """Quantities of the example."""
    return {
        "before": Quantity(7.46, 1, unit="menit"),
        "after": Quantity(19.69, 1, tolerance=2, unit="menit"),
        "share": Quantity(0.9, 0, tolerance=1, percent=True),
    }


@pytest.fixture
def items(example, numbers) -> dict[str, object]:
    """Name -> item of the example, in Indonesian."""
    return {item.name: item for item in every_item(read_items(example()), "id", numbers)}


@pytest.fixture
def lesson_one() -> Mapping[str, Quantity]:
    """Numbers of lesson 01 by the formula, as its module gives them."""
    station = SingleStation(servers=4, service_min=10)
    full = station.capacity_per_hour
    quiet, ninety, busy = (station.mean_wait(share * full) for share in (0.80, 0.90, 0.95))
    shifted, limit = station.mean_wait(0.9 * 0.95 * full), station.arrivals_for_wait(15)
    shares = {"quiet": 0.80, "ninety": 0.90, "busy": 0.95, "free_quiet": 0.20, "shifted": 0.10}
    waits = {
        "wait_quiet": quiet,
        "wait_busy": busy,
        "wait_shifted": shifted,
        "wait_halfway": (busy + shifted) / 2,
        "wait_in_proportion": 0.9 * busy,
    }
    times = {
        "work_times": 0.95 / 0.80,
        "small_times": 1 + (busy / quiet - 1) / 4,
        "wait_times": busy / quiet,
        "far_times": 3 * busy / quiet,
    }
    return (
        {name: Quantity(share, 0, percent=True) for name, share in shares.items()}
        | {name: Quantity(wait, unit="menit") for name, wait in waits.items()}
        | {name: Quantity(factor) for name, factor in times.items()}
        | {
            "wait_ninety": Quantity(ninety, tolerance=0.2 * ninety, unit="menit"),
            "wait_straight": Quantity(quiet + (busy - quiet) * 10 / 15, tolerance=3, unit="menit"),
            "promise": Quantity(15, 0, unit="menit"),
            "full": Quantity(full, 0),
            "files": Quantity(0.80 * full),
            "safe_files": Quantity(limit, tolerance=0.02 * limit),
        }
    )
