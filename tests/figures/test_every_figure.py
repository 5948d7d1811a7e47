"""Every figure: what it draws is what its table says, its alt text tells the message, and odd tables do not break it."""

import io
import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from simulator import figures as face
from simulator.figures import (
    Drawing,
    causes_figure,
    costs_figure,
    curve_figure,
    flow_figure,
    forecast_figure,
    forest_figure,
    gantt_figure,
    gaps_figure,
    hours_figure,
    lateness_figure,
    outage_figure,
    pareto_figure,
    queue_figure,
    staff_figure,
    story_figure,
    surface_figure,
    tornado_figure,
    turnaround_figure,
    utilisation_figure,
    waiting_figure,
)
from simulator.figures.flow_labels import place_labels
from simulator.measures import Estimate

LANGS = ("id", "en")
HOUR, DAY = 3_600_000, 86_400_000
NAN = float("nan")


def estimates(keys: list[str], rows: list[tuple[object, ...]], n: int = 9) -> pd.DataFrame:
    """Table in long form; a row is keys, measure, unit, mean, half-width."""
    return pd.DataFrame([(*row, n) for row in rows], columns=[*keys, "measure", "unit", "mean", "half_width", "n"])


def names(count: int) -> list[str]:
    """Names with what formulas and long titles are made of."""
    return [rf"Loket $\frac{{{place}}}$ yang namanya panjang sekali untuk sebuah gambar" for place in range(count)]


def queue_table(count: int) -> tuple[object, ...]:
    rows = [(r, name, 60 * h, (h == 9) * (place + 1 + r))
            for r in (0, 1) for place, name in enumerate(names(count)) for h in range(24)]  # fmt: skip
    table = pd.DataFrame(rows, columns=["replication", "station", "start_min", "queue_length"])
    return table, {name: name for name in names(count)}


def wait_table(count: int) -> tuple[object, ...]:
    rows = [
        (r, name, float(k * (place + 1))) for r in (0, 1) for place, name in enumerate(names(count)) for k in range(11)
    ]
    table = pd.DataFrame(rows, columns=["replication", "station", "wait_min"])
    return table, 15, {name: name for name in names(count)}


def utilisation_table(count: int) -> tuple[object, ...]:
    return {name: Estimate(0.5 + k / 100, 0.02, 9, "share") for k, name in enumerate(names(count))}, dict(
        zip(names(count), names(count), strict=True)
    )


def hour_table(count: int) -> tuple[object, ...]:
    rows = [(d, h, "waiting_time_mean", "min", 5.0 + d + (20 if (d, h) == (0, 10) else 0), 1.0)
            for d in range(min(count, 7)) for h in range(8, 16)]  # fmt: skip
    return (estimates(["weekday", "hour"], rows),)


def cause_table(count: int) -> tuple[object, ...]:
    rows = [(name, cause, "min_per_case", "min", mean * (place + 1), 0.5)
            for place, name in enumerate(names(count)) for cause, mean in (("busy", 6.0), ("outage:oss", 3.0))]  # fmt: skip
    return estimates(["name", "cause"], rows), {}


def turnaround_table(count: int) -> tuple[object, ...]:
    rows = [(r, name, float(day), "late" if day > 3 else "on_time")
            for r in (0, 1) for name in names(count) for day in (1, 2, 3, 4 + r)]  # fmt: skip
    table = pd.DataFrame(rows, columns=["replication", "case_class", "turnaround_days", "outcome"])
    return table, dict.fromkeys(names(count), 3), {}


def lateness_table(count: int) -> tuple[object, ...]:
    kinds = [("on_time", 0.0, 6), ("late", 1.0, 2), ("late", 12.0, 1), ("deemed_approved", NAN, 0), ("missed", NAN, 1)]
    rows = [(r, name, outcome, days, cases, cases / 10)
            for r in (0, 1) for name in names(count) for outcome, days, cases in kinds]  # fmt: skip
    columns = ["replication", "case_class", "outcome", "lateness_days", "cases", "share"]
    return pd.DataFrame(rows, columns=columns), {}


