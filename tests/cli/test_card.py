"""`simptsp validate --sources` and `simptsp card`."""

from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from simulator.cli import app
from simulator.reports.card import scenario_card
from simulator.scenario import load_scenario

VALID = Path(__file__).resolve().parents[1] / "scenario" / "valid"


def simptsp(*words: Path | str) -> Result:
    return CliRunner().invoke(app, [*map(str, words)])


def test_the_shares_of_a_small_file():
    """Fourteen numbers and two of the legal promise, marked by hand in the file."""
    done = simptsp("validate", "--sources", VALID / "sources.yaml")
    assert done.exit_code == 0
    rows = [line.split() for line in done.stdout.splitlines()[1:]]
    table = {" ".join(row[:-2]): (row[-2], row[-1]) for row in rows[1:6]}
    inputs = load_scenario(VALID / "sources.yaml").inputs()
    assert sum(int(count) for count, _ in table.values()) == len(inputs)
    for mark, (count, share) in table.items():
        expected = sum(number.mark == mark.replace(" ", "_") for number in inputs)
        assert (int(count), share) == (expected, f"{expected / len(inputs):.1%}")
    assert int(table["official"][0]) >= 1


def test_without_the_option_there_is_no_table():
    assert len(simptsp("validate", VALID / "sources.yaml").stdout.splitlines()) == 1


def test_a_number_that_its_row_does_not_bear_out_is_named(tmp_path: Path):
    file = tmp_path / "salah.yaml"
    text = (VALID / "sources.yaml").read_text(encoding="utf-8")
    file.write_text(text.replace("{deadline_days: 5,", "{deadline_days: 6,"), encoding="utf-8")
    done = simptsp("validate", "--sources", file)
    assert done.exit_code == 0
    expected = (
        "case_classes[0].legal.deadline_days is 6 working days, but regulations/general-limit-2020 has 5 working days"
    )
    assert done.stdout.splitlines()[-1] == expected
    assert "but regulations" not in simptsp("validate", "--sources", VALID / "sources.yaml").stdout


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_card_of_a_scenario(lang):
    done = simptsp("card", "meja-verifikasi", "--lang", lang)
    assert done.exit_code == 0
    assert done.stdout == scenario_card(load_scenario("meja-verifikasi"), lang)


def test_the_card_is_in_indonesian_unless_asked():
    assert simptsp("card", "meja-verifikasi").stdout == simptsp("card", "meja-verifikasi", "--lang", "id").stdout


def test_the_card_of_what_is_no_scenario():
    done = simptsp("card", "tidak-ada")
    assert done.exit_code == 2
    assert done.stderr.startswith("tidak-ada: SCN001: there is no scenario of this name")
    assert done.stdout == ""
