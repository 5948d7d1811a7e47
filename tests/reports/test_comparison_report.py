"""The report of a comparison: one page first, no name of a file, the differences that were computed, a clean page."""

import os
import re
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from simulator.analysis import Ratio, Saving, cost_of_saving
from simulator.experiments import Comparison, compare, run
from simulator.measures import Estimate, estimate_mean
from simulator.reports.comparison_contents import comparison_document
from simulator.reports.comparison_costs import saving_sentence
from simulator.reports.comparison_summary import comparison_summary
from simulator.reports.document import Bullets, Document, Measured, Paragraph, Section, Table, cell_text
from simulator.reports.findings import Findings, gather
from simulator.reports.html import render_html
from simulator.reports.log_values import paired
from simulator.reports.measure_tables import office_title
from simulator.scenario import load_scenario

LANGS = ("id", "en")
LABELS = ["satu-loket-tambahan", "jaringan-cadangan"]
REPLICATIONS, LOGGED = 8, 5


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    office = load_scenario("kabupaten-menengah")
    return compare(office, *(office.patched(name) for name in LABELS), replications=REPLICATIONS, seed=3, labels=LABELS)


@pytest.fixture(scope="module")
def findings(comparison: Comparison) -> list[Findings]:
    runs = (comparison.base, *comparison.alternatives)
    return [gather(run(one.scenario, LOGGED, seed=3)) for one in runs]


@pytest.fixture(scope="module")
def documents(comparison: Comparison, findings: list[Findings]) -> dict[str, Document]:
    logged = [one.answers.result for one in findings]
    return {lang: comparison_document(comparison, lang, None, logged, findings) for lang in LANGS}


@pytest.fixture(params=LANGS)
def lang(request: pytest.FixtureRequest) -> str:
    return request.param


def words(section: Section) -> Iterator[str]:
    for block in section.all_blocks():
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Bullets):
            yield from block.points


def test_the_summary_begins_with_the_verdict_and_fits_on_two_pages(documents: dict[str, Document], lang: str):
    """An A4 page of this type holds some 480 words beside a table of so many rows, the next some 600 more."""
    summary = documents[lang].sections[0]
    best, verdict, chance, numbers, permits = summary.blocks
    assert summary.kind == "summary"
    assert (best.is_strong, chance.is_strong) == (True, False)
    assert isinstance(verdict, Bullets)
    lines = verdict.points
    assert len(lines) == len(LABELS)
    assert {"id": "Paling menolong", "en": "Helps most"}[lang] in best.text
    assert {"id": "cara Holm", "en": "Holm's method"}[lang] in chance.text
    assert {"id": "menit (berkurang ", "en": "minutes (less by "}[lang] in lines[0]
    assert {"id": "biaya kantor naik Rp4", "en": "the office's cost rises by IDR"}[lang] in lines[0]
    assert {"id": "(n = 8; biaya n = 5).", "en": "(n = 8; cost n = 5)."}[lang] in lines[0]
    assert {"id": "Berapa hari kerja", "en": "How many working days"}[lang] in permits.title
    assert isinstance(numbers, Table)
    assert 8 <= len(list(numbers.rows)) <= 13
    assert len(numbers.headings) == 2 + len(LABELS)
    assert sum(len(text.split()) for text in words(summary)) < 800
    assert documents[lang].sections[1].kind == "body"


@pytest.mark.parametrize(("count", "widths"), [(1, [1]), (4, [4]), (5, [3, 2]), (6, [3, 3]), (9, [3, 3, 3])])
def test_no_plan_is_missing_from_the_summary(count: int, widths: list[int], lang: str):
    office = load_scenario("kantor-sehari")
    plans = [office.with_({"title": {"id": f"Rencana {at}", "en": f"Plan {at}"}}) for at in range(count)]
    many = compare(office, *plans, replications=2, labels=[f"p{at}" for at in range(count)])
    summary = comparison_summary(many, lang)
    tables = [block for block in summary.blocks if isinstance(block, Table)]
    assert [len(one.headings) - 2 for one in tables] == widths
    name = {"id": "Rencana", "en": "Plan"}[lang]
    assert [head for one in tables for head in one.headings[2:]] == [f"{name} {at}" for at in range(count)]


