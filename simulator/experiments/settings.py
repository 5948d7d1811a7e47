"""How a study is simulated, and what of it makes no sense."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from simulator.calendars import MS_PER_DAY
from simulator.engines import DEFAULT_ENGINE, get_engine, names_of
from simulator.experiments.precision import FEWEST, LOOK_AHEAD, MOST
from simulator.experiments.replications import threads_for
from simulator.experiments.settling import FEWEST_MOMENTS, step_ms
from simulator.measures import measure_names
from simulator.scenario import Scenario
from simulator.scenario.wording import suggestion

Progress = Callable[[int, int], None]
"""Called with what is done and the total: replications of all scenarios."""

DEFAULT_REPLICATIONS = 100
"""With 30 the intervals of skewed measures, such as waits, hold their mean 92 to 93 times of 100; with 100 they hold it
95 times (docs/decisions/0015)."""


class SettingsError(ValueError):
    """A study that cannot be made as it was asked for; in words."""


@dataclass(frozen=True)
class Settings:
    """How a study is simulated.

    Attributes
    ----------
    replications : int or None
        How many; None for 100, or for as many as the precision needs.
    precision : float or None
        Half-width of the 95 % interval as a share of the mean.
    measures : tuple of str
        What must be that precise.
    most_replications : int
        Where to stop in any case.
    seed : int
        Root seed.
    engine : str
        Name of the engine.
    threads : int or None
        Replications simulated at a time.
    keep_log : bool
        Whether to keep the event logs.
    is_steady_state : bool
        Whether the long run is asked for: warm-up by MSER-5, and no means where the queue never settles.
    """

    replications: int | None = None
    precision: float | None = None
    measures: tuple[str, ...] = ("waiting_time_mean",)
    most_replications: int = MOST
    seed: int = 2026
    engine: str = DEFAULT_ENGINE
    threads: int | None = None
    keep_log: bool = False
    is_steady_state: bool = False

    def checked(self, scenarios: Sequence[Scenario]) -> "Settings":
        """The same, with a whole number as seed.

        Raises
        ------
        SettingsError
            If something is out of range or makes no sense beside the rest.
        """
        check_engine(self.engine, self.threads)
        check_seed(self.seed)
        if self.replications is not None and self.replications != int(self.replications):
            raise SettingsError(f"replications is {self.replications}; it must be a whole number")
        if self.replications is not None and self.precision is not None:
            raise SettingsError("give either replications or a precision, not both")
        if self.replications is not None and self.replications < 1:
            raise SettingsError(f"replications is {self.replications}; it must be at least 1")
        if self.precision is not None:
            self._check_precision(scenarios)
        if self.is_steady_state:
            self._check_horizons(scenarios)
        return replace(self, seed=int(self.seed))

    @property
    def most(self) -> int:
        """Replications at most."""
        return self.most_replications if self.precision is not None else self.replications or DEFAULT_REPLICATIONS

    def _check_precision(self, scenarios: Sequence[Scenario]) -> None:
        if not 0 < float(self.precision or 0) < 1:
            raise SettingsError(f"precision is {self.precision}; it must be between 0 and 1, as 0.05 for 5 %")
        if self.most_replications < FEWEST + LOOK_AHEAD:
            raise SettingsError(
                f"most_replications is {self.most_replications}; a precision needs at least {FEWEST + LOOK_AHEAD}"
            )
        for scenario in scenarios:
            check_measures(self.measures, measure_names(names_of(scenario.resolved)))

    def _check_horizons(self, scenarios: Sequence[Scenario]) -> None:
        for scenario in scenarios:
            office = scenario.resolved
            step, name = step_ms(office), scenario.name
            unit = "days" if step == MS_PER_DAY else "hours"
            if office.horizon_ms < FEWEST_MOMENTS * step:
                raise SettingsError(
                    f"{name}: a steady-state study needs a horizon of at least {FEWEST_MOMENTS} {unit}; "
                    f"this one has {office.horizon_ms // step} (change horizon.days)"
                )


def check_seed(seed: float) -> None:
    """Refuse a seed that is no whole number; how large it may be, the random numbers themselves say.

    Raises
    ------
    SettingsError
        In words.
    """
    if seed != int(seed):
        raise SettingsError(f"the seed is {seed}; it must be a whole number from 0 to {2**64 - 1}")


def check_engine(engine: str, threads: int | None = None) -> None:
    """Refuse an engine that does not exist, and a number of threads that makes no sense.

    Raises
    ------
    SettingsError
        In words.
    """
    try:
        get_engine(engine)
        threads_for(engine, threads)
    except ValueError as error:
        raise SettingsError(str(error)) from None


def check_measures(wanted: Sequence[str], known: Sequence[str]) -> None:
    """Refuse measures that do not exist.

    Raises
    ------
    SettingsError
        Naming the first, and those that do exist.
    """
    if not wanted:
        raise SettingsError("no measure is named; name at least one, as waiting_time_mean")
    for name in wanted:
        if name not in known:
            raise SettingsError(f"there is no measure {name!r}; {suggestion(name, known)}")
