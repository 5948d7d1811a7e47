"""The parts of the class pages without a server."""

import asyncio
import json
import os
import stat
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from types import SimpleNamespace

import pytest
from argon2 import extract_parameters
from argon2.profiles import RFC_9106_LOW_MEMORY
from jinja2 import Environment, FileSystemLoader
from tornado.httputil import HTTPHeaders

from class_server import TEMPLATES
from simulator.teaching.classroom import asked
from simulator.teaching.classroom.charts import histogram
from simulator.teaching.classroom.client import address_of, is_here, is_secure
from simulator.teaching.classroom.courses import find_courses, of_course
from simulator.teaching.classroom.doors import Doors
from simulator.teaching.classroom.gate import LIMITS, Gate, TooManyAttempts, WrongCode
from simulator.teaching.classroom.keep import data_folder, read_private, write_private
from simulator.teaching.classroom.letterhead import Letterhead, Letterheads
from simulator.teaching.classroom.once import SentForms, form_number
from simulator.teaching.classroom.password import TrainerPassword
from simulator.teaching.classroom.room import live_view
from simulator.teaching.classroom.signer import Signer
from simulator.teaching.classroom.sittings import Question, questions_of, sitting
from simulator.teaching.journal import Event
from simulator.teaching.quiz import ChoiceItem, MatchingItem, Option, OrderItem
from simulator.teaching.serving.catalogue import Lesson
from simulator.teaching.store import Progress
from simulator.teaching.store.answers import TESTS

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
HEAD = ("06_when_the_network_fails", "cause", ("test",), 1, "id", "Mana yang benar?")


def request(remote_ip="127.0.0.1", host="localhost:8866", protocol="http", own="192.168.1.5", **headers):
    named = HTTPHeaders({name.replace("_", "-"): value for name, value in headers.items()})
    stream = SimpleNamespace(socket=SimpleNamespace(getsockname=lambda: (own, 8866)))
    connection = SimpleNamespace(stream=stream)
    return SimpleNamespace(remote_ip=remote_ip, host=host, protocol=protocol, headers=named, connection=connection)


@pytest.mark.parametrize(
    ("asked", "here"),
    [
        (request(), True),
        (request("::1", "[::1]:8866"), True),
        (request("192.168.1.5", "192.168.1.5:8866"), True),  # by its own address on the network
        (request("192.168.1.7"), False),
        (request("192.168.1.7", "192.168.1.5:8866"), False),
        (request(host="kantor.example:8866"), False),  # a name of somebody else's that points here
        (request(X_Forwarded_For="192.168.1.7"), False),  # a proxy on this computer asks for somebody else
        (request(Forwarded="for=192.168.1.7"), False),
    ],
)
def test_only_the_servers_own_keyboard_is_here(asked, here):
    assert is_here(asked) is here


def test_a_proxy_on_this_computer_is_believed_and_no_other():
    assert address_of(request(X_Forwarded_For="10.0.0.1, 192.168.1.7")) == "192.168.1.7"
    assert address_of(request("192.168.1.9", X_Forwarded_For="192.168.1.7")) == "192.168.1.9"
    assert is_secure(request(X_Forwarded_Proto="https"))
    assert not is_secure(request("192.168.1.9", X_Forwarded_Proto="https"))


def attempts(gate, n, *, address="a", target="t", right=False, kind="join", here=False):
    """Try n times; how many were judged."""

    async def run():
        judged = 0
        for _ in range(n):
            try:
                async with gate.attempt(kind, address, target, here=here):
                    judged += 1
                    if not right:
                        raise WrongCode
            except (WrongCode, TooManyAttempts):
                continue
        return judged

    return asyncio.run(run())


