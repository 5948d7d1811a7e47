"""Every panel of a lesson, driven as a browser drives it, without a browser."""

import asyncio
import re

import pytest

from simulator.locale import parse_number
from simulator.teaching import lesson
from simulator.teaching.panels import CheckTheory, Compare, Exercises, Explore, Predict, Quiz, YourOffice
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


def test_nothing_opens_and_nothing_runs_before_a_guess(page):
    explore, compare, theory, quiz = page.explore(), page.compare(), page.check_theory(), page.quiz()
    exercises, office = page.exercise(*EXERCISES), page.your_office()
    explore.slider.receive({"value": 20.0})
    submit(compare.start)
    submit(theory.start)
    submit(office.form, arrivals="10", service="10", servers="2")
    submit(exercises.tasks[0].form, answer="21")
    quiz.questions[0].receive({"chosen": 2})
    assert page.state.runs.simulated == []
    assert (page.state.points, page.state.verdicts) == ({}, {})
    assert "Terbuka setelah" in explore.message.html
    with pytest.raises(PermissionError):
        next(page.state.explore(20.0))


def test_a_guess_opens_everything(page):
    panels = [
        page.explore(),
        page.compare(),
        page.check_theory(),
        page.quiz(),
        page.exercise(*EXERCISES),
        page.your_office(),
    ]
    explore, compare, theory, quiz, exercises, office = panels
    guess(page)
    locked = [explore.slider, compare.start, theory.start, *quiz.questions, office.form]
    locked += [task.form for task in exercises.tasks]
    assert not any(part.disabled for part in locked)
    assert list(page.state.points) == [QUIET]


@pytest.mark.parametrize(
    ("lang", "text", "minutes"), [("id", "12,5", 12.5), ("en", "12.5", 12.5), ("id", " 8 ", 8.0), ("id", "0", 0)]
)
def test_a_guess_is_read_in_the_learners_language(make_page, lang, text, minutes):
    page = make_page(lang)
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


def test_the_first_guess_counts(opened):
    opened.state.store_guess(99)
    assert opened.state.guess == 12.5


def test_each_move_adds_a_point_with_its_interval(opened):
    explore = opened.explore()
    explore.slider.receive({"value": BUSY})
    spec = explore.chart.spec
    assert [point["x"] for point in spec["points"]] == pytest.approx([80, 95])
    assert all(point["low"] < point["y"] < point["high"] for point in spec["points"])
    assert spec["guess"] == {"x": pytest.approx(95), "y": 12.5}
    assert spec["line"] == []
    n = opened.state.points[BUSY].n
    assert f"{n} ulangan" in explore.message.html
    assert "95%" in explore.message.html
    assert explore.slider.note == "Petugas sibuk 95% dari waktunya."


def test_what_was_simulated_is_not_simulated_again(opened):
    explore = opened.explore()
    for value in (BUSY, 20.0, BUSY, 19.2):
        explore.slider.receive({"value": value})
    submit(opened.compare().start)
    simulated = opened.state.runs.simulated
    assert len(simulated) == len(set(simulated))
    assert len({scenario for scenario, _ in simulated}) == 3


def test_reset_clears_the_points_and_keeps_the_guess(opened):
    explore = opened.explore()
    explore.slider.receive({"value": BUSY})
    submit(explore.again)
    assert list(opened.state.points) == [QUIET]
    assert explore.slider.value == QUIET
    assert opened.state.guess == 12.5


def test_the_difference_is_taken_in_pairs(opened):
    compare = opened.compare()
    submit(compare.start)
    pair = opened.state.pair
    assert pair.difference.mean == pytest.approx(pair.alternative.mean - pair.base.mean)
    ratio = pair.difference.half_width / pair.difference.mean  # both vary alike here: independent runs would vary more
    assert ratio == pytest.approx(pair.base.half_width / pair.base.mean)
    table = text_of(compare.result.html)
    for estimate in (pair.base, pair.alternative, pair.difference):
        assert opened.words.number(estimate.mean) in table
        assert table.count(f" {estimate.n} ") == 3
    assert len(compare.chart.spec["points"]) == 2


@pytest.mark.parametrize(
    ("text", "said"), [("12,5", "lebih lama"), ("400", "lebih singkat"), ("45", "di dalam rentang")]
)
def test_the_guess_is_put_beside_the_result(page, text, said):
    guess(page, text)
    compare = page.compare()
    submit(compare.start)
    assert said in compare.message.html


def test_theory_stands_beside_the_simulation(opened):
    panel, explore = opened.check_theory(), opened.explore()
    assert panel.chart not in panel.children
    submit(panel.start)
    times = opened.words.number(STATION.mean_wait(BUSY) / STATION.mean_wait(QUIET))
    assert f"menunggu menjadi {times} kali" in panel.message.html
    assert panel.chart in panel.children
    assert panel.chart.spec["line"][0] == pytest.approx((50, STATION.mean_wait(12)))
    explore.slider.receive({"value": BUSY})
    assert len(panel.chart.spec["points"]) == 2


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
    assert opened.state.verdicts == {}


