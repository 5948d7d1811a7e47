"""Files from anybody: forms, scenarios and studies are taken, and everything else is told in a sentence."""

import io
import json
import time
import zipfile
from pathlib import Path

import pytest

from filled_forms import GOOD, filled
from simulator.calibration.form import write_form
from simulator.scenario import LIBRARY, ScenarioError, library_names, load_scenario
from simulator.studio.offices import base_office
from simulator.studio.study import Base, Study
from simulator.studio.uploads import MOST_SHOWN, UploadError, read_upload, scenario_from_text
from simulator.teaching.words import Words

ID, EN = Words("id"), Words("en")
OWN = (LIBRARY / "kantor-sehari.yaml").read_text(encoding="utf-8")
HEAD = "simptsp: 1\nname: a\ntitle: {id: a, en: b}\ndescription: {id: a, en: b}\n"
ELSEWHERE = "rahasia-di-berkas-lain"


def refused(content: bytes | str, name: str = "berkas.yaml", words: Words = ID) -> UploadError:
    with pytest.raises(UploadError) as told:
        read_upload(name, content.encode() if isinstance(content, str) else content, words)
    assert told.value.sentences
    return told.value


def form_with(tmp_path: Path, **cells: object) -> bytes:
    changed = {**GOOD, "Kantor": {**GOOD["Kantor"], **cells}}
    return filled(tmp_path / "formulir.xlsx", changed, load_scenario("kabupaten-menengah")).read_bytes()


@pytest.fixture(scope="module")
def own_form(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return form_with(tmp_path_factory.mktemp("form"))


def yaml_of(data: dict) -> str:
    """YAML takes JSON as it is."""
    return json.dumps(data)


def test_every_scenario_of_the_library_is_taken_as_an_own_file():
    assert len(library_names()) >= 15
    for name in library_names():
        text = (LIBRARY / f"{name}.yaml").read_text(encoding="utf-8")
        assert scenario_from_text(text).hash == load_scenario(name).hash


def test_an_own_scenario_becomes_the_base_of_a_study():
    base = read_upload("C:\\kantor\\../Kantor \u202eSaya.yaml", b"\xef\xbb\xbf" + OWN.encode(), ID)
    assert base == Base(text=OWN, title="Kantor Saya.yaml")
    assert base_office(base).hash == load_scenario("kantor-sehari").hash


def test_a_filled_form_becomes_the_base_of_a_study(tmp_path: Path):
    base = read_upload("../formulir kami.xlsx", form_with(tmp_path), ID)
    assert isinstance(base, Base)
    assert base.title == "formulir kami.xlsx"
    office = base_office(base)
    assert "Uji" in office.spec.title.id
    assert any(number.mark == "measured" for number in office.inputs())


def test_bad_cells_of_a_form_are_told_by_their_address(tmp_path: Path):
    told = refused(form_with(tmp_path, C9="kemarin", C11="pagi"), "formulir.xlsx")
    assert len(told.sentences) == 2
    assert told.html.count("<li>Kantor!C") == 2


@pytest.mark.parametrize("words", [ID, EN])
def test_an_empty_form_and_one_on_a_strangers_scenario_are_told(tmp_path: Path, words: Words):
    file = tmp_path / "f.xlsx"
    write_form(file, load_scenario("kabupaten-menengah"), "id")
    assert "f.xlsx" in refused(file.read_bytes(), "f.xlsx", words).html
    write_form(file, load_scenario("kabupaten-menengah").with_({"name": "kantor-lain"}), "id")
    assert "kantor-lain" in refused(file.read_bytes(), "f.xlsx", words).html


@pytest.mark.parametrize(
    "base", ["../../etc/passwd", "/etc/passwd", "{file}", "kantor-sehari.yaml", "./mpp", "mpp/../mpp", "C:\\x"]
)
def test_a_base_is_a_name_of_the_library_and_never_a_file(base: str, tmp_path: Path):
    (tmp_path / "x.yaml").write_text(OWN.replace("name: kantor-sehari", f"name: {ELSEWHERE}"), encoding="utf-8")
    told = refused(HEAD + f"base: {base.replace('{file}', str(tmp_path / 'x.yaml'))}\n")
    assert ELSEWHERE not in told.html
    assert "base" in told.html
    text = f"simptsp_studio: 1\nbase: {{library: '{base.replace('{file}', str(tmp_path / 'x.yaml'))}'}}\n"
    assert ELSEWHERE not in refused(text).html


def test_a_file_beside_the_program_does_not_stand_in_for_one_of_the_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "kantor-sehari").write_text(OWN.replace("name: kantor-sehari", f"name: {ELSEWHERE}"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert scenario_from_text(HEAD + "base: kantor-sehari\n").spec.stations == scenario_from_text(OWN).spec.stations


def test_all_faults_are_told_at_once_but_no_more_than_a_reader_takes():
    three = (
        OWN.replace("servers: 2", "servers: dua", 1).replace("warm_up_days", "warmup_days") + "\nlevel: 1\nwarna: 2\n"
    )
    told = refused(three)
    assert len(told.sentences) >= 3
    assert "baris" in told.html
    many = OWN + "".join(f"\nwarna{i}: 2" for i in range(200))
    told = refused(many)
    assert len(told.sentences) == MOST_SHOWN
    assert told.more == 180
    assert "180" in told.html
    assert len(told.html) < 20_000


@pytest.mark.parametrize("words", [ID, EN])
def test_what_was_written_is_shown_as_text(words: Words):
    tag = "<img src=x onerror=alert(1)>"
    found = [
        refused(OWN + f"\n'{tag}': 1\n", "a.yaml", words).html,
        refused(f"simptsp_studio: 1\n'{tag}': 1\n'b': 2\n", "a.yaml", words).html,
        refused(HEAD + f"base: '{tag}'\n", "a.yaml", words).html,
        refused(b"", tag, words).html,
        refused(b"\x00", tag, words).html,
    ]
    assert all("<img" not in html for html in found)
    assert sum("&lt;img" in html for html in found) >= 3


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" \n\t ",
        b"\x00\x01\x02",
        b"\xff\xfe" + OWN.encode("utf-16-le"),
        OWN.encode("utf-8").replace(b"jam", b"j\xe9m"),
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3",
        b"\x89PNG\r\n\x1a\n",
        b"\xd0\xcf\x11\xe0 old",
        b"PK\x03\x04 no package",
        b"<html><script>alert(1)</script></html>",
        b"- a\n- b\n",
        b"just words",
        b"simptsp_goal: 1\nname: x\n",
        b"simptsp: 2\n",
        b"simptsp_studio: 2\n",
        b"simptsp_studio: yes\n",
        b"a: !!python/object/apply:os.system ['true']\n",
        b"a: &x [*x]\n",
        b"? {a: 1}\n: 2\n",
        b"a: 1\na: 2\n",
        b"--- 1\n--- 2\n",
    ],
)
def test_what_is_no_file_of_ours_is_told_in_a_sentence(content: bytes):
    for words in (ID, EN):
        told = refused(content, "x", words)
        assert 10 < len(told.html) < 3000
        assert "Traceback" not in told.html


