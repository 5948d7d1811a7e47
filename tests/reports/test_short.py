"""The short report: a few pages that stand by themselves, and the long one behind them."""

from collections import Counter
from pathlib import Path

import pytest
from docx import Document as read_docx

from simulator.experiments import Comparison, compare
from simulator.reports.assumptions import decisive_inputs
from simulator.reports.comparison_contents import comparison_document
from simulator.reports.document import Bullets, Code, Definitions, Document, Paragraph, Picture, Section
from simulator.reports.html import render_html
from simulator.reports.run_words import RUN
from simulator.reports.short import Cover, long_document, short_document
from simulator.reports.word import write_docx
from simulator.scenario import load_scenario

COVER = Cover("Telaah staf: 2026", "Tambah <b>satu</b> petugas & kapan?", "23 November 2026")
CHANGES = (Section("Apa yang diubah", (Paragraph("Satu loket lagi."),)),)
PROGRAM = "import simulator as sim"


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    office = load_scenario("kantor-sehari")
    return compare(office, office.patched("satu-loket-tambahan"), replications=3, seed=3)


@pytest.fixture(scope="module", params=["id", "en"])
def short(request: pytest.FixtureRequest, comparison: Comparison) -> Document:
    return short_document(comparison, request.param, (), CHANGES, COVER)


@pytest.fixture
def whole(short: Document, comparison: Comparison) -> Document:
    return long_document(short, comparison_document(comparison, short.lang, changes=CHANGES, program=PROGRAM))


def test_it_begins_with_the_question_and_ends_with_a_place_to_sign(short: Document):
    page = render_html(short)
    first, *_others, last = short.sections
    assert "Tambah &lt;b&gt;satu&lt;/b&gt; petugas &amp; kapan?" in page
    assert short.title == COVER.name
    assert short.subtitle.endswith("23 November 2026")
    assert isinstance(first.blocks[0], Definitions)
    assert first.blocks[0].entries[0][1] == COVER.question
    assert len(last.blocks[0].entries) == 3
    assert "3 ulangan" in page or "3 replications" in page


def test_it_has_plans_before_the_answer_and_no_program_and_no_figure(short: Document):
    titles = [section.title for section in short.sections]
    at = ("id", "en").index(short.lang)
    assert titles.index("Apa yang diubah") < titles.index(RUN["title"][at])
    blocks = [block for section in short.sections for block in section.all_blocks()]
    assert not any(isinstance(block, Code | Picture) for block in blocks)
    assert any(isinstance(block, Paragraph) and block.is_strong for block in blocks)


def test_it_sends_nobody_to_a_section_that_it_has_not(short: Document):
    said = [text for section in short.sections for block in section.all_blocks() for text in _texts(block)]
    assert not any("bagian masukan" in text or "under inputs" in text for text in said)
    assert any("asumsi, belum hitungan" in text or "are assumptions, not yet counts" in text for text in said)


def _texts(block: object) -> tuple[str, ...]:
    return block.points if isinstance(block, Bullets) else (block.text,) if isinstance(block, Paragraph) else ()


def test_without_a_question_the_usual_one_is_asked(comparison: Comparison):
    first = short_document(comparison, "id").sections[0]
    assert first.blocks[0].entries[0][1].startswith("Rencana mana")


@pytest.mark.parametrize("name", ["kantor-sehari", "kabupaten-menengah", "mpp"])
def test_the_inputs_that_decide_are_few_and_of_different_kinds_each_with_its_evidence(name: str):
    office = load_scenario(name)
    rows = list(decisive_inputs(office, "id", "petugas-loket").blocks[1].rows)
    assert 3 <= len(rows) <= 7
    assert max(Counter(row[:2] for row in rows).values()) == 1
    assert all(row[3] for row in rows)
    largest = max(one.arrivals.per_day or 0 for one in office.spec.case_classes if one.arrivals)
    assert rows[0][2].startswith(f"{largest:.0f}")


def test_how_often_officers_are_absent_is_among_what_decides_of_the_busiest_pool_first():
    rows = decisive_inputs(load_scenario("kabupaten-menengah"), "id", "petugas-verifikasi").blocks[1].rows
    assert [row[0] for row in rows if "tidak masuk" in row[1]] == ["Petugas: Petugas verifikasi"]


def test_the_staff_that_is_named_is_that_of_the_place():
    office = load_scenario("kabupaten-menengah")
    named = {pool.name: pool.title.id for pool in office.spec.staff}
    for name, title in named.items():
        assert any(title in row[0] for row in decisive_inputs(office, "id", name).blocks[1].rows)


def test_the_long_one_is_the_short_one_with_everything_else_once_behind_it(short: Document, whole: Document):
    assert whole.sections[: len(short.sections)] == short.sections
    titles = [section.title for section in whole.sections]
    assert len(titles) == len(set(titles))
    head, *rest = whole.sections[len(short.sections) :]
    assert head.kind == "appendix"
    assert list(head.blocks[1].points) == [section.title for section in rest]
    assert any(isinstance(block, Code) for section in rest for block in section.all_blocks())


def test_only_the_appendix_begins_on_a_new_page(whole: Document, tmp_path: Path):
    write_docx(whole, tmp_path / "a.docx")
    heads = [one for one in read_docx(tmp_path / "a.docx").paragraphs if one.style.name.startswith("Heading")]
    broken = [one.text for one in heads if one.paragraph_format.page_break_before]
    assert broken in (["Lampiran"], ["Appendix"])


def test_the_verdict_of_a_text_file_is_a_list_that_stays_with_the_head_of_its_table(tmp_path: Path):
    office = load_scenario("kantor-sehari")
    plans = [office.patched("satu-loket-tambahan"), office.with_({"title": {"id": "Sama", "en": "Same"}})]
    write_docx(short_document(compare(office, *plans, replications=3, seed=3), "id"), tmp_path / "short.docx")
    paragraphs = read_docx(str(tmp_path / "short.docx")).paragraphs
    texts = [one.text for one in paragraphs]
    first, last = texts.index(RUN["title"][0]), texts.index("Angka yang paling penting")
    top = paragraphs[first : last + 1]
    assert [one.style.name for one in top[2:4]] == ["List Bullet", "List Bullet"]
    assert [any(run.bold for run in one.runs) for one in top[1:4]] == [True, False, False]
    assert all(one.paragraph_format.keep_with_next for one in top)
    assert not paragraphs[last + 1].paragraph_format.keep_with_next
