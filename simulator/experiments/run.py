"""One scenario, several independent replications."""

from collections.abc import Callable, Sequence

from simulator.engines import DEFAULT_ENGINE
from simulator.experiments.precision import MOST
from simulator.experiments.result import Result
from simulator.experiments.settings import Progress, Settings
from simulator.experiments.together import simulate_together
from simulator.scenario import Scenario


def run(
    scenario: Scenario,
    replications: int | None = None,
    seed: int = 2026,
    engine: str = DEFAULT_ENGINE,
    progress: Progress | None = None,
    threads: int | None = None,
    keep_log: bool = True,
    *,
    precision: float | None = None,
    measures: Sequence[str] = ("waiting_time_mean",),
    most_replications: int = MOST,
    steady_state: bool = False,
    stop: Callable[[], bool] | None = None,
) -> Result:
    """Simulate a scenario several times, each time with other luck.

    Parameters
    ----------
    scenario : Scenario
        The office.
    replications : int, optional
        Independent runs; at least 1, and at least 2 for an interval. 100 if neither this nor a precision is given.
    seed : int, optional
        Root seed. The same seed gives the same people to every scenario.
    engine : str, optional
        Name of the engine.
    progress : callable, optional
        Told of each finished replication.
    threads : int, optional
        Replications simulated at a time, by the fast engine; as many as there are processors if not said. The results
        do not depend on it.
    keep_log : bool, optional
        Whether to keep the event log; the measures are the same, and the memory needed is that of a few replications.
    precision : float, optional
        Instead of a number of replications: go on until the half-width of the 95 % interval is at most this share of
        the mean, and stays so, as :class:`simulator.experiments.precision.Watch` says.
    measures : sequence of str, optional
        What must be that precise.
    most_replications : int, optional
        Where to stop in any case; `notes` say so then.
    steady_state : bool, optional
        Whether the long run is asked for. Otherwise the study is terminating: it is about the days of the horizon,
        from the state in which they begin. For the long run the warm-up is chosen by MSER-5 from 10 replications, and
        a queue that never settles has no mean: the measures of waiting are then not a number, and `notes` say so.
    stop : callable, optional
        Asked after each replication; True ends the run with those that are done, and `notes` say so.

    Returns
    -------
    Result
        Measures with intervals, the event log and provenance.

    Raises
    ------
    ValueError
        If a number is out of range, or there is no such engine or measure.

    Examples
    --------
    >>> from simulator.scenario import load_scenario
    >>> result = run(load_scenario("kantor-sehari"), replications=5)
    >>> result.estimate("waiting_time_mean").n
    5
    """
    settings = Settings(
        replications, precision, tuple(measures), most_replications, seed, engine, threads, keep_log, steady_state
    )
    return simulate_together([scenario], settings, progress, stop)[0]
