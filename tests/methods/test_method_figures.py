"""Figures of the methods notebooks: what stands where, and how a cell shows them."""

import base64
import re

import pandas as pd
import pytest

from simulator.teaching.methods import beside_figure, show

TABLE = pd.DataFrame(
    {"what": ["a", "b"], "mean": [5.0, 20.5], "half_width": [0.5, 1.0], "n": [20, 20], "expected": [5.25, 18.0]}
)


@pytest.mark.parametrize(("lang", "said"), [("id", "20,5 ± 1,0, 18,0"), ("en", "20.5 ± 1.0, 18.0")])
def test_it_says_in_words_what_it_shows(lang, said):
    figure = beside_figure(TABLE, "min", lang)
    assert said in figure.alt
    assert "1" in figure.alt.split(".")[0]
    assert "n = 20" in figure.texts[-1].get_text()


def test_circles_intervals_and_diamonds_stand_where_the_table_says():
    (axes,) = beside_figure(TABLE, "min").axes
    circles, diamonds = (line for line in axes.lines if line.get_marker() in ("o", "D"))
    assert list(zip(circles.get_xdata(), circles.get_ydata(), strict=True)) == [(5.0, 1), (20.5, 0)]
    assert list(diamonds.get_xdata()) == [5.25, 18.0]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["a", "b"]
    (bars,) = axes.collections
    assert [part[:, 0].tolist() for part in bars.get_segments()] == [[4.5, 5.5], [19.5, 21.5]]


def test_a_cell_shows_the_drawing_with_its_words():
    figure = beside_figure(TABLE, "min", "id")
    figure.alt = 'dua "angka" <b>'
    shown = show(figure)
    source = re.search(r'base64,([^"]+)"', shown._repr_html_())
    assert source is not None
    assert b"<svg" in base64.b64decode(source[1])
    assert 'alt="dua &quot;angka&quot; &lt;b&gt;"' in shown._repr_html_()
    assert repr(shown) == figure.alt


def test_the_same_figure_is_the_same_to_the_byte():
    assert show(beside_figure(TABLE, "min")).svg == show(beside_figure(TABLE, "min")).svg