WILD = {
    "plan without a key": "plans: [{name: x}]",
    "seven plans": "plans: [" + ", ".join(f"{{key: p{i}}}" for i in range(1, 8)) + "]",
    "same key": "plans: [{key: p1}, {key: p1}]",
    "number as text": "plans: [{key: p1, entries: {a: 3}}]",
    "long name": f"name: {'x' * 61}",
    "too many entries": "now: {key: now, entries: {" + ", ".join(f"a{i}: ''" for i in range(700)) + "}}",
    "no replications": "settings: {replications: 0}",
    "endless": "settings: {replications: 1000000}",
    "precision": "settings: {precision: .nan}",
    "two bases": "base: {library: mpp, text: x}",
    "no base": "base: {}",
    "bad base": "base: {text: 'a: 1'}",
    "unknown field": "colour: red",
}


@pytest.mark.parametrize("wild", WILD.values(), ids=WILD)
def test_a_wild_study_is_told_in_sentences(wild: str):
    told = refused(f"simptsp_studio: 1\n{wild}\n", "studi.yaml")
    assert all(sentence.endswith((".", ")")) for sentence in told.sentences)


@pytest.mark.parametrize(
    ("changed", "said", "in_english"),
    [
        ({"settings": {"replications": "30"}}, "tanpa tanda kutip, misalnya 3", "without quotation marks"),
        ({"settings": {"replications": 2000}}, "paling besar 1.000", "at most 1,000"),
        ({"settings": {"replications": 1}}, "paling kecil 2", "at least 2"),
        ({"settings": {"precision": 5}}, "lebih kecil daripada 1", "less than 1"),
        ({"name": "n" * 61}, "paling banyak 60 huruf", "at most 60 characters"),
        ({"colour": "red"}, "tidak dikenal", "not known"),
        ({"plans": [{"key": f"p{n}"} for n in range(1, 9)]}, "paling banyak 6", "at most 6"),
        ({"plans": [{"key": "p1", "entries": {"servers": 3}}]}, "di antara tanda kutip", "in quotation marks"),
        ({"plans": [{"key": "p1", "entries": {"servers": "3" * 4001}}]}, "paling banyak 4.000", "at most 4,000"),
        ({"plans": [{"key": "p1", "entries": {"k" * 301: "3"}}]}, "paling banyak 300", "at most 300"),
        ({"plans": [{}]}, "belum ada", "missing"),
        ({"lang": "fr"}, "pilih salah satu", "choose one"),
        ({"simptsp_studio": True}, "bentuk 1", "format 1"),
    ],
)
def test_a_wrong_value_of_a_study_is_told_with_what_would_be_right(changed: dict, said: str, in_english: str):
    study = yaml_of({"simptsp_studio": 1, "base": {"library": "kantor-sehari"}} | changed)
    assert said in str(refused(study))
    assert in_english in str(refused(study, words=EN))


