"""The tab Simpan: names, copies, and files that can be taken away."""

import io
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from docx import Document
from ipywidgets import HTML
from openpyxl import load_workbook

from simulator.scenario import load_scenario
from simulator.studio.background import Stopped
from simulator.studio.desk import Desk
from simulator.studio.hand_over import HandOverError
from simulator.studio.hand_over.names import file_stem, write_beside
from simulator.studio.hand_over.ready import ready
from simulator.studio.hand_over.report import DRAWS, READS, SIMULATES, WRITES, Doing, report, report_document
from simulator.studio.panels.keep import Keep
from simulator.studio.panels.keep_made import MakesFiles
from simulator.studio.runs import Runs
from simulator.studio.shelf import Memory
from simulator.studio.study import NOW, Base, Settings, Study
from simulator.studio.uploads import read_upload
from simulator.teaching.words import Words
from studio_tabs import up_to_date

ID, EN = Words("id"), Words("en")
LINK, DESK = "outages[oss].down.median_min", "stations[verifikasi].service_time.mean_min"
WILD = "<script>alert(1)</script> & kawan"


def a_study() -> Study:
    study = Study("Studi Kami!", Base("kantor-sehari"), settings=Settings(replications=4, seed=3), lang="id")
    study = study.with_entry(NOW, DESK, "27,5").with_plan(WILD, {"patch:satu-loket-tambahan": "1"})
    return study.with_plan("Cepat pulih", {LINK: "12,5"}).with_plan("Rusak", {LINK: "lama"})


def small_study() -> Study:
    """One plan, and one with a fault: reports take their time."""
    return replace(a_study().without_plan("p2"), settings=Settings(replications=2, seed=3))


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, bytes]]:
    """Files that were given to the browser."""
    from simulator.studio.parts import Download

    found: list[tuple[str, str, bytes]] = []
    monkeypatch.setattr(Download, "send_file", lambda self, *file: found.append(file))
    return found


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("SIMPTSP_LEARNER", "somebody")
    made = Desk(ID, Memory())
    made.take_up(a_study())
    return made


def panel(desk: Desk) -> Keep:
    desk.look_at(tab="keep")
    return up_to_date(desk, Keep(desk))


def test_a_name_that_is_typed_is_kept_letter_by_letter(desk: Desk):
    keep = panel(desk)
    for text in ("L", "Lo", "Loket <b>"):
        keep.name.receive({"text": text, "scope": keep.name.answer["scope"], "n": 1})
    assert desk.study.name == "Loket <b>"
    assert [kept.name for kept in desk.shelf.list()] == ["Loket <b>"]
    desk.undo()
    assert desk.study.name == "Studi Kami!"


def test_the_question_of_the_head_of_office_stays_and_is_printed_first(desk: Desk, sent: list[tuple[str, str, bytes]]):
    desk.take_up(small_study())
    keep = panel(desk)
    keep.question.receive({"text": "Satu <b>petugas</b> lagi?", "scope": keep.question.answer["scope"], "n": 1})
    again = panel(Desk(ID, desk.shelf))
    assert again.question.text == "Satu <b>petugas</b> lagi?"
    again.makes.form.receive({"value": "html"})
    again.makes.report.receive({"event": "ask"})
    text = sent[0][2].decode()
    assert text.index("Satu &lt;b&gt;petugas&lt;/b&gt; lagi?") < text.index("Ringkasan untuk pimpinan")
    assert "<h1>Studi Kami!</h1>" in text
    assert "sim.compare(" not in text
    assert "Tanda tangan dan tanggal" in text
    again.buttons.receive({"key": "duplicate"})
    assert again.question.text == "Satu <b>petugas</b> lagi?"


def test_a_copy_is_another_study_and_the_first_stays(desk: Desk):
    keep, first = panel(desk), desk.key
    desk.look_at(tab="keep")
    keep.buttons.receive({"key": "duplicate"})
    assert desk.key != first
    assert desk.tab == "keep"
    assert desk.study.name == "Studi Kami! (salinan)"
    assert desk.study.plans == a_study().plans
    desk.act(lambda study: study.without_plan("p1"))
    assert desk.open(first)
    assert len(desk.study.plans) == 3


def test_a_copy_has_what_was_typed_beside_the_study(desk: Desk):
    keep = panel(desk)
    desk.type_into("explore/budget", {"budget": "77"})
    keep.buttons.receive({"key": "duplicate"})
    assert desk.fields["explore/budget"] == {"budget": "77"}
    assert Desk(ID, desk.shelf).fields["explore/budget"] == {"budget": "77"}


