"""Small random offices that use every rule of the model."""

from itertools import pairwise

from hypothesis import strategies as st

from offices import TEXT, case_class, office, station

ASSUMED = {"source": "assumed"}


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
    fields: dict = {"needs": draw(st.lists(st.sampled_from(subsystems), unique=True)) if subsystems else []}
    kind = draw(st.sampled_from(["servers", "roster", "self_service"]))
    if kind == "self_service":
        return station(name, self_service=True, **fields)
    fields[kind] = draw(st.integers(0, 3)) if kind == "servers" else draw(rosters())
    fields["discipline"] = draw(st.sampled_from(["fifo", "priority"]))
    if draw(st.booleans()):
        fields["balk_at_queue"] = draw(st.integers(0, 4))
    if draw(st.booleans()):
        fields["patience"] = draw(durations(1, 240))
    return station(name, **fields)


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
def offices(draw: st.DrawFn):
    """A scenario with 1-3 stations, 1-3 classes, 0-2 subsystems and one day."""
    subsystems = draw(st.sampled_from([[], ["oss"], ["oss", "link"]]))
    names = ["one", "two", "three"][: draw(st.integers(1, 3))]
    return office(
        stations=[draw(stations(name, subsystems)) for name in names],
        case_classes=[
            case_class(
                f"c{i}", per_hour=draw(st.floats(0, 6)), route=draw(routes(names)), priority=draw(st.integers(1, 3))
            )
            for i in range(draw(st.integers(1, 3)))
        ],
        outages=[
            {"subsystem": s, "title": TEXT, "up": draw(durations(30, 600)), "down": draw(durations(1, 120))}
            for s in subsystems
        ],
    )
