"""Rules on how many cases come, and by which channels."""

from collections.abc import Iterator, Mapping

from simulator.scenario.check_common import Found, adds_up, defined, excluded, problem
from simulator.scenario.errors import Path_
from simulator.scenario.people import CaseClass, Channel
from simulator.scenario.schema import ScenarioSpec

_ROUND_THE_CLOCK = ("months", "weekdays", "after_days_off", "campaigns")
_UNEVEN = ("arrival_profile", "calendar", "dates")


def demand(spec: ScenarioSpec) -> Found:
    """Arrivals and choice of channel of each class."""
    channels = {channel.name: channel for channel in spec.channels}
    segments = [segment.name for segment in spec.population.segments]
    for index, case_class in enumerate(spec.case_classes):
        path: Path_ = ("case_classes", index)
        yield from _arrivals(case_class, channels, (*path, "arrivals"))
        yield from _choice(case_class, segments, (*path, "channels"))
        for name, place in named_channels(case_class, path).items():
            yield from defined(name, channels, "channel", place)
        for name in case_class.brought:
            if name in channels and channels[name].dates is None:
                message = f"only a channel with dates brings cases along; add 'dates' to '{name}', or remove this"
                yield problem("SCN020", (*path, "brought", name), message)


def named_channels(case_class: CaseClass, path: Path_) -> dict[str, Path_]:
    """Channels that a class names, and the first place where it does; its routes last."""
    return dict(reversed([*_mentions(case_class, path)]))


def _mentions(case_class: CaseClass, path: Path_) -> Iterator[tuple[str, Path_]]:
    choice = case_class.channels
    for field in ("shares", "logit"):
        for name in getattr(choice, field) or ():
            yield name, (*path, "channels", field, name)
    for segment, shares in (choice.by_segment or {}).items():
        for name in shares:
            yield name, (*path, "channels", "by_segment", segment, name)
    for name in case_class.brought:
        yield name, (*path, "brought", name)
    for index, item in enumerate(case_class.backlog):
        yield item.channel, (*path, "backlog", index, "channel")
    for name in case_class.routes:
        yield name, (*path, "routes", name)


def _arrivals(case_class: CaseClass, channels: Mapping[str, Channel], path: Path_) -> Found:
    arrivals = case_class.arrivals
    if (arrivals.per_day is None) == (arrivals.per_hour is None):
        yield problem("SCN020", path, "give exactly one of per_day and per_hour")
    elif arrivals.per_hour is not None:
        reason = "per_hour means evenly round the clock on every day; use per_day, or remove this field"
        yield from excluded(arrivals, _ROUND_THE_CLOCK, path, reason)
        used = {name for name, place in named_channels(case_class, ()).items() if place[0] == "channels"}
        uneven = [
            f"channel '{name}' of this class has '{field}'"
            for name in channels
            for field in _UNEVEN
            if name in used and getattr(channels[name], field) is not None
        ]
        if uneven:
            message = f"per_hour means evenly round the clock, but {uneven[0]}; use per_day"
            yield problem("SCN020", (*path, "per_hour"), message)


def _choice(case_class: CaseClass, segments: list[str], path: Path_) -> Found:
    """Exactly one way to choose, with shares that are whole."""
    choice = case_class.channels
    if sum(way is not None for way in (choice.shares, choice.by_segment, choice.logit)) != 1:
        yield problem("SCN020", path, "give exactly one of shares, by_segment and logit")
    if choice.shares is not None:
        yield from adds_up(choice.shares.values(), (*path, "shares"))
    if choice.by_segment is None:
        return
    here: Path_ = (*path, "by_segment")
    for name, shares in choice.by_segment.items():
        yield from defined(name, segments, "segment under 'population'", (*here, name))
        yield from adds_up(shares.values(), (*here, name))
    for name in segments:
        if name not in choice.by_segment:
            yield problem("SCN011", (*here, name), "the shares of this segment are missing; add them")
