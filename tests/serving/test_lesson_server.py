"""A lesson server: who is let in, what ends, and what is refused."""

import asyncio
import json
import shutil
import socket
import sqlite3
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import psutil
import pytest

from benchmarks.load_protocol import SUBPROTOCOL, Wire, changed
from simulator.teaching.serving.fork_client import CAN_FORK
from simulator.teaching.serving.settings import MOST_MESSAGE

LESSONS = Path(__file__).parents[2] / "notebooks" / "lessons"
UNKNOWN = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def learner(school, eventually):
    """A fresh browser; the kernels of its lessons end with the test."""
    browser = school.browser()
    opened = []
    plain_open = browser.open
    browser.open = lambda *path: opened.append(plain_open(*path)) or opened[-1]
    yield browser
    for kernel in opened:
        browser.close(kernel)
    eventually(lambda: not {kernel for kernel in opened if browser.get(f"api/kernels/{kernel}")[0] == 200})


def talk(school, kernel, conversation):
    """Connect to a kernel as a page does, and have a conversation."""

    async def connected():
        address = f"{school.home}api/kernels/{kernel}/channels?session_id={uuid.uuid4().hex}"
        async with (
            aiohttp.ClientSession() as http,
            http.ws_connect(address, protocols=[SUBPROTOCOL], max_msg_size=0) as found,
            asyncio.timeout(20),
        ):
            return await conversation(Wire(found, uuid.uuid4().hex))

    return asyncio.run(connected())


def who(school, kernel):
    """What the sample's button says: the learner, and the number of the kernel's process."""

    async def ask(wire):
        states = await wire.states()
        button = next(model for model, state in states.items() if state.get("part") == "form")
        await wire.custom(button, {"event": "submit", "entries": {}})
        while True:
            _, state = changed(await wire.receive())
            if state.get("html"):
                return state["html"].split()

    return talk(school, kernel, ask)


# ---- kernels


@pytest.mark.skipif(not CAN_FORK, reason="kernels are forked on Linux only")
def test_the_kernel_of_a_page_is_forked(school, learner):
    kernel = learner.open()
    _, process = who(school, kernel)
    assert int(process) in {forked.pid for forked in school.forked()}


def test_a_kernel_knows_its_learner(school, learner):
    ani, _ = who(school, learner.open())
    assert len(ani) >= 20
    other = school.browser()
    kernel = other.open()
    assert who(school, kernel)[0] not in (ani, "nobody")
    assert other.close(kernel) == 204
    assert who(school, learner.open())[0] == ani


def test_a_closed_tab_ends_its_kernel(school, learner, eventually):
    kernel = learner.open()
    process = psutil.Process(int(who(school, kernel)[1]))
    assert learner.close(kernel) == 204
    assert learner.get(f"api/kernels/{kernel}")[0] == 404
    eventually(lambda: not process.is_running())


def test_the_log_names_neither_kernel_nor_learner(school, learner):
    kernel = learner.open()
    learner.close(kernel, token="forged")
    text = school.log.read_text()
    assert kernel not in text
    assert who(school, kernel)[0] not in text


# ---- room


def test_a_full_class_is_told_to_wait_and_a_place_is_kept_for_a_reload(new_school, eventually):
    with new_school(learners=2) as school:
        ani, budi, citra = (school.browser() for _ in range(3))
        first, second = ani.open(), budi.open()
        status, headers, page = citra.get("voila/render/id/01.ipynb")
        assert (status, int(headers["Retry-After"]) > 0) == (503, True)
        assert "Kelas sedang penuh" in page
        assert "location.reload" in page
        assert "The class is full" in citra.get("voila/render/en/01.ipynb")[2]
        assert citra.get("")[0] == 200, "the home page is always there"
        assert ani.close(first) == 204
        assert citra.get("voila/render/id/01.ipynb")[0] == 503, "the place is kept for a moment"
        first = ani.open()
        assert budi.open()  # a reload whose page has not ended yet
        assert budi.get(f"api/kernels/{second}")[0] == 404
        assert len(school.forked()) == 2
        ani.close(first)
        eventually(lambda: citra.get("voila/render/id/01.ipynb")[0] == 200)


