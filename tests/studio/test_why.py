"""The tab Mengapa: causes, narrow places, the law, outages, and any day of two offices."""

import re

import pandas as pd
import pytest

from simulator.experiments import run
from simulator.reports.findings import Findings
from simulator.reports.numbers import plus_minus
from simulator.scenario import load_scenario
from simulator.studio.answers.asked import Answer, Asked
from simulator.studio.answers.bottleneck import bottleneck
from simulator.studio.answers.busy import busiest, busy_table
from simulator.studio.answers.days import day_options
from simulator.studio.answers.pictures import causes_picture
from simulator.studio.desk import Desk
from simulator.studio.panels.answer import AnswerColumn
from simulator.studio.panels.compare import Compare
from simulator.studio.panels.why import Why
from simulator.studio.runs import Runs
from simulator.teaching.words import Words
from simulator.widgets import replay_day
from studio_tabs import SWITCH, desk_at, up_to_date

SHARED = Runs()
"""What one test has simulated, the others need not."""

pytestmark = pytest.mark.usefixtures("few_logs")


def desk_of(lang: str = "id") -> Desk:
    return desk_at("why", SHARED, 3, lang)


def panel_of(desk: Desk) -> Why:
    return up_to_date(desk, Why(desk))


def find_causes(panel: Why) -> None:
    panel.buttons.receive({"key": "run"})


def play(panel: Why) -> None:
    panel.days.buttons.receive({"key": "play"})


def replays(panel: Why) -> list[object]:
    return [box.children[1] for box in panel.days.stage.children]  # type: ignore[attr-defined]


# ---- reasons


def test_reasons_of_every_office_are_found_with_one_button() -> None:
    panel = panel_of(desk_of())
    assert panel.details not in panel.children
    find_causes(panel)
    assert panel.details in panel.children
    assert panel.narrow.value.count("<h4>") == 2
    assert "Sebab terbesar" in panel.narrow.value
    assert "Dari 2 ulangan; tingkat kesibukan dari 3 ulangan." in panel.narrow.value
    assert "Mengapa mereka menunggu" in panel.details.value
    assert "Gangguan dan pemulihan" in panel.details.value
    assert panel.buttons.items[0]["disabled"]


def test_it_says_how_busy_every_group_of_officers_is_and_how_long_one_waits_for_it() -> None:
    panel = panel_of(desk_of())
    find_causes(panel)
    answer = panel.answering.answer
    assert answer is not None
    table = busy_table(answer, Words("id"))
    assert table.headings == ("Petugas", "Sekarang", "Rencana A")
    runs = (answer.comparison.base, *answer.comparison.alternatives)
    for group in table.groups:
        busy, *waits = group.rows
        assert busy[0] == "Melayani"
        assert waits
        assert all("±" in str(cell) for cell in busy[1:])
    shares = [run.estimate("utilisation[loket-pelayanan]") for run in runs]
    assert any(plus_minus(shares[0], "id") in group.rows[0] for group in table.groups)
    assert shares[1].mean < shares[0].mean, "with another counter"
    assert "n = 3" in panel.busy.value
    assert panel.busy in panel.children


def test_the_busiest_are_named_with_those_that_cannot_be_told_from_them() -> None:
    base = load_scenario("kabupaten-menengah")
    more = base.patched("satu-loket-tambahan")
    few, many = (Runs().comparison([base, more], ["A"], n, 2026) for n in (2, 20))
    answers = [Answer(Asked(None, (), ("Sekarang", "A"), (base, more)), each) for each in (few, many)]  # type: ignore[arg-type]
    said = [busiest(answer, Words("id")) for answer in answers]
    assert all("Sekarang: yang paling sibuk petugas verifikasi" in each for each in said)
    assert ["Tidak terbedakan" in each for each in said] == [True, False]
    assert said[1].endswith("Begitu juga di semua rencana.")


def test_what_was_computed_for_the_comparison_is_not_computed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = desk_of()
    desk.look_at(tab="compare")
    compare = Compare(desk)
    compare.refresh()
    compare.buttons.receive({"key": "run"})
    monkeypatch.setattr(Runs, "findings", None)
    desk.look_at(tab="why")
    assert "Sebab terbesar" in panel_of(desk).narrow.value


def test_after_a_change_the_reasons_stay_and_are_called_old() -> None:
    desk = desk_of()
    panel = panel_of(desk)
    find_causes(panel)
    desk.act(lambda study: study.cleared("p1"))
    assert "Rencana sudah berubah" in panel.status.html
    assert panel.details in panel.children
    assert not panel.buttons.items[0]["disabled"]


