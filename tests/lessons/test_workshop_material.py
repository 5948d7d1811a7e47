"""The trainer's guide, handout and assessment fit the lesson; their numbers are theory's."""

import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from simulator.locale import parse_number
from simulator.locale.notebooks import LESSONS, read_notebook, translated_path
from simulator.teaching.handout import CURRICULA, fill
from simulator.teaching.single_station import SingleStation

MINUTES = 45
FOLDERS = sorted(path.parent for path in CURRICULA.rglob("trainer-guide.md"))
ROW = re.compile(r"^\| (\d+) \| ((?:`[\w-]+` ?)+)\|", flags=re.MULTILINE)


def notebook_of(folder: Path):
    return read_notebook(LESSONS / "id" / assessment(folder)["notebook"])


def assessment(folder: Path) -> dict:
    return YAML(typ="safe").load((folder / "assessment.yaml").read_text(encoding="utf-8"))


def faults(guide: str, cells: list[str]) -> list[str]:
    """What is wrong with a guide for a lesson of these cells."""
    rows = [(int(minutes), re.findall(r"`([\w-]+)`", tags)) for minutes, tags in ROW.findall(guide)]
    named = [tag for _, tags in rows for tag in tags]
    found = [f"no cell {tag}" for tag in named if tag not in cells]
    found += [f"cell {tag} has no time" for tag in cells if tag not in named]
    total = sum(minutes for minutes, _ in rows)
    found += [f"{total} minutes"] if total != MINUTES else []
    wrong_ideas = guide.split("## Tiga pikiran keliru")[-1].split("\n## ")[0]
    found += [] if wrong_ideas.count("\n### ") == wrong_ideas.count("Tanyakan:") == 3 else ["not three wrong ideas"]
    found += [
        f"no part {part}"
        for part in ("Gambar di papan", "Kalau jaringan mati", "Kalau waktu kurang")
        if f"## {part}" not in guide
    ]
    skipped = re.findall(r"`([\w-]+)`", guide.split("## Kalau waktu kurang")[-1].split("\n## ")[0])
    return found + [f"no cell {tag} to skip" for tag in skipped if tag not in cells]


def test_material_is_found():
    assert len(FOLDERS) >= 1
    assert all((folder / name).is_file() for folder in FOLDERS for name in ("handout.md", "assessment.yaml"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_a_guide_fits_its_lesson(folder: Path):
    cells = [cell.metadata["tags"][0] for cell in notebook_of(folder).cells]
    assert faults((folder / "trainer-guide.md").read_text(encoding="utf-8"), cells) == []
    assert notebook_of(folder).metadata["simptsp"]["minutes"] == MINUTES


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [("`predict` |", "`predct` |", "no cell predct"), ("| 8 |", "| 9 |", "46 minutes"), ("Tanyakan:", "Katakan:", "not three"),
     ("## Kalau jaringan mati", "## Lain-lain", "no part"), ("dulu `check-theory`", "dulu `teori`", "no cell teori to skip")],
)  # fmt: skip
def test_a_guide_that_does_not_fit_is_noticed(old, new, fault):
    guide = (FOLDERS[0] / "trainer-guide.md").read_text(encoding="utf-8")
    assert old in guide
    cells = [cell.metadata["tags"][0] for cell in notebook_of(FOLDERS[0]).cells]
    assert any(fault in found for found in faults(guide.replace(old, new), cells))


@pytest.mark.parametrize("path", sorted(CURRICULA.rglob("*.md")), ids=lambda path: f"{path.parent.name}-{path.name}")
def test_computed_blocks_are_fresh(path: Path):
    assert fill(path.read_text(encoding="utf-8")) == path.read_text(encoding="utf-8")


def test_the_handouts_numbers_are_theorys():
    text = (FOLDERS[0] / "handout.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([\d,]+) \| (\d+)% \| ([\d,]+) menit \| (▇+) \|$", text, flags=re.MULTILINE)
    assert len(rows) == 4
    station = SingleStation(servers=4, service_min=10)
    for per_hour, share, wait, marks in rows:
        assert station.busy(parse_number(per_hour, "id")) == pytest.approx(int(share) / 100)
        truth = station.mean_wait(parse_number(per_hour, "id"))
        assert parse_number(wait, "id") == pytest.approx(truth, abs=0.051)
        assert len(marks) == round(truth / 2)


def test_a_stale_number_is_noticed():
    text = (FOLDERS[0] / "handout.md").read_text(encoding="utf-8")
    assert fill(text.replace("44,6 menit", "44,7 menit")) == text != text.replace("44,6 menit", "44,7 menit")


def bullets(notebook) -> list[str]:
    cell = next(cell for cell in notebook.cells if cell.id == "objectives")
    return [line.removeprefix("- ").rstrip(";.") for line in cell.source.splitlines() if line.startswith("- ")]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_objectives_are_the_lessons_and_each_is_assessed(folder: Path):
    test = assessment(folder)
    source = LESSONS / "id" / test["notebook"]
    assert [text["id"] for text in test["objectives"].values()] == bullets(read_notebook(source))
    assert [text["en"] for text in test["objectives"].values()] == bullets(read_notebook(translated_path(source)))
    assert {item["objective"] for item in test["items"]} == set(test["objectives"])


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_items_are_complete_in_both_languages(folder: Path):
    items = assessment(folder)["items"]
    assert len(items) >= 5
    assert len({item["name"] for item in items}) == len(items)
    for item in items:
        texts = [item["question"], *item.get("options", []), *item.get("rubric", [])]
        assert all(text["id"].strip() and text["en"].strip() for text in texts)
        assert "rubric" in item or [option.get("right", False) for option in item["options"]].count(True) == 1


def test_right_options_with_a_number_are_theorys():
    checked = [item for item in assessment(FOLDERS[0])["items"] if "check" in item]
    assert len(checked) == 2
    for item in checked:
        check = item["check"]
        station = SingleStation(check["servers"], check["service_min"])
        right = next(option for option in item["options"] if option.get("right"))
        if "ratio_of_waits" in check:
            quiet, busy = (station.mean_wait(check[name] * station.capacity_per_hour) for name in ("quiet", "busy"))
            said, truth = check["ratio_of_waits"], busy / quiet
        else:
            said, truth = check["arrivals_for_wait"], station.arrivals_for_wait(check["wait_min"])
        assert round(truth) == said
        assert str(said) in right["id"]
        assert str(said) in right["en"]
