"""The command `simptsp export`, as a planner gives it."""

import json
from pathlib import Path

import pandas as pd
import pytest
from click.testing import Result
from lxml import etree
from typer.testing import CliRunner

from simulator.cli import app
from simulator.cli_reports import STUDY_FILES
from simulator.eventlog import read_parquet, vidigi_table, write_parquet
from simulator.experiments import run
from simulator.experiments.store import INDEX
from simulator.experiments.sweep import TABLES
from simulator.reports.comparison import COMPARISON_FILES
from simulator.reports.files import NAMES, write_run
from simulator.reports.optimum import OPTIMUM_FILES
from simulator.scenario import load_scenario
from simulator.terminal import MACHINE_LACKS, WRONG_INPUT

EVENTS, PROVENANCE = "events.parquet", "provenance.json"
assert {EVENTS, PROVENANCE} <= set(NAMES)
OFFICE = "kantor-sehari"
DATED = "kabupaten-menengah"


def simptsp(*arguments: object) -> Result:
    """The command in this process; a traceback is an error of the test."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def done(*arguments: object) -> str:
    result = simptsp("export", *arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def sentence(*arguments: object, code: int = WRONG_INPUT) -> str:
    """What went wrong: one line on standard error and nothing on standard output."""
    result = simptsp("export", *arguments)
    assert (result.exit_code, result.stdout) == (code, ""), result.output
    (line,) = result.stderr.strip().splitlines()
    return line


@pytest.fixture(scope="module")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `simptsp run --out` leaves of two replications, as far as it is read."""
    folder = tmp_path_factory.mktemp("runs") / "hasil"
    folder.mkdir()
    result = run(load_scenario(DATED), 2)
    write_parquet(result.log, folder / EVENTS)
    (folder / PROVENANCE).write_text(json.dumps(result.provenance.to_dict()), encoding="utf-8")
    return folder


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in which the command is given."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def first_moment(file: Path) -> str:
    return etree.parse(file).getroot().find("trace/event/date").get("value")


def test_a_run_as_xes_begins_on_its_own_date(run_folder: Path, tmp_path: Path):
    said = done(run_folder, "--format", "xes", "--out", tmp_path / "log.xes")
    log = read_parquet(run_folder / "events.parquet")
    assert said == f"{tmp_path / 'log.xes'}: {len(log):,} rows\n"
    assert first_moment(tmp_path / "log.xes").startswith("2026-01-05T")
    assert first_moment(tmp_path / "log.xes").endswith("+07:00")
    cases = {(r, c) for r, c in zip(log["replication"].tolist(), log["case"].tolist(), strict=True) if c >= 0}
    assert len(etree.parse(tmp_path / "log.xes").getroot().findall("trace")) == len(cases)


def test_zone_and_start_are_as_said(run_folder: Path, tmp_path: Path):
    done(run_folder, "--format", "xes", "--out", tmp_path / "log.xes", "--zone", "wit", "--start", "2025-12-31")
    assert first_moment(tmp_path / "log.xes")[:10] == "2025-12-31"
    assert first_moment(tmp_path / "log.xes").endswith("+09:00")


def test_files_stand_beside_the_events(run_folder: Path):
    for name, options in {
        "events.csv": ("--format", "csv"),
        "events.xes": ("--format", "xes"),
        "events-vidigi.csv": ("--format", "vidigi"),
        "events-r1.parquet": ("--format", "parquet", "--replication", "1"),
        "events-r0-vidigi.csv": ("--format", "vidigi", "--replication", "0"),
    }.items():
        assert not (run_folder / name).exists()
        assert done(run_folder, *options).startswith(f"{run_folder / name}: ")
        assert (run_folder / name).stat().st_size > 0
        (run_folder / name).unlink()


def test_one_replication_is_that_one(run_folder: Path, tmp_path: Path):
    done(run_folder, "--replication", 1, "--format", "parquet", "--out", tmp_path / "one.parquet")
    whole, one = read_parquet(run_folder / "events.parquet"), read_parquet(tmp_path / "one.parquet")
    assert one.replications == (1,)
    pd.testing.assert_frame_equal(one.to_frame(), whole.split()[1].to_frame())


def test_a_scenario_is_simulated_now_as_run_would(here: Path, run_folder: Path):
    done(DATED, "--format", "vidigi", "--replications", 2)
    expected = vidigi_table(read_parquet(run_folder / "events.parquet"))
    pd.testing.assert_frame_equal(pd.read_csv(here / f"{DATED}-vidigi.csv"), expected, check_dtype=False)


def test_seed_and_number_of_replications(here: Path):
    done(OFFICE, "--format", "parquet", "--seed", 7, "--replications", 3, "--out", "three.parquet")
    done(OFFICE, "--format", "parquet", "--seed", 8, "--out", "one.parquet")
    three, one = read_parquet(here / "three.parquet"), read_parquet(here / "one.parquet")
    assert (three.replications, one.replications) == ((0, 1, 2), (0,))
    first = three.split()[0]
    assert len(first) != len(one) or (first["time_ms"] != one["time_ms"]).any()