@pytest.mark.parametrize("ask", ["study_file", "program", "notebook"])
def test_an_old_window_hands_over_what_another_has_made_of_the_study(
    desk: Desk, sent: list[tuple[str, str, bytes]], ask: str
):
    keep = panel(desk)
    other = Desk(ID, desk.shelf)
    other.act(lambda study: study.renamed("p2", "Dari jendela lain"))
    getattr(keep, ask).receive({"event": "ask"})
    assert "Dari jendela lain" in sent[0][2].decode()
    assert desk.is_overtaken


def test_an_old_window_copies_what_another_has_made_of_the_study(desk: Desk):
    keep = panel(desk)
    Desk(ID, desk.shelf).act(lambda study: study.without_plan("p1"))
    keep.buttons.receive({"key": "duplicate"})
    assert [plan.key for plan in desk.study.plans] == ["p2", "p3"]


def test_the_study_is_downloaded_and_read_again(desk: Desk, sent: list[tuple[str, str, bytes]]):
    panel(desk).study_file.receive({"event": "ask"})
    ((name, _mime, content),) = sent
    assert name == "studi-kami.yaml"
    assert read_upload(name, content, ID) == desk.study


def test_program_notebook_and_scenario_are_downloaded(desk: Desk, sent: list[tuple[str, str, bytes]], tmp_path: Path):
    keep = panel(desk)
    keep.program.receive({"event": "ask"})
    keep.notebook.receive({"event": "ask"})
    keep.makes.plan.receive({"value": "p2"})
    keep.makes.plan_file.receive({"event": "ask"})
    assert [name for name, _mime, _content in sent] == ["studi-kami.py", "studi-kami.ipynb", "studi-kami-p2.yaml"]
    compile(sent[0][2], "x.py", "exec")
    nbformat.validate(nbformat.reads(sent[1][2].decode(), as_version=4))
    (tmp_path / "p.yaml").write_bytes(sent[2][2])
    assert load_scenario(tmp_path / "p.yaml").hash == desk.build("p2").scenario.hash


def test_what_cannot_be_made_is_said_and_nothing_is_sent(desk: Desk, sent: list[tuple[str, str, bytes]]):
    keep = panel(desk)
    keep.makes.plan.receive({"value": "p3"})
    keep.makes.plan_file.receive({"event": "ask"})
    assert "keliru" in keep.makes.said.html
    desk.act(lambda study: study.with_entry(NOW, DESK, "<b>"))
    keep.program.receive({"event": "ask"})
    assert "“Sekarang” masih keliru" in keep.said.html
    keep.makes.report.receive({"event": "ask"})
    assert "“Sekarang” masih keliru" in keep.makes.said.html
    assert sent == []
    assert not keep.makes.report.disabled
    assert not keep.makes.progress.is_shown


@pytest.fixture(scope="module")
def english() -> tuple[object, list[Doing]]:
    """A report in the other language than that of the page, and how far it said it was."""
    steps: list[Doing] = []
    return report_document(small_study(), "en", ID, Runs(), None, steps.append), steps


@pytest.mark.parametrize("form", ["html", "docx", "xlsx"])
def test_a_report_tells_what_is_changed_and_how_to_make_it_again(english, form: str):
    content = report(english[0], form)
    text = _text(content, form)
    assert "Studi Kami!" in text
    assert "What is changed" in text
    assert "our office 27.5" in text
    assert "Rusak" in text
    assert "sim.compare(" in text
    assert "simptsp compare" not in text
    assert form != "html" or ("<script>alert" not in text and "&lt;script&gt;alert" in text)


def test_a_report_is_made_and_downloaded(desk: Desk, sent: list[tuple[str, str, bytes]]):
    desk.take_up(small_study())
    keep, said = panel(desk), []
    keep.makes.progress.observe(lambda change: said.append(change["new"]), "share")
    keep.makes.form.receive({"value": "xlsx"})
    keep.makes.report.receive({"event": "ask"})
    ((name, _mime, content),) = sent
    assert name == "studi-kami.xlsx"
    text = _text(content, "xlsx")
    assert "Apa yang diubah" in text
    assert "kantor kita 27,5" in text
    assert WILD in text
    assert said
    assert not keep.makes.progress.is_shown
    assert not keep.makes.report.disabled


