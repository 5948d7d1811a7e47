"""`simptsp validate`: every file is judged, problems go to standard error, the exit code is 0 or 2."""

from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from simulator.cli import app
from simulator.scenario import load_scenario

SCENARIOS = Path(__file__).resolve().parents[1] / "scenario"
VALID = sorted((SCENARIOS / "valid").glob("*.yaml"))
INVALID = sorted((SCENARIOS / "invalid").glob("*.yaml"))
MINIMAL = SCENARIOS / "valid" / "minimal.yaml"


def validate(*files: Path | str) -> Result:
    return CliRunner().invoke(app, ["validate", *map(str, files)])


def lines(text: str) -> list[str]:
    assert "Traceback" not in text
    return text.splitlines()


def test_files_that_are_right():
    done = validate(*VALID, "kabupaten-menengah")
    assert done.exit_code == 0
    assert done.stderr == ""
    assert len(lines(done.stdout)) == len(VALID) + 1 >= 11
    office = load_scenario("kabupaten-menengah")
    inputs, assumed = len(office.inputs()), len(office.assumptions())
    assert f"kabupaten-menengah: ok ({inputs} inputs, {assumed} assumed)" in done.stdout
    assert 0 < assumed < inputs


def test_every_file_that_is_wrong_is_told():
    done = validate(*INVALID)
    assert done.exit_code == 2
    assert done.stdout == ""
    told = lines(done.stderr)
    assert len(told) == len(INVALID) >= 90
    for file, line in zip(INVALID, told, strict=True):
        code, _, path = file.read_text(encoding="utf-8").splitlines()[0].removeprefix("# expect: ").partition(" ")
        assert line.startswith(f"{file}: {code}{' ' if path else ''}{path}: ")


def test_right_and_wrong_files_together():
    done = validate(INVALID[0], MINIMAL, INVALID[1], "meja-verifikasi", "tidak-ada")
    assert done.exit_code == 2
    assert [line.partition(": ")[2][:2] for line in lines(done.stdout)] == ["ok", "ok"]
    assert [line.partition(": ")[0] for line in lines(done.stderr)] == [str(INVALID[0]), str(INVALID[1]), "tidak-ada"]


def test_three_mistakes_of_one_file_with_their_lines(tmp_path: Path):
    text = MINIMAL.read_text(encoding="utf-8")
    for old, new in (("servers: 1", "servers: -1"), ("{loket: 1}", "{loket: 0.9}"), ("exponential", "normal")):
        assert text.count(old) == 1
        text = text.replace(old, new)
    file = tmp_path / "kantor.yaml"
    file.write_text(text, encoding="utf-8")
    done = validate(file)
    assert done.exit_code == 2
    kinds = "'exponential', 'lognormal', 'gamma', 'deterministic', 'empirical'"
    assert lines(done.stderr) == [
        f"{file}: SCN014 stations[0].servers: -1 is not possible here; it must be at least 0, line 14",
        f"{file}: SCN024 case_classes[0].channels.shares: the shares add up to 0.9; they must add up to 1, line 20",
        f"{file}: SCN013 case_classes[0].routes.loket[0].service_time.distribution: 'normal' is not possible here; "
        f"it must be one of {kinds}, line 24",
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "SCN002"),
        (bytes(range(256)), "SCN003"),
        (b"#" * 50_000_000, "SCN004"),
        (b"a: &a [x, x]\nb: " + b"[" * 3000, "SCN005"),
        (
            b"a0: &a0 [x]\n"
            + b"".join(b"a%d: &a%d [%s]\n" % (k, k, b",".join([b"*a%d" % (k - 1)] * 9)) for k in range(1, 30)),
            "SCN004",
        ),
        (b"simptsp:\t1\n\tname: x\n", "SCN005"),
        (b"simptsp: 1\nsimptsp: 1\n", "SCN006"),
        (b"- simptsp: 1\n", "SCN007"),
        (b'"\\ud800": 1\n', "SCN005"),
        (b'"\\e[31m": 1\n', "SCN010"),
    ],
    ids=["empty", "binary", "50-mb", "deep", "bomb", "tab", "twice", "list", "half-character", "escape-sequence"],
)
def test_odd_files_get_sentences_and_exit_code_2(tmp_path: Path, content: bytes, code: str):
    file = tmp_path / "kantor.yaml"
    file.write_bytes(content)
    done = validate(file)
    assert done.exit_code == 2
    assert isinstance(done.exception, SystemExit)
    told = lines(done.stderr)
    assert all(line.startswith(f"{file}: SCN") and line.isprintable() for line in told)
    assert code in {line.removeprefix(f"{file}: ")[:6] for line in told}
    if code != "SCN010":  # a known form, of which only a field is odd, has more to tell: what is missing
        assert len(told) == 1


def test_a_folder_a_missing_file_and_no_file(tmp_path: Path):
    done = validate(tmp_path, tmp_path / "tidak-ada.yaml")
    assert done.exit_code == 2
    assert lines(done.stderr) == [
        f"{tmp_path}: SCN001: this is a folder; name a scenario file (.yaml)",
        f"{tmp_path / 'tidak-ada.yaml'}: SCN001: there is no such file; check its name and folder",
    ]
    assert validate().exit_code == 2
