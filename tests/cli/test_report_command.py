"""The command `simptsp report`, as a planner gives it."""

import json
from pathlib import Path

import pytest
from click.testing import Result
from docx import Document as open_docx
from openpyxl import load_workbook
from typer.testing import CliRunner

from simulator.cli import app
from simulator.terminal import MACHINE_LACKS, WRONG_INPUT

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
    table = json.loads((compared / "comparison.json").read_text())["table"]
    rows = {row[0].value: row for row in load_workbook(files[2]).worksheets[2].iter_rows(min_row=3)}
    wait = next(row for row in table if row["measure"] == "waiting_time_mean")
    assert rows["Waiting time, mean"][6].value == wait["difference"]
    assert rows["Waiting time, mean"][7].value == wait["half_width"]


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
