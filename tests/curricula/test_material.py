"""Guides, handouts and items fit their lessons: one planted fault for each check."""

import re
from pathlib import Path

import pytest

from simulator.locale import parse_number
from simulator.teaching.curriculum import CURRICULA, check_lesson, written_lessons
from simulator.teaching.curriculum.blocks import LANGUAGES, block_texts, fill, lesson_blocks
from simulator.teaching.curriculum.material import handout_faults
from simulator.teaching.curriculum.reader import CurriculumError
from simulator.teaching.single_station import SingleStation

LESSON = "01_why_queues_explode"
WRITTEN = sorted(written_lessons())


def test_lessons_are_found():
    assert LESSON in WRITTEN


@pytest.mark.parametrize("name", WRITTEN)
def test_the_material_of_a_lesson_is_complete(name: str):
    assert list(map(str, check_lesson(written_lessons()[name]))) == []


GUIDE = [
    ("# Panduan pelatih: Mengapa", "# Pelatih: Mengapa", ["the first line must be '# Panduan pelatih: Mengapa antrean meledak'"]),
    ("## Gambar di papan", "## Gambar", ["the part '## Gambar di papan' is missing"]),
    ("| 7 | `explore`", "| 8 | `explore`", ["the minutes of the table add up to 46; the lesson takes 45", "the two languages give the cells different minutes"]),
    ("`predict` |", "`predct` |", ["the table names the cell `predct`, which", "the cell `predict` has no minutes", "the two languages give"]),
    ("`title` `objectives` `story`", "`title` `objectives` `story` `quiz`", ["the cell `quiz` stands twice in the table", "the two languages give"]),
    ("### \"Petugas yang luang itu pemborosan.\"\n", "", ["there are 2 wrong ideas; there must be 3", "the two languages differ in headings"]),
    ("Tanyakan: \"Kapan", "Katakan: \"Kapan", ["wrong idea 1 has no question after 'Tanyakan:'"]),
    ("Lewati dulu `check-theory`, lalu `exercise`. Jangan pernah melewati `predict`", "Lewati apa saja", ["'Kalau waktu kurang' names no cell that may be skipped"]),
    ("Lewati dulu `check-theory`", "Lewati dulu `teori`", ["'Kalau waktu kurang' names the cell `teori`, which"]),
    ("1. Proyeksikan", "Proyeksikan", ["the two languages differ in numbered steps"]),
    ("<!-- computed: answers -->", "<!-- computed: answer -->", ["nothing computes the block answer", "the two languages have different computed blocks"]),
    ("21,0 berkas per jam", "22,0 berkas per jam", ["a computed block is not fresh"]),
    ("- Siapkan papan dan dua spidol.\n", "", ["the two languages differ in points"]),
    ("\n## Sebelum kelas", "\n## Kalau waktu kurang\n\n`quiz`\n\n## Sebelum kelas", ["'## Kalau waktu kurang' stands before '## Kalau jaringan mati'"]),
]  # fmt: skip
"""What is spoilt in the Indonesian guide, and what it must be told by."""


def told(folder: Path) -> list[str]:
    """Faults of lesson 01 in a copy, without their places."""
    return [fault.text for fault in check_lesson(written_lessons()[LESSON], folder)]


def test_the_copy_is_as_good_as_what_it_was_copied_from(folder: Path):
    assert told(folder) == [fault.text for fault in check_lesson(written_lessons()[LESSON])]


@pytest.mark.parametrize(("old", "new", "expected"), GUIDE)
def test_a_guide_that_does_not_fit(folder: Path, spoil, old, new, expected):
    before = told(folder)
    spoil(f"lessons/{LESSON}/trainer-guide.id.md", old, new)
    new_faults = [fault for fault in told(folder) if fault not in before]
    for start in expected:
        assert any(fault.startswith(start) for fault in new_faults), new_faults


HANDOUT = [
    ("# Mengapa antrean meledak", "# Antrean", "the first line must be '# Mengapa antrean meledak'"),
    ("## Kantor saya", "## Kantor kami", "the part '## Kantor saya' is missing"),
    ("44,6 menit", "44,7 menit", "a computed block is not fresh"),
    ("<!-- computed: waits -->", "", "its computed blocks show 0 settings in tables; show 3 or 4"),
    ("| Menit untuk satu berkas | | |\n", "", "the two languages differ in table rows: Indonesian has"),
]


