"""An office's own three numbers become a scenario, with their source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.calibration import OfficeCounts, scenario_from_counts
from simulator.calibration.office_counts import CASES_PER_REPLICATION, MOST_DAYS, OWN_COUNT
from simulator.scenario import load_scenario

STATION = load_scenario("meja-verifikasi")
ORIGIN = "queue tickets, first week of May"


def test_the_counts_stand_in_the_scenario_with_their_source():
    own = scenario_from_counts(STATION, OfficeCounts(9.5, 12, 3, ORIGIN))
    of_office = {
        number.path: (number.value, number.mark, number.cite) for number in own.inputs() if number.source == OWN_COUNT
    }
    assert of_office == {
        "stations[0].servers": (3, "measured", ORIGIN),
        "stations[0].service_time.mean_min": (12, "measured", ORIGIN),
        "case_classes[0].arrivals.per_hour": (9.5, "measured", ORIGIN),
    }
    assert len(own.resolved.stations[0].servers) == 3
    assert STATION.spec.stations[0].servers == 4


@given(per_hour=st.floats(0.1, 120), servers=st.integers(1, 100))
def test_a_replication_is_long_enough_and_not_too_long(per_hour, servers):
    horizon = scenario_from_counts(STATION, OfficeCounts(per_hour, 10, servers, ORIGIN)).spec.horizon
    cases = 24 * per_hour * horizon.days
    assert cases >= CASES_PER_REPLICATION or horizon.days == MOST_DAYS
    assert cases <= 2.5 * CASES_PER_REPLICATION
    assert 1 <= horizon.warm_up_days < horizon.days / 2


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((0, 10, 1, ORIGIN), "arrivals_per_hour is 0"),
        ((-1, 10, 1, ORIGIN), "arrivals_per_hour is -1"),
        ((float("nan"), 10, 1, ORIGIN), "arrivals_per_hour is nan"),
        ((9, float("inf"), 1, ORIGIN), "service_min is inf"),
        ((9, 10, 0, ORIGIN), "servers is 0"),
        ((9, 10, 1, " "), "origin is empty"),
    ],
)
def test_an_impossible_count_is_named(counts, said):
    with pytest.raises(ValueError, match=said):
        OfficeCounts(*counts)


def test_an_office_of_several_stations_is_refused():
    with pytest.raises(ValueError, match="kabupaten-menengah must have one station and one case class"):
        scenario_from_counts(load_scenario("kabupaten-menengah"), OfficeCounts(9, 10, 1, ORIGIN))
