"""Titles of measures: every part of an office by the name that it has for people, in either language."""

import numpy as np
import pytest

from simulator.engines import names_of
from simulator.experiments.selection import Selection
from simulator.measures import measure_names
from simulator.reports.optimum import measure_title as of_an_optimum
from simulator.reports.selection import selection_rows
from simulator.reports.titles import measure_title, part_title
from simulator.scenario import load_scenario

LANGS = ("id", "en")


@pytest.mark.parametrize("lang", LANGS)
def test_no_measure_of_an_office_shows_a_name_of_the_file(lang: str):
    scenario = load_scenario("kantor-sehari")
    names = measure_names(names_of(scenario.resolved))
    titles = [measure_title(scenario, name, lang) for name in names]
    assert len(set(titles)) == len(names) > 40
    assert [title for title in titles if any(mark in title for mark in ("[", "class:", "channel:", "-oss"))] == []


def test_places_groups_and_cost():
    scenario = load_scenario("kantor-sehari")
    for name, title in (
        ("waiting_time_mean[class:nib]", "Waktu tunggu, rata-rata, NIB risiko rendah dan menengah rendah"),
        ("waiting_time_mean[channel:loket]", "Waktu tunggu, rata-rata, Datang ke loket"),
        ("waiting_time_mean[loket-pelayanan]", "Waktu tunggu, rata-rata, Loket pelayanan"),
        ("waiting_time_mean[worst:class]", "Waktu tunggu, rata-rata, jenis permohonan yang terburuk"),
        ("waiting_time_mean", "Waktu tunggu, rata-rata"),
        ("cost", "Biaya"),
    ):
        assert measure_title(scenario, name, "id") == of_an_optimum(scenario, name, "id") == title


def test_a_class_and_a_station_of_one_name_keep_their_titles():
    scenario = load_scenario("kantor-sehari").with_({"case_classes[nib].name": "verifikasi"})
    assert part_title(scenario, "verifikasi", "en") == "Verification desk"
    assert part_title(scenario, "class:verifikasi", "en") == "NIB, low and medium-low risk"


def test_a_part_that_the_scenario_does_not_have_keeps_its_name():
    assert part_title(load_scenario("kantor-sehari"), "loket-baru", "id") == "loket-baru"
    assert measure_title(None, "waiting_time_mean[class:baru]", "en") == "Waiting time, mean, baru"


def test_a_selection_names_the_part_that_it_is_about():
    values = {"a": np.array([1.0, 2.0]), "b": np.array([3.0, 4.0])}
    selection = Selection("waiting_time_mean[class:nib]", "min", "kn", values, ("a",), 0.95, 1.0)
    rows = selection_rows(selection, "en", load_scenario("kantor-sehari"))
    assert rows.title == "Waiting time, mean, NIB, low and medium-low risk (min)"
    assert selection_rows(selection, "en").title == "Waiting time, mean, nib (min)"
