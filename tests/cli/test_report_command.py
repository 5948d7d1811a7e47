"""The command `simptsp report`, as a planner gives it."""

import json
from pathlib import Path
from statistics import fmean

import pandas as pd
import pytest
from click.testing import Result
from docx import Document as open_docx
from openpyxl import load_workbook
from typer.testing import CliRunner

from simulator.cli import app
from simulator.terminal import MACHINE_LACKS, WRONG_INPUT, check_folder

OFFICE, MORE = "kantor-sehari", "satu-loket-tambahan"


def simptsp(*arguments: object) -> Result:
    """The command in this process; a traceback is an error of the test."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("studies") / "compared"
    assert simptsp("compare", OFFICE, MORE, "--replications", 3, "--out", folder).exit_code == 0
    return folder


def test_a_folder_gets_a_report_in_every_format(compared: Path):
    done = simptsp("report", compared, "--lang", "en", "--format", "html", "--format", "docx", "--format", "xlsx")
    assert done.exit_code == 0, done.output
    files = [compared / f"study-report.en.{ending}" for ending in ("html", "docx", "xlsx")]
    assert done.stdout.splitlines()[1:] == [str(file) for file in files]
    assert "equal bit for bit" in done.stdout
    page = files[0].read_text(encoding="utf-8")
    assert '<html lang="en">' in page
    assert "equal bit for bit" in page
    assert "simptsp compare kantor-sehari satu-loket-tambahan --replications 3 --seed 2026" in page
    assert any("How sure" in paragraph.text for paragraph in open_docx(str(files[1])).paragraphs)
    sheet = load_workbook(files[2])["All measures and their differen"]
    rows = {(row[0].value, row[1].value): [cell.value for cell in row] for row in sheet.iter_rows(min_row=3)}
    values = pd.read_csv(compared / "values.csv").pivot(index="replication", columns="scenario")
    waits = values["waiting_time_mean[loket-pelayanan]"]
    gains = (waits[MORE] - waits[next(name for name in waits if name != MORE)]).tolist()
    assert rows["Service counters", "Waiting time, mean"][5] == pytest.approx(fmean(gains), rel=1e-12)
    assert rows["Service counters", "Waiting time, mean"][8] == len(gains)


def test_a_scenario_is_simulated_for_its_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    done = simptsp("report", OFFICE, "--replications", 2, "--seed", 5)
    assert (done.exit_code, done.stdout) == (0, f"report-{OFFICE}.id.html\n")
    page = (tmp_path / f"report-{OFFICE}.id.html").read_text(encoding="utf-8")
    assert "Ringkasan untuk pimpinan" in page
    assert "--replications 2 --seed 5" in page
    assert "Mengapa mereka menunggu" in page


def test_a_stored_number_that_was_changed_is_told_on_standard_error(compared: Path, tmp_path: Path):
    copy = tmp_path / "copy"
    copy.mkdir()
    for file in compared.glob("*.[cj]s*"):
        (copy / file.name).write_bytes(file.read_bytes())
    (copy / "values.csv").write_text("scenario,replication\n")
    done = simptsp("report", copy, "--out", tmp_path / "a.html")
    assert done.exit_code == 0
    assert "TIDAK sama" in done.stderr
    assert "TIDAK sama" in (tmp_path / "a.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("no-such-office",), "there is no scenario of this name"),
        (("{empty}",), "holds no study.json"),
        (("{compared}", "--seed", "3"), "belong to a scenario"),
        (("{compared}", "--out", "{empty}/a.pdf"), "a report ends with .html, .docx, .xlsx"),
        (("{compared}", "--out", "{empty}/a.html", "--format", "docx"), "does not end with .docx"),
        (("{compared}", "--out", "{empty}/none/a.html"), "there is no folder"),
    ],
)
def test_what_is_wrong_is_one_sentence(arguments: tuple[str, ...], said: str, compared: Path, tmp_path: Path):
    given = [each.format(compared=compared, empty=tmp_path) for each in arguments]
    done = simptsp("report", *given)
    assert (done.exit_code, done.stdout) == (WRONG_INPUT, "")
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_report_that_cannot_be_written_is_one_sentence(tmp_path: Path):
    (tmp_path / "a.html").mkdir()
    (tmp_path / "a.html" / f"report-{OFFICE}.id.html").mkdir()
    done = simptsp("report", OFFICE, "--replications", 1, "--out", tmp_path / "a.html")
    assert done.exit_code == MACHINE_LACKS
    assert "cannot be written" in done.stderr


@pytest.fixture
def no_simulation(monkeypatch: pytest.MonkeyPatch) -> None:
    """A refusal comes before anything is simulated."""
    for name in ("run", "compare", "run_uncertain", "select"):
        monkeypatch.setattr(f"simulator.experiments.{name}", lambda *_, **__: pytest.fail("this was simulated"))


OTHER_STUDIES = (
    ("run", OFFICE, "--seed", 1),
    ("run", OFFICE, "--patch", MORE),
    ("run", "meja-verifikasi"),
    ("run", OFFICE, "--draws", 2),
    ("compare", OFFICE, "tanpa-gangguan"),
    ("compare", OFFICE, MORE, "--seed", 1),
    ("select", OFFICE, MORE, "--measure", "waiting_time_mean", "--indifference", 5),
)


@pytest.mark.usefixtures("no_simulation")
@pytest.mark.parametrize("words", OTHER_STUDIES)
def test_a_folder_of_another_study_is_refused(words: tuple[object, ...], compared: Path):
    before = {file.name: file.read_bytes() for file in compared.iterdir()}
    done = simptsp(*words, "--out", compared)
    assert (done.exit_code, done.stdout) == (WRONG_INPUT, "")
    (line,) = done.stderr.strip().splitlines()
    assert f"it holds another study (compare {OFFICE} {MORE}, seed 2026), and this is " in line
    assert line.endswith("; name another folder, or remove it")
    assert {file.name: file.read_bytes() for file in compared.iterdir()} == before


@pytest.mark.usefixtures("no_simulation")
def test_a_folder_whose_manifest_cannot_be_read_is_refused(tmp_path: Path):
    for contents in ("{", "[]", '{"simptsp_study": 1}', '{"study": "run", "scenarios": [3]}'):
        (tmp_path / "study.json").write_text(contents)
        done = simptsp("run", OFFICE, "--replications", 1, "--out", tmp_path)
        assert done.exit_code == WRONG_INPUT
        assert "study.json that cannot be read; name another folder" in done.stderr


def test_the_same_study_again_is_written_over(tmp_path: Path):
    for words in (("run", OFFICE, "--patch", MORE), ("compare", OFFICE, MORE)):
        for replications in (2, 3):
            done = simptsp(*words, "--replications", replications, "--out", tmp_path / words[0])
            assert done.exit_code == 0, done.output
        made = json.loads((tmp_path / words[0] / "study.json").read_text())
        assert made["settings"]["replications"] == 3
    words = ("select", OFFICE, MORE, "--measure", "waiting_time_mean", "--indifference", 5, "--budget", 60)
    for _ in range(2):
        assert simptsp(*words, "--out", tmp_path / "select").exit_code == 0
    assert "another study (select" in simptsp("run", OFFICE, "--out", tmp_path / "select").stderr


@pytest.mark.usefixtures("no_simulation")
@pytest.mark.parametrize("words", [("run", OFFICE), ("compare", OFFICE, MORE)])
def test_a_folder_that_cannot_be_written_is_refused_before_anything_is_simulated(words: tuple[str, ...]):
    done = simptsp(*words, "--out", "/proc/zz")
    assert (done.exit_code, done.stdout) == (MACHINE_LACKS, "")
    assert "the results cannot be written to /proc/zz: " in done.stderr


def test_looking_whether_a_folder_can_be_written_leaves_nothing(tmp_path: Path):
    check_folder(tmp_path / "a" / "b")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "a").mkdir()
    check_folder(tmp_path / "a")
    assert list(tmp_path.rglob("*")) == [tmp_path / "a"]


def test_a_report_is_not_written_over_the_page_of_a_run(tmp_path: Path):
    assert simptsp("run", OFFICE, "--replications", 2, "--out", tmp_path / "m").exit_code == 0
    done = simptsp("report", tmp_path / "m", "--out", tmp_path / "m" / "report.html")
    assert done.exit_code == WRONG_INPUT
    assert "is a file of the study in" in done.stderr
