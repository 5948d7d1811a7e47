"""Curricula and forms are read from their files; what is wrong in one is told with its line."""

from pathlib import Path

import pytest

from simulator.teaching.curriculum import (
    CURRICULA,
    Course,
    CurriculumError,
    Training,
    curriculum_names,
    form_names,
    read_curriculum,
    read_form,
)


def line_of(file: Path, text: str) -> int:
    """First line of a file that has a text."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if text in line)


def test_all_curricula_and_forms_are_read():
    assert curriculum_names() == ["planners", "university", "workshop"]
    assert [type(read_curriculum(name)) for name in curriculum_names()] == [Training, Course, Training]
    assert set(form_names()) == {"action_plan", "behaviour", "learning", "reaction"}
    assert sorted(filter(None, (read_form(name).level for name in form_names()))) == [1, 2, 3]


def test_every_form_belongs_to_a_curriculum():
    named = {name for curriculum in curriculum_names() for name in read_curriculum(curriculum).evaluation}
    assert named == set(form_names())


def test_both_trainings_have_sixteen_training_hours():
    assert [(one.jp, len(one.days)) for one in map(read_curriculum, ("workshop", "planners"))] == [(16, 2), (16, 2)]


@pytest.mark.parametrize(
    ("old", "new", "at", "message"),
    [
        ("jp: 16\n", "jp: sixteen\n", "jp: sixteen", "jp: input should be a valid integer"),
        ("jp: 16\n", "", "# Bimtek", "jp: this is missing"),
        ("jp: 16\n", "jp: 16\nprice: 3\n", "price: 3", "price: there is no such field"),
        ("kind: practice\n", "kind: practise\n", "kind: practise", "days[0].sessions[12].kind: input should be"),
        ("    end: \"15:30\"", "    end: \"25:30\"", "25:30", "days[0].end: string should match pattern"),
        ("lesson: 00_our_office}", "lesson: 0_our_office}", "0_our_office}", "days[0].sessions[3].lesson: string should"),
        ("{kind: lesson, minutes: 45, lesson: 00_our_office}", "{kind: lesson, minutes: 45}", "- {kind: lesson, minutes: 45}",
         "days[0].sessions[3]: a session names a lesson if, and only if, its kind is lesson"),
        ("        title: {id: Tes awal, en: Test before}\n", "", "- kind: test", "a session that is no lesson needs a title"),
        ("        title: {id: Istirahat, en: Break}", "        title: {id: Istirahat}", "title: {id: Istirahat}", "title.en: this is missing"),
        ("en: Opening}", "en: ''}", "en: ''}", "title.en: string should have at least 1 character"),
        ("    mark: assumed", "    mark: sure", "mark: sure", "facts[0].mark: input should be 'official'"),
    ],
)  # fmt: skip
def test_a_wrong_field_is_told_with_its_line(folder: Path, spoil, old, new, at, message):
    spoil("workshop/curriculum.yaml", old, new)
    with pytest.raises(CurriculumError) as caught:
        read_curriculum("workshop", folder)
    line = line_of(folder / "workshop" / "curriculum.yaml", at)
    told = str(caught.value).splitlines()
    assert any(one.startswith(f"workshop/curriculum.yaml line {line}: ") and message in one for one in told), told


def test_a_list_is_not_called_short_when_its_entries_are_wrong(folder: Path, spoil):
    spoil("workshop/curriculum.yaml", "kind: practice\n", "kind: practise\n")
    with pytest.raises(CurriculumError) as caught:
        read_curriculum("workshop", folder)
    assert len(str(caught.value).splitlines()) == 1


def test_a_field_of_a_form_is_told_without_its_kind(folder: Path, spoil):
    spoil("forms/reaction.yaml", "{id: Bahasanya mudah dimengerti., en:", "{id: Bahasanya mudah dimengerti., eng:")
    with pytest.raises(CurriculumError) as caught:
        read_form("reaction", folder)
    line = line_of(folder / "forms" / "reaction.yaml", "eng:")
    assert f"forms/reaction.yaml line {line}: parts[0].statements[2].eng: there is no such field" in str(caught.value)


def test_a_field_that_is_called_like_its_kind(folder: Path, spoil):
    spoil("forms/reaction.yaml", "- {id: Setuju, en: Agree}", "- {id: Setuju}")
    with pytest.raises(CurriculumError) as caught:
        read_form("reaction", folder)
    line = line_of(folder / "forms" / "reaction.yaml", "- {id: Setuju}")
    assert f"forms/reaction.yaml line {line}: parts[0].scale[2].en: this is missing" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name: [", "line 1: "),
        ("a: 1\na: 2\n", "duplicate key"),
        ("", "block of fields"),
        ("- 1\n", "block of fields"),
        ("kind: thing\n", "kind"),
    ],
)
def test_what_is_no_curriculum_is_refused(folder: Path, text, message):
    file = folder / "workshop" / "curriculum.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CurriculumError, match=message):
        read_curriculum("workshop", folder)


def test_bytes_that_are_no_text_are_refused(folder: Path):
    (folder / "workshop" / "curriculum.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CurriculumError, match="UTF-8"):
        read_curriculum("workshop", folder)


@pytest.mark.parametrize("name", ["", "bimtek", "../workshop", "forms", "lessons"])
def test_an_unknown_name_is_told_with_those_that_there_are(name):
    with pytest.raises(CurriculumError, match="there are: planners, university, workshop"):
        read_curriculum(name)
    with pytest.raises(CurriculumError, match="there are: action_plan, behaviour"):
        read_form(name)


def test_a_name_is_that_of_the_folder(folder: Path, spoil):
    spoil("workshop/curriculum.yaml", "name: workshop", "name: bimtek")
    spoil("forms/reaction.yaml", "name: reaction", "name: reaksi")
    with pytest.raises(CurriculumError, match="it must be that of its folder"):
        read_curriculum("workshop", folder)
    with pytest.raises(CurriculumError, match="it must be that of its file"):
        read_form("reaction", folder)


def test_the_files_say_where_their_numbers_come_from():
    for name in curriculum_names():
        facts = read_curriculum(name).facts
        assert {"assumed", "official"} <= {fact.mark for fact in facts}, name
    assert (CURRICULA / "LICENSE").is_file()