def right_by_theory(page) -> dict[int, float]:
    """The answers of the numeric questions, computed here once more."""
    return {0: STATION.mean_wait(BUSY) / STATION.mean_wait(QUIET), 3: STATION.mean_wait(0.9 * BUSY)}


def test_right_answers_of_numeric_questions_are_theorys(opened):
    quiz = opened.state.plan.quiz
    for position, truth in right_by_theory(opened).items():
        options = [parse_number(option.text.split()[0], "id") for option in quiz[position].options]
        closest = min(range(len(options)), key=lambda index: abs(options[index] - truth))
        assert closest == quiz[position].right
        assert options[closest] == pytest.approx(truth, abs=0.05)
        assert len(set(options)) == len(options)


def test_every_option_has_its_own_feedback(opened):
    for item in opened.state.plan.quiz:
        said = [option.feedback for option in item.options]
        assert len(set(said)) == len(said) >= 3
        assert [feedback.startswith("Benar") for feedback in said].index(True) == item.right
        assert sum(feedback.startswith("Benar") for feedback in said) == 1


def test_a_question_can_be_tried_again_until_right(opened):
    quiz = opened.quiz()
    question, item = quiz.questions[0], opened.state.plan.quiz[0]
    question.receive({"chosen": None})
    assert question.feedback == "Pilih dulu salah satu jawaban."
    question.receive({"chosen": 0})
    assert (question.tone, question.feedback, question.disabled) == ("again", item.options[0].feedback, False)
    question.receive({"chosen": item.right})
    assert (question.tone, question.disabled) == ("right", True)
    assert quiz.message.html == "1 dari 4 pertanyaan terjawab benar; 0 pada jawaban pertama."


def test_answers_do_not_reach_the_page(opened):
    quiz = opened.quiz()
    for question, item in zip(quiz.questions, opened.state.plan.quiz, strict=True):
        sent = {key: value for key, value in question.get_state().items() if key not in ("_esm", "layout")}
        assert not any(option.feedback in str(sent) for option in item.options)
        assert item.right not in [
            value for value in sent.values() if isinstance(value, int) and not isinstance(value, bool)
        ]


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
def test_too_much_work_is_said_in_one_sentence_with_the_way_out(opened, arrivals, needed):
    before = list(opened.state.runs.simulated)
    panel = office(opened, arrivals, "10", "4")
    assert "tumbuh terus" in panel.message.html
    assert f"Paling sedikit perlu {needed} petugas" in panel.message.html
    assert opened.state.runs.simulated == before
    assert (
        SingleStation(needed, 10).busy(parse_number(arrivals, "id"))
        < 1
        <= SingleStation(needed - 1, 10).busy(parse_number(arrivals, "id"))
    )


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
    explore, own = opened.explore(), opened.your_office()

    def broken(_scenario, _replication):
        raise ZeroDivisionError("of the engine")

    monkeypatch.setattr(opened.state.runs, "simulate", broken)
    explore.slider.receive({"value": BUSY})
    submit(own.form, arrivals="9", service="12", servers="3")
    for panel in (explore, own):
        assert panel.message.tone == "error"
        assert "tidak berhasil" in panel.message.html
        assert "ZeroDivision" not in panel.message.html
    assert [field["text"] for field in own.form.fields] == ["9", "12", "3"]
    assert "of the engine" in caplog.text
    monkeypatch.undo()
    assert opened.state.guess == 12.5


def test_a_new_task_ends_the_one_before_and_the_page_stays_alive(opened):
    async def learner() -> tuple[int, int]:
        explore = opened.explore()
        explore.slider.receive({"value": BUSY})
        await asyncio.sleep(0.03)
        early = opened.state.points[BUSY].n
        explore.slider.receive({"value": 20.0})
        assert explore.message.tone == "busy"
        await asyncio.sleep(0.03)
        assert "ulangan" in explore.message.html
        submit(opened.compare().start)
        assert explore.message.tone == "plain"  # stopped, and says what it reached
        await asyncio.sleep(0.3)
        explore.job.stop()
        return early, len(opened.state.points)

    early, points = asyncio.run(learner())
    assert 3 <= early < 10
    assert points == 3


@pytest.mark.parametrize("kind", [Predict, Explore, Compare, CheckTheory, Exercises, Quiz, YourOffice])
def test_every_panel_says_what_to_do(opened, kind):
    panels = [opened.predict(), opened.explore(), opened.compare(), opened.check_theory(), opened.exercise(*EXERCISES),
              opened.quiz(), opened.your_office()]  # fmt: skip
    panel = next(panel for panel in panels if isinstance(panel, kind))
    assert re.search(r"<h2>.+</h2><p>.+</p>", panel.children[0].value)


def test_facts_come_from_the_scenario_with_their_origin(page):
    facts = text_of(page.facts().value)
    assert facts.count("asumsi") == 3
    assert "19,2" in facts
    assert page.words.number(STATION.mean_wait(QUIET)) in facts
    assert "288 jam kerja" in page.legend().value


def test_an_unknown_lesson_is_named(page):
    with pytest.raises(ValueError, match="there is no lesson '99'; there are: 01_why_queues_explode"):
        lesson("99")
    with pytest.raises(ValueError, match="must be one of id, en"):
        lesson("01_why_queues_explode", lang="fr")