def test_a_fault_of_the_office_in_a_study_is_placed_there_and_not_at_a_line_of_another_text():
    office = "simptsp: 1\nname: x\n"
    told = str(refused(yaml_of({"simptsp_studio": 1, "base": {"text": office}})))
    assert "base.text" in told
    assert "baris" not in told


def test_a_name_of_a_study_keeps_no_letter_that_cannot_be_seen():
    turned = "a\u202eb\x07"
    data = {"simptsp_studio": 1, "name": turned, "plans": [{"key": "p1", "name": turned}]}
    study = read_upload("a.yaml", yaml_of(data).encode(), ID)
    assert isinstance(study, Study)
    assert (study.name, study.plans[0].name) == ("ab", "ab")


def test_wild_entries_of_a_study_stay_as_they_are():
    text = "simptsp_studio: 1\nbase: {library: kantor-sehari}\nplans: [{key: p3, name: '<b>', entries: {'../x': '<script>', '': '', y: '\\0'}}]"
    study = read_upload("a.yaml", text.encode(), ID)
    assert isinstance(study, Study)
    assert dict(study.plan("p3").entries) == {"../x": "<script>", "": "", "y": "\\0"}
    assert study.with_plan("baru").plans[-1].key == "p4"


BOMBS = {
    "large": "a: 1\n" + "# x\n" * 600_000,
    "entries": "a: [" + "1," * 900_000 + "]",
    "entries of a study": "simptsp_studio: 1\nx: [" + "1," * 450_000 + "]",
    "deep": "[" * 200_000,
    "deep mappings": "a: " + "{a: " * 100_000,
    "aliases": "a: &a [x,x,x,x,x,x,x,x,x]\n"
    + "".join(f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(12)),
    "base 60": "%YAML 1.1\n---\nsimptsp_studio: 1" + ":10" * 300_000,
    "digits": "simptsp: " + "9" * 200_000,
    "patches": OWN.rstrip()
    + "\n"
    + "".join(f"  p{i}: {{title: {{id: a, en: b}}, set: {{a: 1}}}}\n" for i in range(4000)),
    "control": "a: \x07" * 100_000,
    "one line": "x" * 1_900_000,
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_refused_within_seconds(bomb: str):
    start = time.process_time()
    refused(bomb)
    assert time.process_time() - start < 12


def packed(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return stream.getvalue()


def form_part_replaced(tmp_path: Path, part: str, change) -> bytes:
    content, stream = form_with(tmp_path), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return stream.getvalue()


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    start = time.process_time()
    told = refused(packed(xl__sheet=b"0" * 400_000_000, **{"[Content_Types]_dot_xml": b"<a/>"}), "bom.xlsx")
    assert "50 MB" in told.html
    assert time.process_time() - start < 12


@pytest.mark.parametrize(
    "inside", ['<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">', f'<!ENTITY a SYSTEM "file://{__file__}">']
)
def test_xml_entities_are_refused(tmp_path: Path, inside: str):
    doctype = f"?><!DOCTYPE x [{inside}]>".encode()
    content = form_part_replaced(
        tmp_path,
        "xl/workbook.xml",
        lambda xml: (
            b'<?xml version="1.0"' + doctype + xml.partition(b"?>")[2]
            if xml.startswith(b"<?xml")
            else b'<?xml version="1.0"' + doctype + xml
        ),
    )
    assert "rusak" in refused(content, "f.xlsx").html


def test_a_formula_is_a_text_and_a_tag_in_a_cell_is_escaped(tmp_path: Path):
    told = refused(form_with(tmp_path, C9="<script>alert(1)</script>", C10='=WEBSERVICE("http://x")'), "f.xlsx")
    assert "<script" not in told.html
    name = "<b>Kantor</b> =1+1"
    base = read_upload("f.xlsx", form_with(tmp_path, C7=name), ID)
    assert isinstance(base, Base)
    assert "<b>Kantor</b>" in base_office(base).spec.title.id


@pytest.mark.parametrize(
    "name",
    [
        "../../../../tmp/x.xlsx",
        "a\x00b.xlsx",
        "x" * 5000 + ".xlsx",
        "…" * 200 + ".xlsx",
        "",
        "..",
        "/",
        "con.xlsx",
        ".xlsx",
    ],
)
def test_a_strange_name_of_a_file_does_no_harm(own_form: bytes, name: str):
    base = read_upload(name, own_form, ID)
    assert isinstance(base, Base)
    assert "/" not in base.title
    assert len(base.title) <= 70


def test_no_problem_of_a_scenario_is_told_without_an_indonesian_sentence():
    from simulator.scenario import CODES, Problem
    from simulator.studio.upload_words import upload_words

    for code in set(CODES) - {"SCN020"}:
        said = upload_words(Problem(code, "a", "this is wrong; it must be at least 5"), ID)
        assert code in said
        assert "5" in said
        assert "wrong" not in said


@pytest.mark.parametrize(
    ("code", "message", "said"),
    [
        (
            "SCN020",
            "give exactly one of shares, by_segment and logit",
            "Isi tepat satu dari: shares, by_segment, logit.",
        ),
        ("SCN020", "one of up and down is missing; give both or none", "Isi up dan down, atau kosongkan keduanya."),
        ("SCN020", "this is for stations of kind batch, and this one is staffed; remove it", "hapus."),
        (
            "SCN020",
            "only a channel with dates brings cases; add 'dates' to 'daring', or remove this",
            "memerlukan dates",
        ),
        ("SCN020", "something else", "Pesan aslinya: “something else”"),
        ("SCN013", "'lifo' is not possible here; it must be 'fifo' or 'priority'", "Pilih salah satu: fifo, priority."),
        ("SCN015", "'30.2.' is not possible here; it must be a date, written as 2026-01-31", "benar: 2026-01-31."),
        ("SCN014", "this is 1.05; it must be at most 0.95, or nobody may come to an end", "Paling banyak 0.95."),
        ("SCN014", "too many; it must be at most 2,000,000", "Paling banyak 2000000."),
        (
            "SCN021",
            "there is no channel named 'warnet'; possible are: loket, daring",
            "Pilih salah satu: loket, daring.",
        ),
        ("SCN004", "the file is larger than 250,000 bytes, the most that it may have", "paling besar 250.000 byte."),
    ],
)
def test_a_problem_is_told_with_what_would_be_right(code: str, message: str, said: str):
    from simulator.scenario import Problem
    from simulator.studio.upload_words import upload_words

    assert said in upload_words(Problem(code, "a", message), ID)


def test_a_scenario_of_another_version_is_told_so():
    with pytest.raises(UploadError, match="Perbarui SimPTSP"):
        read_upload("kantor.yaml", OWN.replace("simptsp: 1", "simptsp: 2", 1).encode(), ID)


def test_a_fault_of_ours_costs_a_sentence_and_goes_to_the_log(monkeypatch: pytest.MonkeyPatch, caplog):
    from simulator.studio import uploads

    monkeypatch.setattr(uploads, "own_base", lambda text, name: 1 / 0)
    with pytest.raises(UploadError, match="tidak dapat dibaca"):
        read_upload("kantor.yaml", b"simptsp: 1", ID)
    assert "ZeroDivisionError" in caplog.text


def test_a_problem_of_a_text_is_a_scenario_error():
    with pytest.raises(ScenarioError):
        scenario_from_text("x" * 300_000)