def test_the_gate_counts_wrong_attempts_by_address_target_and_in_all():
    gate = Gate({"join": ("3 per minute", "5 per minute", "7 per minute")})
    assert attempts(gate, 10) == 3
    assert attempts(gate, 10, address="b") == 2  # five at this target
    assert attempts(gate, 10, address="c", target="u") == 2  # seven in all
    assert attempts(gate, 10, address="d", target="v", right=True) == 0
    gate = Gate({"join": ("3 per minute", "5 per minute", "7 per minute")})
    assert attempts(gate, 50, right=True) == 50  # right ones do not count


def test_attempts_at_no_target_are_counted_by_address_and_in_all():
    gate = Gate(
        {"verify": ("3 per minute", "", "7 per minute"), "join": ("3 per minute", "1 per minute", "7 per hour")}
    )
    for kind in ("verify", "join"):
        assert [attempts(gate, 9, address=one, target="", kind=kind) for one in "abcd"] == [3, 3, 1, 0]


@pytest.mark.parametrize("kind", LIMITS)
def test_dozens_of_addresses_cannot_close_a_gate_for_others(kind):
    gate = Gate()
    for n in range(40):
        attempts(gate, 100, address=f"192.168.1.{n}", target="", kind=kind)
    assert attempts(gate, 1, address="10.0.0.1", target="", kind=kind, right=True) == 1


def test_nobody_on_the_network_locks_the_servers_own_keyboard():
    gate = Gate({"join": ("3 per minute", "5 per minute", "7 per minute")})
    for address in "abcd":
        attempts(gate, 10, address=address)
    assert attempts(gate, 1, address="127.0.0.1") == 0
    assert attempts(gate, 10, address="127.0.0.1", here=True) == 3


def test_attempts_at_once_cannot_slip_through_the_gate():
    gate = Gate({"join": ("3 per minute", "5 per minute", "7 per minute")})
    judged = []

    async def attempt():
        async with gate.attempt("join", "a", "t"):
            judged.append(1)
            await asyncio.sleep(0.001)
            raise WrongCode

    async def all_at_once():
        return await asyncio.gather(*(attempt() for _ in range(20)), return_exceptions=True)

    results = asyncio.run(all_at_once())
    assert len(judged) == 3
    waits = [error.seconds for error in results if isinstance(error, TooManyAttempts)]
    assert len(waits) == 17
    assert all(1 <= seconds <= 60 for seconds in waits)


def test_a_signature_outlives_the_server_and_fits_one_name_only(tmp_path):
    signed = Signer(tmp_path).sign("learner", "secret")
    again = Signer(tmp_path)
    assert again.read("learner", signed, 1) == "secret"
    assert again.read("trainer", signed, 1) is None
    assert again.read("learner", signed, -1) is None
    assert again.read("learner", signed[:-2], 1) is None
    assert Signer(tmp_path / "other").read("learner", signed, 1) is None


@pytest.mark.skipif(os.name != "posix", reason="the system has no such permissions")
def test_private_files_are_the_users_own(tmp_path):
    write_private(tmp_path / "a" / "key", b"1")
    assert stat.S_IMODE((tmp_path / "a" / "key").stat().st_mode) == 0o600
    (tmp_path / "a" / "key").chmod(0o644)
    assert read_private(tmp_path / "a" / "key") == b"1"
    assert stat.S_IMODE((tmp_path / "a" / "key").stat().st_mode) == 0o600
    assert [file.name for file in (tmp_path / "a").iterdir()] == ["key"]
    assert read_private(tmp_path / "none") is None


def test_the_servers_files_lie_beside_the_store(tmp_path):
    assert data_folder(f"sqlite:///{tmp_path}/x.sqlite") == tmp_path
    assert data_folder(str(tmp_path / "x.sqlite")) == tmp_path
    assert data_folder("postgresql://someone@somewhere/classes").name == "simptsp"