def test_costs_say_the_length_the_year_and_the_price_of_an_hour(documents: dict[str, Document]):
    said = " ".join(words(documents["id"].sections[0]))
    assert "dalam 28 hari kantor membayar Rp4" in said
    assert "Satu jam yang dihemat berharga Rp" in said
    assert "dibanding Rp15 ribu nilai satu jam pemohon" in said
    assert "uang tahun 2026, n = 5" in said


@pytest.mark.parametrize(
    ("outcome", "extra", "hours", "expected"),
    [
        ("dominates", (-2e6, 1e5), (50, 5), "better in both"),
        ("dominated", (2e6, 1e5), (-50, 5), "worse in both"),
        ("no_saving", (2e6, 1e5), (1, 5), "no price of a saved hour can be given"),
        ("price", (1e5, 2e5), (50, 5), "extra cost cannot be told apart from zero"),
        ("price", (2e6, 1e5), (50, 5), "An hour saved costs IDR 40 thousand (between IDR 35 thousand"),
        ("cheaper", (-2e6, 1e5), (-50, 5), "saves IDR 40 thousand"),
    ],
)
def test_every_outcome_of_costs_is_said_in_words(outcome: str, extra: tuple, hours: tuple, expected: str):
    ratio = Ratio(40_000.0, 35_000.0, 46_000.0, True, 30)
    saving = Saving(Estimate(*extra, 30, "IDR"), Estimate(*hours, 30, "h"), ratio, outcome)
    said = saving_sentence(saving, "A", load_scenario("kabupaten-menengah"), "en")
    assert expected in said.replace("\xa0", " ")


def test_a_ratio_without_bounds_is_not_quoted():
    ratio = Ratio(40_000.0, float("-inf"), float("inf"), False, 2)
    saving = Saving(Estimate(2e6, 1e5, 2, "IDR"), Estimate(50, 5, 2, "h"), ratio, "price")
    said = saving_sentence(saving, "A", load_scenario("kabupaten-menengah"), "id")
    assert "terlalu sedikit" in said
    assert "40" not in said


def test_differences_are_those_of_the_comparison(comparison: Comparison, documents: dict[str, Document], lang: str):
    title = {"id": "Angka-angka utama", "en": "The main numbers"}[lang]
    (only,) = next(one for one in documents[lang].sections if one.title == title).blocks
    rows = {row[0]: row[1:] for row in only.rows}
    seen = 0
    for name in comparison.measures:
        base, *changes, n = rows[office_title(comparison.base, name, lang)]
        for at, change in enumerate(changes):
            expected = comparison.estimate(name, at)
            factor = 100 if expected.unit == "share" else 1
            assert change.is_change
            assert change.estimate.mean == pytest.approx(factor * expected.mean, rel=1e-12, abs=1e-15)
            assert change.estimate.half_width == pytest.approx(factor * expected.half_width, rel=1e-12, abs=1e-15)
            seen += 1
        assert (base, n) == (Measured(comparison.base.estimate(name)), min(n, REPLICATIONS))
    assert seen > 20


def test_differences_of_costs_are_taken_pair_by_pair(findings: list[Findings]):
    """Another way than the tables: the two columns by hand."""
    base, other = (one.values["costs"].set_index("replication")["office_cost"] for one in findings[:2])
    expected = estimate_mean((other - base).to_numpy(), "IDR")
    table = paired(findings[0].values, findings[1].values, "costs").set_index("measure")
    assert table.loc["office_cost", "mean"] == pytest.approx(expected.mean)
    assert table.loc["office_cost", "half_width"] == pytest.approx(expected.half_width)
    saving = cost_of_saving(findings[0].values["costs"], findings[1].values["costs"])
    assert -table.loc["applicant_hours", "mean"] == pytest.approx(saving.saved_hours.mean)


def test_what_one_office_does_not_have_counts_as_nothing_there(findings: list[Findings]):
    table = paired(findings[0].values, findings[2].values, "cost_items")
    backup = table[table["item"] == "backup_month"]
    assert len(backup) == 1
    assert backup["mean"].iloc[0] > 1e6


