"""Service: transcribed times and studies -> tables, with the rates that follow from printed figures."""

from pathlib import Path
from typing import Any

import pandas as pd
from facts import derive, read_facts, read_texts

_BANDUNG = {
    "quantity": ["utilisation", "arrival_rate", "service_rate", "service_time"],
    "id": ["bandung-utilisation", "bandung-arrival-rate", "bandung-service-rate", "bandung-service-time"],
    "what": ["Utilisation", "Arrival rate", "Service rate", "Mean service time"],
    "what_id": ["Tingkat kesibukan", "Laju kedatangan", "Laju pelayanan", "Rata-rata waktu pelayanan"],
    "unit": ["1", "1/min", "1/min", "min"],
    "cite": [
        "Derived from Bandung: L / (1 + L)",
        "Derived from Bandung: Lq / Wq",
        "Derived from Bandung: Lq / Wq * (1 + L) / L",
        "Derived from Bandung: Wq / Lq * L / (1 + L)",
    ],
}


def tables(raw: Path) -> dict[str, pd.DataFrame]:
    """Times with what follows from them, promises, studies, and waiting by Erlang C."""
    facts, promises = read_facts(raw / "facts.csv"), read_facts(raw / "processing_times.csv")
    derived = derive(pd.concat([facts, promises]), raw / "derived.csv")
    return {
        "service": pd.concat([facts, derived], ignore_index=True),
        "processing_times": promises,
        "queue_studies": _studies(read_texts(raw / "queue_studies.csv")),
        "capacity_checks": _capacity_checks(pd.read_csv(raw / "capacity_checks.csv")),
    }


def _studies(printed: pd.DataFrame) -> pd.DataFrame:
    """Studies as printed, and the rates of the M/M/1 queue of Bandung; five digits, because it is nearly full."""
    bandung = printed[printed["study"] == "bandung"].set_index("quantity")["value"].astype(float)
    present, waiting = bandung["number_in_system"], bandung["queue_length"]
    utilisation, arrival_rate = present / (1 + present), waiting / bandung["waiting_time"]
    rates = [utilisation, arrival_rate, arrival_rate / utilisation, utilisation / arrival_rate]
    common = {"study": "bandung", "place": "Kota Bandung", "servers": "1", "mark": "published"}
    rows = pd.DataFrame({**_BANDUNG, "value": [f"{rate:.5f}" for rate in rates]}).assign(
        **common, note="Computed from the printed figures of an M/M/1 queue; near a utilisation of 1 keep all digits."
    )
    return pd.concat([printed, rows, _hourly_arrivals(bandung, common)], ignore_index=True).fillna("")


def _hourly_arrivals(bandung: pd.Series, common: dict[str, str]) -> pd.DataFrame:
    """Arrivals of Bandung in an hour, and the range in which they may lie because Lq and Wq are printed rounded."""
    waiting, time = bandung["queue_length"], bandung["waiting_time"]
    least, most = (waiting - 0.005) / (time + 0.05), (waiting + 0.005) / (time - 0.05)
    rates = {"value": waiting / time, "low": least, "high": most}
    row = {
        "id": "bandung-hourly-arrivals",
        "quantity": "arrival_rate",
        "what": "Arrivals in an hour",
        "what_id": "Kedatangan dalam satu jam",
        **{name: f"{60 * rate:.3f}" for name, rate in rates.items()},
        "unit": "cases/h",
        "cite": "Derived from Bandung: 60 * Lq / Wq, each within half of its last printed digit",
        "note": "Within this range the rate decides whether the printed sojourn time is met: the queue is nearly full.",
    }
    return pd.DataFrame([common | row])


def _capacity_checks(cases: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame([_capacity_check(case) for case in cases.to_dict("records")])


def _capacity_check(case: dict[Any, Any]) -> dict[str, Any]:
    load = case["walk_ins"] / (case["open_hours"] * 60) * case["service_min"]
    return {
        "id": case["id"],
        "what": f"Mean waiting time of {case['walk_ins']} walk-ins at {case['desks']} desks",
        "what_id": f"Rata-rata waktu tunggu {case['walk_ins']} pemohon di {case['desks']} meja",
        **{name: f"{case[name]:g}" for name in ("walk_ins", "open_hours", "service_min", "desks")},
        "offered_load": f"{load:.2f}",
        "value": f"{_mean_wait(load, case['desks'], case['service_min']):.1f}",
        "low": "",
        "high": "",
        "unit": "min",
        "mark": "assumed",
        "cite": "Derived: Erlang C for an example office",
        "note": "Arrivals at a constant rate over the open hours, exponential service, nobody leaves.",
    }


def _mean_wait(load: float, servers: int, service_min: float) -> float:
    """Mean waiting time of an M/M/c queue, by Erlang B and from it Erlang C."""
    blocked = 1.0
    for server in range(1, servers + 1):
        blocked = load * blocked / (server + load * blocked)
    waits = blocked / (1 - load / servers * (1 - blocked))
    return waits * service_min / (servers - load)
