"""The figures of a run: what is drawn, in which words, and that nothing of it stays behind."""

import io
import re
from dataclasses import replace
from itertools import combinations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.text import Text

from hand_log import hand_log
from offices import case_class, exponential, office, station
from simulator.experiments import Result, run
from simulator.figures import (
    Drawing,
    group_titles,
    place_titles,
    queue_figure,
    run_figures,
    utilisation_figure,
    waiting_figure,
)
from simulator.figures.style import COLOURS
from simulator.figures.words import WORDS, word
from simulator.measures import Estimate, estimate_mean, queue_through_day
from simulator.scenario import load_scenario

TITLES = {"loket": "Loket pelayanan", "meja": "Meja verifikasi", "portal": "Portal"}
LANGS = ("id", "en")

ONE_WAITS = """
8:00 arrival a
8:00 queue_join a loket
9:00 renege a loket
9:00 give_up a patience
"""
TWO_WAIT = """
8:00 arrival a
8:00 arrival b
8:00 queue_join a loket
8:00 queue_join b loket
9:00 renege a loket
9:00 renege b loket
"""


@pytest.fixture(scope="module")
def result() -> Result:
    """An office with pools of persons and stations of every kind."""
    return run(load_scenario("kabupaten-menengah"), 3, seed=2026)


@pytest.fixture(autouse=True)
def nothing_stays_in_pyplot():
    """A figure that pyplot knows is never freed."""
    yield
    assert plt.get_fignums() == []


def texts(figure: Figure) -> str:
    """Every text on a figure, drawn or about to be."""
    figure.draw_without_rendering()
    return "\n".join(text.get_text().replace("\N{NO-BREAK SPACE}", " ") for text in figure.findobj(Text))


def queues(*replications: str) -> pd.DataFrame:
    return queue_through_day(hand_log(*replications), bin_min=60)


@pytest.fixture(scope="module")
def drawn(result: Result) -> dict[str, dict[str, Drawing]]:
    return {lang: run_figures(result, lang) for lang in LANGS}


ALL = [
    "queue", "hours", "waiting", "utilisation", "causes", "causes_places", "turnaround", "lateness", "flow", "gantt"
]  # fmt: skip


def test_a_run_has_its_figures(drawn: dict[str, dict[str, Drawing]]):
    for lang, word_of in (("id", "ulangan"), ("en", "replication")):
        assert list(drawn[lang]) == ALL
        for name, figure in drawn[lang].items():
            assert isinstance(figure, Drawing)
            assert len(figure.alt) > 40, name
            assert word_of in texts(figure), name


def test_both_languages_say_it_in_their_words(drawn: dict[str, dict[str, Drawing]]):
    for name in ALL:
        assert texts(drawn["id"][name]) != texts(drawn["en"][name])
        assert drawn["id"][name].alt != drawn["en"][name].alt


@pytest.mark.parametrize("lang", LANGS)
def test_every_axis_says_its_quantity_and_unit_in_the_language(drawn: dict[str, dict[str, Drawing]], lang: str):
    labels = {
        "waiting": (word("waiting_time", lang), word("share_at_least", lang)),
        "utilisation": (word("utilisation", lang), ""),
    }
    for name, expected in labels.items():
        axes = drawn[lang][name].axes[0]
        assert (axes.get_xlabel(), axes.get_ylabel()) == expected
    assert ("menit" if lang == "id" else "min") in labels["waiting"][0]


@pytest.mark.parametrize("lang", LANGS)
def test_each_place_is_where_it_has_something_to_show(result: Result, drawn: dict[str, dict[str, Drawing]], lang: str):
    """Stations at which anybody waits have a panel, those that served a line of waits, who has shifts a bar."""
    said = {name: texts(drawn[lang][name]).splitlines() for name in ("queue", "waiting", "utilisation")}
    spec = result.scenario.spec
    assert len({station.kind for station in spec.stations}) > 4
    assert len(spec.staff) > 2
    for place in [*spec.stations, *spec.staff]:
        shown = {name for name, lines in said.items() if getattr(place.title, lang) in lines}
        expected = {
            "queue": (result.values.get(f"queue_length_mean[{place.name}]", pd.Series(dtype=float)) > 0).any(),
            "waiting": result.values.get(f"waiting_time_mean[{place.name}]", pd.Series(dtype=float)).notna().any(),
            "utilisation": f"utilisation[{place.name}]" in result.values,
        }
        assert shown == {name for name, is_shown in expected.items() if is_shown}, place.name


def test_no_two_lines_look_alike(drawn: dict[str, dict[str, Drawing]]):
    lines = [line for line in drawn["id"]["waiting"].axes[0].get_lines() if len(line.get_xdata()) > 2]
    assert len(lines) > len(COLOURS)
    assert len({(line.get_linestyle(), line.get_color()) for line in lines}) == len(lines)