def code_names(scenario) -> set[str]:
    spec, people = scenario.spec, scenario.spec.population
    things = (
        *spec.stations, *spec.staff, *spec.channels, *spec.case_classes, *people.districts, *people.segments,
        *people.priority_groups, *spec.costs.items,
    )  # fmt: skip
    names = {one.name for one in things} | {one.subsystem for one in spec.outages} | set(spec.patches)
    titles = {getattr(one.title, lang).lower() for one in things for lang in LANGS}
    titles |= {"rendah", "sedang", "tinggi"}  # levels of literacy, in words
    return {name for name in names if name.lower() not in titles}


def test_no_name_of_a_file_is_shown(comparison: Comparison, documents: dict[str, Document], lang: str):
    """No cell is one; names that are no plain words stand nowhere but in the words to be typed."""
    names = code_names(comparison.base.scenario)
    assert len(names) > 60
    document = documents[lang]
    body = [section for section in document.sections if section.kind != "manifest"]
    cells = [cell for section in body for block in section.all_blocks() if isinstance(block, Table)
             for row in block.rows for cell in row]  # fmt: skip
    assert [cell for cell in cells if isinstance(cell, str) and cell.lower() in names] == []
    text = re.sub(
        r"<style.*?</style>|<pre.*?</pre>|<dl>.*?</dl>|\([\w ]+; [\w/-]+\)", " ", render_html(document), flags=re.DOTALL
    )
    shown = re.sub(r"<[^>]*>", " ", text)
    odd = [name for name in names if "-" in name]
    assert [name for name in odd if re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", shown)] == []
    assert [
        name for name in ("per_day", "cases/day", "mean_min", "waiting_time_mean", "deadline_days") if name in shown
    ] == []


def test_parts_from_fewer_replications_say_so(documents: dict[str, Document]):
    said = "5 ulangan pertama dari 8 ulangan kajian"
    assert sum(said in " ".join(words(section)) for section in documents["id"].sections) == 3


def test_minutes_of_days_are_told_as_days(documents: dict[str, Document]):
    cells = [cell for section in documents["id"].sections for block in section.all_blocks() if isinstance(block, Table)
             for row in block.rows for cell in row if isinstance(cell, Measured)]  # fmt: skip
    texts = [cell_text(cell, "id") for cell in cells]
    assert len(texts) > 300
    assert [text for text in texts if re.match(r"\d{3,}[^ ]* menit", text) and int(text[:3]) > 180] == []
    assert [text for text in texts if re.search(r"Rp\d+\.\d{3}(?!\d* (ribu|juta|miliar))", text)] == []
    assert not [text for text in texts if "-" in text.replace("–", "")], "a real minus sign"


def program() -> str:
    found = os.environ.get("SIMPTSP_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if found is None and os.environ.get("SIMPTSP_REQUIRE_BROWSER") == "1":
        pytest.fail("NO BROWSER: install Chromium or name it in SIMPTSP_CHROMIUM; the page was NOT looked at")
    if found is None:
        pytest.skip("NO BROWSER: Chromium is missing; the page was NOT looked at")
    return found


def test_the_page_is_clean_in_a_browser(documents: dict[str, Document], tmp_path: Path):
    """Short enough, not too wide, without a serious finding of axe; folded lists are open on paper."""
    file = tmp_path / "report.html"
    file.write_text(render_html(documents["id"]), encoding="utf-8")
    with ThreadPoolExecutor(1) as pool:  # a thread has no event loop of another test's browser
        pool.submit(look_at, file, program()).result()


def look_at(file: Path, chromium: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(file.as_uri())
        assert page.evaluate("document.documentElement.scrollHeight") < 26_000
        found = Axe().run(page).response["violations"]
        assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []
        last = "[...document.querySelectorAll('details')].at(-1)"
        heights = [page.evaluate(f"{last}.scrollHeight")]
        page.emulate_media(media="print")
        heights.append(page.evaluate(f"{last}.scrollHeight"))
        assert heights[1] > 10 * heights[0]
        assert page.pdf(format="A4", prefer_css_page_size=True).startswith(b"%PDF")
        page.set_viewport_size({"width": 390, "height": 900})
        page.emulate_media(media="screen")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        browser.close()