@pytest.mark.verify
def test_a_learner_has_three_lessons_at_most(new_school):
    with new_school(learners=20) as school:
        learner = school.browser()
        kernels = [learner.open() for _ in range(5)]
        alive = [learner.get(f"api/kernels/{kernel}")[0] for kernel in kernels]
    assert alive == [404, 404, 200, 200, 200]


def test_many_pages_asked_for_at_once_make_no_more_kernels_than_there_are_places(new_school, eventually):
    """One browser asks for all of them before the first has a kernel."""
    with new_school(learners=4) as school:
        learner = school.browser()
        learner.open()
        with ThreadPoolExecutor(14) as windows:
            pages = [*windows.map(lambda _: learner.get("voila/render/id/01.ipynb"), range(14))]
        assert 503 in {status for status, _, _ in pages}
        eventually(lambda: len(school.forked()) <= 3)


# ---- ready pages


def test_a_ready_page_is_handed_to_one_learner_and_knows_who_it_is(new_school, eventually):
    with new_school(ready=2, learners=20) as school:
        eventually(lambda: len(school.forked()) == 2 and sleeps(school))
        ready = {str(forked.pid) for forked in school.forked()}
        people = [school.browser(), school.browser()]
        told = [who(school, person.open()) for person in people]
    assert {process for _, process in told} == ready
    assert len({name for name, _ in told} - {"nobody"}) == 2


@pytest.mark.verify
def test_what_is_done_on_a_ready_page_is_kept_as_its_learners(new_school, eventually, tmp_path):
    """A real lesson: its page was made before anybody asked, and the journal is the learner's all the same."""
    (tmp_path / "id").mkdir()
    [lesson] = LESSONS.glob("id/01_*.ipynb")
    shutil.copy(lesson, tmp_path / "id")
    path = f"voila/render/id/{lesson.name}"
    with new_school(tmp_path, ready=1, learners=20) as school:
        eventually(lambda: len(school.forked()) == 1 and sleeps(school))
        [ready] = school.forked()
        learner = school.browser()
        first = learner.open(path)
        assert [forked.pid for forked in school.forked()] == [ready.pid]
        talk(school, first, lambda wire: _guess(wire, "33"))
        with closing(sqlite3.connect(school.store.removeprefix("sqlite:///"))) as store:
            kept = store.execute("SELECT verb, step, result FROM events ORDER BY id LIMIT 2").fetchall()
        eventually(lambda: len(school.forked()) == 2 and sleeps(school))  # one more is ready
        second = learner.open(path)  # it has begun: no ready page would show that
        shown = talk(school, second, lambda wire: _fields(wire))
    told = [(verb, step, json.loads(result)) for verb, step, result in kept]
    assert told == [("opened", "", {}), ("predicted", "guess", {"value": 33.0})]
    assert shown.startswith("33")


async def _guess(wire, minutes):
    states = await wire.states()
    form = next(model for model, state in states.items() if state.get("part") == "form" and state["fields"])
    await wire.custom(form, {"event": "submit", "entries": {states[form]["fields"][0]["name"]: minutes}})
    while True:
        model, state = changed(await wire.receive())
        if model == form and state.get("disabled"):
            return


async def _fields(wire):
    states = await wire.states()
    form = next(state for state in states.values() if state.get("part") == "form" and state["fields"])
    return form["fields"][0]["text"]


def sleeps(school):
    """Whether the server and its kernels do nothing: what is made ready is ready."""

    def used():
        return sum(sum(one.cpu_times()[:2]) for one in psutil.Process(school.process.pid).children(recursive=True))

    before = used()
    time.sleep(2)
    return used() - before < 0.03


def test_the_folder_of_a_killed_server_is_removed_by_the_next(new_school):
    with new_school() as school:
        files = psutil.Process(school.process.pid).open_files()
        [folder] = [Path(file.path).parent for file in files if file.path.endswith("simptsp.lock")]
        school.process.kill()
        school.process.wait(30)
        assert folder.exists()
    with new_school():
        assert not folder.exists()


# ---- what is refused


@pytest.mark.parametrize("path", ["login", "logout"])
def test_jupyters_own_signing_in_is_not_there(school, path):
    status, _, text = school.browser().get(path)
    assert status == 404
    assert "Halaman ini tidak ada" in text


