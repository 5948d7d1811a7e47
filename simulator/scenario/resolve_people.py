"""Who applies: human form -> resolved form."""

from simulator.calendars import MS_PER_DAY
from simulator.scenario.people import DistrictBlock, Outreach
from simulator.scenario.resolve_frame import Frame
from simulator.scenario.resolve_time import Almanac, changes
from simulator.scenario.resolved import EVERYONE, District, Population


def population(frame: Frame) -> Population:
    """Who applies; where the scenario says nothing, everyone is next door and at ease."""
    block = frame.spec.population
    return Population(
        segments=tuple((segment.name, segment.share) for segment in block.segments) or EVERYONE.segments,
        districts=tuple(_district(each, block.outreach, frame.almanac) for each in block.districts)
        or EVERYONE.districts,
        priority_groups=tuple((group.name, group.share, group.rank) for group in block.priority_groups),
    )


def _district(block: DistrictBlock, outreach: list[Outreach], almanac: Almanac) -> District:
    campaigns = [campaign for campaign in outreach if block.name in campaign.districts]
    literacy = block.literacy
    return District(
        name=block.name,
        share=block.share,
        travel_min=block.travel_min,
        connected=block.connected,
        aware=_awareness(block.aware, campaigns, almanac),
        literacy=(literacy.low, literacy.middle, literacy.high),
    )


def _awareness(share: float, campaigns: list[Outreach], almanac: Almanac) -> tuple[tuple[int, float], ...]:
    """Share of the aware over time: a campaign never lowers it."""
    levels = [(0, share)]
    for day, campaign in sorted((almanac.day(campaign.start), campaign.aware) for campaign in campaigns):
        share = max(share, campaign)
        levels.append((day * MS_PER_DAY, share))
    return changes(levels, almanac.days * MS_PER_DAY)