def test_the_password_is_kept_as_a_hash_and_can_be_replaced(tmp_path):
    password = TrainerPassword(tmp_path)
    assert not password.is_set
    assert not password.matches("")
    password.set("delapan8")
    kept = (tmp_path / "trainer.hash").read_text()
    assert extract_parameters(kept) == RFC_9106_LOW_MEMORY
    assert "delapan8" not in kept
    again = TrainerPassword(tmp_path)
    assert again.matches("delapan8")
    assert not again.matches("delapan9")
    assert again.stamp == password.stamp
    replaced = TrainerPassword(tmp_path, "sembilan9")
    assert not replaced.matches("delapan8")
    assert replaced.stamp != password.stamp
    assert TrainerPassword(tmp_path, "sembilan9").stamp == replaced.stamp  # the same password again signs nobody out
    for wrong in ("tujuh77", "x" * 201):
        with pytest.raises(ValueError, match="8 to 200"):
            password.set(wrong)


def test_a_broken_hash_lets_nobody_in(tmp_path):
    write_private(tmp_path / "trainer.hash", b"\xff not a hash")
    assert not TrainerPassword(tmp_path).matches("not a hash")


def test_open_tests_survive_a_restart_and_a_broken_file(tmp_path):
    doors = Doors(tmp_path)
    doors.turn("ABCDEF", "post", True)
    doors.turn("ABCDEF", "pre", True)
    doors.turn("XYZXYZ", "pre", True)
    assert Doors(tmp_path).open_tests("ABCDEF") == ("pre", "post")
    doors.turn("ABCDEF", "pre", False)
    doors.forget("XYZXYZ")
    assert Doors(tmp_path).open_tests("ABCDEF") == ("post",)
    assert json.loads((tmp_path / "open-tests.json").read_text()) == {"ABCDEF": ["post"]}
    (tmp_path / "open-tests.json").write_text("{")
    assert doors.open_tests("ABCDEF") == ()


@pytest.mark.parametrize(("keeper", "module"), [(Doors, "doors"), (Letterheads, "letterhead")])
def test_what_is_kept_at_the_same_time_is_all_kept(tmp_path, monkeypatch, keeper, module):
    def slow(file):
        content = read_private(file)
        time.sleep(0.05)  # long enough for the other one to read too
        return content

    monkeypatch.setattr(f"simulator.teaching.classroom.{module}.read_private", slow)
    kept = keeper(tmp_path)
    if keeper is Doors:
        changes = [partial(kept.turn, "ABCDEF", which, True) for which in TESTS]
    else:
        changes = [partial(kept.keep, code, Letterhead("Dinas Contoh")) for code in ("ABCDEF", "XYZXYZ")]
    with ThreadPoolExecutor(2) as both:
        list(both.map(lambda change: change(), changes))
    if keeper is Doors:
        assert kept.open_tests("ABCDEF") == TESTS
    else:
        assert kept.of("ABCDEF") == kept.of("XYZXYZ") == Letterhead("Dinas Contoh")


def test_a_lesson_is_asked_once_and_again_after_a_failure(monkeypatch):
    answers = iter([asked.Asked(), asked.Asked("Berapa menit?", "menit"), asked.Asked("never")])
    monkeypatch.setattr(asked, "_WAITING", {})
    monkeypatch.setattr(asked, "_asked", lambda *_: next(answers))
    clock = iter([0.0, asked.AGAIN_S - 1, asked.AGAIN_S + 1, asked.AGAIN_S + 1, 1000.0])
    monkeypatch.setattr(asked, "time", SimpleNamespace(monotonic=lambda: next(clock)))
    assert [asked.ask("01_why_queues_explode", "id").result() for _ in range(2)] == [asked.Asked()] * 2
    assert [asked.ask("01_why_queues_explode", "id").result().unit for _ in range(2)] == ["menit"] * 2


def test_the_newest_forms_are_remembered():
    sent = SentForms()
    numbers = [form_number() for _ in range(1005)]
    for n, number in enumerate(numbers):
        sent.keep(str(n), number, "Mawar")
    assert sent.result(numbers[-1], "Mawar") == "1004"
    assert sent.result(numbers[-1], "Melati") is None
    assert [n for n, number in enumerate(numbers) if sent.result(number, "Mawar") is None] == [0, 1, 2, 3, 4]
    sent.keep("nobody", "", "Mawar")
    assert sent.result("", "Mawar") is None


