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
    values |= _groups(rows, set(stations), names, window)
    values |= _on_time(rows, names, horizon_ms, window.warm_up_ms)
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


def _groups(rows: list[dict[str, Any]], stations: set[str], names: Names, window: Window) -> dict[str, float]:
    """The same of the cases of one class, and of one channel: that of the arrival for the whole way, else the present."""
    values = {}
    for kind, column, all_names in (
        ("class", "case_class", names.case_classes), ("channel", "channel", names.channels)
    ):  # fmt: skip
        for name in all_names:
            if names.routes and not any(name == route[kind == "channel"] for route in names.routes):
                continue
            waits = _wait_times([row for row in rows if row[column] == name], stations, window.warm_up_ms)
            at = f"[{kind}:{name}]"
            values |= {key: value for key, value in _waits(waits, window, at).items() if "p90" not in key}
            members = {row["case"] for row in rows if row["event"] == "arrival" and row[column] == name}
            whole = _cases([row for row in rows if row["case"] in members], names, window.warm_up_ms, 1.0)
            values[f"sojourn_time_mean{at}"] = whole["sojourn_time_mean"]
    return values


def _on_time(rows: list[dict[str, Any]], names: Names, horizon_ms: int, warm_up_ms: int) -> dict[str, float]:
    """Each case alone, from row to row, with its deadline as a day that is moved day by day."""
    verdicts: dict[str, list[bool]] = {
        name: [] for name, days in zip(names.case_classes, names.deadline_days, strict=False) if days >= 0
    }
    for life in _lives(rows):
        if life[0]["case_class"] in verdicts and life[0]["time_ms"] >= warm_up_ms:
            verdict = _verdict(life, names, horizon_ms)
            verdicts[life[0]["case_class"]] += [] if verdict is None else [verdict]
    together = [verdict for each in verdicts.values() for verdict in each]
    used = {route[0] for route in names.routes}
    return {"on_time_share": _ratio(sum(together), len(together))} | {
        f"on_time_share[class:{name}]": _ratio(sum(each), len(each))
        for name, each in verdicts.items()
        if not used or name in used
    }


def late_but_not_deemed(log: EventLog) -> list[int]:
    """Cases that are late although nothing was deemed approved; none where silence approves in every class."""
    rows = log.to_frame().astype(object).where(lambda frame: frame.notna(), None).to_dict("records")
    return [
        life[0]["case"]
        for life in _lives(rows)
        if _verdict(life, log.names, log.horizon_ms) is False
        and not any(row["event"] == "deemed_approved" for row in life)
    ]


def _lives(rows: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The rows of each case."""
    lives: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        if row["case"] is not None:
            lives.setdefault(row["case"], []).append(row)
    return list(lives.values())


def _verdict(life: list[dict[str, Any]], names: Names, horizon_ms: int) -> bool | None:
    """Whether a case was on time; None if nobody can say."""
    limit = names.deadline_days[names.case_classes.index(life[0]["case_class"])]
    due: int | None = None
    went: int | None = None
    for row, following in zip(life, [*life[1:], None], strict=True):
        event, day = row["event"], row["time_ms"] // MS_PER_DAY
        if due is not None and went is None and row["time_ms"] > (due + 1) * MS_PER_DAY:
            return False
        place = (row["case_class"], row["channel"], row["station"])
        is_step = event == "service_end" and (following is None or following["event"] != "rework")
        starts = is_step and place in names.starts_clock
        if event in ("arrival", "switch_channel"):
            is_backlog = event == "arrival" and row["time_ms"] == 0
            starts = is_backlog or not any(step[:2] == place[:2] for step in names.starts_clock)
        if starts and due is None:
            due = _next_working_days(day, limit, names)
        if (is_step and place in names.decides) or event == "departure":
            return None if due is None else True
        if event == "deemed_approved":
            assert due is not None
            assert row["time_ms"] == (due + 1) * MS_PER_DAY, "K3: when its deadline falls due"
            return False
        if event == "give_up":
            return None
        if event == "wait_applicant":
            went = day
        if event == "return_applicant" and went is not None and due is not None:
            away = sum(_is_working(each, names) for each in range(went + 1, day + 1))
            due = max(_next_working_days(due, away, names), _next_working_days(day - 1, 1, names))
        if event == "return_applicant":
            went = None
    return False if due is not None and went is None and (due + 1) * MS_PER_DAY < horizon_ms else None


def _next_working_days(day: int, n: int, names: Names) -> int:
    """The n-th working day after a day."""
    for _ in range(n):
        day += 1
        while not _is_working(day, names):
            day += 1
    return day


def _is_working(day: int, names: Names) -> bool:
    return day >= len(names.working_days) or names.working_days[day]