def test_days_without_a_date_get_one_and_it_is_said(here: Path):
    said = done(OFFICE, "--format", "csv")
    assert "written as 2001-01-01; --start changes it" in said
    table = pd.read_csv(here / f"{OFFICE}.csv")
    assert table["time"].str.startswith("2001-01-01 ").all()
    assert "--start" not in done(OFFICE, "--format", "csv", "--start", "2026-03-02")
    assert "--start" not in done(OFFICE, "--format", "vidigi")


def test_excel(here: Path):
    done(OFFICE, "--excel")
    assert (here / f"{OFFICE}.csv").read_bytes().startswith(b"\xef\xbb\xbfreplication;seq;time_ms;time;")


def test_a_run_of_a_scenario_that_changed_since_has_no_date(run_folder: Path, tmp_path: Path):
    """Its date may have changed too."""
    said = json.loads((run_folder / "provenance.json").read_text(encoding="utf-8"))
    for name, text in {
        "other": json.dumps({**said, "scenario_hash": "0"}),
        "unknown": json.dumps({**said, "scenario": "no-such-office"}),
        "broken": "{",
        "plain": "[]",
    }.items():
        folder = tmp_path / name
        folder.mkdir()
        (folder / "events.parquet").write_bytes((run_folder / "events.parquet").read_bytes())
        (folder / "provenance.json").write_text(text, encoding="utf-8")
        assert "2001-01-01" in done(folder, "--format", "csv")


def test_a_run_of_a_file_and_of_a_patch_begins_on_the_date_in_its_manifest(here: Path):
    """The library does not know them, and the file may be gone."""
    office = load_scenario(OFFICE)
    own = office.with_({"name": "kantor-kami", "horizon.start": "2026-03-02"})
    for name, each in {"own": own, "patched": own.patched("satu-loket-tambahan")}.items():
        write_run(run(each, 1), here / name)
        assert "--start" not in done(name, "--format", "csv")
        assert str(pd.read_csv(here / name / "events.csv")["time"][0])[:10] == "2026-03-02"


def test_files_of_a_study_are_not_written_over(run_folder: Path, here: Path):
    result = run(load_scenario(OFFICE), 1)
    write_run(result, here / "m")
    before = {file.name: file.read_bytes() for file in (here / "m").iterdir()}
    (here / "link.csv").symlink_to(here / "m" / "measures.csv")
    for given in (("m",), (OFFICE,)):
        for out in ("m/measures.csv", "m/../m/measures.csv", "link.csv", "m/values.csv"):
            assert "is a file of the study in" in sentence(*given, "--format", "csv", "--out", out)
    assert {file.name: file.read_bytes() for file in (here / "m").iterdir()} == before
    done("m", "--out", "m/again.csv")
    done("m", "--out", "m/again.csv")


def test_names_of_files_of_studies_are_all_known():
    known = {
        *NAMES,
        *COMPARISON_FILES,
        *OPTIMUM_FILES,
        "selection.json",
        "inputs.csv",
        "sensitivity.csv",
        INDEX,
        *TABLES,
    }
    assert known <= set(STUDY_FILES)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--format", "xes", "--out", "x.csv"), "does not end with .xes"),
        (("--format", "csv", "--out", "x.PARQUET"), "does not end with .csv"),
        (("--format", "vidigi", "--out", "x.xes"), "does not end with .vidigi"),
        (("--out", "x.xlsx"), "an event log ends with .csv, .parquet, .xes"),
    ],
)
def test_the_ending_of_another_format_is_refused(options: tuple[str, ...], said: str, here: Path):
    assert said in sentence(OFFICE, *options)
    assert list(here.iterdir()) == []


def test_the_ending_says_the_format(here: Path):
    done(OFFICE, "--out", "x.xes")
    assert first_moment(here / "x.xes")
    done(OFFICE, "--format", "vidigi", "--out", "x.csv")
    assert "entity_id" in (here / "x.csv").read_text(encoding="utf-8")


def test_wrong_words(run_folder: Path, here: Path):
    (here / "empty").mkdir()
    assert "has no events.parquet; name a folder that 'simptsp run" in sentence("empty")
    assert "there is no scenario of this name" in sentence("no-such-office")
    assert "there are 0 to 1" in sentence(run_folder, "--replication", 2)
    assert "leave them out" in sentence(run_folder, "--seed", 3)
    assert "leave them out" in sentence(run_folder, "--replications", 3)
    assert "this is no date; write it as 2026-01-05" in sentence(OFFICE, "--start", "5 Januari 2026")
    assert "--excel belongs to --format csv, and this is xes" in sentence(OFFICE, "--format", "xes", "--excel")
    assert "this is a folder; name a file" in sentence(OFFICE, "--out", "empty")
    assert "there is no folder missing; make it first" in sentence(OFFICE, "--out", "missing/log.csv")
    assert "is what would be read" in sentence(run_folder, "--format", "parquet")
    assert "is what would be read" in sentence(run_folder, "--out", run_folder / ".." / "hasil" / "events.parquet")
    (here / "empty" / "events.parquet").write_text("no", encoding="utf-8")
    assert "is not an event log of SimPTSP" in sentence("empty")
    assert list(here.iterdir()) == [here / "empty"]


def test_a_file_that_cannot_be_written(here: Path):
    """A device that is full."""
    assert "cannot be written to /dev/full" in sentence(OFFICE, "--out", "/dev/full", code=MACHINE_LACKS)
