"""The scale of a chart in Node: it holds zero and every value that is drawn."""

import json
import subprocess

import pytest

from widgets.test_built_file import front  # noqa: F401  the packages, installed once for this file

ASK = "const [file, marks, guess] = JSON.parse(process.argv[1]); const plot = await import(file);"
ANSWER = "console.log(JSON.stringify(plot.valueDomain(marks, guess)));"


@pytest.fixture
def domain(front):  # noqa: F811
    """Ends of the scale of estimates, for marks and a guess."""

    def ask(kind: str, *ends: tuple[float, float, float], guess: float | None = None) -> list[float]:
        points = [{"x": at, "y": y, "low": low, "high": high} for at, (low, y, high) in enumerate(ends)]
        question = [
            (front / "src" / "plot.js").as_uri(),
            [{"kind": kind, "points": points}],
            None if guess is None else {"x": 0, "y": guess},
        ]
        command = ["node", "--input-type=module", "-e", ASK + ANSWER, json.dumps(question)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return ask


@pytest.mark.parametrize("kind", ["points", "line", "bars", "forest"])
@pytest.mark.parametrize("low", [-18.0, -1.0, 0.0, 3.0])
def test_the_scale_holds_zero_and_every_value(domain, kind, low):
    bottom, top = domain(kind, (low, 36.0, 58.0), (5.0, 10.0, 15.0))
    assert bottom == pytest.approx(1.05 * min(0.0, low))
    assert top == pytest.approx(1.05 * 58)


@pytest.mark.parametrize("kind", ["points", "forest"])
def test_values_that_are_all_below_zero_fill_the_scale(domain, kind):
    bottom, top = domain(kind, (-30.0, -20.0, -10.0))
    assert bottom == pytest.approx(-31.5)
    assert 0 < top < 5


def test_values_that_are_all_zero_have_a_scale(domain):
    assert domain("points", (0.0, 0.0, 0.0)) == pytest.approx([0, 1.05])


def test_a_guess_far_off_does_not_flatten_the_results(domain):
    assert domain("points", (8.0, 10.0, 12.0), guess=500.0)[1] == pytest.approx(1.05 * 24)
    assert domain("points", (8.0, 10.0, 12.0), guess=15.0)[1] == pytest.approx(1.05 * 15)
