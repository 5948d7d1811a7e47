"""Exports: safe to open, without secrets, and what they say they are."""

import csv
import io
import json
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from openpyxl import load_workbook

from simulator.teaching.store import ClassEvent, ClassRoom, Learner, Store, StoreError, tables
from simulator.teaching.store.clean import VERBS
from simulator.teaching.store.export import zipped_csv
from simulator.teaching.store.statements import VERBS as VERB_IRIS
from simulator.teaching.store.statements import statement

LESSON = "01_why_queues_explode"
FORMULAS = ['=HYPERLINK("http://x","y")', "+1+1", "-2+3", "@SUM(A1)", "＝1+1", 'Mawar, "S.IP"']


@pytest.fixture
def people(store: Store, room: ClassRoom) -> list[Learner]:
    """Everyone did everything."""
    found = [store.join(room.code, name) for name in FORMULAS]
    for i, learner in enumerate(found):
        for verb in VERBS:
            step = "" if verb in ("opened", "completed") else f"#{verb}"
            result = (
                {"text": "=1+1\nbaris"}
                if verb == "reflected"
                else {"answer": "@b", "success": i % 2 == 0, "unit of x": 1}
            )
            store.record(learner.id, verb, LESSON + step, result, datetime(2026, 3, 2, 2, i, tzinfo=UTC))
        store.record(learner.id, "answered", "pre#a", {"answer": "x", "success": False})
        store.record(learner.id, "answered", "post#a", {"answer": "x", "success": True})
    store.certify(found[0].id, 16)
    return found


def exported(store: Store, room: ClassRoom, format: str) -> bytes:
    stream = io.BytesIO()
    assert store.export_class(room.id, stream, format) is None
    return stream.getvalue()


def texts(contents: bytes, format: str) -> str:
    if format == "json":
        return contents.decode()
    with zipfile.ZipFile(io.BytesIO(contents)) as archive:
        return "".join(archive.read(name).decode("utf-8-sig") for name in archive.namelist())


@pytest.mark.parametrize("format", ["csv", "xlsx", "json"])
def test_no_export_holds_a_secret(store: Store, room: ClassRoom, people: list[Learner], format: str):
    found = texts(exported(store, room, format), format)
    seats = [seat.code for seat in store.seats(room.id)]
    secrets = [*(person.id for person in people), *seats, room.code]
    assert [secret for secret in secrets if secret in found] == []
    assert all(person.pseudonym in found for person in people)
    assert ("HYPERLINK" in found) is (format != "json"), "xAPI has pseudonyms, never names"


