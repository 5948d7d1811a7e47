"""Inputs that are not known exactly: what they may be."""

from typing import Annotated, Literal

from pydantic import Field

from simulator.scenario.blocks import Block, number

_UNIT = "as the input"
_KIND = Field(description="kind of knowledge")
Value = Annotated[float, Field(ge=-1e12, le=1e12)]


class UniformGuess(Block):
    """Anything between two values, all alike."""

    distribution: Literal["uniform"] = _KIND
    low: Value = number(_UNIT, "least")
    high: Value = number(_UNIT, "most")


class TriangularGuess(Block):
    """Three values that somebody who knows the office gives: least, most likely, most."""

    distribution: Literal["triangular"] = _KIND
    low: Value = number(_UNIT, "least")
    mode: Value = number(_UNIT, "most likely")
    high: Value = number(_UNIT, "most")


class NormalGuess(Block):
    """An estimate and its standard error."""

    distribution: Literal["normal"] = _KIND
    mean: Value = number(_UNIT, "the estimate")
    sd: Value = number(_UNIT, "its standard error", gt=0)


class SampleGuess(Block):
    """Estimates from resampled data, each as likely as the others: a bootstrap sample."""

    distribution: Literal["sample"] = _KIND
    values: list[int | Value] = number(_UNIT, "the estimates", min_length=2, max_length=100_000)


class ObservationsGuess(Block):
    """What was counted or measured; the input is their mean, and each draw is the mean of a resample."""

    distribution: Literal["observations"] = _KIND
    values: list[Value] = number(_UNIT, "the observations", min_length=2, max_length=100_000)


Guess = Annotated[
    UniformGuess | TriangularGuess | NormalGuess | SampleGuess | ObservationsGuess, Field(discriminator="distribution")
]


class UncertainInput(Block):
    """A number of this scenario, and what else it may be."""

    at: str = Field(min_length=1, description="path of the number, as in patches")
    knowledge: Guess = Field(description="what is known of it")
