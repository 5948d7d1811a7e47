"""Every panel of a lesson, driven as a browser drives it, without a browser."""

import asyncio
import re

import pytest
from ipywidgets import Widget

from simulator.locale import parse_number
from simulator.teaching import lesson
from simulator.teaching.journal import JournalError, Memory
from simulator.teaching.lab import Lab
from simulator.teaching.panels import Predict, YourOffice
from simulator.teaching.single_station import SingleStation

STATION = SingleStation(servers=4, service_min=10)
QUIET, BUSY = 19.2, 22.8
EXERCISES = ("most_files", "one_more_server")


def submit(form, **entries) -> None:
    form.receive({"event": "submit", "entries": entries})


def guess(page, text="12,5") -> Predict:
    panel = page.predict()
    submit(panel.form, guess=text)
    return panel


def text_of(html: str) -> str:
    return re.sub(r"<[^>]+>", " ", html)


@pytest.fixture
def page(make_page):
    return make_page()


@pytest.fixture
def opened(page):
    guess(page)
    return page


def measures_of(page) -> dict[float, float]:
    """Files per hour -> the mean wait that the package itself computes."""
    plan, lab = page.plan, page.lab
    return {
        per_hour: lab.estimate(plan.explore.scenario({"per_hour": per_hour}), plan.explore.measures[0])
        for per_hour in (QUIET, BUSY)
    }


def test_nothing_opens_and_nothing_runs_before_a_guess(page, monkeypatch):
    explore, compare, theory = page.explore(), page.compare(), page.show("theory")
    exercises, office = page.exercise(*EXERCISES), page.your_office()
    monkeypatch.setattr(page.lab, "run", lambda *_: pytest.fail("something was simulated"))
    explore.levers.parts[0].receive({"value": 20.0})
    submit(compare.start)
    submit(theory.start)
    submit(office.form, arrivals="10", service="10", servers="2")
    assert (page.state.moves, page.state.answers("most_files"), page.state.seen) == ({}, [], set())
    assert (exercises.tasks, page.quiz().questions) == ([], [])
    for message in (explore.message, compare.message, theory.message, exercises.message, office.message):
        assert "Terbuka setelah" in message.html
    with pytest.raises(PermissionError):
        page.state.move("explore", {"per_hour": 20.0})
    for steps in (lambda: explore.steps({"per_hour": 20.0}), compare.steps):
        with pytest.raises(PermissionError):
            steps()


def test_no_question_or_task_is_in_a_widget_before_a_guess(page, monkeypatch):
    """What a widget holds is sent to the browser, shown or not, and questions give the surprise away."""
    made: list[Widget] = []
    monkeypatch.setattr(Widget, "_widget_construction_callback", made.append)
    quiz, tasks = page.quiz(), page.exercise(*EXERCISES)

    def sent() -> str:
        return "".join(str(value) for one in made for name, value in one.get_state().items() if name != "_esm")

    texts = [item.question for item in quiz.items]
    texts += [option.text for item in quiz.items for option in getattr(item, "options", ())]
    texts += [page.plan.exercises[name].entry.label for name in EXERCISES]
    assert len(texts) >= 15
    assert [text for text in texts if text in sent()] == []
    guess(page)
    assert len(tasks.tasks) == 2
    assert [text for text in texts if text not in sent()] == []


def test_a_guess_opens_everything(page):
    explore, compare, theory = page.explore(), page.compare(), page.show("theory")
    exercises, office = page.exercise(*EXERCISES), page.your_office()
    guess(page)
    assert [task.name for task in exercises.tasks] == list(EXERCISES)
    locked = [*explore.levers.parts, compare.start, theory.start, office.form, *(task.form for task in exercises.tasks)]
    assert not any(part.disabled for part in locked)
    assert set(exercises.tasks) <= set(exercises.children)
    assert list(explore.spots) == [(QUIET,)]
    made = list(exercises.tasks)
    submit(made[0].form, answer="15")
    assert exercises.tasks == made, "what is typed in the other is not lost"


