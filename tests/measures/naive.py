"""The measures a second time: plain loops over rows and sums of whole milliseconds, to be believed by reading it."""

from math import floor, nan
from typing import Any

from simulator.eventlog import EventLog
from simulator.measures import Window

MS_PER_MINUTE = 60_000
MS_PER_DAY = 86_400_000


def naive_measures(log: EventLog, window: Window) -> dict[int, dict[str, float]]:
    """Measures of each replication by name."""
    rows = log.to_frame().astype(object).where(lambda frame: frame.notna(), None).to_dict("records")
    staffed_stations = {row["station"] for row in rows if row["event"] == "shift_start"}
    stations = [name for code, name in enumerate(log.names.stations) if log.names.kind(code) == "staffed"]
    return {
        number: _office(
            [row for row in rows if row["replication"] == number], stations, staffed_stations, log.horizon_ms, window
        )
        for number in log.replications
    }


def _office(
    rows: list[dict[str, Any]], stations: list[str], staffed: set[str], horizon_ms: int, window: Window
) -> dict[str, float]:
    days = (horizon_ms - window.warm_up_ms) / MS_PER_DAY
    values = _cases(rows, window.warm_up_ms, days)
    values |= _waits(_wait_times(rows, set(stations), window.warm_up_ms), window, "")
    values["queue_length_mean"] = 0.0
    totals = {"staffed": 0, "busy": 0, "overtime": 0}
    for name in stations:
        values |= _waits(_wait_times(rows, {name}, window.warm_up_ms), window, f"[{name}]")
        area = _queue_area(rows, name, window.warm_up_ms, horizon_ms)
        values[f"queue_length_mean[{name}]"] = area / (horizon_ms - window.warm_up_ms)
        values["queue_length_mean"] += values[f"queue_length_mean[{name}]"]
        if name in staffed:
            here = _staff(rows, name, window.warm_up_ms, horizon_ms)
            totals = {key: totals[key] + here[key] for key in totals}
            values |= _load(here, days, f"[{name}]")
    values |= _load(totals, days, "") if staffed else {"utilisation": nan, "overtime": nan}
    return values


def _cases(rows: list[dict[str, Any]], warm_up_ms: int, days: float) -> dict[str, float]:
    arrived, ended, returned = {}, {}, set()
    for row in rows:
        if row["event"] == "arrival":
            arrived[row["case"]] = row["time_ms"]
        elif row["event"] in ("departure", "balk", "renege"):
            ended[row["case"]] = (row["event"], row["time_ms"])
        elif row["event"] == "rework":
            returned.add(row["case"])
    counted = [case for case, time in arrived.items() if time >= warm_up_ms]
    endings = [ended.get(case, ("present", None))[0] for case in counted]
    departed = [case for case in counted if ended.get(case, ("",))[0] == "departure"]
    return {
        "arrivals": len(counted) / days,
        "throughput": sum(1 for event, time in ended.values() if event == "departure" and time >= warm_up_ms) / days,
        "present_at_end": len(arrived) - len(ended),
        "balk_share": _ratio(endings.count("balk"), len(counted)),
        "renege_share": _ratio(endings.count("renege"), len(counted)),
        "rework_share": _ratio(sum(case in returned for case in departed), len(departed)),
        "sojourn_time_mean": _ratio(
            sum(ended[case][1] - arrived[case] for case in departed), len(departed) * MS_PER_MINUTE
        ),
    }


def _wait_times(rows: list[dict[str, Any]], stations: set[str], warm_up_ms: int) -> list[int]:
    """Milliseconds from joining to service start, of who joined in the window."""
    joined: dict[tuple[Any, ...], int] = {}
    waits = []
    for row in rows:
        key = (row["case"], row["visit"], row["station"])
        if row["event"] == "queue_join":
            joined[key] = row["time_ms"]
        elif row["event"] == "service_start" and row["station"] in stations and joined[key] >= warm_up_ms:
            waits.append(row["time_ms"] - joined[key])
    return sorted(waits)


def _waits(waits: list[int], window: Window, at: str) -> dict[str, float]:
    kept = sum(wait <= window.waiting_target_ms for wait in waits)
    return {
        f"waiting_time_mean{at}": _ratio(sum(waits), len(waits) * MS_PER_MINUTE),
        f"waiting_time_p90{at}": _p90(waits) / MS_PER_MINUTE,
        f"service_level{at}": _ratio(kept, len(waits)),
    }


def _p90(ordered: list[int]) -> float:
    """Nine tenths of the way along the ordered values, straight lines between them."""
    if not ordered:
        return nan
    place = (len(ordered) - 1) * 0.9
    below = floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def _queue_area(rows: list[dict[str, Any]], station: str, warm_up_ms: int, horizon_ms: int) -> int:
    """Case-milliseconds of waiting in the window, added up between each event and the next."""
    waiting, since, area = 0, warm_up_ms, 0
    for row in rows:
        if row["station"] == station and row["event"] in ("queue_join", "service_start", "renege"):
            area += waiting * max(0, row["time_ms"] - since)
            since = max(since, row["time_ms"])
            waiting += 1 if row["event"] == "queue_join" else -1
    return area + waiting * (horizon_ms - since)


def _staff(rows: list[dict[str, Any]], station: str, warm_up_ms: int, horizon_ms: int) -> dict[str, int]:
    """Milliseconds staffed, serving on shift and serving off shift, all servers together."""
    on_shift: set[int] = set()
    serving: set[int] = set()
    since = 0
    total = {"staffed": 0, "busy": 0, "overtime": 0}
    for row in [*rows, {"event": "end", "time_ms": horizon_ms, "station": station, "server": None}]:
        length = max(0, row["time_ms"] - max(since, warm_up_ms))
        total["staffed"] += length * len(on_shift)
        total["busy"] += length * len(serving & on_shift)
        total["overtime"] += length * len(serving - on_shift)
        since = row["time_ms"]
        if row["station"] == station and row["server"] is not None:
            match row["event"]:
                case "shift_start":
                    on_shift.add(row["server"])
                case "shift_end":
                    on_shift.remove(row["server"])
                case "service_start" | "service_resume":
                    serving.add(row["server"])
                case "service_pause" | "service_end":
                    serving.remove(row["server"])
    return total


def _load(total: dict[str, int], days: float, at: str) -> dict[str, float]:
    return {
        f"utilisation{at}": _ratio(total["busy"], total["staffed"]),
        f"overtime{at}": total["overtime"] / MS_PER_MINUTE / days,
    }


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else nan