@pytest.mark.parametrize(
    "path", ["api/kernels", "api/kernels/", "api/sessions", "api/status", "api/contents", "metrics"]
)
def test_nothing_lists_kernels(school, learner, path):
    kernel = learner.open()
    status, _, text = learner.get(path)
    assert status == 404
    assert kernel not in text


def test_no_other_page_names_a_kernel(school, learner):
    kernel = learner.open()
    other = school.browser()
    for path in ("", "en", "pelatih", "nowhere", "voila/render/en/nothing.ipynb"):
        assert kernel not in other.get(path)[2]


def test_a_guessed_kernel_does_not_exist(school, learner):
    learner.get("")
    assert learner.get(f"api/kernels/{UNKNOWN}")[0] == 404
    with pytest.raises(aiohttp.WSServerHandshakeError, match="404"):
        talk(school, UNKNOWN, None)
    assert learner.close(UNKNOWN) in (403, 404)


@pytest.mark.parametrize("token", ["", "forged", "2|00000000|00000000000000000000000000000000|1"])
def test_a_forged_message_ends_no_kernel(school, learner, token):
    kernel = learner.open()
    assert learner.close(kernel, token) == 403
    assert learner.get(f"api/kernels/{kernel}")[0] == 200


def test_another_browser_cannot_end_a_kernel_without_its_page(school, learner):
    """The kernel's identity is the secret; a page of another site knows neither it nor the token."""
    kernel = learner.open()
    assert school.browser().close(kernel) == 403
    assert learner.get(f"api/kernels/{kernel}")[0] == 200


@pytest.mark.parametrize(
    "kind", ["execute_request", "inspect_request", "complete_request", "history_request", "input_reply"]
)
def test_a_page_cannot_run_code(school, learner, kind, tmp_path):
    kernel = learner.open()
    trace = tmp_path / "trace"
    code = f"open({str(trace)!r}, 'w').write('x')"

    async def attack(wire):
        await wire.send(kind, {"code": code, "silent": False, "store_history": False, "cursor_pos": 0, "value": code})
        states = await wire.states()  # answered after what came before
        return len(states)

    assert talk(school, kernel, attack) > 0
    assert not trace.exists()


WILD = [
    None, 7, "x", [], {}, {"event": None}, {"event": "submit"}, {"event": "submit", "entries": None},
    {"event": "submit", "entries": {"a": "b" * 100_000}}, {"event": "submit", "entries": {"__class__": 1}},
    {"event": "change", "value": 1e308}, {"event": "change", "value": "NaN"}, {"event": ["submit"]}, {"x": [[[[]]]] * 9},
]  # fmt: skip


def test_wild_messages_break_nothing(school, learner):
    kernel = learner.open()

    async def attack(wire):
        states = await wire.states()
        for model in states:
            for content in WILD:
                await wire.custom(model, content)
            for data in ({}, {"method": "update"}, {"method": "update", "state": {"disabled": False, "part": "x"}}, []):
                await wire.send("comm_msg", {"comm_id": model, "data": data})
        await wire.send("comm_msg", {"comm_id": UNKNOWN, "data": {"method": "custom"}})
        await wire.send("comm_open", {"comm_id": "x", "target_name": "os.system", "data": {"x": 1}})
        return states, await wire.states()

    before, after = talk(school, kernel, attack)
    assert after.keys() == before.keys()
    assert [state.get("part") for state in after.values()] == [state.get("part") for state in before.values()]


PLACE = {"": "@jupyter-widgets/controls", "_version": "2.0.0"}


def test_a_page_cannot_make_widgets(school, learner):
    kernel = learner.open()

    async def attack(wire):
        before = await wire.states()
        named = {f"_{side}_name": f"Textarea{side.title()}" for side in ("model", "view")}
        kind = {f"_{side}_module{end}": of for side in ("model", "view") for end, of in PLACE.items()}
        data = {"state": {**named, **kind, "value": "x" * 1000}, "buffer_paths": []}
        opened = {"comm_id": "mine", "target_name": "jupyter.widget", "data": data}
        await wire.send("comm_open", opened, {"version": "2.1.0"})
        return before, await wire.states()

    before, after = talk(school, kernel, attack)
    assert after.keys() == before.keys()


