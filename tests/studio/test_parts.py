"""Parts of the studio take what they offered, whole, and nothing else a browser may send."""

from base64 import b64encode

import pytest

from simulator.studio.parts import (
    Buttons,
    Cards,
    Download,
    Knobs,
    Line,
    Pick,
    PlanBar,
    Progress,
    StudioPart,
    Tabs,
    Tour,
    Upload,
)
from simulator.studio.parts.upload import LARGEST_BYTES, LARGEST_PIECE

WILD = [None, [], "teks", 3, {}, {"key": None}, {"key": 3}, {"key": ["a"]}, {"key": "tidak ada"}, {"key": "a" * 10_000}]
ITEMS = [{"key": "a", "label": "A"}, {"key": "b", "label": "B", "disabled": True}]


@pytest.fixture
def heard() -> list:
    return []


@pytest.fixture
def note(heard):
    """Note whatever is called, with its arguments."""
    return lambda *what: heard.append(what)


def knob(key: str, now: str = "3") -> dict:
    return {"key": key, "label": key, "unit": "", "kind": "number", "control": {}, "now": now, "help": "", "source": "", "assumed": False}  # fmt: skip


@pytest.fixture
def knobs(note) -> Knobs:
    form = Knobs(on_type=lambda *what: note("type", *what), on_reset=lambda *what: note("reset", *what))
    form.show_form("s/p1", [{"name": "g", "title": "G", "parts": [{"title": "P", "knobs": [knob("k"), knob("m")]}]}])
    form.show_entries({"k": "4"}, {"k": "Terlalu besar."})
    return form


def typed(text: object, key: object = "k", n: object = 1, scope: object = "s/p1", event: str = "type") -> dict:
    return {"event": event, "scope": scope, "key": key, "text": text, "n": n}


# ---- tabs, cards, buttons, list


@pytest.mark.parametrize(
    "part", [lambda note: Tabs(on_choose=note), lambda note: Cards(on_choose=note), lambda note: Buttons(on_press=note)]
)
def test_only_what_is_shown_can_be_chosen(part, note, heard):
    made = part(note)
    made.show(ITEMS) if isinstance(made, Buttons) else made.show(ITEMS, "")
    for content in WILD:
        made.receive(content)
    assert heard == []
    made.receive({"key": "a"})
    assert heard == [("a",)]


@pytest.mark.parametrize("part", [lambda note: Tabs(on_choose=note), lambda note: Buttons(on_press=note)])
def test_what_is_locked_cannot_be_chosen(part, note, heard):
    made = part(note)
    made.show(ITEMS) if isinstance(made, Buttons) else made.show(ITEMS, "a")
    made.receive({"key": "b"})
    assert heard == []


def test_a_list_gives_one_of_its_options(note, heard):
    pick = Pick(on_choose=note)
    pick.show([["", "semua"], ["x", "X"]], "")
    for value in (None, 3, "y", ["x"], "x", ""):
        pick.receive({"value": value})
    assert heard == [("x",), ("",)]


# ---- plans


@pytest.fixture
def plan_bar(note) -> PlanBar:
    bar = PlanBar(on_choose=lambda *what: note("choose", *what), on_act=lambda *what: note("act", *what))
    bar.show([{"key": "now", "name": "Sekarang"}, {"key": "p1", "name": "A"}], "p1", ["rename", "remove", "undo"])
    return bar


def test_a_plan_is_chosen_and_acted_upon(plan_bar, heard):
    plan_bar.receive({"key": "now"})
    plan_bar.receive({"key": "p1", "act": "rename", "text": "  Loket baru "})
    plan_bar.receive({"key": "p1", "act": "undo", "text": "tidak dipakai"})
    assert heard == [("choose", "now"), ("act", "rename", "p1", "Loket baru"), ("act", "undo", "p1", "")]


@pytest.mark.parametrize(
    "content",
    [*WILD, {"key": "p9", "act": "undo"}, {"key": "p1", "act": "add"}, {"key": "p1", "act": "format"}]
    + [{"key": "p1", "act": "rename", "text": text} for text in (None, 3, "", "   ", "a" * 61, "\0", "\ud800")],
)
def test_an_act_that_is_not_possible_changes_nothing(plan_bar, heard, content):
    plan_bar.receive(content)
    assert heard == []


# ---- the form


