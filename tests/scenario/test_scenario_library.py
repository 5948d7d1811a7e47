"""Scenarios by name and by file."""

from pathlib import Path

import pytest

from simulator.scenario import LIBRARY, ScenarioError, library_names, load_scenario


def test_every_scenario_of_the_library_loads_under_its_own_name():
    names = library_names()
    assert {"kabupaten-menengah", "meja-verifikasi"} <= set(names)
    for name in names:
        office = load_scenario(name)
        assert office.name == name
        assert office.hash == load_scenario(LIBRARY / f"{name}.yaml").hash
        assert [office.patched(patch).hash for patch in office.spec.patches]


def test_a_misspelt_name_gets_the_right_one():
    with pytest.raises(ScenarioError) as caught:
        load_scenario("kabupaten-menegah")
    expected = "there is no scenario of this name and no such file; did you mean 'kabupaten-menengah'?"
    assert str(caught.value) == f"kabupaten-menegah: SCN001: {expected}"


def test_an_unknown_name_gets_all_names():
    with pytest.raises(ScenarioError, match=f"possible are: {', '.join(library_names())}$"):
        load_scenario("qqqqqq")


@pytest.mark.parametrize("name", ["", "a" * 5000, "a\0b", "/", "\ud800"])
def test_a_name_that_cannot_be(name: str):
    with pytest.raises(ScenarioError, match="SCN001"):
        load_scenario(name)


def test_a_folder_of_results_does_not_hide_a_scenario(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    Path("meja-verifikasi").mkdir()
    Path("hasil").mkdir()
    assert load_scenario("meja-verifikasi").name == "meja-verifikasi"
    with pytest.raises(ScenarioError, match=r"^hasil: SCN001: this is a folder"):
        load_scenario("hasil")


def test_a_file_goes_before_the_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    text = (LIBRARY / "kabupaten-menengah.yaml").read_text(encoding="utf-8")
    Path("meja-verifikasi").write_text(text, encoding="utf-8")
    assert load_scenario("meja-verifikasi").name == "kabupaten-menengah"
