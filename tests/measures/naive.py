"""The measures a second time: plain loops over rows and sums of whole milliseconds, to be believed by reading it."""

from math import floor, nan
from typing import Any

from simulator.eventlog import EventLog, Names
from simulator.measures import Window

MS_PER_MINUTE = 60_000
MS_PER_DAY = 86_400_000


ENDINGS = ("departure", "deemed_approved", "give_up")


def naive_measures(log: EventLog, window: Window) -> dict[int, dict[str, float]]:
    """Measures of each replication by name."""
    rows = log.to_frame().astype(object).where(lambda frame: frame.notna(), None).to_dict("records")
    names = log.names
    for row in rows:
        row["place"] = _place(row, names)
    stations = [name for code, name in enumerate(names.stations) if names.kind(code) == "staffed"]
    staffed = {row["place"] for row in rows if row["event"] == "shift_start"}
    return {
        number: _office(
            [row for row in rows if row["replication"] == number], stations, staffed, names, log.horizon_ms, window
        )
        for number in log.replications
    }


def _place(row: dict[str, Any], names: Names) -> str | None:
    """Where the server of a row belongs: its station, or the pool of a person."""
    if row["server"] is None:
        return None
    is_person = row["station"] is None or row["station"] in names.pooled
    return names.persons[row["server"]] if is_person else row["station"]


def _office(
    rows: list[dict[str, Any]], stations: list[str], staffed: set[str], names: Names, horizon_ms: int, window: Window
) -> dict[str, float]:
    days = (horizon_ms - window.warm_up_ms) / MS_PER_DAY
    values = _cases(rows, names, window.warm_up_ms, days)
    values |= _waits(_wait_times(rows, set(stations), window.warm_up_ms), window, "")
    values["queue_length_mean"] = 0.0
    for name in stations:
        values |= _waits(_wait_times(rows, {name}, window.warm_up_ms), window, f"[{name}]")
        area = _queue_area(rows, name, window.warm_up_ms, horizon_ms)
        values[f"queue_length_mean[{name}]"] = area / (horizon_ms - window.warm_up_ms)
        values["queue_length_mean"] += values[f"queue_length_mean[{name}]"]
    totals = {"staffed": 0, "busy": 0, "overtime": 0}
    for name in staffed:
        here = _staff(rows, name, window.warm_up_ms, horizon_ms)
        totals = {key: totals[key] + here[key] for key in totals}
        values |= _load(here, days, f"[{name}]")
    return values | _load(totals, days, "")


def _cases(rows: list[dict[str, Any]], names: Names, warm_up_ms: int, days: float) -> dict[str, float]:
    arrived: dict[int, int] = {}
    ended: dict[int, tuple[str, int]] = {}
    trips: dict[int, int] = {}
    who: dict[str, set[int]] = {"returned": set(), "balked": set(), "reneged": set(), "turned away": set()}
    for row in rows:
        case, event, cause = row["case"], row["event"], row["cause"]
        if event == "arrival":
            arrived[case] = row["time_ms"]
            trips[case] = 0
        comes = event == "return_applicant" or (event == "arrival" and row["time_ms"] > 0)
        if comes and row["channel"] in names.in_person:
            trips[case] += 1
        if cause == "no_show" and row["channel"] in names.in_person:
            trips[case] -= 1
        if event in ENDINGS:
            ended[case] = (event, row["time_ms"])
        if event == "rework":
            who["returned"].add(case)
        if event == "balk" and cause == "queue_limit":
            who["balked"].add(case)
        elif event == "renege" and cause == "patience":
            who["reneged"].add(case)
        elif event in ("balk", "renege"):
            who["turned away"].add(case)
    counted = [case for case, time in arrived.items() if time >= warm_up_ms]
    endings = [ended.get(case, ("present", None))[0] for case in counted]
    departed = [case for case in counted if ended.get(case, ("",))[0] == "departure"]
    return {
        "arrivals": len(counted) / days,
        "throughput": sum(1 for event, time in ended.values() if event == "departure" and time >= warm_up_ms) / days,
        "present_at_end": len(arrived) - len(ended),
        "balk_share": _ratio(len(who["balked"] & set(counted)), len(counted)),
        "renege_share": _ratio(len(who["reneged"] & set(counted)), len(counted)),
        "turned_away_share": _ratio(len(who["turned away"] & set(counted)), len(counted)),
        "give_up_share": _ratio(endings.count("give_up"), len(counted)),
        "deemed_approved_share": _ratio(endings.count("deemed_approved"), len(counted)),
        "trips_mean": _ratio(sum(trips[case] for case in counted), len(counted)),
        "rework_share": _ratio(len(who["returned"] & set(departed)), len(departed)),
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
    waiting: set[int] = set()
    since, area = warm_up_ms, 0
    for row in rows:
        area += len(waiting) * max(0, row["time_ms"] - since)
        since = max(since, row["time_ms"])
        waiting.discard(row["case"])  # whatever happens to a case that waits, it waits no more
        if row["event"] == "queue_join" and row["station"] == station:
            waiting.add(row["case"])
    return area + len(waiting) * (horizon_ms - since)


def _staff(rows: list[dict[str, Any]], place: str, warm_up_ms: int, horizon_ms: int) -> dict[str, int]:
    """Milliseconds staffed, serving on shift and serving off shift, all servers of a station or pool together."""
    on_shift: set[int] = set()
    serving: set[int] = set()
    since = 0
    total = {"staffed": 0, "busy": 0, "overtime": 0}
    for row in [*rows, {"event": "end", "time_ms": horizon_ms, "place": place, "server": None}]:
        length = max(0, row["time_ms"] - max(since, warm_up_ms))
        total["staffed"] += length * len(on_shift)
        total["busy"] += length * len(serving & on_shift)
        total["overtime"] += length * len(serving - on_shift)
        since = row["time_ms"]
        if row["place"] == place:
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