def test_a_huge_message_ends_the_connection_and_nothing_else(school, learner):
    kernel = learner.open()

    async def attack(wire):
        await wire.custom("x", {"event": "x" * MOST_MESSAGE})
        with pytest.raises(ConnectionError, match="1009"):
            await wire.answer("nothing")

    talk(school, kernel, attack)
    assert talk(school, kernel, lambda wire: wire.states())


@pytest.mark.parametrize(
    "path",
    [
        *("voila/render/../../../../etc/passwd", "voila/render/..%2f..%2f..%2fetc%2fpasswd", "voila/files/id/01.ipynb"),
        *("voila/static/../../../server.py", "voila/static/..%2f..%2f..%2fetc%2fpasswd", "voila/static//etc/passwd"),
        *("voila/static/../part.py", "voila/templates/simptsp/static/../../../../handlers.py", "voila/static/%00"),
    ],
)
def test_no_file_is_given_away(school, path):
    status, _, text = raw(school, f"GET /{path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    assert status in (400, 403, 404)
    assert "root:" not in text
    assert "import" not in text


@pytest.mark.parametrize(
    ("path", "where"),
    [("en/", "/en"), ("id/", "/id"), ("id", "/"), ("en/join/", "/en/join"), ("nowhere/", "/nowhere")],
)
def test_a_slash_too_many_leads_to_the_page(school, path, where):
    status, head, _ = raw(school, f"GET /{path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    assert status == 302
    assert f"\r\nLocation: {where}\r\n" in head


@pytest.mark.parametrize("path", ["voila/files/01.png", "voila/files/x"])
def test_what_is_not_there_is_said_on_a_page_of_ours(school, path):
    status, _, text = school.browser().get(path)
    assert (status, "Halaman ini tidak ada" in text) == (404, True)


def test_no_other_server_is_led_to(school):
    status, head, _ = raw(school, "GET //evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    assert status == 404
    assert "Location" not in head


@pytest.mark.parametrize(
    ("path", "status"),
    [("", 200), ("en", 200), ("en/", 302), ("gabung", 200), ("nowhere", 404), ("voila/render/nowhere.ipynb", 404)],
)
def test_head_is_answered_without_the_page(school, path, status):
    got, _, text = raw(school, f"HEAD /{path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    assert (got, text) == (status, "")


def test_head_of_a_lesson_starts_no_kernel(school):
    before = len(school.forked())
    request = "HEAD /voila/render/id/01.ipynb HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    got, _, text = raw(school, request)
    assert (got, text, len(school.forked())) == (200, "", before)


def test_the_front_end_of_widgets_is_given_away_and_kept(school):
    status, headers, text = school.browser().get("voila/static/parts.js?v=1")
    assert (status, "export{" in text) == (200, True)
    assert "max-age" in headers["Cache-Control"]


@pytest.mark.parametrize(
    "request_",
    [
        "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x" * 100_000 + "\r\n\r\n",
        "GET /" + "x" * 100_000 + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "POST /voila/api/shutdown/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\nx",
        "POST /voila/api/shutdown/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\nx",
        "GET / HTTP/9.9\r\n\r\n",
        "\0\0\0\r\n\r\n",
    ],
    ids=["headers", "address", "body", "negative", "version", "nonsense"],
)
def test_what_no_browser_sends_is_refused(school, request_):
    status, _, _ = raw(school, request_)
    assert status == 0 or 400 <= status < 500
    assert school.browser().get("")[0] == 200


def test_a_strange_host_changes_no_page(school):
    request = "GET / HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\nConnection: close\r\n\r\n"
    assert "evil.example" not in raw(school, request)[2]


def raw(school, request):
    """Status, headers and text of an answer to bytes that no library would send; status 0 if there is none."""
    part = urlsplit(school.home)
    answer = b""
    with socket.create_connection((part.hostname, part.port), timeout=20) as line:
        try:
            line.sendall(request.encode())
            while chunk := line.recv(65536):
                answer += chunk
                if answer.startswith(b"HTTP/1.1 4") and b"\r\n\r\n" in answer:
                    break
        except (ConnectionError, TimeoutError):
            pass
    head, _, text = answer.decode(errors="replace").partition("\r\n\r\n")
    return int(head.split()[1]) if head else 0, head, text


def test_the_server_still_serves_and_has_no_kernel_too_many(school, eventually):
    """After all that was tried above."""
    assert school.process.poll() is None
    eventually(lambda: len(school.forked()) <= 4)
