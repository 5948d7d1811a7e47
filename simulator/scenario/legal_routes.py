"""Routes that the law lists: dated data, and how a class that names a `permit` gets its steps and its deadline."""

from datetime import date
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from simulator.data.folder import DATASETS
from simulator.scenario.blocks import Date, Name, Source, Text
from simulator.scenario.check_routes import reachable_channels
from simulator.scenario.people import CaseClass, Legal, Policy, Step
from simulator.scenario.read import read_document
from simulator.scenario.resolve_routes import holds, kept_steps
from simulator.scenario.schema import Policies, ScenarioSpec
from simulator.scenario.sources import Input, list_inputs

ROUTES = DATASETS / "regulations" / "raw" / "legal_routes.yaml"
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
    basis: str = Field(description="source of the steps: a row of the data package `regulations`")
    legal: list[LegalDeadline] = Field(default=[], description="the first that holds counts; no deadline if none does")
    steps: list[Step] = Field(min_length=1, description="after lodging, in order; stations are roles")


class Regime(_Entry):
    """A legal regime and the dates on which it is in force."""

    title: Text
    basis: str
    valid_from: Date
    valid_to: Date | None = None
    permits: dict[Name, LegalPermit]

    def in_force_on(self, day: str) -> bool:
        """Whether it is in force on an ISO date."""
        return self.valid_from <= day <= (self.valid_to or date.max.isoformat())


class LegalRoutes(_Entry):
    """The whole table."""

    regimes: dict[Name, Regime]


@cache
def legal_routes(file: Path = ROUTES) -> LegalRoutes:
    """Read the table of legal routes.

    Parameters
    ----------
    file : Path, optional
        The table; that of SimPTSP unless said.

    Returns
    -------
    LegalRoutes
        The regimes by name.

    Examples
    --------
    >>> permit = legal_routes().regimes["pp-28-2025"].permits["sicantik"]
    >>> permit.legal[0].deadline_days, permit.steps[0].station, permit.steps[0].unless
    (5, 'entri-ganda', ['sicantik_integrated'])
    """
    return LegalRoutes.model_validate(read_document(file).data)


def expand(spec: ScenarioSpec) -> ScenarioSpec:
    """The scenario in which each class with a `permit` has the steps and the deadline of its regime.

    For every channel that its cases may use and for which it has no route of its own, the class gets the channel's
    lodging station and then those steps of the permit that exist under the policies, each with what the class says of
    it under `details`.

    Parameters
    ----------
    spec : ScenarioSpec
        A typed scenario. A class whose permit is not in the table stays as it is.

    Returns
    -------
    ScenarioSpec
        A copy, or the scenario itself if no class has a permit.
    """
    if not any(permit_of(case_class, spec) for case_class in spec.case_classes):
        return spec
    classes = [_expanded(case_class, spec) for case_class in spec.case_classes]
    return spec.model_copy(update={"case_classes": classes})


def legal_inputs(spec: ScenarioSpec) -> list[Input]:
    """The numbers that a scenario takes from the table, with their sources."""
    classes = [case_class.model_copy(update={"details": {}}) for case_class in spec.case_classes]
    bare = spec.model_copy(update={"case_classes": classes})
    own = {number.path for number in list_inputs(bare)}
    return [number for number in list_inputs(expand(bare)) if number.path not in own]


def regime_of(spec: ScenarioSpec) -> Regime | None:
    """The legal regime that a scenario names, if the table has it."""
    return legal_routes().regimes.get(spec.policies.regime or "")


def permit_of(case_class: CaseClass, spec: ScenarioSpec) -> LegalPermit | None:
    """The permit that a class names, if the regime has it."""
    regime = regime_of(spec)
    return regime.permits.get(case_class.permit or "") if regime else None


def lodging(case_class: CaseClass, spec: ScenarioSpec) -> dict[str, str]:
    """Channels by which cases take the route of the permit, and the station where each begins."""
    if case_class.permit is None:
        return {}
    channels = {channel.name: channel for channel in spec.channels}
    used = [channels[name] for name in reachable_channels(case_class, channels) if name in channels]
    return {each.name: each.lodge_at for each in used if each.lodge_at and each.name not in case_class.routes}


def _expanded(case_class: CaseClass, spec: ScenarioSpec) -> CaseClass:
    permit = permit_of(case_class, spec)
    if permit is None:
        return case_class
    steps = kept_steps(permit.steps, spec.policies)
    routes = {
        name: [_detailed(step, case_class.details.get(name, [])) for step in (Step(station=station), *steps)]
        for name, station in lodging(case_class, spec).items()
    }
    legal = case_class.legal or _deadline(permit, spec.policies)
    new = {"routes": {**case_class.routes, **routes}, "legal": legal, "source": _covering_routes(case_class.source)}
    return case_class.model_copy(update=new)


def _covering_routes(source: Source | None) -> Source | None:
    """The sources of a class in which that of its details is also that of the routes that are made of them."""
    if isinstance(source, dict) and "details" in source:
        return {"routes": source["details"], **source}
    return source


def _detailed(step: Step, details: list[Step]) -> Step:
    """A step of the law with the times, factors and checks of this office."""
    detail = next((each for each in details if each.station == step.station), None)
    if detail is None:
        return step
    fields = detail.model_fields_set - {"station", "source"}
    said = {name: getattr(detail, name) for name in fields}
    of_law = {} if "deadline_days" in fields or not step.source else {"deadline_days": step.source}
    of_office = detail.source if isinstance(detail.source, dict) else dict.fromkeys(fields, detail.source)
    source = {name: key for name, key in {**of_law, **of_office}.items() if key}
    return Step.model_construct(
        _fields_set={*step.model_fields_set, *fields, "source"}, **{**dict(step), **said, "source": source}
    )


def _deadline(permit: LegalPermit, policies: Policies) -> Legal | None:
    """The first promise that holds under the policies."""
    first = next((each for each in permit.legal if holds(each.when, each.unless, policies)), None)
    if first is None:
        return None
    return Legal(deadline_days=first.deadline_days, deemed_approval=first.deemed_approval, source=first.source)
