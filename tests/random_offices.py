"""Small random offices that use every rule of the model."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import strategies as st

from offices import TEXT, case_class, exponential, office, station

ASSUMED = {"source": "assumed"}
DAYS = 3


def durations(low: float = 0.5, high: float = 60.0) -> st.SearchStrategy[dict]:
    mean = st.floats(low, high)
    return st.one_of(
        st.builds(lambda m: {"distribution": "exponential", "mean_min": m, **ASSUMED}, mean),
        st.builds(
            lambda m, c: {"distribution": "lognormal", "mean_min": m, "cv": c, **ASSUMED}, mean, st.floats(0.1, 2)
        ),
        st.builds(lambda m, c: {"distribution": "gamma", "mean_min": m, "cv": c, **ASSUMED}, mean, st.floats(0.3, 2)),
        # whole minutes make many things happen at the same instant
        st.builds(lambda m: {"distribution": "deterministic", "mean_min": float(round(m)), **ASSUMED}, mean),
        st.builds(
            lambda v: {"distribution": "empirical", "values_min": v, **ASSUMED}, st.lists(mean, min_size=1, max_size=4)
        ),
    )


@st.composite
def rosters(draw: st.DrawFn) -> list[dict]:
    hours = sorted(draw(st.lists(st.integers(0, 24), min_size=2, max_size=6, unique=True)))
    return [
        {"from": f"{a:02d}:00", "to": f"{b:02d}:00", "servers": draw(st.integers(0, 3))} for a, b in pairwise(hours)
    ]


@st.composite
def stations(draw: st.DrawFn, name: str, subsystems: list[str]) -> dict:
    """The simple kind: first come or priority, own servers, wait and resume."""
    fields: dict = {"needs": draw(st.lists(st.sampled_from(subsystems), unique=True)) if subsystems else []}
    kind = draw(st.sampled_from(["servers", "roster", "self_service"]))
    if kind == "self_service":
        return station(name, kind=kind, **fields)
    fields[kind] = draw(st.integers(0, 3)) if kind == "servers" else draw(rosters())
    fields["discipline"] = draw(st.sampled_from(["fifo", "priority"]))
    if draw(st.booleans()):
        fields["balk_at_queue"] = draw(st.integers(0, 4))
    if draw(st.booleans()):
        fields["patience"] = draw(durations(1, 240))
    return station(name, **fields)


@st.composite
def rich_stations(draw: st.DrawFn, name: str, subsystems: list[str], pooled: list[str]) -> dict:
    """Any kind of station with any rule; those of a pool are noted in `pooled`."""
    needs = draw(st.sampled_from([[], subsystems[:1], subsystems[-1:], subsystems]))
    kind = draw(st.sampled_from(["staffed"] * 5 + ["self_service", "system", "external", "batch", "applicant"]))
    fields: dict = {"kind": kind, "service_time": draw(durations())}
    if kind == "applicant":
        # up to two days, perhaps in opening hours only: over midnight, and over the day of a deadline
        at_home = {"calendar": "kantor"} if draw(st.booleans()) else {}
        return station(name, **fields | {"service_time": draw(durations(10, 1500))} | at_home)
    if needs:
        fields["needs"] = needs
        if kind != "external":
            fields["on_outage"] = draw(outage_effects(name))
    if kind == "external":
        fields |= {
            "calendar": draw(st.sampled_from(["kantor", "malam", "sekali"])),
            "service_time": draw(durations(30, 3000)),
        }
    if kind == "batch":
        times = draw(st.lists(st.sampled_from(["06:00", "09:30", "10:00", "15:00"]), min_size=1, unique=True))
        fields["batch"] = {"times": times, "capacity": draw(st.none() | st.integers(1, 3))}
    if kind in ("staffed", "self_service", "system") and draw(st.booleans()):
        fields["tickets"] = {"until": draw(st.sampled_from(["10:00", "14:00"])), "per_day": draw(st.integers(0, 12))}
    if kind == "staffed":
        fields |= draw(staffing(name, pooled))
        fields["discipline"] = draw(st.sampled_from(["fifo", "priority"]))
        fields["at_shift_end"] = draw(st.sampled_from(["finish", "pause"]))
        if draw(st.booleans()):
            fields["balk_at_queue"] = draw(st.integers(0, 4))
        if draw(st.booleans()):
            fields["patience"] = draw(durations(1, 240))
    return station(name, **fields)


@st.composite
def outage_effects(draw: st.DrawFn, name: str) -> dict:
    effect = draw(st.sampled_from(["wait", "restart", "slower", "leave", "leave", "paper", "paper", "paper"]))
    said: dict = {"effect": effect, **ASSUMED}
    if effect in ("leave", "paper"):
        said["after_min"] = float(draw(st.integers(0, 20)))
    if effect in ("slower", "paper"):
        said["speed"] = draw(st.sampled_from([0.3, 0.5, 0.75, 1.0]))
    if effect == "paper":
        said["enter_at"] = f"entri-{name}"
    return said


@st.composite
def staffing(draw: st.DrawFn, name: str, pooled: list[str]) -> dict:
    kind = draw(st.sampled_from(["servers", "calendar", "roster", "pool", "pool"]))
    if kind == "pool":
        pooled.append(name)
        return {}
    fields: dict = {"roster": draw(rosters())} if kind == "roster" else {"servers": draw(st.integers(0, 3))}
    if kind == "calendar":
        fields["calendar"] = "kantor"
    if draw(st.integers(0, 3)) == 0:
        fields["starts_per_shift"] = draw(st.integers(1, 4))
    if draw(st.booleans()):
        fields |= {"lines": "per_server", "jockeying": draw(st.booleans())}
        if "servers" in fields:
            fields["servers"] = draw(st.sampled_from([0, 1, 2, 2, 3]))
    return fields


@st.composite
def pools(draw: st.DrawFn, pooled: list[str]) -> list[dict]:
    """One or two pools that together serve the stations in `pooled`."""
    groups = [pooled] if draw(st.booleans()) else [pooled, draw(st.permutations(pooled))]
    return [
        {
            "name": f"pool-{number}", "title": TEXT, "persons": 3, "skills": list(skills),
            "absence": draw(st.sampled_from([0.0, 0.3])), "level": 0.5, **ASSUMED,
            "untrained": {"service_factor": 1.5, "error_factor": 2.0},
            **({"roster": draw(rosters())} if draw(st.booleans()) else {"calendar": "kantor"}),
        }
        for number, skills in enumerate(groups)
    ]  # fmt: skip


@st.composite
def routes(draw: st.DrawFn, names: list[str]) -> list[dict]:
    used = draw(st.lists(st.sampled_from(names), min_size=1, unique=True))
    route = []
    for position, name in enumerate(used):
        step: dict = {"station": name, "service_time": draw(durations())}
        if draw(st.booleans()):
            back_to = draw(st.sampled_from(used[: position + 1]))
            step["rework"] = {"probability": draw(st.floats(0, 0.6)), "back_to": back_to, **ASSUMED}
        route.append(step)
    return route


@st.composite
def rich_routes(draw: st.DrawFn, stations: list[dict]) -> list[dict]:
    """Steps with up to three checks, some repaired at home."""
    route = draw(routes([place["name"] for place in stations]))
    kinds = {place["name"]: place["kind"] for place in stations}
    clock = draw(st.integers(0, 2))
    for position, step in enumerate(route):
        if kinds[step["station"]] == "applicant":
            step.pop("rework", None)
            continue
        for check in ("nik_check", "completeness_check"):
            if draw(st.integers(0, 3)) == 0:
                back_to = draw(st.sampled_from([s["station"] for s in route[: position + 1]]))
                step[check] = {"probability": draw(st.floats(0, 0.5)), "again": 0.1, "back_to": back_to, **ASSUMED}
        for check in ("nik_check", "completeness_check", "rework"):
            if check in step and draw(st.booleans()):
                calendar = {"calendar": "kantor"} if draw(st.booleans()) else {}
                step[check]["repair"] = {"time": draw(durations(10, 600)), "never_returns": 0.1, **calendar, **ASSUMED}
            if check in step:
                step[check] |= draw(factors((0.5, 0.8)))
        step |= draw(factors((0.5, 1.2, 1.5)))
        if position == clock:
            step["starts_clock"] = True
    return draw(after_returns(route))


@st.composite
def after_returns(draw: st.DrawFn, route: list[dict]) -> list[dict]:
    """The route, in which some steps from the earliest on to which a check sends back may be for cases sent back."""
    used = [step["station"] for step in route]
    checks = ("nik_check", "completeness_check", "rework")
    earliest = min((used.index(step[c]["back_to"]) for step in route for c in checks if c in step), default=len(used))
    for step in route[max(1, earliest) :]:
        # the checks stay at steps that all cases take, so somebody is sent back
        if not any(check in step for check in checks) and draw(st.booleans()):
            step["after_return"] = True
    return route


@st.composite
def factors(draw: st.DrawFn, of_each: tuple[float, ...]) -> dict:
    """Nothing, or multipliers for persons of a kind."""
    names = draw(st.lists(st.sampled_from(["low_literacy", "middle_literacy", "unaware", "unconnected"]), unique=True))
    return {"factors": {name: draw(st.sampled_from(of_each)) for name in names}} if names else {}


@st.composite
def offices(draw: st.DrawFn):
    """A scenario with 1-3 simple stations, 1-3 classes, 0-2 subsystems and one day."""
    subsystems = draw(st.sampled_from([[], ["oss"], ["oss", "link"]]))
    names = ["one", "two", "three"][: draw(st.integers(1, 3))]
    return office(
        stations=[draw(stations(name, subsystems)) for name in names],
        case_classes=[
            case_class(
                f"c{i}", per_hour=draw(st.floats(0.2, 6)), route=draw(routes(names)), priority=draw(st.integers(1, 3))
            )
            for i in range(draw(st.integers(1, 3)))
        ],
        outages=[
            {"subsystem": s, "title": TEXT, "up": draw(durations(30, 600)), "down": draw(durations(1, 120))}
            for s in subsystems
        ],
    )


@st.composite
def rich_offices(draw: st.DrawFn):
    """A scenario of three days, from Thursday before a long weekend on, that may use every rule of the model."""
    subsystems = draw(st.sampled_from([[], ["oss"], ["oss", "link"], ["oss", "link"]]))
    pooled: list[str] = []
    names = ["one", "two", "three", "four"][: draw(st.integers(1, 4))]
    places = [draw(rich_stations(name, subsystems, pooled)) for name in names]
    entries = [
        station(f"entri-{name}", servers=1, service_time=exponential(5), needs=draw(st.sampled_from([[], subsystems])))
        for name in names
    ]
    start = date.fromisoformat(draw(st.sampled_from(["2026-03-12", "2026-03-17", "2026-06-10"])))
    is_mobile = draw(st.booleans())
    return office(
        horizon={"days": DAYS, "start": start.isoformat(), **ASSUMED},
        **({"population": draw(populations())} if draw(st.booleans()) else {}),
        calendars={
            "kantor": {"open": [{"from": "08:00", "to": "12:00"}, {"from": "13:00", "to": "16:00"}]},
            "malam": {"open": [{"days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], "from": "20:00", "to": "24:00"}],
                      "on_days_off": True},
            # on the first, the second or the last day, and then no more
            "sekali": {"open": [{"days": ["thu"], "from": "07:00", "to": "17:00"}], "on_days_off": True},
        },
        channels=[
            draw(channels("loket", "counter", "daring")),
            draw(channels("daring", "online", "loket")),
            *([draw(mobile_channels(start))] if is_mobile else []),
        ],
        stations=[*places, *entries],
        staff=draw(pools(pooled)) if pooled else [],
        case_classes=[draw(rich_classes(f"c{i}", places, is_mobile)) for i in range(draw(st.integers(1, 3)))],
        outages=[draw(rich_outages(name, subsystems[:i])) for i, name in enumerate(subsystems)],
    )  # fmt: skip


@st.composite
def channels(draw: st.DrawFn, name: str, kind: str, other: str) -> dict:
    said: dict = {"name": name, "title": TEXT, "kind": kind}
    if kind == "counter" and draw(st.booleans()):
        said["calendar"] = "kantor"
    if draw(st.booleans()):
        attempts, delay = draw(st.integers(1, 4)), draw(durations(5, 900))
        said["on_failure"] = {"retry": 0.5, "switch": {other: 0.3}, "delay": delay, "attempts": attempts, **ASSUMED}
    if kind == "counter" and draw(st.integers(0, 3)) == 0:
        slots = {"times": ["09:00", "10:30", "14:00"], "capacity": 2, "no_show": 0.2, **ASSUMED}
        said["appointments"] = slots
    return said


@st.composite
def mobile_channels(draw: st.DrawFn, start: date) -> dict:
    """A service that comes on one or two of the days, from which who fails may go to the counter."""
    days = draw(st.lists(st.integers(0, DAYS - 1), min_size=1, max_size=2, unique=True))
    dates = [(start + timedelta(day)).isoformat() for day in sorted(days)]
    return {**draw(channels("keliling", "mobile", "loket")), "dates": dates}


@st.composite
def populations(draw: st.DrawFn) -> dict:
    """Two districts with persons of every literacy, and perhaps a priority group."""
    far = draw(st.floats(0, 1))
    literacy = {"low": 0.25, "middle": 0.25, "high": 0.5}
    of_each = {"title": TEXT, "literacy": literacy, "connected": 0.5, "aware": draw(st.floats(0, 1))}
    groups = [{"name": "lansia", "title": TEXT, "share": 0.2, "rank": 1}] if draw(st.booleans()) else []
    return {
        "districts": [
            {"name": "kota", "share": 1 - far, "travel_min": 10, **of_each},
            {"name": "hulu", "share": far, "travel_min": 90, **of_each},
        ],
        "priority_groups": groups,
        **ASSUMED,
    }


@st.composite
def rich_classes(draw: st.DrawFn, name: str, places: list[dict], is_mobile: bool) -> dict:
    shares = {"loket": 0.4, "daring": 0.4, "keliling": 0.2} if is_mobile else {"loket": 0.6, "daring": 0.4}
    by_channel = {channel: draw(rich_routes(places)) for channel in shares}
    backlog = []
    for channel in draw(st.lists(st.sampled_from(["loket", "daring"]), unique=True)):
        begin = draw(st.sampled_from([step for step in by_channel[channel] if "after_return" not in step]))["station"]
        backlog.append(
            {"station": begin, "channel": channel, "cases": draw(st.sampled_from([1, 2, 5, 5, 5, 300])), **ASSUMED}
        )
    legal = {
        "deadline_days": draw(st.sampled_from([1, 1, 1, 2])),
        "deemed_approval": draw(st.sampled_from([True, True, False])),
        **ASSUMED,
    }
    return {
        "name": name, "title": TEXT, "priority": draw(st.integers(1, 9)), "backlog": backlog, "legal": legal, **ASSUMED,
        "arrivals": {"per_day": draw(st.floats(3, 40)), **ASSUMED},
        "channels": {"shares": shares, **ASSUMED},
        "routes": by_channel,
    }  # fmt: skip


@st.composite
def rich_outages(draw: st.DrawFn, name: str, earlier: list[str]) -> dict:
    said: dict = {"subsystem": name, "title": TEXT, "needs": earlier if draw(st.booleans()) else [], **ASSUMED}
    said |= {"up": draw(durations(60, 900)), "down": draw(durations(5, 240))}
    if draw(st.booleans()):
        said["slow"] = [{"up": draw(durations(60, 600)), "down": draw(durations(5, 200)), "speed": 0.4, **ASSUMED}]
    if draw(st.booleans()):
        said["dated"] = [{"from": "day 1 09:00", "to": "day 1 11:00"}]
    if draw(st.booleans()):
        said["backup"] = draw(backups())
    return said


@st.composite
def backups(draw: st.DrawFn) -> dict:
    """A second link, or a generator with fuel for some time."""
    said: dict = {"title": TEXT, "starts_after_min": float(draw(st.integers(0, 20))), "fails": draw(st.floats(0, 1))}
    if draw(st.booleans()):
        return said | {"up": draw(durations(60, 600)), "down": draw(durations(1, 120)), **ASSUMED}
    return said | {"lasts_min": float(draw(st.integers(5, 120))), **ASSUMED}
