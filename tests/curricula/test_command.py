"""`simptsp curriculum list`, `check` and `render`."""

from pathlib import Path

import pytest
import typer
from click.testing import Result
from typer.testing import CliRunner

from simulator import cli_curriculum
from simulator.teaching.curriculum import Fault, curriculum_names

app = typer.Typer()
cli_curriculum.register(app)


@app.callback()
def simptsp_itself() -> None:
    """With one command alone typer would leave its name out."""


def simptsp(*words: Path | str) -> Result:
    return CliRunner().invoke(app, ["curriculum", *map(str, words)])


@pytest.mark.parametrize(("lang", "words"), [("id", "2 hari, 16 JP"), ("en", "16 meetings, 3 sks")])
def test_list(lang: str, words: str):
    done = simptsp("list", "--lang", lang)
    assert done.exit_code == 0
    assert words in done.stdout
    assert [name for name in curriculum_names() if name not in done.stdout] == []


def test_check_of_what_is_well(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("simulator.teaching.curriculum.check", lambda _: [])
    done = simptsp("check", "--lang", "en")
    assert (done.exit_code, done.stdout.splitlines()) == (0, [f"{name}: all well" for name in curriculum_names()])


def test_check_tells_each_fault_once(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("simulator.teaching.curriculum.check", lambda _: [Fault("lessons/01/handout.id.md", "is old")])
    done = simptsp("check")
    assert done.exit_code == 2
    assert done.stderr.splitlines() == ["lessons/01/handout.id.md: is old", "1 hal perlu diperbaiki."]


def test_check_of_a_lesson(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("simulator.teaching.curriculum.check_lesson", lambda lesson: [Fault(lesson.name, "is old")])
    done = simptsp("check", "01_why_queues_explode", "--lang", "en")
    assert (done.exit_code, done.stderr.splitlines()) == (2, ["01_why_queues_explode: is old", "1 things to mend."])


def test_check_of_what_does_not_exist():
    done = simptsp("check", "bimtek")
    assert done.exit_code == 2
    assert done.stderr.startswith("tidak ada kurikulum atau pelajaran bimtek; yang ada: planners, university, workshop")


@pytest.mark.parametrize(("kind", "lang", "file"), [("html", "id", "silabus.html"), ("docx", "en", "syllabus.docx")])
def test_render(tmp_path: Path, kind: str, lang: str, file: str):
    done = simptsp("render", "workshop", "--format", kind, "--lang", lang, "--out", tmp_path / "out")
    assert done.exit_code == 0, done.output
    files = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert file in files
    assert len(files) >= 10
    assert all(name.endswith(f".{kind}") for name in files)
    assert f"{len(files)} " in done.stdout


def test_render_of_what_does_not_exist(tmp_path: Path):
    done = simptsp("render", "bimtek", "--out", tmp_path)
    assert (done.exit_code, list(tmp_path.iterdir())) == (2, [])


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path):
    (tmp_path / "out").write_text("", encoding="utf-8")
    done = simptsp("render", "workshop", "--out", tmp_path / "out")
    assert done.exit_code == 2
    assert "this is a file" in done.stderr


def test_lessons_that_are_not_written_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("simulator.teaching.curriculum.written_lessons", dict)
    monkeypatch.setattr("simulator.teaching.curriculum.render", lambda *_: [])
    done = simptsp("render", "planners", "--lang", "en", "--out", tmp_path)
    assert done.exit_code == 0
    assert done.stderr.startswith("There is no material yet for: 01_why_queues_explode, 07_files_sent_back")