@pytest.mark.parametrize(("old", "new", "expected"), HANDOUT)
def test_a_handout_that_does_not_fit(folder: Path, spoil, old, new, expected):
    assert not any(fault.startswith(expected) for fault in told(folder))
    spoil(f"lessons/{LESSON}/handout.id.md", old, new)
    assert any(fault.startswith(expected) for fault in told(folder))


@pytest.mark.parametrize(("rows", "is_told"), [(2, True), (3, False)])
def test_settings_are_rows_without_headings(rows: int, is_told: bool):
    lines = ["| A | B |", "|---:|:---|", *["| 1 | 2 |"] * rows]
    text = "\n".join(["<!-- computed: a -->", *lines, "<!-- end -->"])
    found = list(handout_faults(text, written_lessons()[LESSON], "id"))
    assert (f"its computed blocks show {rows} settings in tables; show 3 or 4" in found) == is_told


@pytest.mark.parametrize("file", ["trainer-guide.id.md", "trainer-guide.en.md", "handout.id.md", "handout.en.md"])
def test_a_file_that_is_missing_is_told(folder: Path, file: str):
    (folder / "lessons" / LESSON / file).unlink()
    found = list(map(str, check_lesson(written_lessons()[LESSON], folder)))
    assert f"lessons/{LESSON}/{file}: this file is missing" in found


def test_an_objective_without_an_item_is_told(folder: Path):
    bank = folder / "lessons" / LESSON / "items.yaml"
    bank.write_text(bank.read_text(encoding="utf-8").replace("objective: 3", "objective: 2"), encoding="utf-8")
    assert "no item assesses objective 3" in told(folder)


def test_an_item_of_an_objective_that_is_not_there_is_told(folder: Path, spoil):
    spoil(f"lessons/{LESSON}/items.yaml", "objective: 1", "objective: 7")
    assert "an item assesses objective 7; the lesson has 3" in told(folder)


def test_a_bank_that_cannot_be_read_is_told(folder: Path, spoil):
    spoil(f"lessons/{LESSON}/items.yaml", "kind: choice", "kind: chioce")
    assert any(fault.startswith("line ") for fault in told(folder))


def test_without_a_bank_every_objective_is_told(folder: Path):
    (folder / "lessons" / LESSON / "items.yaml").unlink()
    expected = [f"no item assesses objective {number}" for number in (1, 2, 3)]
    assert [fault for fault in told(folder) if fault.startswith("no item")] == expected


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_handouts_numbers_are_theorys(lang):
    """M/M/c with four servers and ten minutes, at 60, 80, 90 and 95 % busy."""
    text = (CURRICULA / "lessons" / LESSON / f"handout.{lang}.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([\d,.]+) \| (\d+)% \| ([\d,.]+) \w+ \| (▇+) \|$", text, flags=re.MULTILINE)
    assert [int(share) for _, share, _, _ in rows] == [60, 80, 90, 95]
    station = SingleStation(servers=4, service_min=10)
    for per_hour, share, wait, marks in rows:
        truth = station.mean_wait(parse_number(per_hour, lang))
        assert station.busy(parse_number(per_hour, lang)) == pytest.approx(int(share) / 100)
        assert parse_number(wait, lang) == pytest.approx(truth, abs=0.051)
        assert len(marks) == round(truth / 2)


def test_every_lesson_answers_its_quiz():
    for lang in LANGUAGES:
        answers = lesson_blocks(LESSON, lang)["quiz"].splitlines()
        assert sum(line.startswith("- ") for line in answers) >= 5


def test_blocks_are_filled_and_found_again():
    text = "a\n<!-- computed: one -->\nold\n<!-- end -->\nb\n<!-- computed: two -->\n<!-- end -->\n"
    filled = fill(text, {"one": "1\n", "two": "2", "three": "3"})
    assert block_texts(filled) == {"one": "1\n", "two": "2\n"}
    assert fill(filled, {"one": "1", "two": "2"}) == filled
    assert fill("no block", {}) == "no block"


def test_a_block_that_nothing_computes_is_refused():
    with pytest.raises(CurriculumError, match="the block one; there are: two"):
        fill("<!-- computed: one -->\n<!-- end -->", {"two": ""})


def test_a_lesson_without_a_module_is_refused():
    with pytest.raises(CurriculumError, match="there is no module"):
        lesson_blocks("99_never_written", "id")
