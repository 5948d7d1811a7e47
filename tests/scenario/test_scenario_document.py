"""The reference page is what the code says, and says all of it."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from simulator.scenario import CODES, ScenarioSpec, load_scenario
from simulator.scenario.document import scenario_page

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "scenario-spec.md"


def test_the_committed_page_equals_a_fresh_build():
    command = [sys.executable, "-m", "simulator.scenario.document"]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, encoding="utf-8")
    assert built.stderr == ""
    assert built.stdout == PAGE.read_text(encoding="utf-8"), (
        f"build it anew: {' '.join(command[1:])} > docs/scenario-spec.md"
    )
    assert built.stdout == scenario_page()


def rows() -> list[list[str]]:
    """Cells of each row of the tables of fields: path, type, unit, default, range, meaning."""
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in line.removeprefix("| ").removesuffix(" |").split(" | ")] for line in lines]


def test_every_field_has_a_row_with_its_unit_and_meaning():
    schema: dict[str, Any] = ScenarioSpec.model_json_schema()
    blocks = {"": schema, **schema["$defs"]}
    assert len(blocks) >= 20
    described = {(path.strip("`").rpartition(".")[2], unit, meaning) for path, _, unit, _, _, meaning in rows()}
    for name, block in blocks.items():
        for field, facts in block["properties"].items():
            assert (field, facts.get("unit", ""), facts["description"]) in described, f"{name}.{field}"


@pytest.mark.parametrize(
    ("path", "cells"),
    [
        ("name", ["name", "", "required", "at most 40 characters", "by which commands name it"]),
        (
            "stations[].servers",
            ["whole number", "servers", "none", "at least 0; at most 1,000", "servers staffed round the clock"],
        ),
        (
            "case_classes[].routes.NAME[].rework.probability",
            ["number", "1", "required", "at least 0; at most 0.95", "share of services after which the case goes back"],
        ),
        (
            "stations[].discipline",
            ["`fifo` or `priority`", "", "`fifo`", "", "order of service; FIFO within equal priority"],
        ),
    ],
)
def test_some_rows_as_a_reader_sees_them(path: str, cells: list[str]):
    assert [row[1:] for row in rows() if row[0] == f"`{path}`"] == [cells]


def test_every_code_is_listed():
    page = PAGE.read_text(encoding="utf-8")
    assert dict(re.findall(r"^\| (SCN\d{3}) \| (.+) \|$", page, flags=re.MULTILINE)) == CODES
    assert len(CODES) >= 26


def test_the_examples_on_the_page_are_valid(tmp_path: Path):
    whole, patches = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), flags=re.DOTALL)
    file = tmp_path / "example.yaml"
    file.write_text(whole, encoding="utf-8")
    assert load_scenario(file).patched("sibuk-95-persen")
    patch = patches.removeprefix("patches:\n").replace("loket-pelayanan", "verifikasi")
    file.write_text(whole + patch, encoding="utf-8")
    assert load_scenario(file).patched("satu-loket-tambahan").spec.stations[0].servers == 3


def test_the_error_shown_on_the_page_is_how_errors_look():
    shown = re.search(r"^    kantor.yaml: (.*), line \d+$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1]
    with pytest.raises(ValueError, match=re.escape(shown)):
        load_scenario("meja-verifikasi").with_({"stations[0].servers": -1})