@pytest.mark.parametrize(
    ("guesses", "answer", "counts", "outside"),
    [
        ([5], None, [1], 0),
        ([5, 5, 5], None, [3], 0),
        ([0, 1, 2, 3, 4], None, [1, 1, 1, 1, 1], 0),
        ([10, 11, 12, 13, 1e9], None, [1, 1, 1, 1], 1),
        ([10, 11, 12, 13, float("nan"), float("inf")], None, [1, 1, 1, 1], 0),
        ([1, 2, 3], 6, [1, 2, 0, 0], 0),
        ([1, 2, 3], 1000, [1, 0, 1, 0, 1], 0),
    ],
)
def test_every_guess_is_in_one_bar_or_counted_as_outside(guesses, answer, counts, outside):
    bars = histogram(guesses, answer)
    assert [bar.count for bar in bars.bins] == counts
    assert bars.outside == outside
    assert bars.n == sum(counts) + outside


def test_no_guess_has_no_histogram_and_bars_stay_few():
    assert histogram([]) is None
    assert histogram([float("nan")]) is None
    bars = histogram([n**1.5 for n in range(200)])
    assert 5 <= len(bars.bins) <= 12
    assert sum(bar.count for bar in bars.bins) == 200
    assert histogram([-3, -2, 4]).bins[0].low <= -3
    assert histogram([0.01, 0.02, 0.04]).decimals == 2


def test_the_median_is_of_all_guesses():
    assert histogram([1, 2, 3, 100]).median == 2.5
    assert histogram([1, 2, 3]).median == 2


def lessons():
    return [Lesson(number, "id", number, "", f"id/{number}.ipynb") for number in ("00", "01", "06")]


def test_curricula_are_read_and_a_broken_one_is_passed_over(curricula):
    [course] = find_courses(curricula)
    assert (course.name, course.jp, course.items_per_lesson, course.minimum_attendance) == ("workshop", 16, 2, 1.0)
    assert [lesson.number for lesson in of_course(course, lessons())] == ["00", "01", "06"]
    assert [lesson.number for lesson in of_course(course, lessons()[1:])] == ["01", "06"]
    assert find_courses(None) == ()


def row(name, lesson, step, minutes_ago):
    return Progress("P-1", name, lesson, step, 2, 3, 1, 4.0, False, NOW - timedelta(minutes=minutes_ago))


def test_the_live_view_shows_the_newest_place_and_no_test_or_list():
    text = {
        "live_count": "{joined} {active}",
        "ago": "{n}",
        "ago_now": "now",
        "not_started": "-",
        "step_guess": "tebakan",
        "step_quiz": "kuis",
        "step_show": "peragaan",
    }
    rows = [
        row("Bakung", "01_why_queues_explode", "guess", 50),
        row("Bakung", "06_when_the_network_fails", "guess", 1),
        row("Bakung", "attendance", "", 0),
        row("Anggrek", "06_when_the_network_fails", "quiz-a", 10),
    ]
    view = live_view(rows, ["Bakung", "Anggrek", "Cempaka"], {"06": "06 Saat"}, text, NOW)
    assert view["count"] == "3 1"
    assert [(one["name"], one["lesson"], one["step"], one["ago"]) for one in view["people"]] == [
        ("Anggrek", "06 Saat", "kuis", "10"),
        ("Bakung", "06 Saat", "tebakan", "1"),
        ("Cempaka", "-", "", ""),
    ]
    assert view["steps"] == [
        {"lesson": "06 Saat", "step": "kuis", "n": 1},
        {"lesson": "06 Saat", "step": "tebakan", "n": 1},
    ]


