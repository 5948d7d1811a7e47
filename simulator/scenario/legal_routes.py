"""Routes that the law lists: dated data, and how a class that names a `permit` gets its steps and its deadline."""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from simulator.scenario.blocks import Date, Name, SourceNote, Text
from simulator.scenario.check import check_spec
from simulator.scenario.check_common import Found, defined, problem
from simulator.scenario.check_routes import needed_channels
from simulator.scenario.errors import Path_, Problem, show_path
from simulator.scenario.people import CaseClass, Channel, Legal, Policy, Step
from simulator.scenario.read import read_document
from simulator.scenario.resolve_routes import holds, kept_steps
from simulator.scenario.schema import Policies, ScenarioSpec
from simulator.scenario.sources import Input, list_inputs
from simulator.scenario.wording import suggestion

ROUTES = Path(__file__).resolve().parents[2] / "datasets" / "regulations" / "legal_routes.yaml"
"""The table that comes with SimPTSP."""


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class LegalDeadline(Legal):
    """A promise of the law that may depend on policies."""

    when: list[Policy] = Field(default=[], description="holds only under all of these policies")
    unless: list[Policy] = Field(default=[], description="holds only under none of these")


class LegalPermit(_Entry):
    """A kind of permit under one regime."""

    title: Text
    basis: Name = Field(description="source of the steps: a key of the table's `sources`")
    legal: list[LegalDeadline] = Field(default=[], description="the first that holds counts; no deadline if none does")
    steps: list[Step] = Field(min_length=1, description="after lodging, in order; stations are roles")


class Regime(_Entry):
    """A legal regime and the dates on which it holds."""

    title: Text
    basis: str
    valid_from: Date
    valid_to: Date | None = None
    permits: dict[Name, LegalPermit]

    def holds_on(self, day: str) -> bool:
        """Whether it is in force on an ISO date."""
        last = self.valid_to or date.max.isoformat()
        return self.valid_from <= day <= last


class LegalRoutes(_Entry):
    """The whole table."""

    sources: dict[Name, SourceNote]
    regimes: dict[Name, Regime]


@cache
def legal_routes(file: Path = ROUTES) -> LegalRoutes:
    """Read the table of legal routes.

    Examples
    --------
    >>> sip = legal_routes().regimes["pp-28-2025"].permits["sicantik"]
    >>> sip.legal[0].deadline_days, sip.steps[0].station, sip.steps[0].unless
    (5, 'entri-ganda', ['sicantik_integrated'])
    """
    return LegalRoutes.model_validate(read_document(file).data)


def expand(spec: ScenarioSpec) -> ScenarioSpec:
    """The scenario in which each class with a `permit` has the steps and the deadline of its regime.

    For every channel that its cases may use and for which it has no route of its own, the class gets the channel's
    lodging station and then those steps of the permit that exist under the policies, each with what the class says of
    it under `details`. Sources of the table become sources of the scenario.

    Parameters
    ----------
    spec : ScenarioSpec
        A typed scenario; a class whose permit is not in the table stays as it is.

    Returns
    -------
    ScenarioSpec
        The same scenario where no class has a permit.
    """
    permits = {index: found for index, group in enumerate(spec.case_classes) if (found := permit_of(group, spec))}
    if not permits:
        return spec
    classes = [
        _expanded(group, permits[index], spec) if index in permits else group
        for index, group in enumerate(spec.case_classes)
    ]
    return spec.model_copy(update={"case_classes": classes, "sources": {**legal_routes().sources, **spec.sources}})


def legal_inputs(spec: ScenarioSpec) -> list[Input]:
    """The numbers that a scenario takes from the table, with their sources."""
    bare = spec.model_copy(
        update={"case_classes": [group.model_copy(update={"details": {}}) for group in spec.case_classes]}
    )
    own = {number.path for number in list_inputs(bare)}
    return [number for number in list_inputs(expand(bare)) if number.path not in own]


def regime_of(spec: ScenarioSpec) -> Regime | None:
    return legal_routes().regimes.get(spec.policies.regime or "")


def permit_of(case_class: CaseClass, spec: ScenarioSpec) -> LegalPermit | None:
    regime = regime_of(spec)
    return regime.permits.get(case_class.permit or "") if regime else None


def _expanded(case_class: CaseClass, permit: LegalPermit, spec: ScenarioSpec) -> CaseClass:
    channels = lodging(case_class, spec)
    steps = kept_steps(permit.steps, spec.policies)
    routes = {
        name: [_detailed(step, case_class.details.get(name, [])) for step in [Step(station=station), *steps]]
        for name, station in channels.items()
    }
    legal = case_class.legal or _deadline(permit, spec.policies)
    return case_class.model_copy(update={"routes": {**case_class.routes, **routes}, "legal": legal})


def lodging(case_class: CaseClass, spec: ScenarioSpec) -> dict[str, str]:
    """Channels that take the permit's route, and where each lodges."""
    channels: dict[str, Channel] = {channel.name: channel for channel in spec.channels}
    names = needed_channels(case_class, channels)
    stations = {name: channels[name].lodge_at for name in names if name in channels}
    return {name: at for name, at in stations.items() if at is not None and name not in case_class.routes}


def _detailed(step: Step, details: list[Step]) -> Step:
    """A step of the law with the times, factors and checks of this office."""
    detail = next((each for each in details if each.station == step.station), None)
    if detail is None:
        return step
    said = {name: getattr(detail, name) for name in detail.model_fields_set - {"station", "source"}}
    return step.model_copy(update={**said, "source": _sources(step, detail)})


def _sources(step: Step, detail: Step) -> dict[str, str]:
    """Of each number of the law what the law says, unless the office has its own."""
    law, own = step.source, detail.source
    fields = detail.model_fields_set - {"station", "source"}
    of_law = {"deadline_days": law} if isinstance(law, str) and "deadline_days" not in fields else {}
    return {**of_law, **(own if isinstance(own, dict) else {name: own for name in fields if own})}


def _deadline(permit: LegalPermit, policies: Policies) -> Legal | None:
    """The first promise that holds under the policies."""
    first = next((each for each in permit.legal if holds(each.when, each.unless, policies)), None)
    return Legal(**first.model_dump(include=set(Legal.model_fields))) if first else None
