"""Pictures and tables of an answer show the numbers of the comparison, with intervals and n."""

import re

import pytest

from simulator.measures import Estimate
from simulator.reports.document import Bullets, Group, Measured, Paragraph, Section, Table
from simulator.reports.log_values import estimates_of, paired
from simulator.scenario import Scenario, load_scenario
from simulator.studio.answers import pictures
from simulator.studio.answers.asked import Answer, Asked
from simulator.studio.answers.blocks import section_html, table_html
from simulator.studio.answers.compared import details_html, groups_html, summary_html
from simulator.studio.answers.pictures import (
    cost_picture,
    four_pictures,
    on_time_picture,
    outage_picture,
    waiting_picture,
)
from simulator.studio.runs import Runs
from simulator.studio.study import Base, Study
from simulator.teaching.words import Words
from simulator.widgets.chart import Bars, Forest, Picture

ID = Words("id")


@pytest.fixture(scope="module")
def office() -> Scenario:
    return load_scenario("kabupaten-menengah")


@pytest.fixture(scope="module")
def answer(office: Scenario) -> Answer:
    """An office with permits, prices and outages beside two plans; few replications."""
    offices = (office, office.patched("satu-loket-tambahan"), office.patched("jaringan-cadangan"))
    return answer_of(offices, ("Sekarang", "Loket", "Jaringan"))


def answer_of(offices: tuple[Scenario, ...], names: tuple[str, ...], has_logs: bool = True) -> Answer:
    runs = Runs()
    comparison = runs.comparison(offices, names[1:], 3, 7)
    assert comparison is not None
    findings = tuple(runs.findings(each, 3, 7) for each in offices) if has_logs else ()
    study = Study(base=Base(library="kabupaten-menengah"))
    return Answer(Asked(study, ("now", "p1", "p2"), names, offices), comparison, findings, 3, has_logs)


def marks_of(picture: Picture | None) -> list[Bars]:
    assert picture is not None
    return [mark for mark in picture.marks if isinstance(mark, Bars)]


def test_there_are_four_pictures_whose_titles_are_questions(answer: Answer) -> None:
    for lang in ("id", "en"):
        titles = [picture.title for picture in four_pictures(answer, Words(lang))]
        assert len(titles) == 4
        assert all(title.endswith("?") for title in titles)


def test_waits_are_those_of_the_comparison(answer: Answer) -> None:
    picture = waiting_picture(answer, ID)
    marks = marks_of(picture)
    assert [mark.key for mark in marks] == list(answer.asked.names)
    assert picture is not None
    place = list(picture.y.names).index("Meja informasi")
    for mark, run in zip(marks, (answer.comparison.base, *answer.comparison.alternatives), strict=True):
        estimate = run.estimate("waiting_time_mean[informasi]")
        point = mark.points[place]
        assert (point.x, point.y) == (place, estimate.mean)
        assert (point.low, point.high) == (max(0.0, estimate.low), estimate.high)


def test_every_number_of_a_picture_stands_in_its_table_with_its_interval_and_n(answer: Answer) -> None:
    for picture in four_pictures(answer, ID):
        cells = [cell for row in picture.table.rows for cell in row[1:] if re.search(r"\d", cell)]
        assert len(cells) >= 6
        assert all("n = 3" in cell or "(" in cell for cell in cells)


def test_shares_are_drawn_in_per_cent_and_never_beyond(answer: Answer) -> None:
    points = [point for mark in marks_of(on_time_picture(answer, ID)) for point in mark.points]
    assert max(point.y for point in points) > 1
    assert all(0 <= end <= 100 for point in points for end in (point.low, point.high) if end is not None)


def test_permits_least_often_on_time_come_first(answer: Answer) -> None:
    first = marks_of(on_time_picture(answer, ID))
    least = [min(mark.points[at].y for mark in first) for at in range(len(first[0].points))]
    assert least == sorted(least)


def test_costs_are_paired_differences_as_shares_of_the_present_mean(answer: Answer) -> None:
    picture = cost_picture(answer, ID)
    assert picture is not None
    mark = picture.marks[0]
    assert isinstance(mark, Forest)
    base, *others = answer.findings
    now = estimates_of(base.values, "costs").set_index("measure")
    changes = paired(base.values, others[1].values, "costs").set_index("measure")
    for at, measure in ((2, "office_cost"), (3, "applicant_hours")):
        point, scale = mark.points[at], 100 / now.loc[measure, "mean"]
        assert point.y == pytest.approx(changes.loc[measure, "mean"] * scale)
        assert point.high is not None
        assert point.high - point.y == pytest.approx(changes.loc[measure, "half_width"] * scale)
    assert list(picture.y.names)[2:] == ["Jaringan: biaya kantor", "Jaringan: jam pemohon"]