def test_without_a_plan_one_is_asked_for_but_a_day_can_be_looked_at() -> None:
    desk = desk_of()
    desk.act(lambda study: study.without_plan("p1"))
    panel = panel_of(desk)
    assert "Tambahkan rencana dulu" in panel.status.html
    assert panel.buttons.items[0]["disabled"]
    play(panel)
    assert len(replays(panel)) == 2


def test_when_it_breaks_the_tab_says_so_and_days_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    panel = panel_of(desk_of())

    def broken(*_args: object, **_named: object) -> None:
        raise RuntimeError("no disk")

    monkeypatch.setattr(Runs, "findings", broken)
    find_causes(panel)
    assert panel.status.tone == "error"
    play(panel)
    assert len(replays(panel)) == 2


def test_pictures_of_causes_show_what_the_logs_say() -> None:
    panel = panel_of(desk_of())
    find_causes(panel)
    answer = panel.answering.answer
    assert answer is not None
    everything, own = (causes_picture(answer, Words("id"), is_at_office) for is_at_office in (False, True))
    assert everything is not None
    assert own is not None
    mark = everything.marks[0]
    table = answer.findings[1].values["causes"]
    of_plan = table.groupby("cause")["min_per_case"].mean().sum()
    scale = 60 if everything.x.unit == "jam" else 1
    assert sum(part[1] for part in mark.parts) * scale == pytest.approx(of_plan)  # type: ignore[union-attr]
    assert "Kantor tutup" in str(everything.table.rows)
    assert "Kantor tutup" not in str(own.table.rows)
    assert all("±" in cell or "n = " in cell or cell == "–" for row in everything.table.rows for cell in row[1:])


def shares(*rows: tuple[str, float]) -> pd.DataFrame:
    table = [
        {"cause": cause, "measure": "share", "unit": "share", "mean": mean, "half_width": 0.01, "n": 5}
        for cause, mean in rows
    ]
    return pd.DataFrame(table)


def test_a_cause_that_nobody_at_the_office_can_change_is_followed_by_one_they_can() -> None:
    office = load_scenario("kantor-sehari")
    result = Runs().result(office, 2, 7)
    hours = shares(("slot", 9.0)).assign(measure="hours", unit="h", name="verifikasi")
    found = Findings({"causes": shares(("slot", 0.2), ("closed", 0.8)), "causes_station": hours})
    first, second, *_rest = bottleneck(result, found, Words("id"))
    assert "kantor tutup" in first
    assert "jam buka yang lebih panjang" in first
    assert "kantor sendiri: menunggu jadwal berikutnya" in second
    assert "Terutama di" in second
    assert "tanda tangan elektronik" in second


def test_an_outage_as_the_largest_cause_asks_for_a_backup() -> None:
    office = load_scenario("kantor-sehari")
    said = bottleneck(Runs().result(office, 2, 7), Findings({"causes": shares(("outage:oss", 1.0))}), Words("id"))
    assert "cadangan bagi sistem" in said[0]


def test_where_nobody_waits_only_the_busiest_place_is_told() -> None:
    office = load_scenario("kantor-sehari")
    said = bottleneck(Runs().result(office, 2, 7), Findings(), Words("en"))
    assert len(said) == 1
    assert said[0].startswith("Busiest: ")


# ---- days


def test_a_day_that_other_work_has_ended_says_so_and_is_played_when_asked_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    panel = panel_of(desk_of())
    right = Runs.day

    def displaced(self: Runs, *given: object) -> object:
        other(panel.desk)
        return right(self, *given)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(Runs, "day", displaced)
        play(panel)
    assert "Dihentikan" in panel.days.message.html
    assert panel.days.stage.children == ()
    play(panel)
    assert len(replays(panel)) == 2


def other(desk: Desk) -> None:
    """Other work of the page, done at once."""
    desk.preview.start(lambda _tell, _stop: None, print, done=lambda: None, failed=print)


