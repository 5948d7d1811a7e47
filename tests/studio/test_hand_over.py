"""A study in other hands gives the numbers of the studio."""

import re
from dataclasses import replace
from pathlib import Path

import nbformat
import pandas as pd
import pytest

from simulator import load_scenario
from simulator.experiments import compare
from simulator.scenario import LIBRARY
from simulator.studio.desk import Desk
from simulator.studio.hand_over import HandOverError, code, notebook, open_study, plan_yaml, study_yaml
from simulator.studio.knobs import find_knob, knobs_of
from simulator.studio.shelf import Memory
from simulator.studio.study import NOW, Base, Plan, Settings, Study, StudyError
from simulator.studio.uploads import read_upload
from simulator.teaching.words import Words

ID, EN = Words("id"), Words("en")
OWN = (LIBRARY / "kantor-sehari.yaml").read_text(encoding="utf-8").replace("name: kantor-sehari", "name: kantor-saya")
LINK = "outages[oss].down.median_min"
DESK = "stations[verifikasi].service_time.mean_min"
ROSTER = "stations[loket-pelayanan].roster"
WILD = 'Loket "tiga"\n"""#\u202e <script>alert(1)</script> \\ {x} *miring* ⚖'


def more_in_the_morning() -> str:
    knob = find_knob(knobs_of(load_scenario("kantor-sehari"), ID), ROSTER)
    rows = [list(row) for row in knob.now.cells]
    busy = next(at for at, row in enumerate(rows) if any(row))
    rows[busy] = [3] * len(rows[busy])
    return knob.kind.write(replace(knob.now, cells=tuple(map(tuple, rows))), ID)


def a_study(base: Base) -> Study:
    """Counts of the present state, a ready-made change, a roster, a number, and a plan with a fault."""
    study = Study("Studi contoh", base, settings=Settings(replications=6, seed=77), lang="id")
    study = study.with_entry(NOW, DESK, "27,5")
    study = study.with_plan("Satu loket tambahan", {"patch:satu-loket-tambahan": "1"})
    study = study.with_plan(WILD, {ROSTER: more_in_the_morning(), LINK: "12,5"})
    study = study.with_plan("Satu loket tambahan", {"patch:satu-loket-tambahan": "1", LINK: "40"})
    return study.with_plan("Rusak", {"stations[verifikasi].people": "banyak"})


LIBRARYS, OWNS = a_study(Base("kantor-sehari")), a_study(Base(text=OWN, title="kantor-saya.yaml"))
STUDIES = pytest.mark.parametrize("study", [LIBRARYS, OWNS], ids=["library", "own"])


def shown(study: Study) -> pd.DataFrame:
    """What the page shows."""
    desk = Desk(ID, Memory())
    desk.take_up(study)
    keys, built = desk.offices()
    good = [(key, one.scenario) for key, one in zip(keys, built, strict=True) if one.scenario is not None]
    settings, names = study.settings, [desk.plan_name(key) for key, _office in good[1:]]
    found = desk.runs.comparison([office for _key, office in good], names, settings.replications, settings.seed)
    assert found is not None
    return found.table()


@STUDIES
def test_the_program_gives_the_numbers_of_the_page(study: Study, capsys: pytest.CaptureFixture[str]):
    program, here = code(study, ID), {}
    exec(compile(program, "program.py", "exec"), here)
    table = here["comparison"].table()
    assert len(set(table["scenario"])) == 3
    assert table["difference"].abs().max() > 0
    pd.testing.assert_frame_equal(
        table.drop(columns="scenario"), shown(study).drop(columns="scenario"), check_exact=True
    )
    assert "difference" in capsys.readouterr().out
    assert re.search("^# .*Rusak", program, re.MULTILINE)


def test_a_program_with_another_value_gives_other_numbers():
    here: dict = {}
    exec(code(LIBRARYS, ID).replace("27.5", "28.5"), here)
    assert not here["comparison"].table()["base"].equals(shown(LIBRARYS)["base"])


@pytest.mark.parametrize(
    "name", ['"""\nimport os; os.abort()\n#', "x\rimport os\r", "x\nimport os\n", "'; import os; '"]
)
def test_no_name_that_was_typed_becomes_python(name: str):
    plan = Plan("p1", name.strip(), {LINK: "12"})
    study = Study(name, Base("kantor-sehari"), plans=(plan,), settings=Settings(replications=2))
    here: dict = {}
    exec(code(study, ID), here)
    assert "os" not in here
    assert here["comparison"].labels == (name.strip(),)


@pytest.mark.parametrize("ending", ['# """\n', '# x"', "# \\", "# \\n\n", "# \x85", "# a\r\n"])
def test_an_own_file_stands_in_the_program_letter_by_letter(ending: str):
    text = f"{OWN}\n{ending}"
    here: dict = {}
    exec(code(Study("x", Base(text=text)), ID), here)
    assert here["OFFICE"] == text


@STUDIES
def test_a_study_comes_back_from_its_file(study: Study):
    for words in (ID, EN):
        text = study_yaml(study, words)
        assert read_upload("studi.yaml", text.encode(), words) == study
        assert text.count("#") > 8
    assert "# Lama" not in study_yaml(study, EN)