def test_a_text_is_taken_as_typed(knobs, heard):
    knobs.receive(typed(" 3,5 orang", n=7))
    knobs.receive(typed("", key="m", n=8))
    knobs.receive(typed("", event="reset", n=9))
    assert heard == [("type", "k", " 3,5 orang"), ("type", "m", ""), ("reset", "k")]


def test_an_answer_says_which_event_it_knows_of(knobs):
    assert knobs.answer == {
        "scope": "s/p1",
        "heard": 0,
        "entries": {"k": "4"},
        "faults": {"k": "Terlalu besar."},
        "same": [],
        "notes": {},
    }
    knobs.receive(typed("5", n=7))
    knobs.show_entries({"k": "5"}, {})
    assert (knobs.answer["heard"], knobs.entries, knobs.faults) == (7, {"k": "5"}, {})


@pytest.mark.parametrize(
    "content",
    [*WILD, typed(None), typed(5), typed("a" * 4001), typed("4", key="lain"), typed("4", key=None)]
    + [typed("4", scope="s/p2"), typed("4", scope=None), typed("", event="reset", key="lain")]
    + [typed("4", n=n) for n in (None, "1", True, 1.5, 2**60)],
)
def test_a_text_of_another_form_or_beyond_its_limits_is_refused(knobs, heard, content):
    knobs.receive(content)
    assert heard == []
    knobs.show_entries({}, {})
    assert knobs.answer["heard"] == 0


def test_knobs_of_a_form_that_is_gone_cannot_be_typed_into(knobs, heard):
    knobs.show_form("s/p1", [])
    knobs.receive(typed("4"))
    assert heard == []


def test_letters_that_no_store_keeps_are_left_out_of_what_is_typed(note, heard):
    line = Line(label="Nama", longest=10, on_type=note)
    line.show("", "s/name")
    line.receive(typed("St\0udi\ud800", scope="s/name", n=4))
    line.show("Studi", "s/name")
    assert (heard, line.answer["heard"]) == ([("Studi",)], 4)


def test_a_line_is_given_over_if_it_fits(note, heard):
    line = Line(label="Nama", longest=10, on_type=note)
    line.show("", "s/name")
    for text in (None, 3, "a" * 11):
        line.receive(typed(text, scope="s/name"))
    line.receive(typed("Studi", scope="lain"))
    assert heard == []
    line.receive(typed("Studi", scope="s/name", n=4))
    line.show("Studi", "s/name")
    assert (heard, line.text, line.answer["heard"]) == ([("Studi",)], "Studi", 4)


# ---- progress, tour, download


def test_only_what_is_under_way_can_be_stopped(note, heard):
    progress = Progress(stop_label="Hentikan", on_stop=note)
    progress.receive({"event": "stop"})
    progress.show("Menghitung", 1.7)
    for content in WILD:
        progress.receive(content)
    assert (heard, progress.share) == ([], 1.0)
    progress.receive({"event": "stop"})
    progress.hide()
    progress.receive({"event": "stop"})
    assert heard == [()]


def test_a_tour_goes_to_its_own_steps_only(note, heard):
    tour = Tour(on_step=note)
    tour.show([{"title": "A", "text": "", "target": ""}], 5)
    assert tour.at == -1
    for at in (None, "0", True, -2, 1, 0.0):
        tour.receive({"at": at})
    assert heard == []
    tour.receive({"at": 0})
    tour.receive({"at": -1})
    assert heard == [(0,), (-1,)]


def test_a_file_is_sent_as_it_is(note, heard, monkeypatch):
    download = Download(label="Unduh", on_ask=note)
    sent = []
    monkeypatch.setattr(download, "send", lambda content, buffers: sent.append((content, buffers)))
    download.send_file("a.yaml", "text/yaml", b"\x00\xff")
    assert sent == [({"event": "file", "name": "a.yaml", "mime": "text/yaml"}, [b"\x00\xff"])]
    for content in WILD:
        download.receive(content)
    assert heard == []
    download.receive({"event": "ask"})
    download.disabled = True
    download.receive({"event": "ask"})
    assert heard == [()]


# ---- files


@pytest.fixture
def upload(note) -> Upload:
    return Upload(label="Berkas", on_file=note)


def begin(upload: Upload, size: object, number: object = 1, name: object = "a.yaml") -> None:
    upload.receive({"event": "begin", "id": number, "name": name, "size": size})