def test_the_column_of_first_answers_leaves_the_work_of_a_day_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = desk_of()
    column, panel = AnswerColumn(desk), panel_of(desk)
    right = Runs.day

    def looked_at(self: Runs, *given: object) -> object:
        desk.look_at(plan="now")
        return right(self, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(Runs, "day", looked_at)
    play(panel)
    assert len(replays(panel)) == 2
    assert column.head.html == ""


def test_the_day_of_another_study_is_let_go() -> None:
    desk = desk_of()
    panel = panel_of(desk)
    play(panel)
    desk.take_up(desk.study)
    desk.look_at(tab="why")
    assert panel.days.stage.children == ()
    assert panel.days.message.html == ""


def test_a_day_that_comes_after_another_study_was_taken_up_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    panel = panel_of(desk_of())
    right = Runs.day

    def late(self: Runs, *given: object) -> object:
        panel.desk.take_up(panel.desk.study)
        return right(self, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(Runs, "day", late)
    play(panel)
    assert panel.days.stage.children == ()
    assert panel.days.message.html == ""


def test_a_day_of_a_plan_that_was_changed_since_is_called_old() -> None:
    desk = desk_of()
    panel = panel_of(desk)
    play(panel)
    desk.act(lambda study: study.cleared("p1"))
    assert "Rencana sudah berubah sejak hari ini diputar" in panel.days.message.html
    desk.undo()
    assert "sudah berubah" not in panel.days.message.html
    assert "kecuali yang memang diubah" in panel.days.message.html


def test_a_day_is_played_in_both_offices_by_one_clock() -> None:
    panel = panel_of(desk_of())
    play(panel)
    left, right = replays(panel)
    assert left.clock == right.clock  # type: ignore[attr-defined]
    assert (left.follows, right.follows) == (False, True)  # type: ignore[attr-defined]
    assert "ulangan ke-1" in panel.days.message.html
    assert "bukan rata-rata" in panel.days.message.html
    assert [re.sub("<[^>]+>", "", box.children[0].value) for box in panel.days.stage.children] == [  # type: ignore[attr-defined]
        "Sekarang",
        "Rencana A",
    ]


def test_another_replication_is_another_day_of_other_people() -> None:
    panel = panel_of(desk_of())
    play(panel)
    before = replays(panel)[0].columns  # type: ignore[attr-defined]
    panel.days.picks["replication"].receive({"value": "3"})
    play(panel)
    assert "ulangan ke-3" in panel.days.message.html
    third = replays(panel)[0].columns  # type: ignore[attr-defined]
    assert third != before
    theirs = replay_day(run(load_scenario("kantor-sehari"), 3, 2026), 0, replication=2)
    assert third == theirs.columns


@pytest.mark.parametrize("value", ["31", "0", "-1", "abc", None, 3, ["1"], "1; x"])
def test_a_choice_that_was_not_offered_changes_nothing(value: object) -> None:
    panel = panel_of(desk_of())
    before = dict(panel.days.chosen)
    for pick in panel.days.picks.values():
        pick.receive({"value": value})
    assert panel.days.chosen == before


def test_a_plan_that_is_gone_is_not_offered_any_more() -> None:
    desk = desk_of()
    panel = panel_of(desk)
    panel.days.picks["left"].receive({"value": "p1"})
    desk.act(lambda study: study.without_plan("p1"))
    assert panel.days.chosen["left"] == panel.days.chosen["right"] == "now"
    play(panel)
    assert len(replays(panel)) == 2


def test_a_plan_with_a_fault_is_not_offered() -> None:
    desk = desk_of()
    desk.act(lambda study: study.with_entry("p1", SWITCH, "mungkin"))
    panel = panel_of(desk)
    assert [value for value, _said in panel.days.picks["left"].options] == ["now"]


def test_a_name_is_never_html() -> None:
    desk = desk_of()
    desk.act(lambda study: study.renamed("p1", "<img src=x>"))
    panel = panel_of(desk)
    find_causes(panel)
    play(panel)
    html = panel.narrow.value + panel.details.value
    html += "".join(box.children[0].value for box in panel.days.stage.children)  # type: ignore[attr-defined]
    assert "&lt;img src=x&gt;" in html
    assert "<img" not in html


def test_working_days_come_first_with_their_weekday() -> None:
    office = load_scenario("kabupaten-menengah")
    options = day_options(office, Words("id"))
    works = [office.resolved.working_days[int(value)] for value, _said in options]
    assert works == sorted(works, reverse=True)
    assert sorted(int(value) for value, _said in options) == list(range(office.spec.horizon.days))
    assert options[0][1].split(",")[0] in ("Senin", "Selasa", "Rabu", "Kamis", "Jumat")
    assert options[-1][1].split(",")[0] in ("Sabtu", "Minggu")
    assert day_options(office, Words("en"))[-1][1].startswith(("Saturday", "Sunday"))


def test_in_english_nothing_is_left_in_indonesian() -> None:
    panel = panel_of(desk_of("en"))
    find_causes(panel)
    play(panel)
    charts = "".join(title.value + str(chart.spec) for title, chart, _box in panel.causes._shown)
    text = (
        panel.status.html
        + panel.narrow.value
        + panel.busy.value
        + panel.details.value
        + panel.days.message.html
        + charts
    )
    text = re.sub(r"<[^>]+>", " ", text).replace("Rencana A", "")
    found = re.findall(r"(?i)\b(?:yang|ulangan|rencana|dari|menit|sekarang|tidak|dan|untuk|dengan|jam|hari)\b", text)
    assert found == []