def outage_tables(count: int) -> tuple[object, ...]:
    times = np.arange(0, DAY, HOUR // 4)
    extra = np.where((times >= 10 * HOUR) & (times < 13 * HOUR), 7, 0)
    curves = pd.DataFrame({"replication": 3, "time_ms": times, "present": 2 + extra, "present_twin": 2})
    subsystems = names(count)[:1]
    episode = pd.DataFrame(
        [(3, 0, "+".join(subsystems), 10 * HOUR, 12 * HOUR, 60.0)],
        columns=["replication", "episode", "subsystems", "begin_ms", "end_ms", "recovery_min"],
    )
    down = pd.DataFrame(
        [(3, "outage", name, 10 * HOUR, 12 * HOUR) for name in subsystems],
        columns=["replication", "kind", "subsystem", "begin_ms", "end_ms"],
    )
    return curves, episode, down, estimates(["subsystems"], [("+".join(subsystems), "recovery_min", "min", 60.0, 5.0)])


def gantt_table(count: int) -> tuple[object, ...]:
    rows = [(0, kind, name, 0, name, case, begin * HOUR, end * HOUR)
            for name in names(count) for kind, case, begin, end in
            (("shift", -1, 8, 16), ("service", 1, 9, 10), ("service", 2, 10, 13), ("pause", 2, 13, 14))]  # fmt: skip
    columns = ["replication", "kind", "place", "server", "station", "case", "begin_ms", "end_ms"]
    return pd.DataFrame([*rows, (0, "outage", "oss", -1, "", -1, 13 * HOUR, 14 * HOUR)], columns=columns), {}


def story_table(count: int) -> tuple[object, ...]:
    rows = [(0, 7, kind, name, 0, (3 * place + k) * HOUR, (3 * place + k + 1 + (k == 2)) * HOUR)
            for place, name in enumerate(names(count)) for k, kind in enumerate(("queue", "service"))]  # fmt: skip
    columns = ["replication", "case", "kind", "station", "visit", "begin_ms", "end_ms"]
    return pd.DataFrame(rows, columns=columns), {}


def pareto_rows(count: int) -> tuple[object, ...]:
    rows = [("waiting_time_mean", k, 1e7 * (k + 1), 30.0 - k, 1.0, 9, "", k % 2 == 0) for k in range(count)]
    columns = ["measure", "number", "cost", "mean", "half_width", "n", "group", "is_on_front"]
    return pd.DataFrame(rows, columns=columns), "waiting_time_mean", "min"


def tornado_rows(count: int) -> tuple[object, ...]:
    rows = [
        ("waiting_time_mean", name, "mu_star", 1.0 + k, 0.5 + k, 1.5 + k, 10, 0.02)
        for k, name in enumerate(names(count))
    ]
    columns = ["measure", "lever", "index", "value", "low", "high", "n", "noise_share"]
    return pd.DataFrame(rows, columns=columns), "waiting_time_mean", "min"


def sweep_rows(count: int) -> pd.DataFrame:
    rows = [
        (k, x, y, 20.0 - 3 * x + y, 1.5, 9) for k, (x, y) in enumerate((x, y) for x in (2, 3, 4) for y in range(count))
    ]
    measure = "waiting_time_mean"
    return pd.DataFrame(
        rows, columns=["point", "loket", "tamu", *(f"{measure}.{p}" for p in ("mean", "half_width", "n"))]
    )


def forest_rows(count: int) -> tuple[object, ...]:
    rows = [(name, measure, unit, mean, half, 9) for name in names(count)
            for measure, unit, mean, half in (("waiting_time_mean", "min", -4.0, 1.0), ("service_level", "share", 0.01, 0.05))]  # fmt: skip
    return (pd.DataFrame(rows, columns=["scenario", "measure", "unit", "difference", "half_width", "n"]),)


def gap_rows(count: int) -> tuple[object, ...]:
    rows = [(name, "sojourn_h_mean", "h", 10.0 + 5 * k, 1.0) for k, name in enumerate(names(count))]
    return estimates(["group"], rows), "sojourn_h_mean", names(1)[0], {}


def flow_tables(count: int) -> tuple[object, ...]:
    chain = ["(arrival)", *names(count), "(departure)"]
    edges = [(a, b, "cases_per_day", "cases/day", 10.0 + k, 1.0) for k, (a, b) in enumerate(itertools.pairwise(chain))]
    edges += [(names(count)[-1], names(count)[0], "cases_per_day", "cases/day", 2.0, 0.5)]
    edges += [(names(count)[-1], names(count)[0], "gap_min", "min", 90.0, 5.0)]
    stays = [(name, "stay_min", "min", 30.0 + 60 * k, 2.0) for k, name in enumerate(names(count))]
    return estimates(["source", "target"], edges), estimates(["station"], stays), {}


def cost_rows(count: int) -> tuple[object, ...]:
    rows = [(name, payer, "IDR", amount * (k + 1), 1e6) for k, name in enumerate(names(count))
            for payer, amount in (("office_cost", 4e7), ("applicant_cost", 9e7))]  # fmt: skip
    return estimates(["alternative"], rows), {}


def staff_rows(count: int) -> tuple[object, ...]:
    rows = [(name, 0, measure, "h", hours + k, 1.0) for k, name in enumerate(names(count))
            for measure, hours in (("staffed_h", 40.0), ("busy_h", 20.0), ("overtime_h", 2.0))]  # fmt: skip
    return estimates(["place", "server"], rows), {}


def forecast_rows(count: int) -> tuple[object, ...]:
    answers = [(name, f"answer_{who}", "point", level - k / 100, 0.02) for k, name in enumerate(names(count))
               for who, level in (("asked", 3.5), ("all", 3.2))]  # fmt: skip
    index = [("index_asked", "point", 87.5, 0.5), ("index_all", "point", 80.0, 0.6)]
    return estimates(["element"], answers), estimates([], index), {}


@dataclass(frozen=True)
class Example:
    """A figure, tables for so many groups, the extreme that its alt text must tell in Indonesian, and its number."""

    draw: Callable[..., Drawing]
    tables: Callable[[int], tuple[object, ...]]
    told: tuple[str, ...]


EXAMPLES = {
    "queue": Example(queue_figure, queue_table, ("09.00", "Loket $\\frac{2}$", "3,5")),
    "waiting": Example(waiting_figure, wait_table, ("Loket $\\frac{2}$", "27")),
    "utilisation": Example(utilisation_figure, utilisation_table, ("Loket $\\frac{2}$", "52,0 ± 2,0 %", "50,0 ± 2,0 %")),
    "hours": Example(hours_figure, hour_table, ("Senin", "10.00", "25,0 ± 1,0 menit")),
    "causes": Example(causes_figure, cause_table, ("Loket $\\frac{2}$", "petugas melayani", "18,00 ± 0,50 menit")),
    "turnaround": Example(turnaround_figure, turnaround_table, ("75 ± 0 %", "batas 3 hari kerja")),
    "lateness": Example(lateness_figure, lateness_table, ("60 ± 0 %", "1–2", "20 ± 0 %")),
    "outage": Example(outage_figure, outage_tables, ("hari 1, 10.00", "7 permohonan lebih banyak", "60,0 ± 5,0 menit")),
    "gantt": Example(gantt_figure, gantt_table, ("2 layanan", "4,0 jam", "8,0 jam", "13.00–14.00")),
    "story": Example(story_figure, story_table, ("6,0 jam", "3,0 jam")),
    "pareto": Example(pareto_figure, pareto_rows, ("10 juta", "30,0 ± 1,0 menit", "28,0 ± 1,0 menit")),
    "tornado": Example(tornado_figure, tornado_rows, ("Loket $\\frac{2}$", "3,00 ± 0,50 menit")),
    "curve": Example(
        curve_figure, lambda count: (sweep_rows(1), "loket", "waiting_time_mean", "min"),
        ("14,0 ± 1,5 menit pada 2", "8,0 ± 1,5 menit pada 4"),
    ),
    "surface": Example(
        surface_figure, lambda count: (sweep_rows(count), ("loket", "tamu"), "waiting_time_mean", "min"),
        ("8,0 ± 1,5 menit pada loket = 4", "16,0 ± 1,5 menit pada loket = 2"),
    ),
    "forest": Example(forest_figure, forest_rows, ("−4,0 ± 1,0 menit", "3 dari 6")),
    "gaps": Example(gaps_figure, gap_rows, ("Loket $\\frac{2}$", "20,0 ± 1,0 jam", "10,0 ± 1,0 jam")),
    "flow": Example(flow_figure, flow_tables, ("Selesai", "13,0 ± 1,0", "2,5 jam")),
    "costs": Example(costs_figure, cost_rows, ("40,0 ± 1,0 juta", "270,0 ± 1,0 juta")),
    "staff": Example(staff_figure, staff_rows, ("Loket $\\frac{2}$", "22,0 ± 1,0 jam", "20,0 ± 1,0 jam")),
    "forecast": Example(forecast_figure, forecast_rows, ("87,50 ± 0,50", "80,00 ± 0,60", "Loket $\\frac{2}$", "87,00 ± 0,50")),
}  # fmt: skip
ONE_REPLICATION = {"gantt", "story"}


@pytest.fixture(autouse=True)
def nothing_stays_in_pyplot():
    yield
    assert plt.get_fignums() == []


def drawn(name: str, count: int = 3, lang: str = "id") -> Drawing:
    return EXAMPLES[name].draw(*EXAMPLES[name].tables(count), lang=lang)


def texts(figure: Figure) -> list[str]:
    figure.draw_without_rendering()
    return [text.get_text().replace("\N{NO-BREAK SPACE}", " ") for text in figure.findobj(Text) if text.get_text()]


def emptied(tables: tuple[object, ...]) -> list[object]:
    """The same without a row in any table."""
    empty = [table.iloc[:0] if isinstance(table, pd.DataFrame) else table for table in tables]
    return [
        {} if isinstance(table, dict) and any(isinstance(v, Estimate) for v in table.values()) else table
        for table in empty
    ]


def test_every_figure_is_tried():
    own = {name for name in face.__all__ if name.endswith("_figure")}
    assert own == {example.draw.__name__ for example in EXAMPLES.values()}
    assert len(own) >= 14


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_it_is_a_drawing_that_tells_its_message(name: str, lang: str):
    figure = drawn(name, lang=lang)
    assert isinstance(figure, Drawing)
    assert len(figure.alt) > 40
    assert any(letter.isdigit() for letter in figure.alt)
    assert "{" not in figure.alt.replace(r"\frac{", "")
    assert r"\$" not in figure.alt, "escaping is for drawing only"
    assert figure.get_suptitle()
    assert 17.9 < figure.get_figwidth() * 2.54 < 18.1


@pytest.mark.parametrize("name", EXAMPLES)
def test_its_alt_text_has_the_extreme_with_its_number(name: str):
    alt = drawn(name).alt.replace("\N{NO-BREAK SPACE}", " ")
    for part in EXAMPLES[name].told:
        assert part in alt, (part, alt)


@pytest.mark.parametrize(("lang", "word"), [("id", "ulangan"), ("en", "replication")])
@pytest.mark.parametrize("name", EXAMPLES)
def test_it_says_of_how_many_replications(name: str, lang: str, word: str):
    said = " ".join(texts(drawn(name, lang=lang)))
    if name == "tornado":
        assert "10" in said
    else:
        assert word in said
        assert name in ONE_REPLICATION or "95 %" in said


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_languages_differ_and_write_numbers_their_own_way(name: str):
    indonesian, english = drawn(name), drawn(name, lang="en")
    assert indonesian.alt != english.alt
    assert indonesian.get_suptitle() != english.get_suptitle() or name in ("curve", "surface")
    if "," in "".join(part for part in EXAMPLES[name].told if "±" in part):
        assert any(f"{k}.0" in english.alt for k in range(10)) or "." in english.alt


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_an_empty_table_says_that_there_is_nothing(name: str, lang: str):
    figure = EXAMPLES[name].draw(*emptied(EXAMPLES[name].tables(3)), lang=lang)
    assert isinstance(figure, Drawing)
    said = texts(figure)
    assert len(said) >= 2, "a title and a reason"
    assert len(figure.alt) > 20
    figure.savefig(io.BytesIO(), format="svg")


@pytest.mark.parametrize("count", [1, 45])
@pytest.mark.parametrize("name", EXAMPLES)
def test_one_group_and_many(name: str, count: int):
    figure = drawn(name, count)
    figure.draw_without_rendering()
    assert figure.alt
    assert figure.get_figheight() * 2.54 < (200 if name == "flow" else 30), "a page"


@pytest.mark.parametrize("name", EXAMPLES)
def test_single_values_without_interval(name: str):
    """One replication: half-widths are not numbers, and no figure says so."""
    tables = []
    for table in EXAMPLES[name].tables(3):
        if isinstance(table, pd.DataFrame):
            halves = [column for column in table if str(column).endswith("half_width")]
            table = table.assign(**dict.fromkeys(halves, NAN))
            counts = [column for column in table if column == "n" or str(column).endswith(".n")]
            table = table.assign(**dict.fromkeys(counts, 1))
            if "replication" in table and name not in ("outage",):
                table = table[table["replication"] == table["replication"].min()]
        tables.append(table)
    figure = EXAMPLES[name].draw(*tables, lang="id")
    assert not re.search(r"\bnan\b", " ".join([*texts(figure), figure.alt]).lower())


@pytest.mark.parametrize("name", ["utilisation", "causes", "costs", "staff", "gaps", "tornado", "forecast"])
def test_labels_are_no_formulas(name: str):
    figure = drawn(name)
    labels = [text for text in texts(figure) if "frac" in text]
    assert labels
    assert all(r"\$" in label for label in labels)


def widths(figure: Drawing) -> list[float]:
    return [patch.get_width() for patch in figure.axes[0].patches]


def test_causes_are_as_long_as_their_minutes():
    figure = causes_figure(*cause_table(3), "id")
    assert sorted(widths(figure)) == [3, 6, 6, 9, 12, 18]
    begins = {patch.get_width(): patch.get_x() for patch in figure.axes[0].patches if patch.get_hatch()}
    assert begins == {9: 18, 6: 12, 3: 6}, "each cause begins where the one before ends"
    hatches = {patch.get_hatch() for patch in figure.axes[0].patches}
    assert len(hatches) == 2, "told apart without colour"


def test_slivers_are_put_together_as_other_causes():
    rows = [("a", cause, "min_per_case", "min", mean, 0.1)
            for cause, mean in (("busy", 97.0), ("away", 1.0), ("slot", 1.0), ("closed", 1.0))]  # fmt: skip
    figure = causes_figure(estimates(["name", "cause"], rows), {})
    assert sorted(np.multiply(widths(figure), 60)) == [pytest.approx(3), pytest.approx(97)]
    assert "sebab lain" in texts(figure)


def test_long_causes_are_in_hours_or_days():
    rows = [("a", "external", "min_per_case", "min", 14400.0, 1440.0)]
    figure = causes_figure(estimates(["name", "cause"], rows), {})
    assert widths(figure) == [10]
    assert any("hari" in text for text in texts(figure))


def test_the_heat_map_has_each_number():
    said = texts(hours_figure(*hour_table(7)))
    assert "25,0\n± 1,0" in said
    assert said.count("11,0\n± 1,0") == 8, "Sunday, eight hours"
    assert {"Senin", "Minggu"} <= set(said)


def test_turnaround_bars_are_shares_of_the_settled():
    """Of four cases in each replication one each takes 1, 2, 3 days, and one 4 or 5: shares ¼, ¼, ¼, ⅛, ⅛."""
    figure = turnaround_figure(*turnaround_table(1))
    bars = {round(p.get_x() + p.get_width() / 2): p.get_height() for p in figure.axes[0].patches}
    assert bars == {1: 0.25, 2: 0.25, 3: 0.25, 4: 0.125, 5: 0.125}
    late = {round(p.get_x() + p.get_width() / 2) for p in figure.axes[0].patches if p.get_hatch()}
    assert late == {4, 5}
    assert "batas 3 hari" in texts(figure)


def test_who_is_never_decided_is_said_and_has_no_bar():
    table, deadlines, titles = turnaround_table(1)
    undecided = table.assign(turnaround_days=table["turnaround_days"].where(table["turnaround_days"] < 4))
    figure = turnaround_figure(
        undecided.assign(outcome=undecided["outcome"].replace("late", "missed")), deadlines, titles
    )
    assert sum(p.get_height() for p in figure.axes[0].patches) == 0.75
    assert any("25 ± 0 % tanpa keputusan" in text for text in texts(figure))


def test_lateness_parts_make_a_whole():
    figure = lateness_figure(*lateness_table(2))
    assert sorted(widths(figure)) == pytest.approx([0.1, 0.1, 0.1, 0.1, 0.2, 0.2, 0.6, 0.6])
    assert {"sampai hari batas", "1–2", "11 atau lebih", "lewat, belum diputus"} <= set(texts(figure))
    assert "dianggap dikabulkan" not in texts(figure), "nobody was"


def test_the_outage_is_drawn_of_one_replication():
    figure = outage_figure(*outage_tables(1))
    lines = {line.get_label(): line for line in figure.axes[0].get_lines()}
    assert max(lines["dengan gangguan"].get_ydata()) == 9
    assert set(lines["seandainya tanpa gangguan"].get_ydata()) == {2}
    assert lines["dengan gangguan"].get_linestyle() != lines["seandainya tanpa gangguan"].get_linestyle()
    assert any("nomor 3" in text for text in texts(figure))


def test_outages_of_another_replication_are_not_shaded():
    curves, episode, down, values = outage_tables(1)
    both = pd.concat([down, down.assign(replication=4, begin_ms=8 * HOUR, end_ms=9 * HOUR)])
    shades = [len(outage_figure(curves, episode, part, values).axes[0].patches) for part in (down, both)]
    assert shades == [1, 1]


def test_the_gantt_has_a_lane_for_each_server_and_a_bar_for_each_service():
    figure = gantt_figure(*gantt_table(3))
    assert len(figure.axes[0].get_yticklabels()) == 3
    bars = sum(len(collection.get_paths()) for collection in figure.axes[0].collections)
    assert bars == 12
    assert {"berjaga", "melayani", "tertunda", "gangguan", "oss"} <= set(texts(figure))


def test_an_outage_in_the_night_is_not_in_the_gantt():
    table, titles = gantt_table(1)
    night = table.assign(begin_ms=table["begin_ms"].mask(table["kind"] == "outage", 0))
    night["end_ms"] = night["end_ms"].mask(night["kind"] == "outage", HOUR)
    assert "gangguan" not in texts(gantt_figure(night, titles))


def test_the_pareto_front_is_filled_and_joined():
    figure = pareto_figure(*pareto_rows(5))
    front, other = (container.lines[0] for container in figure.axes[0].containers)
    assert list(front.get_xdata()) == [1e7, 3e7, 5e7]
    assert list(other.get_ydata()) == [29, 27]
    assert (front.get_linestyle(), other.get_linestyle()) == ("-", "None")
    assert front.get_marker() != other.get_marker()


def test_the_tornado_begins_with_the_largest():
    figure = tornado_figure(*tornado_rows(3))
    assert widths(figure) == [3, 2, 1]


def test_sobol_indices_have_both_marks():
    table = tornado_rows(2)[0]
    both = pd.concat([table.assign(index="ST", value=0.6, low=0.5, high=0.7), table.assign(index="S1", value=0.4)])
    figure = tornado_figure(both, "waiting_time_mean", "min")
    assert widths(figure) == [0.6, 0.6]
    assert any("60 ± 10 %" in text for text in texts(figure))
    assert list(figure.axes[0].get_lines()[-1].get_xdata()) == [0.4, 0.4]


def test_a_curve_of_each_level_of_a_second_lever():
    figure = curve_figure(sweep_rows(3), "loket", "waiting_time_mean", "min", by="tamu")
    lines = figure.axes[0].get_lines()
    assert [list(line.get_ydata()) for line in lines] == [[14, 11, 8], [15, 12, 9], [16, 13, 10]]
    assert len({line.get_linestyle() for line in lines}) == len({line.get_marker() for line in lines}) == 3


def test_levels_may_be_texts():
    table = sweep_rows(1).replace({"loket": {2: "pagi", 3: "siang", 4: "malam"}}).astype({"loket": object})
    table["loket"] = ["pagi", "siang", "malam"]
    said = texts(curve_figure(table, "loket", "waiting_time_mean", "min"))
    assert {"pagi", "siang", "malam"} <= set(said)


def test_certain_differences_are_filled():
    figure = forest_figure(*forest_rows(1))
    faces = [axes.containers[0].lines[0].get_markerfacecolor() for axes in figure.axes]
    assert faces[0] != "white"
    assert faces[1] == "white"
    assert any("1,0 ± 5,0 poin persen" in text for text in texts(figure))
    assert "← lebih baik" in texts(figure)
    assert "lebih baik →" in texts(figure)


def test_no_certain_difference_is_said_so():
    table = forest_rows(2)[0].assign(half_width=99.0)
    assert "Tidak satu pun dari 4" in forest_figure(table).alt


def test_small_groups_are_named_and_not_drawn():
    table, measure, reference, titles = gap_rows(3)
    hidden = table.assign(mean=table["mean"].where(table["group"] != names(3)[1]))
    figure = gaps_figure(hidden, measure, reference, titles)
    assert len(figure.axes[0].get_yticklabels()) == 2
    assert any(
        "terlalu sedikit untuk ditampilkan" in text and r"\frac{1}" in text.replace("\n", "") for text in texts(figure)
    )


def paired(gap: float, half: float, comparison: str = "gap") -> pd.DataFrame:
    """Of the second group of `gap_rows` beside the first."""
    one, two = names(2)
    rows = [("segment", two, one, "sojourn_h_mean", comparison, "h", gap, half, 9)]
    columns = ["by", "group", "reference", "measure", "comparison", "unit", "mean", "half_width", "n"]
    return pd.DataFrame(rows, columns=columns)


def test_a_group_is_left_behind_only_if_the_interval_of_its_paired_gap_leaves_out_0():
    """However wide or narrow the two intervals are: common random numbers make the gap surer than both."""
    table, *rest = gap_rows(2)
    wide = table.assign(half_width=9.0)
    behind = gaps_figure(wide, *rest, gaps=paired(5.0, 2.0))
    assert "siapa yang tertinggal" in behind.get_suptitle()
    assert "beda 5,0 ± 2,0 jam" in behind.alt.replace("\N{NO-BREAK SPACE}", " ")
    for unsure in (paired(5.0, 6.0), paired(-5.0, 2.0)):
        figure = gaps_figure(table, *rest, gaps=unsure)
        assert "tidak ada" in figure.get_suptitle().replace("\n", " ")
        assert "Tertinggal" not in figure.alt


@pytest.mark.parametrize("gaps", [None, paired(5.0, NAN), paired(5.0, 2.0, "ratio")])
def test_without_a_paired_gap_nobody_is_said_to_be_behind(gaps: pd.DataFrame | None):
    figure = gaps_figure(*gap_rows(2), gaps=gaps)
    assert "tertinggal" not in " ".join([*texts(figure), figure.alt]).lower()


def test_the_map_has_a_box_for_each_station_and_an_arrow_for_each_flow():
    figure = flow_figure(*flow_tables(3))
    said = texts(figure)
    assert sum("frac" in text for text in said) == 4, "three boxes, and the title"
    assert {"11,0 ± 1,0", "12,0 ± 1,0", "2,00 ± 0,50", "Selesai 13,0 ± 1,0", "Datang 10,0 ± 1,0"} <= set(said)


def test_small_flows_are_counted_not_drawn():
    edges, stays, titles = flow_tables(3)
    small = edges.assign(mean=edges["mean"].mask(edges["mean"] == 2.0, 0.01))
    said = " ".join(texts(flow_figure(small, stays, titles))).replace("\n", " ")
    assert "1 aliran di bawah 0,05" in said


def test_no_station_of_the_map_is_a_dead_end():
    """All that leaves the second station is rare: the larger of its flows is drawn nevertheless."""
    edges, stays, titles = flow_tables(3)
    one, two, three = names(3)
    rare = edges.assign(mean=edges["mean"].mask((edges["source"] == two) & (edges["target"] == three), 0.03))
    rare = rare.assign(half_width=rare["half_width"].mask(rare["mean"] == 0.03, 0.01))
    rarer = pd.DataFrame([(two, one, "cases_per_day", "cases/day", 0.02, 0.01, 9)], columns=edges.columns)
    said = texts(flow_figure(pd.concat([rare, rarer], ignore_index=True), stays, titles))
    assert "0,030 ± 0,010" in said
    assert "0,020 ± 0,010" not in said


def test_a_step_that_takes_no_time_is_at_once():
    edges, stays, titles = flow_tables(1)
    said = texts(flow_figure(edges, stays.assign(mean=1 / 60_000, half_width=0.0), titles))
    assert "seketika" in said
    assert not any("0,0000" in text for text in said)


@pytest.mark.parametrize("count", [3, 9])
def test_no_number_of_the_map_covers_another_or_a_box(count: int):
    edges, stays, titles = flow_tables(count)
    skips = [(names(count)[0], name, "cases_per_day", "cases/day", 5.0, 1.0, 9) for name in names(count)[2:4]]
    figure = flow_figure(pd.concat([edges, pd.DataFrame(skips, columns=edges.columns)]), stays, titles)
    figure.draw_without_rendering()
    (axes,) = figure.axes
    labels = [text.get_window_extent() for text in axes.texts if text.get_bbox_patch()]
    boxes = [patch.get_window_extent() for patch in axes.patches if isinstance(patch, Rectangle)]
    assert len(labels) >= count
    assert len(boxes) == count
    for at, label in enumerate(labels):
        assert not any(label.overlaps(other) for other in [*labels[:at], *boxes])


def test_numbers_of_the_map_keep_clear_of_boxes_numbers_and_arrows():
    """Two arrows straight down in one place, a third across them, and a box on the middle of all."""
    down = [(1.0, 0.0), (1.0, 3.0), (1.0, 7.0), (1.0, 10.0)]
    across = [(-4.0, 7.0), (0.0, 7.0), (2.0, 7.0), (6.0, 7.0)]
    curves = {("a", "b"): down, ("a", "c"): down, ("d", "e"): across}
    sizes = dict.fromkeys(curves, (1.0, 1.0))
    box = (0.0, 4.0, 2.0, 6.0)
    found = list(place_labels(curves, sizes, [box]).values())
    for x, y in found:
        assert not (abs(x - 1.0) < 1.5 and abs(y - 5.0) < 1.5), "on the box"
    assert all(max(abs(x - u), abs(y - v)) >= 1 for (x, y), (u, v) in itertools.combinations(found, 2))
    assert all(abs(y - 7.0) > 0.5 for x, y in found[:2]), "on the arrow across"
    assert abs(found[2][0] - 1.0) > 0.5, "on the arrows down"


def test_costs_are_stacked():
    figure = costs_figure(*cost_rows(2))
    assert widths(figure) == [4e7, 8e7, 9e7, 18e7]
    assert [p.get_x() for p in figure.axes[0].patches] == [0, 0, 4e7, 8e7]


def test_the_cheapest_is_named_only_where_it_is_told_apart():
    """Both together cost 130 and 260 million; each half-width is of one payer."""
    table, titles = cost_rows(2)
    assert "Termurah" in costs_figure(table, titles).get_suptitle()
    for unsure in (table.assign(half_width=4e7), table.assign(half_width=NAN)):
        assert "Termurah" not in costs_figure(unsure, titles).get_suptitle()
    assert "pemohon" in costs_figure(table[table["alternative"] == names(1)[0]], titles).get_suptitle()


def test_an_unknown_payer_is_not_free():
    table, titles = cost_rows(2)
    is_hidden = (table["alternative"] == names(2)[1]) & (table["measure"] == "applicant_cost")
    figure = costs_figure(table.assign(mean=table["mean"].mask(is_hidden)), titles)
    assert "Termurah" not in figure.get_suptitle()
    assert any("pemohon tidak diketahui" in text for text in texts(figure))
    assert "pemohon tidak diketahui (" in figure.alt


@pytest.mark.parametrize("name", ["pareto", "costs"])
def test_amounts_beside_an_axis_are_short_and_their_unit_is_in_its_label(name: str):
    figure = drawn(name)
    figure.draw_without_rendering()
    axis = figure.axes[0].xaxis
    assert "(juta rupiah)" in axis.label.get_text()
    ticks = [tick.label1 for tick in axis.get_major_ticks()]
    assert all(re.fullmatch(r"−?[\d.,]+", tick.get_text()) for tick in ticks)
    extents = [tick.get_window_extent() for tick in ticks]
    assert not any(one.overlaps(two) for one, two in itertools.pairwise(extents))


@pytest.mark.parametrize("name", ["utilisation", "pareto", "tornado", "forest", "gaps", "staff", "forecast"])
def test_no_error_bar_is_drawn_without_an_interval(name: str):
    tables = []
    for table in EXAMPLES[name].tables(2):
        if isinstance(table, pd.DataFrame):
            table = table.assign(**{column: NAN for column in table if column in ("half_width", "low", "high")})
        elif isinstance(table, dict) and name == "utilisation":
            table = {key: Estimate(one.mean, NAN, 1, "share") if isinstance(one, Estimate) else one
                     for key, one in table.items()}  # fmt: skip
        tables.append(table)
    for axes in EXAMPLES[name].draw(*tables).axes:
        segments = [collection.get_segments() for collection in axes.collections if hasattr(collection, "get_segments")]
        assert not any(len(segment) for part in segments for segment in part)


def test_a_cell_of_one_replication_is_marked_and_has_no_interval():
    (table,) = hour_table(7)
    is_lone = (table["weekday"] == 2) & (table["hour"] == 9)
    lone = table.assign(mean=table["mean"].mask(is_lone, 0.0), half_width=table["half_width"].mask(is_lone))
    said = texts(hours_figure(lone))
    assert "0*" in said
    assert sum(text.endswith("*") for text in said) == 1
    assert any("sel bertanda *" in text for text in said)
    assert not any("*" in text for text in texts(hours_figure(table)))


def test_staff_bars_are_hours():
    figure = staff_figure(*staff_rows(2))
    assert widths(figure) == [40, 41, 20, 21, 2, 3]


def test_the_forecast_shows_who_is_not_asked():
    figure = forecast_figure(*forecast_rows(2))
    asked, everyone = (container.lines[0] for container in figure.axes[0].containers)
    assert list(asked.get_xdata()) == pytest.approx([87.5, 87.5, 87.25])
    assert list(everyone.get_xdata()) == pytest.approx([80, 80, 79.75])
    assert asked.get_marker() != everyone.get_marker()
    assert any("bukan survei" in text for text in texts(figure))