@pytest.mark.parametrize(
    ("lang", "text", "minutes"), [("id", "12,5", 12.5), ("en", "12.5", 12.5), ("id", " 8 ", 8.0), ("id", "0", 0)]
)
def test_a_guess_is_read_in_the_learners_language(make_page, lang, text, minutes):
    page = make_page(lang=lang)
    panel = guess(page, text)
    assert page.state.guess == minutes
    assert panel.form.disabled
    assert panel.form.messages == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [("abc", "angka"), ("-5", "antara 0 dan 600"), ("1e999", "angka"), ("", "Isi dulu"), ("601", "antara"),
     ("nan", "angka"), ("1.2.3", "angka"), ("١٢", "angka"), ("<b>5", "angka")],
)  # fmt: skip
def test_a_wrong_guess_is_explained_and_kept(page, text, said):
    panel = guess(page, text)
    assert said in panel.form.messages["guess"]
    assert page.state.guess is None
    assert panel.form.fields[0]["text"] == text
    submit(panel.form, guess="30")
    assert (page.state.guess, panel.form.messages) == (30.0, {})


@pytest.mark.parametrize(
    ("lang", "text", "said"), [("id", "12,50", "12,5 menit"), ("id", "50", "50 menit"), ("en", "7.25", "7.25 minutes")]
)
def test_a_guess_is_repeated_as_it_was_typed(make_page, lang, text, said):
    page = make_page(lang=lang)
    assert f": {said}." in guess(page, text).message.html
    assert page.predict().form.fields[0]["text"] == said.split()[0]


def test_the_first_guess_counts(opened):
    opened.state.store_guess(99)
    assert opened.state.guess == 12.5


def test_each_move_adds_a_point_with_its_interval(opened):
    explore = opened.explore()
    explore.levers.parts[0].receive({"value": BUSY})
    spec, truth = explore.chart.spec, measures_of(opened)
    assert [point["x"] for point in spec["points"]] == pytest.approx([80, 95])
    assert [point["y"] for point in spec["points"]] == [truth[QUIET].mean, truth[BUSY].mean]
    assert all(point["low"] < point["y"] < point["high"] for point in spec["points"])
    assert spec["guess"] == {"x": pytest.approx(95), "y": 12.5}
    assert spec["line"] == []
    assert f"{opened.lab.replications} ulangan" in explore.message.html
    assert opened.words.number(truth[BUSY].mean) in explore.message.html
    assert explore.levers.parts[0].note == "Petugas sibuk 95% dari waktunya."


def test_reset_clears_the_points_and_keeps_the_guess(opened):
    explore = opened.explore()
    explore.levers.parts[0].receive({"value": BUSY})
    assert len(explore.spots) == 2
    submit(explore.again)
    assert list(explore.spots) == [(QUIET,)]
    assert explore.levers.parts[0].value == QUIET
    assert explore.levers.parts[0].note == "Petugas sibuk 80% dari waktunya."
    assert opened.state.guess == 12.5


def test_the_difference_is_taken_in_pairs(opened):
    compare = opened.compare()
    submit(compare.start)
    pair = compare.outcome.pairs[0]["waiting_time_mean"]
    assert pair.difference.mean == pytest.approx(pair.alternative.mean - pair.base.mean)
    table = text_of(compare.result.html)
    for estimate in (pair.base, pair.alternative, pair.difference):
        assert opened.words.number(estimate.mean) in table
        assert table.count(f" {estimate.n} ") == 3
    assert [len(mark["points"]) for mark in compare.chart.spec["marks"]] == [2, 1]
    assert "compare" in opened.state.seen


@pytest.mark.parametrize(("side", "said"), [(-1, "lebih lama"), (1, "lebih singkat"), (0, "di dalam rentang")])
def test_the_guess_is_put_beside_the_result(page, side, said):
    found = measures_of(page)[BUSY]
    text = page.words.number(max(0, found.mean + 2 * side * found.half_width))
    guess(page, text)
    compare = page.compare()
    submit(compare.start)
    assert said in compare.message.html
    assert text in compare.message.html


def test_theory_stands_beside_the_simulation(opened):
    panel = opened.show("theory")
    assert panel.chart is None
    submit(panel.start)
    times = opened.words.number(STATION.mean_wait(BUSY) / STATION.mean_wait(QUIET))
    assert f"menunggu menjadi {times} kali" in panel.message.html
    assert panel.chart in panel.children
    assert panel.chart.spec["line"][-1] == pytest.approx((95, STATION.mean_wait(BUSY)))
    assert [point["x"] for point in panel.chart.spec["points"]] == pytest.approx([60, 70, 80, 90, 95])


def ask(page, name: str, answer: str) -> tuple[str, str]:
    task = page.exercise(name).tasks[0]
    submit(task.form, answer=answer)
    return task.message.tone, task.message.html


