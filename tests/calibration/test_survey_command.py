"""`simptsp skm` and `simptsp servqual`: what is printed, written, and refused."""

import csv
import json
from pathlib import Path

import pytest
import typer
from click.testing import Result
from typer.testing import CliRunner

from simulator import cli_survey
from simulator.data import DATASETS
from simulator.measures.quality import elements

SYNTHETIC = DATASETS / "skm" / "data" / "questionnaire.csv"
NAMES = list(elements())


def simptsp(*words: Path | str | int) -> Result:
    app = typer.Typer(pretty_exceptions_enable=False)
    cli_survey.register(app)
    return CliRunner().invoke(app, [*map(str, words)])


def written(file: Path, *rows: list[object], headings: list[str] = NAMES) -> Path:
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([headings, *rows])
    return file


def test_the_index_of_the_synthetic_questionnaire_in_both_languages():
    """4319/54 = 79.98; 0.99 of it is 79.18; Krejcie and Morgan ask for 352 of 4,200."""
    indonesian, english = (simptsp("skm", SYNTHETIC, "--population", 4200, "--lang", lang) for lang in ("id", "en"))
    assert indonesian.exit_code == english.exit_code == 0
    assert "IKM 79,98 ± 1,23: mutu B (Baik), dari 150 responden" in indonesian.stdout
    assert "Dengan bobot 0,11: 79,18, mutu B. Bobot yang dibulatkan itu menghilangkan 0,80 poin." in indonesian.stdout
    assert "perlu 352 responden untuk populasi 4.200" in indonesian.stdout
    assert "kurang 202" in indonesian.stdout
    assert "IKM 79.98 ± 1.23: quality B (Good), of 150 respondents" in english.stdout
    assert "352 respondents are needed for a population of 4,200" in english.stdout
    assert "72.17 ± " in english.stdout
    assert "fewer than 10, not shown" in " ".join(english.stdout.replace("│", " ").split())
    assert 'Columns not used: "respondent" (may point to a person).' in english.stdout


def test_the_weight_0_11_may_cost_a_letter(tmp_path):
    """Of 9 · 20 = 180 answers, 97 are 4 and 83 are 3: 637 / 180 · 25 = 88.47, A; 0.99 of it is 87.59, B."""
    answers = [4] * 97 + [3] * 83
    file = written(tmp_path / "skm.csv", *[answers[at : at + 9] for at in range(0, 180, 9)])
    done = simptsp("skm", file, "--lang", "en", "--population", 20)
    assert "IKM 88.47 ± 0.00: quality A" in done.stdout
    assert "With the weight 0.11: 87.59, quality B. That rounded weight loses 0.88 points and a letter." in done.stdout
    assert "there are 20, 1 too few" not in done.stdout
    assert "there are 20, enough" in done.stdout


def test_without_a_population_and_with_missing_answers(tmp_path):
    file = written(tmp_path / "skm.csv", [4] * 9, [2] * 8 + [""])
    done = simptsp("skm", file, "--lang", "en")
    assert "a large one needs 384 respondents" in done.stdout
    assert "1 answers are missing" in done.stdout
    assert "the letter is not certain" in done.stdout


def test_one_respondent(tmp_path):
    done = simptsp("skm", written(tmp_path / "skm.csv", [4] * 9), "--lang", "en")
    assert "IKM 100.00: quality A" in done.stdout
    assert "One respondent gives no interval." in done.stdout


def test_tables_and_json_are_written(tmp_path):
    out = tmp_path / "a" / "b"
    assert simptsp("skm", SYNTHETIC, "--out", out).exit_code == 0
    record = json.loads((out / "skm.json").read_text(encoding="utf-8"))
    assert record["index_exact"] == "4319/54"
    assert (record["index"], record["letter"], record["population"]) == (79.98, "B", None)
    assert (
        (out / "skm.csv")
        .read_text(encoding="utf-8")
        .startswith("element,answered,total,mean,index,half_width,letter\n")
    )
    with (out / "skm-groups.csv").open(encoding="utf-8") as stream:
        groups = list(csv.DictReader(stream))
    small = next(row for row in groups if row["group"] == "information")
    assert (small["respondents"], small["withheld"], small["index"]) == ("7", "small", "")


def test_bad_cells_end_with_2_and_write_nothing(tmp_path):
    file = written(tmp_path / "skm.csv", [5] * 9, [0] * 9)
    done = simptsp("skm", file, "--out", tmp_path / "out", "--lang", "en")
    assert done.exit_code == 2
    assert done.stderr.count("is no answer") == 18
    assert "18 cells need correction; nothing was computed." in done.stderr
    assert not (tmp_path / "out").exists()
    many = simptsp("skm", written(tmp_path / "skm.csv", *[[5] * 9] * 100))
    assert many.stderr.count("bukan jawaban") == 200
    assert "… dan 700 sel lain" in many.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("skm", "none.csv"), "there is no such file"),
        (("skm", SYNTHETIC, "--order", "foo"), '--order "foo"'),
        (("skm", SYNTHETIC, "--population", 10), "more than the population of 10"),
        (("skm", SYNTHETIC, "--out", SYNTHETIC), "this is a file; name a folder"),
        (("servqual", SYNTHETIC), "E1 to E22"),
        (("servqual", SYNTHETIC, "--weights", "1,2,3"), "write five numbers"),
        (("servqual", SYNTHETIC, "--weights", "20,20,20,20,x"), "write five numbers"),
        (("servqual", SYNTHETIC, "--weights", "20,20,20,20,nan"), "write five numbers"),
    ],
)
def test_what_is_given_wrong_ends_with_2_and_a_sentence(words, said):
    done = simptsp(*words, "--lang", "en")
    assert done.exit_code == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def servqual_file(file: Path, *weights: object) -> Path:
    headings = [*[f"E{n}" for n in range(1, 23)], *[f"P{n}" for n in range(1, 23)]]
    names = ["bobot tangibles", "bobot keandalan", "weight responsiveness", "bobot jaminan", "bobot empati"]
    rows = [[*[5] * 22, *[4] * 4, *[3] * 18, *weights], [*[4] * 22, *[4] * 4, *[3] * 18, *weights]]
    return written(file, *rows, headings=[*headings, *names[: len(weights)]])


def test_servqual_gaps_in_both_languages(tmp_path):
    """Gaps of 4 - 4.5 = -0.5 in tangibles and 3 - 4.5 = -1.5 elsewhere: -1.3 unweighted, -0.5 if only tangibles count."""
    file = servqual_file(tmp_path / "s.csv", 100, 0, 0, 0, 0)
    done = simptsp("servqual", file, "--lang", "en", "--out", tmp_path)
    lines = {
        line.split("│")[1].strip(): line.split("│")[4].split("±")[0].strip()
        for line in done.stdout.splitlines()
        if "│" in line
    }
    assert (lines["Tangibles"], lines["Empathy"]) == ("-0.50", "-1.50")
    assert (lines["All, unweighted"], lines["All, weighted"]) == ("-1.30", "-0.50")
    record = json.loads((tmp_path / "servqual.json").read_text(encoding="utf-8"))
    assert len(record["gaps"]) == 22 + 5 + 2
    plain = simptsp("servqual", servqual_file(tmp_path / "s.csv"), "--weights", "0,25,25,25,25")
    assert "Semua, berbobot" in plain.stdout
    assert "-1,50" in plain.stdout
    assert "Tanpa bobot" in simptsp("servqual", file.with_name("s.csv")).stdout
    assert simptsp("servqual", servqual_file(file, 20, 20, 20, 20, 20), "--weights", "20,20,20,20,20").exit_code == 2