def piece(upload: Upload, at: object, data: bytes | str, number: int = 1) -> None:
    text = data if isinstance(data, str) else b64encode(data).decode()
    upload.receive({"event": "piece", "id": number, "at": at, "data": text})


def test_pieces_make_the_whole_file(upload, heard):
    content = bytes(range(256)) * 400
    begin(upload, len(content), name="C:\\arsip\\kantor.yaml")
    for at in range(0, len(content), LARGEST_PIECE):
        assert heard == []
        piece(upload, at, content[at : at + LARGEST_PIECE])
    assert heard == [("kantor.yaml", content)]
    assert len(b64encode(bytes(LARGEST_PIECE))) < 64_000


def test_a_new_file_ends_the_one_before(upload, heard):
    begin(upload, 4, number=1)
    piece(upload, 0, b"ab", number=1)
    begin(upload, 2, number=2)
    piece(upload, 2, b"cd", number=1)
    assert heard == []
    piece(upload, 0, b"xy", number=2)
    assert heard == [("a.yaml", b"xy")]


@pytest.mark.parametrize(
    ("at", "data"), [(1, b"ab"), (None, b"ab"), (True, b"ab"), (0, b""), (0, b"abcde"), (0, "%%%"), (0, "a" * 100_000)]
)
def test_a_wrong_piece_ends_the_file_with_a_sentence(upload, heard, at, data):
    begin(upload, 4)
    piece(upload, at, data)
    assert upload.said["sentence"] == "Berkas tidak sampai dengan utuh. Coba kirim sekali lagi."
    piece(upload, 0, b"abcd")
    assert heard == []


def test_a_piece_without_a_beginning_is_nothing(upload, heard):
    piece(upload, 0, b"abcd")
    for content in [*WILD, {"event": "piece", "id": True}, {"event": "begin", "id": "1"}]:
        upload.receive(content)
    assert (heard, upload.said["sentence"]) == ([], "")


@pytest.mark.parametrize(
    ("size", "name", "sentence"),
    [
        (LARGEST_BYTES + 1, "a.yaml", "Berkas ini terlalu besar. Paling besar 2 MB."),
        (0, "a.yaml", "Berkas ini kosong. Pilih berkas lain."),
        (-1, "a.yaml", "Berkas tidak sampai dengan utuh. Coba kirim sekali lagi."),
        (4, "", "Berkas tidak sampai dengan utuh. Coba kirim sekali lagi."),
        (None, "a.yaml", "Berkas tidak sampai dengan utuh. Coba kirim sekali lagi."),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_at_its_beginning(upload, heard, size, name, sentence):
    begin(upload, size, name=name)
    assert (upload.said["sentence"], upload.said["tone"]) == (sentence, "error")
    piece(upload, 0, b"abcd")
    assert heard == []


# ---- all of them


def test_state_from_a_browser_is_ignored(plan_bar, knobs):
    plan_bar.set_state({"can": ["add"], "plans": []})
    knobs.set_state({"groups": [], "scope": "lain"})
    assert (plan_bar.can, len(plan_bar.plans), knobs.scope) == (["rename", "remove", "undo"], 2, "s/p1")


@pytest.mark.parametrize(
    "make",
    [
        lambda **state: PlanBar(on_choose=print, on_act=print, **state),
        lambda **state: Knobs(on_type=print, on_reset=print, **state),
        lambda **state: Upload(on_file=print, **state),
        lambda **state: Tour(on_step=print, **state),
        lambda **state: Cards(on_choose=print, **state),
    ],
)
def test_a_part_speaks_its_language_and_takes_other_words(make):
    own, english = make(lang="id").texts, make(lang="en").texts
    assert own.keys() == english.keys()
    assert all(own[name] != english[name] for name in own)
    name = next(iter(own))
    assert make(lang="id", texts={name: "lain"}).texts == {**own, name: "lain"}


def test_all_parts_share_the_studios_front_end():
    kinds = [Buttons, Cards, Download, Knobs, Line, Pick, PlanBar, Progress, Tabs, Tour, Upload]
    assert all(issubclass(kind, StudioPart) and kind._esm is StudioPart._esm for kind in kinds)
    assert len({kind.part.default_value for kind in kinds}) == len(kinds)