@pytest.mark.parametrize("name", ["waiting", "causes", "gantt", "lateness"])
def test_the_legend_hides_nothing(drawn: dict[str, dict[str, Drawing]], name: str):
    figure = drawn["id"][name]
    figure.draw_without_rendering()
    (legend,) = figure.legends
    below = legend.get_window_extent()
    axes = figure.axes[0]
    assert below.y1 <= axes.get_tightbbox().y0 + 1
    assert figure.bbox.x0 <= below.x0 < below.x1 <= figure.bbox.x1
    assert axes.get_window_extent().height > figure.bbox.height / 4


def test_stations_come_before_pools(result: Result):
    titles = place_titles(result, "en")
    spec = result.scenario.spec
    assert list(titles) == [*(s.name for s in spec.stations), *(p.name for p in spec.staff)]


@pytest.mark.parametrize(("lang", "kinds"), [("id", ("Jenis izin", "Kanal")), ("en", ("Permit", "Channel"))])
def test_groups_are_titled_by_their_kind(result: Result, lang: str, kinds: tuple[str, str]):
    spec = result.scenario.spec
    expected = {f"class:{each.name}": f"{kinds[0]}: {getattr(each.title, lang)}" for each in spec.case_classes}
    expected |= {f"channel:{each.name}": f"{kinds[1]}: {getattr(each.title, lang)}" for each in spec.channels}
    titles = group_titles(result, lang)
    assert titles == expected
    assert list(titles) == list(expected), "classes before channels"
    assert {name.partition("[")[2].rstrip("]") for name in result.values if ":" in name} == set(titles)


def test_the_two_languages_share_no_sentence():
    same = {"unit_IDR", "forecast_index"}
    for key, versions in WORDS.items():
        assert set(versions) == set(LANGS), key
        assert versions["id"] != versions["en"] or key in same, key
        fields = [sorted(part.split("}")[0] for part in versions[lang].split("{")[1:]) for lang in LANGS]
        assert set(fields[0]) == set(fields[1]), key


def test_the_queue_is_drawn_with_its_interval():
    """Replications with a mean of 1 and 2 waiting from 8 to 9: mean 1.5, half-width 12.7 · 0.5."""
    figure = queue_figure(queues(ONE_WAITS, TWO_WAIT), TITLES)
    (axes,) = figure.axes
    (line,) = axes.get_lines()
    x, y = line.get_data()
    assert dict(zip(x, y, strict=True)) == pytest.approx({hour: 1.5 if hour == 8 else 0 for hour in range(25)})
    assert line.get_drawstyle() == "steps-post"
    (band,) = (artist for artist in axes.collections if isinstance(artist, PolyCollection))
    expected = estimate_mean([1, 2], "cases")
    corners = band.get_paths()[0].vertices
    assert corners[:, 1].max() == pytest.approx(expected.high)
    assert corners[:, 1].min() == 0, "nobody can wait less than nobody"
    assert "2 ulangan" in texts(figure)
    assert "95 %" in texts(figure)
    assert "Loket pelayanan" in texts(figure)
    assert "Meja verifikasi" not in texts(figure), "nobody waits there"


def test_the_hours_shown_are_those_in_which_somebody_waits():
    assert queue_figure(queues(ONE_WAITS), TITLES).axes[0].get_xlim() == (7, 9)


def test_the_distribution_of_waiting_time_is_drawn_to_scale():
    """Of the waits 0, 1 … 100 min the share q is at most 100 q min; the promise is a line and a word."""
    waits = pd.DataFrame({"replication": [0, 1] * 50 + [0], "station": "loket", "wait_min": np.arange(101.0)})
    figure = waiting_figure(waits, 15, TITLES, "en")
    axes = figure.axes[0]
    line = next(line for line in axes.get_lines() if line.get_label() == "Loket pelayanan")
    x, y = line.get_data()
    np.testing.assert_allclose(x, 100 * np.asarray(y), atol=1e-9)
    assert (y[0], y[-1]) == (0, 1)
    promise = next(line for line in axes.get_lines() if list(line.get_xdata()) == [15, 15])
    assert promise.get_linestyle() == ":"
    assert "promise of 15 min" in texts(figure)
    assert "all 101 visits in 2 replications pooled" in texts(figure)
    assert axes.get_ylim() == (0, 1)
    assert axes.get_xlim()[1] >= 30


def test_utilisation_is_drawn_with_its_interval():
    estimates = {"loket": Estimate(0.8, 0.05, 9, "share"), "meja": Estimate(0.4, 0.1, 9, "share")}
    figure = utilisation_figure(estimates, TITLES, "en")
    axes = figure.axes[0]
    assert [bar.get_width() for bar in axes.patches] == [0.8, 0.4]
    (intervals,) = (artist for artist in axes.collections if hasattr(artist, "get_segments"))
    ends = [sorted(segment[:, 0]) for segment in intervals.get_segments()]
    assert ends == [pytest.approx([0.75, 0.85]), pytest.approx([0.3, 0.5])]
    shown = texts(figure)
    assert "Loket pelayanan" in shown
    assert "80" in shown
    assert "40" in shown
    assert "9 replications" in shown