def test_csv_holds_every_table_and_no_formula(store: Store, room: ClassRoom, people: list[Learner]):
    with zipfile.ZipFile(io.BytesIO(exported(store, room, "csv"))) as archive:
        assert all(archive.read(name).startswith(b"\xef\xbb\xbf") for name in archive.namelist())
        found = {
            name.removesuffix(".csv"): list(
                csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig"), newline=""))
            )
            for name in archive.namelist()
        }
    assert set(found) == {"class", "learners", "attendance", "progress", "items", "gain", "events"}
    cells = [cell for rows in found.values() for row in rows for cell in row.values()]
    assert len(cells) > 300
    assert [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "\r", "＝"))] == []
    assert [cell for cell in cells if cell.startswith("-") and not re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", cell)] == []
    assert {row["name"].removeprefix("'") for row in found["learners"]} == set(FORMULAS)
    assert sum(row["certificate"] != "" for row in found["learners"]) == 1
    assert len(found["events"]) == len(people) * 9
    assert json.loads(found["events"][5]["result"]) == {"text": "=1+1\nbaris"}
    names = [name for name, rows in found.items() if rows and "name" in rows[0]]
    assert names == ["learners"], "names stand in one table only"


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_whatever_makes_a_spreadsheet_compute_gets_an_apostrophe(first: str):
    found = zipped_csv([tables.Table("class", ("field", "value"), [("title", f"{first}1+1"), ("place", f"1{first}1")])])
    with zipfile.ZipFile(io.BytesIO(found)) as archive:
        text = archive.read("class.csv").decode("utf-8-sig")
    assert [row[1] for row in csv.reader(io.StringIO(text, newline=""))] == ["value", f"'{first}1+1", f"1{first}1"]


def test_a_workbook_has_texts_numbers_and_days_and_no_formula(store: Store, room: ClassRoom, people: list[Learner]):
    book = load_workbook(io.BytesIO(exported(store, room, "xlsx")))
    assert book.sheetnames == ["Kelas", "Peserta", "Kehadiran", "Kemajuan", "Butir soal", "Kenaikan", "Kejadian"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert len(cells) > 300
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    learners = list(book["Peserta"].iter_rows(values_only=True))
    assert learners[0][:3] == ("Nama samaran", "Nama", "Tes awal (%)")
    assert {row[1] for row in learners[1:]} == set(FORMULAS)
    assert all(row[2:6] == (0, 100, 1, 1) for row in learners[1:])
    assert isinstance(book["Kehadiran"]["B2"].value, datetime)


def test_labels_of_a_workbook_are_in_the_language_of_the_class(store: Store, room: ClassRoom, people: list[Learner]):
    book = load_workbook(io.BytesIO(exported(store, room, "xlsx")))
    firsts = [row[0] for name in ("Kelas", "Kenaikan") for row in book[name].iter_rows(min_row=2, values_only=True)]
    assert firsts == [
        *("Nama kelas", "Tempat", "Kurikulum", "Hari-hari kelas", "Zona waktu", "Kursi"),
        *("Rata-rata g tiap peserta", "g dari rata-rata kelas"),
    ]


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_numbers_have_no_more_decimals_than_a_reader_can_use(
    store: Store, room: ClassRoom, people: list[Learner], format: str
):
    """Two of three right: 66.7 per cent, not 66.66666666666667."""
    for number, answer in enumerate((True, True, False)):
        store.record(people[0].id, "answered", f"pre#q{number}", {"answer": "x", "success": answer})
    contents = exported(store, room, format)
    if format == "csv":
        found = re.findall(r"(?<=[,\n])-?\d+\.\d+(?=[,\r])", texts(contents, "csv"))
    else:
        book = load_workbook(io.BytesIO(contents))
        cells = (cell.value for sheet in book for row in sheet.iter_rows() for cell in row)
        found = [str(cell) for cell in cells if isinstance(cell, float)]
    assert len(found) >= 3
    assert [number for number in found if len(number.partition(".")[2]) > 3] == []


def test_a_folder_gets_a_file_named_by_day_and_class(
    store: Store, room: ClassRoom, people: list[Learner], tmp_path: Path
):
    for format, ending in (("csv", "zip"), ("xlsx", "xlsx"), ("json", "json")):
        file = store.export_class(room.id, tmp_path / "new", format)
        assert file == tmp_path / "new" / f"simptsp-2026-03-02-{room.id}.{ending}"
        assert file.stat().st_size > 500
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="tidak bisa dibuka"):
        store.export_class(room.id, tmp_path / "file", "csv")


def test_a_class_or_format_that_is_none_is_told(store: Store, room: ClassRoom):
    for class_id, format in ((room.id + 1, "csv"), (room.id, "pdf")):
        with pytest.raises(StoreError, match="tidak dikenal"):
            store.export_class(class_id, io.BytesIO(), format)


def test_the_exported_gain_is_that_of_the_page(store: Store, room: ClassRoom):
    """A test has four questions, of which nobody answered the last two."""
    for name, before, after in (("A", 0, 1), ("B", 1, 2)):
        learner = store.join(room.code, name)
        for test, right in (("pre", before), ("post", after)):
            answers = {f"q{i}": {"answer": i, "success": i < right} for i in range(2)}
            assert store.hand_in(learner.id, test, answers)
    page, stream = store.gain(room.id, 4), io.BytesIO()
    store.export_class(room.id, stream, "csv", 4)
    with zipfile.ZipFile(stream) as archive:
        of_class, of_learners = (
            list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig"))))
            for name in ("gain.csv", "learners.csv")
        )
    assert page.gain_of_means.mean == pytest.approx(2 / 7)  # from 12.5 to 37.5 per cent
    assert [float(row["value"]) for row in of_class] == [
        round(page.mean_of_gains.mean, 3),
        round(page.gain_of_means.mean, 3),
    ]
    told = {row["pseudonym"]: (float(row["pre_percent"]), float(row["post_percent"])) for row in of_learners}
    assert told == {one.pseudonym: (one.pre, one.post) for one in page.learners}


@pytest.mark.parametrize("format", ["csv", "xlsx", "json"])
def test_an_empty_class_can_be_exported(store: Store, room: ClassRoom, format: str):
    assert len(exported(store, room, format)) >= 2


IRI = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:[^\s<>\"{}|\\^`]+")
TAG = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")
PARTS = {"id", "actor", "verb", "object", "result", "context", "timestamp", "version"}


def faults(said: dict[str, Any]) -> list[str]:
    """What breaks the rules of xAPI 1.0.3 for statements of the kind that we write (part two, section 2.4)."""
    actor, verb, thing, result = (
        said.get("actor", {}),
        said.get("verb", {}),
        said.get("object", {}),
        said.get("result", {}),
    )
    account, definition, context = actor.get("account", {}), thing.get("definition", {}), said.get("context", {})
    maps = (verb.get("display", {}), definition.get("name", {}))
    rules = {
        "parts": set(said) <= PARTS and {"actor", "verb", "object"} <= set(said),
        "id": UUID(str(said.get("id", UUID(int=0)))).version in (4, 5),
        "no null": "null"
        not in re.findall(r"\bnull\b", json.dumps({**said, "result": None}).replace('"result": null', "")),
        "agent": actor.get("objectType") == "Agent" and set(actor) == {"objectType", "account"},
        "account": set(account) == {"homePage", "name"}
        and bool(re.match(r"https?://\S+$", account.get("homePage", ""))),
        "account name": isinstance(account.get("name"), str) and account.get("name") != "",
        "verb": set(verb) == {"id", "display"} and bool(IRI.fullmatch(verb.get("id", ""))),
        "activity": thing.get("objectType") == "Activity" and bool(IRI.fullmatch(thing.get("id", ""))),
        "type": bool(IRI.fullmatch(definition.get("type", "http:x"))) and set(definition) <= {"name", "type"},
        "languages": all(TAG.fullmatch(tag) and isinstance(text, str) for words in maps for tag, text in words.items()),
        "result": set(result) <= {"success", "completion", "response", "extensions", "score", "duration"},
        "flags": all(isinstance(result.get(flag, True), bool) for flag in ("success", "completion")),
        "response": isinstance(result.get("response", ""), str),
        "extensions": all(IRI.fullmatch(name) for name in result.get("extensions", {})),
        "context": set(context) <= {"platform", "language"} and bool(TAG.fullmatch(context.get("language", "id"))),
        "timestamp": datetime.fromisoformat(said.get("timestamp", "2026-01-01")).tzinfo is not None,
        "version": bool(re.fullmatch(r"1\.0(\.\d+)?", said.get("version", "1.0.0"))),
    }
    return [name for name, holds in rules.items() if not holds]


def test_json_is_a_list_of_xapi_statements(store: Store, room: ClassRoom, people: list[Learner]):
    found = json.loads(exported(store, room, "json"))
    assert len(found) == len(people) * 9
    assert {name: faults(one) for name, one in enumerate(found) if faults(one)} == {}
    assert len({one["id"] for one in found}) == len(found)
    assert {one["actor"]["account"]["name"] for one in found} == {person.pseudonym for person in people}
    assert {one["verb"]["id"] for one in found} == set(VERB_IRIS.values())
    assert json.loads(exported(store, room, "json")) == found, "sent twice, a statement is still one"
    (answer, *_) = [one for one in found if one["verb"]["display"]["en"] == "answered"]
    assert answer["verb"]["id"] == "http://adlnet.gov/expapi/verbs/answered"
    assert answer["object"]["id"] == f"urn:simptsp:lesson:{LESSON}#answered"
    assert (answer["result"]["success"], answer["result"]["response"]) == (True, "@b")
    assert answer["result"]["extensions"]["urn:simptsp:result:unit%20of%20x"] == 1
    assert answer["timestamp"] == "2026-03-02T02:00:00.000+00:00"


def test_two_classes_never_share_a_statement(store: Store, make_class):
    said = []
    for room in (make_class(), make_class()):
        store.record(store.join(room.code, "A").id, "opened", LESSON, {})
        said += json.loads(exported(store, room, "json"))
    assert len({one["id"] for one in said}) == len({one["actor"]["account"]["homePage"] for one in said}) == 2


@pytest.mark.parametrize(
    ("fault", "change"),
    [
        ("parts", {"verb": None}),
        ("parts", {"extra": 1}),
        (
            "agent",
            {"actor": {"objectType": "Agent", "name": "Mawar", "account": {"homePage": "https://x", "name": "P"}}},
        ),
        ("account", {"actor": {"objectType": "Agent", "account": {"homePage": "urn:x", "name": "P"}}}),
        ("verb", {"verb": {"id": "answered", "display": {}}}),
        ("activity", {"object": {"objectType": "Activity", "id": "urn:a b"}}),
        ("flags", {"result": {"success": 1}}),
        ("response", {"result": {"response": 1}}),
        ("extensions", {"result": {"extensions": {"unit of x": 1}}}),
        ("timestamp", {"timestamp": "2026-03-02T02:00:00"}),
        ("version", {"version": "2.0"}),
    ],
)
def test_a_statement_against_the_rules_is_found(fault: str, change: dict[str, Any]):
    time = datetime(2026, 3, 2, tzinfo=UTC)
    room = ClassRoom(1, "CDFGHJ", "Bimtek", "Contoh", "id", "workshop", "WIB", (time.date(),), 5, time)
    right = statement(
        ClassEvent("answered", f"{LESSON}#a", {"success": True}, time, 1, "P-CDFGH", "Mawar"), room, uuid4()
    )
    assert faults(right) == []
    said = {**right, **change}
    assert fault in faults({name: value for name, value in said.items() if value is not None})


def test_every_column_has_a_heading_in_words(store: Store, room: ClassRoom, people: list[Learner]):
    with store._read() as session:
        found = tables.tables(session, room)
    used = {name for table in found for name in (table.name, *table.columns)}
    assert used == tables.HEADS.keys()
