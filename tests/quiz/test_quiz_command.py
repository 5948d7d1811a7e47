"""``simptsp quiz``: files that other systems read, or one sentence on what is wrong."""

from __future__ import annotations

from contextlib import nullcontext

import pytest
import typer
from typer.testing import CliRunner

from quiz.gift_reader import read_gift
from quiz.moodle_reader import faults
from simulator import cli_quiz
from simulator.teaching.lessons import why_queues_explode
from simulator.teaching.quiz import bank, item_file, read_items

LESSON = "01_why_queues_explode"


@pytest.fixture
def run(monkeypatch, lesson_one, tmp_path):
    """Run the command; what the lesson's module does not compute comes from the tests' own numbers."""
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr(cli_quiz, "machine_code", nullcontext)  # the numbers of this lesson are the formula's
    real = why_queues_explode.quantities
    monkeypatch.setattr(why_queues_explode, "quantities", lambda *given: {**lesson_one, **real(*given)})
    text = item_file(LESSON).read_text(encoding="utf-8")
    (tmp_path / "lessons" / LESSON).mkdir(parents=True)
    (tmp_path / "lessons" / LESSON / "items.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(bank, "LESSONS", tmp_path / "lessons")
    app = typer.Typer()
    cli_quiz.register(app)
    app.command()(lambda: None)  # a second one, so that the first is called by its name
    return lambda *words: CliRunner().invoke(app, ["quiz", *words])


def handed_on() -> tuple[list[str], list[str]]:
    """Names of the items of the lesson that are handed on, and of those that need its page."""
    items = read_items(item_file(LESSON)).items
    return [item.name for item in items if not item.needs], [item.name for item in items if item.needs]


@pytest.mark.parametrize("lang", ["id", "en"])
def test_xml_for_moodle_is_written_to_a_file(run, tmp_path, lang):
    file = tmp_path / "soal.xml"
    done = run(LESSON, "--format", "moodle", "--lang", lang, "--out", str(file))
    items, left_out = handed_on()
    assert (done.exit_code, done.stderr) == (0, "")
    assert f"{file}: {len(items)} " in done.stdout
    assert done.stdout.splitlines()[1].startswith(f"{len(left_out)} ")
    text = file.read_text(encoding="utf-8")
    assert faults(text) == []
    assert text.count("<question type=") == len(items) + 3  # and the categories of quiz, test and exam
    assert not any(f"01 {name}<" in text for name in left_out)
    assert "meja-verifikasi" in text


def test_gift_goes_to_standard_output(run):
    done = run("all", "--format", "gift", "--lang", "id")
    assert done.exit_code == 0
    categories, questions = read_gift(done.stdout)
    assert categories[0] == f"$course$/top/SimPTSP/{LESSON} id"
    assert len(categories) == 3
    items, left_out = handed_on()
    assert [each.name for each in questions] == [f"01 {name}" for name in items]
    assert left_out
    assert (
        done.stderr
        == f"{len(left_out)} soal tidak ikut: soal atau umpan baliknya menunjuk ke halaman pelajaran (needs: page)\n"
    )


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["99_none"], 2, f"tidak ada pelajaran 99_none yang punya soal; yang ada: {LESSON}"),
        (["../01"], 2, "tidak ada pelajaran ../01"),
        ([LESSON, "--out", "{tmp}"], 2, "ini folder; sebutkan nama berkas"),
        ([LESSON, "--out", "{tmp}/none/soal.xml", "--lang", "en"], 2, "there is no such folder"),
        ([LESSON, "--out", "/dev/full"], 3, "/dev/full tidak dapat ditulis"),
        ([LESSON, "--format", "qti"], 2, "qti"),
    ],
)
def test_what_cannot_be_is_one_sentence(run, tmp_path, words, code, said):
    done = run(*(word.replace("{tmp}", str(tmp_path)) for word in words))
    assert (done.exit_code, done.stdout) == (code, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_wrong_file_is_told_with_its_line(run):
    file = item_file(LESSON)
    file.write_text(file.read_text(encoding="utf-8").replace("objective: 1", "objective: 0", 1), encoding="utf-8")
    done = run(LESSON)
    assert done.exit_code == 2
    assert done.stderr.startswith(f"{LESSON}/items.yaml line 9: objective: 0 is not possible here")


def test_a_number_that_the_lesson_does_not_have_is_told(run):
    file = item_file(LESSON)
    file.write_text(
        file.read_text(encoding="utf-8").replace("answer: wait_ninety", "answer: wait_ten"), encoding="utf-8"
    )
    done = run("all")
    assert done.exit_code == 2
    assert "the lesson has no quantity 'wait_ten'; it has: " in done.stderr