@pytest.mark.parametrize(
    ("answer", "tone", "said"),
    [
        ("21", "right", "Tepat"),
        ("24", "again", "tumbuh terus"),
        ("23", "again", "Terlalu banyak"),
        ("15", "again", "Masih aman"),
        ("0", "again", "menunggu hanya 0,0 menit"),
    ],
)
def test_most_files_tells_mistakes_apart(opened, answer, tone, said):
    assert ask(opened, "most_files", answer)[0] == tone
    assert said in ask(opened, "most_files", answer)[1]


def test_the_limit_of_most_files_is_theorys(opened):
    limit = STATION.arrivals_for_wait(15)
    assert STATION.mean_wait(limit) == pytest.approx(15)
    assert opened.words.number(limit) in ask(opened, "most_files", opened.words.number(limit))[1]


@pytest.mark.parametrize(
    ("answer", "tone", "said"),
    [("4", "right", "Benar"), ("5,5", "right", "Benar"), ("35,7", "again", "membagi rata"),
     ("76", "again", "persen sibuknya"), ("50", "again", "pasti lebih singkat"), ("20", "again", "terlalu lama"),
     ("0,5", "again", "Terlalu singkat")],
)  # fmt: skip
def test_one_more_server_tells_mistakes_apart(opened, answer, tone, said):
    assert ask(opened, "one_more_server", answer)[0] == tone
    assert said in ask(opened, "one_more_server", answer)[1]


def test_one_more_servers_answer_is_theorys(opened):
    truth = opened.words.number(SingleStation(5, 10).mean_wait(BUSY))
    assert f"Rumus memberi {truth} menit" in ask(opened, "one_more_server", truth)[1]


def test_a_wrong_entry_in_an_exercise_is_no_answer(opened):
    task = opened.exercise("most_files").tasks[0]
    submit(task.form, answer="banyak")
    assert "angka" in task.form.messages["answer"]
    assert opened.state.answers("most_files") == []


def office(page, arrivals: str, service: str, servers: str) -> YourOffice:
    panel = page.your_office()
    submit(panel.form, arrivals=arrivals, service=service, servers=servers)
    return panel


def test_your_office_gives_a_wait_with_its_interval(opened):
    said = text_of(office(opened, "9,5", "12", "3").message.html)
    assert "sibuk 63%" in said
    assert re.search(r"rentang 95%: [\d,]+ sampai [\d,]+; \d+ ulangan", said)
    fewer = opened.words.number(SingleStation(2, 12).mean_wait(9.5))
    assert f"menunggu {fewer} menit menurut rumus" in said


@pytest.mark.parametrize(("arrivals", "needed"), [("24", 5), ("30", 6), ("29,9", 5)])
def test_too_much_work_is_said_in_one_sentence_with_the_way_out(opened, monkeypatch, arrivals, needed):
    monkeypatch.setattr(opened.lab, "run", lambda *_: pytest.fail("something was simulated"))
    panel = office(opened, arrivals, "10", "4")
    assert "tumbuh terus" in panel.message.html
    assert f"Paling sedikit perlu {needed} petugas" in panel.message.html
    per_hour = parse_number(arrivals, "id")
    assert SingleStation(needed, 10).busy(per_hour) < 1 <= SingleStation(needed - 1, 10).busy(per_hour)


def test_nearly_full_is_flagged(opened):
    assert "Pegang angka rumus" in office(opened, "23,5", "10", "4").message.html
    assert "Pegang angka rumus" not in office(opened, "20", "10", "4").message.html


def test_wrong_counts_are_each_explained_and_kept(opened):
    panel = office(opened, "banyak", "-3", "2,5")
    assert set(panel.form.messages) == {"arrivals", "service", "servers"}
    assert "bilangan bulat" in panel.form.messages["servers"]
    assert [field["text"] for field in panel.form.fields] == ["banyak", "-3", "2,5"]
    assert panel.message.html == ""


def test_a_broken_engine_is_one_friendly_sentence(opened, monkeypatch, caplog):
    explore, own, compare, theory = opened.explore(), opened.your_office(), opened.compare(), opened.show("theory")

    def broken(*_arguments):
        raise ZeroDivisionError("of the engine")

    monkeypatch.setattr(opened.lab, "run", broken)
    explore.levers.parts[0].receive({"value": BUSY})
    submit(own.form, arrivals="9", service="12", servers="3")
    submit(compare.start)
    submit(theory.start)
    for panel in (explore, own, compare, theory):
        assert panel.message.tone == "error"
        assert "tidak berhasil" in panel.message.html
        assert "ZeroDivision" not in panel.message.html
    assert [field["text"] for field in own.form.fields] == ["9", "12", "3"]
    assert "of the engine" in caplog.text
    assert opened.state.guess == 12.5