def test_a_choice_is_shuffled_and_judged_by_what_was_shown():
    options = tuple(Option(text, "") for text in ("benar", "b", "c", "d"))
    [question] = questions_of([ChoiceItem(*HEAD, options, 0)])
    assert sorted(question.choices) == ["b", "benar", "c", "d"]
    assert question.choices != ("benar", "b", "c", "d")
    right = str(question.choices.index("benar"))
    assert question.item.judge(question.answer({"0": right})).right
    assert not question.item.judge(question.answer({"0": str((int(right) + 1) % 4)})).right
    assert [question.answer(fields) for fields in ({}, {"0": ""}, {"0": "4"}, {"0": "-1"}, {"0": "²"})] == [None] * 5


def test_an_order_is_read_from_places_and_a_place_taken_twice_is_not_complete():
    item = OrderItem(*HEAD, ("a", "b", "c"), (2, 0, 1), "", "{first_wrong}")
    [question] = questions_of([item])
    assert question.fields == ("c", "a", "b")
    assert item.judge(question.answer({"0": "2", "1": "0", "2": "1"})).right
    assert not item.judge(question.answer({"0": "0", "1": "1", "2": "2"})).right
    assert question.answer({"0": "2", "1": "2", "2": "1"}) is None
    assert question.answer({"0": "2", "1": "1"}) is None


def test_a_matching_takes_one_for_each():
    item = MatchingItem(*HEAD, ("l1", "l2"), ("r1", "r2", "r3"), (1, 0), ("", ""), "")
    [question] = questions_of([item])
    assert item.judge(question.answer({"0": "1", "1": "0"})).right
    assert question.answer({"0": "1"}) is None


def test_a_sitting_takes_the_last_choice_and_ends_when_handed_in():
    said = [
        Event("explored", "pre#l.a", {"chosen": {"0": "1"}}, NOW),
        Event("explored", "post#l.a", {"chosen": {"0": "9"}}, NOW),
        Event("explored", "pre#l.a", {"chosen": {"0": "2"}}, NOW),
    ]
    assert sitting(said, "pre").chosen == {"l.a": {"0": "2"}}
    assert not sitting(said, "pre").is_handed_in
    done = [*said, Event("completed", "pre", {}, NOW), Event("answered", "pre#l.a", {"success": True}, NOW)]
    assert sitting(done, "pre").is_handed_in
    assert (sitting(done, "pre").answered, sitting(done, "pre").right) == (1, 1)
    assert not sitting(done, "post").is_handed_in


def test_every_sentence_exists_in_both_languages_with_the_same_braces():
    pages = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)
    texts = pages.get_template("class_texts.html.j2").module.texts
    assert len(texts["id"]) >= 200
    assert texts["id"].keys() == texts["en"].keys()
    same = {key for key in texts["id"] if texts["id"][key] == texts["en"][key]}
    assert same <= {"column_lesson"}

    def braces(sentence):
        return {part.partition("}")[0] for part in sentence.split("{")[1:]}

    assert [key for key in texts["id"] if braces(texts["id"][key]) != braces(texts["en"][key])] == []


def test_every_sentence_is_used():
    pages = [
        file.read_text(encoding="utf-8") for file in TEMPLATES.glob("*.html*") if file.name != "class_texts.html.j2"
    ]
    code = [file.read_text(encoding="utf-8") for file in (TEMPLATES.parents[2] / "classroom").glob("*.py")]
    assert len(pages) >= 15
    assert len(code) >= 15
    everything = "\n".join(pages + code)
    texts = Environment(loader=FileSystemLoader(TEMPLATES)).get_template("class_texts.html.j2").module.texts
    built = ("step_", "nav_", "test_pre", "test_post", "data_")
    assert [key for key in texts["id"] if key not in everything and not key.startswith(built)] == []


def test_question_has_no_answer_in_its_public_parts():
    assert set(Question.__dataclass_fields__) == {"item", "fields", "choices", "shown"}