def test_a_report_reads_and_simulates_nothing_that_the_page_has_already(monkeypatch: pytest.MonkeyPatch):
    study, runs = small_study(), Runs()
    offices, seed, n = ready(study, ID).offices, study.settings.seed, study.settings.replications
    known = runs.comparison(offices, ["a"], n, seed)
    for office in offices:
        runs.findings(office, runs.logged(offices, n, seed), seed)
    monkeypatch.setattr("simulator.studio.runs.run", lambda *_rest, **_more: pytest.fail("simulated again"))
    monkeypatch.setattr("simulator.studio.runs.gather", lambda *_rest: pytest.fail("read again"))
    assert report_document(study, "id", ID, runs).sections
    precise = replace(study, settings=replace(study.settings, replications=100, precision=0.01))
    assert report_document(precise, "id", ID, runs, None, None, known).sections


def _text(content: bytes, form: str) -> str:
    if form == "html":
        return content.decode()
    if form == "docx":
        return "\n".join(one.text for one in Document(io.BytesIO(content)).paragraphs)
    book = load_workbook(io.BytesIO(content))
    return "\n".join(str(cell) for page in book for row in page.values for cell in row if cell is not None)


def test_a_report_tells_how_far_it_is_and_can_be_stopped(english):
    shares = [step.share for step in english[1]]
    assert shares == sorted(shares)
    assert 0.5 < shares[-1] <= 1.0
    assert list(dict.fromkeys(step.does for step in english[1])) == [SIMULATES, READS, DRAWS, WRITES]
    with pytest.raises(Stopped):
        report_document(small_study(), "id", ID, Runs(), lambda: True)
    with pytest.raises(HandOverError, match="rencana"):
        report_document(Study("x", Base("kantor-sehari")), "id", ID, Runs())


def test_in_jupyterlab_the_notebook_is_written_beside_and_linked(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setenv("JPY_SESSION_NAME", str(tmp_path / "studio.ipynb"))
    monkeypatch.setenv("JPY_PARENT_PID", "4711")
    monkeypatch.chdir(tmp_path)
    servers = [{"pid": 4711, "base_url": "/user/a b/", "root_dir": str(tmp_path.parent)}]
    monkeypatch.setattr("simulator.studio.hand_over.lab._servers", lambda: servers)
    keep = panel(desk)
    assert keep.write in keep.children
    assert keep.notebook not in keep.children
    for _again in range(2):
        keep.write.receive({"key": "write"})
    assert [file.name for file in tmp_path.iterdir()] == ["studi-kami.ipynb"]
    assert f'href="/user/a b/lab/tree/{tmp_path.name}/studi-kami.ipynb"' in keep.said.html
    desk.act(lambda study: study.with_entry("p1", LINK, "99"))
    keep.write.receive({"key": "write"})
    assert (tmp_path / "studi-kami-2.ipynb").exists()


@pytest.mark.parametrize("server", [{"pid": 1, "root_dir": "/"}, {"pid": 4711, "root_dir": "elsewhere"}])
def test_no_link_is_given_that_leads_nowhere(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, server: dict[str, object]
):
    monkeypatch.setenv("JPY_SESSION_NAME", "x")
    monkeypatch.setenv("JPY_PARENT_PID", "4711")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("simulator.studio.hand_over.lab._servers", lambda: [{"base_url": "/", **server}])
    keep = panel(desk)
    keep.write.receive({"key": "write"})
    assert "studi-kami.ipynb" in keep.said.html
    assert "href" not in keep.said.html


def test_a_served_page_says_how_its_notebook_is_opened(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("SIMPTSP_HUB_SITE", raising=False)
    alone = _shown(panel(desk))
    assert "make lab" in alone
    assert "href" not in alone
    monkeypatch.setenv("SIMPTSP_HUB_SITE", "https://hub.local")
    assert 'href="https://hub.local/hub/user-redirect/lab"' in _shown(panel(desk))


def _shown(keep: Keep) -> str:
    return " ".join(part.value for part in keep.children if isinstance(part, HTML))


def test_a_file_that_is_there_is_never_replaced(tmp_path: Path):
    (tmp_path / "a.txt").write_text("milik orang")
    assert write_beside(tmp_path, "a", ".txt", b"baru").name == "a-2.txt"
    assert (tmp_path / "a.txt").read_text() == "milik orang"


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "⚖⚖", "a/b\\c", "x" * 300, "CON\x00"])
def test_a_name_of_a_study_makes_a_harmless_name_of_a_file(name: str):
    stem = file_stem(name)
    assert stem
    assert set(stem) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(stem) <= 40


def test_without_an_office_only_the_shelf_is_shown():
    keep = panel(Desk(EN, Memory()))
    assert not any(isinstance(part, MakesFiles) for part in keep.children)