def test_a_new_task_ends_the_one_before_and_the_page_stays_alive(opened, monkeypatch):
    async def learner() -> None:
        explore = opened.explore()
        explore.levers.parts[0].receive({"value": BUSY})
        await asyncio.sleep(0)  # the first few replications
        assert "Masih menghitung" in explore.message.html
        explore.levers.parts[0].receive({"value": 20.0})
        assert explore.message.tone == "busy"
        await asyncio.sleep(0)
        submit(opened.compare().start)
        assert explore.message.tone == "plain"  # stopped, and says what it reached
        assert "2 ulangan" in explore.message.html
        await asyncio.sleep(0.2)
        explore.job.stop()
        assert [found["waiting_time_mean"].n for found in explore.spots.values()] == [2, 2]

    asyncio.run(learner())


def test_every_panel_says_what_to_do(opened):
    panels = [
        opened.predict(), opened.explore(), opened.compare(), opened.show("theory"), opened.exercise(*EXERCISES),
        opened.quiz(), opened.your_office(), opened.reflect(),
    ]  # fmt: skip
    for panel in panels:
        assert re.search(r"<h2>.+</h2><p>.+</p>", panel.children[0].value)


def test_facts_come_from_the_scenario_with_their_origin(page):
    facts = text_of(page.facts().value)
    assert facts.count("asumsi") == 3
    assert "19,2" in facts
    assert page.words.number(STATION.mean_wait(QUIET)) in facts
    assert f"{page.lab.replications} ulangan" in page.legend().value


def test_a_page_is_taken_up_where_it_was_left(make_page):
    journal = Memory()
    before = make_page(journal=journal)
    guess(before)
    before.explore().levers.parts[0].receive({"value": 20.0})
    submit(before.compare().start)
    ask(before, "most_files", "15")
    before.reflect().note.receive({"text": " Jam sepuluh. "})
    after = make_page(journal=journal)
    predict = after.predict()
    assert predict.form.disabled
    assert "12,5 menit" in predict.message.html
    assert after.explore().levers.parts[0].value == 20.0
    assert "sudah membandingkan" in after.compare().message.html
    task = after.exercise("most_files").tasks[0]
    assert (task.form.fields[0]["text"], task.message.tone) == ("15", "again")
    assert "Masih aman" in task.message.html
    assert after.reflect().note.text == "Jam sepuluh."
    assert [event.verb for event in journal.kept if event.step == "explore"] == ["explored"] * 2


class Full(Memory):
    """A journal that has no room."""

    def record(self, verb, object, result) -> None:
        raise JournalError("Diska penuh, jadi jawaban ini tidak tersimpan.")


def test_a_journal_without_room_is_told_and_the_lesson_goes_on(make_page):
    page = make_page(journal=Full())
    panel = guess(page)
    explore = page.explore()
    assert explore.spots
    assert panel.children[-1].html == explore.children[-1].html == "Diska penuh, jadi jawaban ini tidak tersimpan."
    note = page.reflect().note
    note.receive({"text": "Jam sepuluh."})
    assert note.feedback == ""
    assert page.state.guess == 12.5


def test_trouble_is_never_markup(make_page, monkeypatch):
    monkeypatch.setattr(JournalError, "told", lambda self, words: "<b>Disk</b> & co")
    assert guess(make_page(journal=Full())).children[-1].html == "&lt;b&gt;Disk&lt;/b&gt; &amp; co"


@pytest.mark.parametrize(
    "content", [None, [], {}, {"value": "20"}, {"value": True}, {"value": 1e309}, {"value": -1}, {"value": 23.5}]
)
def test_a_wild_message_moves_nothing(opened, content):
    explore = opened.explore()
    explore.levers.parts[0].receive(content)
    assert list(explore.spots) == [(QUIET,)]


def test_an_unknown_lesson_is_named(page):
    with pytest.raises(ValueError, match="there is no lesson '99'; there are: 00_our_office, 01_why_queues_explode"):
        lesson("99")
    with pytest.raises(ValueError, match="must be one of id, en"):
        lesson("01_why_queues_explode", lang="fr")


def test_a_page_simulates_as_many_replications_as_all_pages_do():
    assert lesson("01_why_queues_explode").lab == Lab(name="01_why_queues_explode")