def test_two_stations_of_one_title_are_two_bars():
    estimates = {"loket": Estimate(0.8, 0.05, 9, "share"), "meja": Estimate(0.4, 0.1, 9, "share")}
    axes = utilisation_figure(estimates, {"loket": "Loket", "meja": "Loket"}).axes[0]
    assert len({bar.get_y() for bar in axes.patches}) == 2


@pytest.mark.parametrize("lang", LANGS)
def test_one_replication_is_drawn_without_an_interval(lang: str):
    result = run(load_scenario("kantor-sehari"), 1, seed=1)
    figures = run_figures(result, lang)
    for figure in figures.values():
        assert not re.search(r"\bnan\b", texts(figure).lower())
        figure.draw_without_rendering()
    assert not [artist for artist in figures["utilisation"].axes[0].collections if hasattr(artist, "get_segments")]


def test_a_station_that_nobody_visits_is_there_with_nothing():
    lonely = office(
        stations=[station("one", servers=1), station("two", servers=1)],
        case_classes=[case_class(per_hour=2, route=[{"station": "one", "service_time": exponential(30)}])],
    )
    figures = run_figures(run(lonely, 3), "en")
    assert len(figures["queue"].axes) == 1
    assert [bar.get_width() > 0 for bar in figures["utilisation"].axes[0].patches] == [True, False]
    assert len([line for line in figures["waiting"].axes[0].get_lines() if len(line.get_xdata()) > 2]) == 1


def test_a_title_is_no_formula():
    r"""Matplotlib would set $\foo$ as a formula, and fail."""
    dollars = {"id": r"Loket $\foo$", "en": r"Loket $\foo$"}
    rich = office(stations=[station(servers=1, title=dollars)], case_classes=[case_class(per_hour=3)])
    for name, figure in run_figures(run(rich, 2)).items():
        assert r"Loket \$\foo\$" in texts(figure) or name.startswith("causes"), name
        figure.savefig(io.BytesIO(), format="svg")


def test_an_office_that_serves_itself_has_no_figure_of_staff():
    itself = office(
        stations=[station(kind="self_service")],
        case_classes=[case_class(route=[{"station": "one", "service_time": exponential(5)}])],
    )
    assert list(run_figures(run(itself, 2))) == ["flow"]


def test_an_office_without_staff_has_a_queue_and_nothing_else():
    nobody = office(
        stations=[station(servers=0)],
        case_classes=[case_class(route=[{"station": "one", "service_time": exponential(5)}])],
    )
    assert list(run_figures(run(nobody, 2))) == ["queue", "causes", "causes_places", "flow"]


def seen_without(colour: str, missing: str) -> np.ndarray:
    """A colour as seen without one kind of cone: Viénot, Brettel & Mollon (1999), in linear light."""
    linear = np.array([v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in to_rgb(colour)])
    to_lms = np.array([[17.8824, 43.5161, 4.11935], [3.45565, 27.1554, 3.86714], [0.0299566, 0.184309, 1.46709]])
    lms = to_lms @ linear
    if missing == "red":
        lms[0] = 2.02344 * lms[1] - 2.52581 * lms[2]
    elif missing == "green":
        lms[1] = 0.494207 * lms[0] + 1.24827 * lms[2]
    seen = np.clip(np.linalg.inv(to_lms) @ lms, 0, 1)
    return np.where(seen <= 0.0031308, 12.92 * seen, 1.055 * seen ** (1 / 2.4) - 0.055)


def lab(rgb: np.ndarray) -> np.ndarray:
    """CIE 1976 L*a*b* of a colour in sRGB, white D65."""
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ linear
    ratio = xyz / [0.9505, 1, 1.089]
    f = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("missing", ["none", "red", "green"])
def test_colours_are_told_apart_by_everybody(missing: str):
    """Any two of the palette are 10 units of L*a*b* apart, several times what the eye can tell."""
    assert len(COLOURS) >= 7
    for one, two in combinations(COLOURS, 2):
        distance = np.linalg.norm(lab(seen_without(one, missing)) - lab(seen_without(two, missing)))
        assert distance > 10, (one, two)
    red, green = lab(seen_without("#d62728", "green")), lab(seen_without("#8c6d1f", "green"))
    assert np.linalg.norm(red - green) < np.linalg.norm(
        lab(np.array(to_rgb("#d62728"))) - lab(np.array(to_rgb("#8c6d1f")))
    )


def as_text(figure):
    """All that is on a figure, as text."""
    buffer = io.StringIO()
    with plt.rc_context({"svg.hashsalt": "same", "svg.fonttype": "none"}):
        figure.savefig(buffer, format="svg", metadata={"Date": None})
    return buffer.getvalue()


def test_no_figure_of_a_run_shows_what_came_before_a_warm_up_that_was_chosen():
    """The long run has another warm-up than the scenario: each figure of the window must change with it."""
    result = run(load_scenario("kabupaten-menengah").with_({"horizon.days": 21}), replications=2)
    later = replace(result, provenance=replace(result.provenance, warm_up_days=14.0))
    whole, part = run_figures(result, "en"), run_figures(later, "en")
    assert whole.keys() == part.keys()
    assert {name for name in whole if as_text(whole[name]) == as_text(part[name])} <= {"utilisation"}
