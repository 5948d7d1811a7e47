"""The engines agree with Jackson's theorem on networks of stations with rework."""

import numpy as np

from agreement import assert_mean, mean_sojourn, replicate, waits
from offices import TEXT, case_class, exponential, office, station, steps
from simulator import theory


def test_tandem_with_feedback(engine, seed):
    """Two stations, 20 % of cases sent back to the first: waits at both and the sojourn time."""
    route = steps("one", "two", rework={"probability": 0.2, "back_to": "one", "source": "assumed"})
    scenario = office(
        horizon={"days": 2, "warm_up_days": 1, "source": "assumed"},
        stations=[
            station("one", servers=2, service_time=exponential(1)),
            station("two", servers=1, service_time=exponential(0.5)),
        ],
        case_classes=[case_class(per_hour=66, route=route)],
    )

    def three(log, warm_up_ms):
        table = waits(log, warm_up_ms)
        return [table.loc[table["station"] == s, "wait"].mean() for s in (0, 1)] + [mean_sojourn(log, warm_up_ms)]

    one, two, sojourn = replicate(scenario, engine, three, 60, seed).T
    network = [1.1, 0], theory.tandem_routing(2, 0.2), [1, 2], [2, 1]
    expected = theory.jackson_mean_waits(*network)
    assert_mean(one, expected[0])
    assert_mean(two, expected[1])
    assert_mean(sojourn, theory.jackson_mean_sojourn(*network))


def test_an_office_with_a_counter_and_an_online_channel(engine, seed):
    """60 % at a counter, 40 % online without a queue, then verification (15 % sent back) and approval."""
    sent_back = {"probability": 0.15, "source": "assumed"}
    routes = {
        channel: [
            {"station": first},
            {"station": "verification", "rework": {**sent_back, "back_to": first}},
            {"station": "approval"},
        ]
        for channel, first in (("loket", "counter"), ("daring", "portal"))
    }
    scenario = office(
        horizon={"days": 3, "warm_up_days": 1, "source": "assumed"},
        channels=[{"name": name, "title": TEXT} for name in routes],
        stations=[
            station("counter", servers=4, service_time=exponential(10)),
            station("portal", kind="self_service", service_time=exponential(20)),
            station("verification", servers=9, service_time=exponential(15)),
            station("approval", servers=3, service_time=exponential(5)),
        ],
        case_classes=[
            {**case_class(per_hour=25), "channels": {"shares": {"loket": 0.6, "daring": 0.4}}, "routes": routes}
        ],
    )
    arrival_rate = 25 / 60
    routing = np.zeros((4, 4))
    routing[0, 2] = routing[1, 2] = 1
    routing[2] = [0.15 * 0.6, 0.15 * 0.4, 0, 0.85]
    entry, service_rates = [0.6 * arrival_rate, 0.4 * arrival_rate, 0, 0], [1 / 10, 1 / 20, 1 / 15, 1 / 5]
    expected = theory.jackson_mean_sojourn(entry, routing, service_rates, [4, np.inf, 9, 3])
    assert_mean(replicate(scenario, engine, mean_sojourn, 50, seed), expected)
