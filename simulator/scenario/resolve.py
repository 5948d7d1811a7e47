"""Human form -> resolved form: a pure function."""

from simulator.calendars import MS_PER_DAY
from simulator.scenario.legal_routes import expand
from simulator.scenario.resolve_channels import channel
from simulator.scenario.resolve_durations import ms
from simulator.scenario.resolve_frame import Frame
from simulator.scenario.resolve_people import population
from simulator.scenario.resolve_places import outage, station
from simulator.scenario.resolve_prices import prices
from simulator.scenario.resolve_routes import case_class
from simulator.scenario.resolve_staff import persons
from simulator.scenario.resolved import ResolvedCalendar, ResolvedScenario
from simulator.scenario.schema import ScenarioSpec


def resolve(spec: ScenarioSpec) -> ResolvedScenario:
    """Complete form of a scenario that has passed its checks.

    Parameters
    ----------
    spec : ScenarioSpec
        Typed scenario without problems.

    Returns
    -------
    ResolvedScenario
        Times in milliseconds, names as positions, patches left out.
    """
    spec = expand(spec)
    frame = Frame(spec)
    return ResolvedScenario(
        name=spec.name,
        start_date=spec.horizon.start or "",
        horizon_ms=spec.horizon.days * MS_PER_DAY,
        warm_up_ms=spec.horizon.warm_up_days * MS_PER_DAY,
        waiting_target_ms=ms(spec.targets.waiting_time_min),
        channels=tuple(channel(block, frame) for block in spec.channels),
        stations=tuple(station(block, frame) for block in spec.stations),
        case_classes=tuple(case_class(block, frame) for block in spec.case_classes),
        outages=tuple(outage(block, frame) for block in spec.outages),
        working_days=frame.almanac.working_days,
        pools=tuple(pool.name for pool in spec.staff),
        persons=persons(frame),
        calendars=tuple(ResolvedCalendar(name, opening.intervals) for name, opening in frame.openings.items()),
        population=population(frame),
        prices=prices(spec),
    )