def test_outages_are_told_with_recovery_and_paired_change(answer: Answer) -> None:
    picture = outage_picture(answer, ID)
    assert picture is not None
    hours = estimates_of(answer.findings[2].values, "outages").set_index(["subsystems", "measure"])
    assert marks_of(picture)[0].points[2].y == pytest.approx(hours.loc[("", "lost_case_hours"), "mean"])
    assert picture.table.rows[0][-1] == "sekarang"
    assert re.match(r"tidak terbedakan|turun|naik", picture.table.rows[2][-1])


def test_without_logs_there_is_nothing_on_costs_and_outages(answer: Answer) -> None:
    bare = Answer(answer.asked, answer.comparison)
    assert [picture.title for picture in four_pictures(bare, ID)] == [
        "Siapa menunggu berapa lama?",
        "Izin mana yang diputus tepat waktu?",
    ]
    assert "simptsp report" not in summary_html(bare, ID)
    assert details_html(bare, ("causes",), ID) == ""


def test_an_office_without_outages_has_no_picture_of_them() -> None:
    quiet = load_scenario("kantor-sehari").patched("tanpa-gangguan")
    answer = answer_of((quiet, quiet), ("Sekarang", "A"))
    assert outage_picture(answer, ID) is None
    assert on_time_picture(answer, ID) is None


def test_many_plans_lie_under_each_other_few_stand_side_by_side(answer: Answer) -> None:
    few = Answer(answer.asked, answer.comparison)
    assert "Meja informasi" in waiting_picture(few, ID).y.names  # type: ignore[union-attr]
    office = answer.asked.offices[0]
    names = ("Sekarang", "A", "B", "C")
    many = answer_of((office,) * 4, names, has_logs=False)
    picture = waiting_picture(many, ID)
    assert picture is not None
    assert tuple(picture.y.names) == names
    assert len(marks_of(picture)) == pictures.MOST_PLACES


def test_an_estimate_without_an_interval_has_none_in_the_picture() -> None:
    point = pictures._point(0, Estimate(2.0, float("nan"), 1, "min"), pictures._Scale(1, "menit", 0))
    assert (point.low, point.high) == (None, None)


def test_groups_say_what_cannot_be_told_apart_and_n(answer: Answer) -> None:
    html = groups_html(answer, ID)
    assert "Datang ke loket" in html
    assert "Dalam kurung: tidak terbedakan" in html
    assert 'data-label="n">3<' in html


# ---- blocks


def test_a_table_of_a_report_becomes_cards_with_roles() -> None:
    rows = (("Loket <1>", Measured(Estimate(9.24, 0.488, 30, "min")), None),)
    html = table_html(Table("Tunggu & beban", ("Tempat", "Sekarang", "A"), (Group("Depan", rows),), "Catatan"), "id")
    assert 'class="sp-table sp-cards"' in html
    assert "Tunggu &amp; beban" in html
    assert "Loket &lt;1&gt;" in html
    assert 'data-label="Sekarang (menit)">9,2' in html
    assert 'scope="rowgroup"' in html
    assert html.count('role="row"') == 3
    assert "Catatan" in html


def test_a_long_table_is_shown_on_demand() -> None:
    table = Table("Rincian", ("Apa", "n"), (Group("", (("a", 1),)),), is_folded=True)
    assert table_html(table, "id").startswith("<details><summary>Rincian</summary>")


def test_a_section_keeps_its_order_and_its_levels() -> None:
    inner = Section("Dalam", (Bullets(("satu", "<dua>")),))
    html = section_html(Section("Luar", (Paragraph("Penting", is_strong=True),), (inner,)), "id")
    assert re.sub(r"\s+", "", html) == (
        "<section><h3>Luar</h3><p><strong>Penting</strong></p><section><h4>Dalam</h4>"
        "<ul><li>satu</li><li>&lt;dua&gt;</li></ul></section></section>"
    )