@pytest.mark.parametrize("ending", ["\r\n", "\n\n\n", " \n", "\n# tab\there", "\x85", "\u2028#", '\n# "quoted" \\n'])
def test_an_own_office_with_odd_letters_comes_back_too(ending: str):
    study = Study("", Base(text=OWN + ending, title="x"), lang="id")
    assert read_upload("studi.yaml", study_yaml(study, ID).encode(), ID) == study


@STUDIES
def test_a_plan_as_a_file_gives_the_same_numbers(study: Study, tmp_path: Path):
    offices = []
    for key in (NOW, "p1", "p2", "p3"):
        file = tmp_path / f"{key}.yaml"
        file.write_text(plan_yaml(study, key, ID), encoding="utf-8")
        offices.append(load_scenario(file))
    table = compare(*offices, replications=6, seed=77).table()
    pd.testing.assert_frame_equal(
        table.drop(columns="scenario"), shown(study).drop(columns="scenario"), check_exact=True
    )
    assert {number.source for number in offices[0].inputs()} >= {"hitungan-kantor"}


def test_a_plan_after_which_another_ready_made_change_fits_no_more_is_a_file_that_loads(tmp_path: Path):
    study = Study("x", Base("antrean-per-loket"), lang="id").with_plan("Satu", {"patch:satu-antrean": "1"})
    desk = Desk(ID, Memory())
    desk.take_up(study)
    (tmp_path / "a.yaml").write_text(plan_yaml(study, "p1", ID), encoding="utf-8")
    mine, theirs = load_scenario(tmp_path / "a.yaml"), desk.build("p1").scenario
    assert mine.hash == theirs.hash
    assert "pindah-antrean" in theirs.spec.patches
    assert "pindah-antrean" not in mine.spec.patches


def test_what_cannot_be_simulated_is_told_in_a_sentence():
    broken = LIBRARYS.with_entry(NOW, DESK, "lama sekali")
    for call in (lambda: code(broken, ID), lambda: notebook(broken, ID), lambda: plan_yaml(broken, "p1", ID)):
        with pytest.raises(HandOverError, match="Lama melayani” di “Sekarang” masih keliru"):
            call()
    with pytest.raises(HandOverError, match="“Rusak”"):
        plan_yaml(LIBRARYS, "p4", ID)
    with pytest.raises(HandOverError, match="tab Kantor"):
        code(Study(), ID)
    assert read_upload("a.yaml", study_yaml(broken, ID).encode(), ID) == broken


def test_a_saved_study_opens_in_a_program(tmp_path: Path):
    file = tmp_path / "studi.yaml"
    file.write_text(study_yaml(LIBRARYS, EN), encoding="utf-8")
    for given in (file, str(file), file.read_text(encoding="utf-8")):
        found = open_study(given)
        assert (found.name, found.left_out) == ("Studi contoh", ("Rusak",))
        assert found.settings["replications"] == 6
    table = compare(found.base, *found.plans, **found.settings).table()
    pd.testing.assert_frame_equal(
        table.drop(columns="scenario"), shown(LIBRARYS).drop(columns="scenario"), check_exact=True
    )


def test_a_precision_is_handed_over_in_place_of_a_number():
    study = Study("x", Base("kantor-sehari"), settings=Settings(precision=0.2, seed=5)).with_plan("A", {LINK: "5"})
    program = code(study, ID)
    assert "precision=0.2" in program
    assert "replications" not in program


@STUDIES
def test_the_notebook_is_valid_and_its_cells_give_the_numbers(study: Study):
    book = nbformat.reads(notebook(study, ID).decode(), as_version=4)
    nbformat.validate(book)
    cells = [cell.source for cell in book.cells if cell.cell_type == "code"]
    prose = "\n".join(cell.source for cell in book.cells if cell.cell_type == "markdown")
    here: dict = {}
    exec("\n".join(cells[:-1]), here)
    pd.testing.assert_frame_equal(
        here["comparison"].table().drop(columns="scenario"), shown(study).drop(columns="scenario"), check_exact=True
    )
    exec(cells[-1].replace("%matplotlib inline", "").replace("forest_figure(c", "figure = forest_figure(c"), here)
    assert here["figure"].axes
    assert "<script>" not in prose
    assert "12,5" in prose


def test_the_notebook_runs_in_a_kernel_and_shows_its_figure(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    from nbclient import NotebookClient

    study = Study("x", Base("kantor-sehari"), settings=Settings(replications=3)).with_plan("A", {LINK: "5"})
    book = nbformat.reads(notebook(study, EN).decode(), as_version=4)
    NotebookClient(book, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}).execute()
    shown_last = [output for output in book.cells[-1].outputs if "data" in output]
    assert any("image/png" in output["data"] for output in shown_last)


@pytest.mark.parametrize(
    ("content", "said"), [(b"\xff\xfe", "no UTF-8 text"), (b"a" * 2_000_001, "larger than 2,000,000 bytes")]
)
def test_a_file_that_is_no_study_is_refused_in_one_sentence(tmp_path: Path, content: bytes, said: str):
    file = tmp_path / "studi.yaml"
    file.write_bytes(content)
    with pytest.raises(StudyError, match=said):
        open_study(file)
