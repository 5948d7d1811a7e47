"""Files that take a while: beside other work of the page, held until they are taken."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any

import pytest

from simulator.studio.background import Stopped
from simulator.studio.desk import Desk
from simulator.studio.hand_over import report as reports
from simulator.studio.panels.keep import Keep
from simulator.studio.panels.keep_made import MakesFiles
from simulator.studio.parts import Download
from simulator.studio.shelf import Memory
from simulator.studio.study import Base, Settings, Study
from simulator.teaching.words import Words
from studio_tabs import until, up_to_date

ID = Words("id")
LINK = "outages[oss].down.median_min"


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of files that were given to the browser."""
    found: list[str] = []
    monkeypatch.setattr(Download, "send_file", lambda self, name, mime, content: found.append(name))
    return found


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Reports that take no time; what was asked for."""
    asked: list[object] = []

    def document(study: Study, *rest: object, **_more: object) -> Study:
        asked.append(rest[-1])
        return study

    monkeypatch.setattr(reports, "report_document", document)
    monkeypatch.setattr(reports, "report", lambda document, form: b"a report")
    return asked


@pytest.fixture
def makes(monkeypatch: pytest.MonkeyPatch) -> MakesFiles:
    monkeypatch.setenv("SIMPTSP_LEARNER", "somebody")
    desk = Desk(ID, Memory())
    study = Study("Kami", Base("kantor-sehari"), settings=Settings(replications=2, seed=3), lang="id")
    desk.take_up(study.with_plan("A", {LINK: "12,5"}))
    desk.look_at(tab="keep")
    return up_to_date(desk, Keep(desk)).makes


def ask(makes: MakesFiles) -> None:
    makes.report.receive({"event": "ask"})


def on_a_loop(story: Callable[[], Coroutine[Any, Any, None]]) -> None:
    asyncio.run(story())


def test_a_report_that_is_finished_while_another_tab_is_shown_waits_there(makes, sent, quick):
    makes.desk.look_at(tab="compare")
    ask(makes)
    assert sent == []
    makes.desk.look_at(tab="keep")
    assert makes.again in makes.children
    assert "Selesai: kami.docx" in makes.said.html
    assert "sesudah itu studi berubah" not in makes.said.html
    makes.again.receive({"event": "ask"})
    makes.again.receive({"event": "ask"})
    assert sent == ["kami.docx", "kami.docx"]


def test_a_report_of_a_study_that_was_changed_says_so(makes, sent, quick):
    ask(makes)
    assert sent == ["kami.docx"]
    makes.desk.act(lambda study: replace(study, name="Lain"))
    assert "sesudah itu studi berubah" in makes.said.html
    assert makes.again.label == "Unduh kami.docx"


def test_a_report_waits_for_a_comparison_and_does_not_stop_it(makes, sent, quick):
    ended: list[str] = []

    async def story() -> None:
        go = asyncio.Event()
        loop = asyncio.get_running_loop()
        is_on = [True]

        def compare(tell, stop):
            loop.call_soon_threadsafe(go.set)
            while is_on[0]:
                if stop():
                    raise Stopped

        work = makes.desk.work
        work.start(compare, ended.append, done=lambda: ended.append("done"), failed=lambda error: None)
        await go.wait()
        ask(makes)
        await until(lambda: "Menunggu hitungan lain" in makes.progress.label)
        assert sent == []
        is_on[0] = False
        await until(lambda: sent)

    on_a_loop(story)
    assert ended == ["done"]


def test_stopping_a_report_stops_only_the_report_and_says_so(makes, sent, monkeypatch: pytest.MonkeyPatch):
    others: list[str] = []

    def endless(study, lang, words, runs, stop, tell, known, **_more):
        while not stop():
            tell(reports.Doing(reports.READS, 0, 2, 0.2))
        raise Stopped

    monkeypatch.setattr(reports, "report_document", endless)

    async def story() -> None:
        makes.desk.preview.start(
            lambda tell, stop: asyncio.run(asyncio.sleep(0.5)), others.append,
            done=lambda: others.append("done"), failed=lambda error: None,
        )  # fmt: skip
        ask(makes)
        await until(lambda: "Membaca catatan kejadian: kantor 1 dari 2" in makes.progress.label)
        assert makes.progress.share == 0.2
        makes.progress.receive({"event": "stop"})
        assert "Dihentikan" in makes.said.html
        assert not makes.progress.is_shown
        assert not makes.report.disabled
        await until(lambda: others)

    on_a_loop(story)
    assert others == ["done"]
    assert sent == []
    assert makes.again not in makes.children


def test_work_that_breaks_is_told_and_the_next_report_can_be_made(makes, sent, quick, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(reports, "report", lambda document, form: 1 / 0)
    ask(makes)
    assert "tidak berhasil" in makes.said.html
    assert makes.again not in makes.children
    monkeypatch.setattr(reports, "report", lambda document, form: b"a report")
    ask(makes)
    assert sent == ["kami.docx"]
