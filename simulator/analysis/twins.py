"""The twin of each replication: the same people, needs and shifts without a single outage."""

from collections.abc import Generator

import pandas as pd

from simulator.engines import get_engine
from simulator.eventlog import EventLog
from simulator.experiments.replications import on_threads, threads_for
from simulator.experiments.result import Result
from simulator.measures.resilience import resilience
from simulator.workload import make_workload


def twin_logs(result: Result, threads: int | None = None) -> Generator[tuple[EventLog, EventLog], None, None]:
    """Each replication of a run with its twin, in order, each as soon as it and those before it are done.

    Parameters
    ----------
    result : Result
        A run that kept its event log.
    threads : int, optional
        Twins simulated at a time, by the fast engine; as many as there are processors if not said. The results do not
        depend on it.

    Yields
    ------
    log : EventLog
        One replication as it was.
    twin : EventLog
        The same without outages, simulated by the same engine; the log itself if nothing failed.

    Raises
    ------
    ValueError
        If the run kept no event log.
    """
    office, made_from = result.scenario.resolved, result.provenance
    simulate = get_engine(made_from.engine)

    def one(log: EventLog) -> tuple[EventLog, EventLog]:
        workload = make_workload(office, made_from.seed, log.replications[0])
        has_failed = any(len(outages) for outages in workload.outages)
        return log, simulate(workload.without_outages()) if has_failed else log

    yield from on_threads(one, iter(result.log.split()), threads_for(made_from.engine, threads))


def episodes(result: Result, threads: int | None = None) -> pd.DataFrame:
    """What each outage of a run did, beside its twin; only a few replications are in memory twice.

    Parameters
    ----------
    result : Result
        A run that kept its event log.
    threads : int, optional
        As for :func:`twin_logs`.

    Returns
    -------
    DataFrame
        As :func:`simulator.measures.resilience.resilience` gives it, of all replications, without the warm-up.
    """
    tables = [resilience(log, twin, result.warm_up_ms) for log, twin in twin_logs(result, threads)]
    return pd.concat(tables, ignore_index=True)
