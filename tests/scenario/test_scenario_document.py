"""The reference page is what the code says, and says all of it."""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from ruamel.yaml import YAML

from simulator.scenario import CODES, ScenarioSpec, load_scenario
from simulator.scenario.document import SOURCE, scenario_page
from simulator.scenario.read import Document
from simulator.scenario.scenario import scenario_from

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
    assert len(blocks) >= 45
    described = {(path.strip("`").rpartition(".")[2], unit, meaning) for path, _, unit, _, _, meaning in rows()}
    for name, block in blocks.items():
        for field, facts in block["properties"].items():
            if (field, facts["description"]) == ("source", SOURCE):
                continue  # the same in every block: said once, in words
            assert (field, facts.get("unit", ""), facts["description"]) in described, f"{name}.{field}"


def test_what_all_blocks_share_is_said_once():
    page = PAGE.read_text(encoding="utf-8")
    assert page.count(SOURCE) == 1
    assert "Every block may also hold `source`." in page


@pytest.mark.parametrize(
    ("path", "cells"),
    [
        ("name", ["name", "", "required", "at most 40 characters", "by which commands name it"]),
        (
            "stations[].servers",
            [
                *("whole number", "servers", "none", "at least 0; at most 1,000"),
                "servers staffed round the clock, or in the hours of `calendar`",
            ],
        ),
        (
            "case_classes[].channels.by_segment",
            [
                "mapping: mapping: number",
                "1",
                "none",
                "at least 1 entry; each at least 0; each at most 1",
                "the same for each segment",
            ],
        ),
        (
            "calendars.NAME.closed",
            ["list: date", "", "none", "at most 1,000 entries", "further days on which it does not open"],
        ),
        ("system_changes[].at", ["moment", "", "required", "", "when"]),
        (
            "stations[].batch.days",
            [
                *("list: `mon` to `sun`", "", "none", "at least 1 entry; at most 7 entries"),
                "on which weekdays; every open day of the calendar if absent",
            ],
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
    assert len(CODES) >= 33


WORDS = {"is_not", "measure_first"}
"""Fields that are read by people only."""


def test_the_example_of_a_base_is_one(tmp_path: Path):
    page = PAGE.read_text(encoding="utf-8")
    (text,) = re.findall(r"\n\n((?:    .*\n)*    base: .*\n(?:    .*\n)*)\n", page)
    file = tmp_path / "kantor-kami.yaml"
    file.write_text(dedent(text), encoding="utf-8")
    office, base = load_scenario(file), load_scenario("kabupaten-menengah")
    assert office.spec.horizon.days == 14 != base.spec.horizon.days
    assert set(base.spec.patches) - set(office.spec.patches) == {"setahun"}


def examples() -> list[dict[str, Any]]:
    """The whole file, the parts that are added to it, and a patch."""
    texts = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), flags=re.DOTALL)
    return [YAML(typ="safe").load(text) for text in texts]


def joined(office: Any, part: Any) -> Any:
    """A part added: fields to a block, items to a list, where one of the same name gets further fields."""
    if isinstance(office, dict) and isinstance(part, dict):
        return {
            **office,
            **{key: joined(office[key], value) if key in office else value for key, value in part.items()},
        }
    if isinstance(office, list) and all("name" in item for item in (*office, *part)):
        named = {item["name"]: item for item in office}
        return list(joined(named, {item["name"]: item for item in part}).values())
    return part


def plain(value: Any) -> Any:
    """Dates as texts, as the reader of scenarios leaves them."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def test_the_examples_on_the_page_are_valid_one_after_the_other():
    office, *parts, patch, uncertain = map(plain, examples())
    assert len(parts) >= 8
    assert scenario_from(Document(office)).patched("sibuk-95-persen")
    used = set(office)
    for part in parts:
        hashes = {scenario_from(Document(office)).hash}
        office, used = joined(office, part), used | part.keys()
        hashes.add(scenario_from(Document(office)).hash)
        assert len(hashes) == 2 or part.keys() == WORDS, f"this part changes nothing: {part}"
    final = scenario_from(Document(office | patch | uncertain))
    assert used | uncertain.keys() == set(ScenarioSpec.model_fields) - {"sources"}
    assert len(final.spec.uncertain) == 2
    assert final.patched("satu-petugas-tambahan").spec.stations[0].servers == 5
    paths = re.findall(
        r"`(case_classes\[[\w.\[\]-]+)`",
        PAGE.read_text(encoding="utf-8").partition("## Patches")[2].partition("## Uncertain")[0],
    )
    assert len(paths) == 2
    assert all(final.with_({path: 0.5}).hash != final.hash for path in paths)


def test_the_error_shown_on_the_page_is_how_errors_look():
    shown = re.search(r"^    kantor.yaml: (.*), line \d+$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1]
    with pytest.raises(ValueError, match=re.escape(shown)):
        load_scenario("meja-verifikasi").with_({"stations[0].servers": -1})
