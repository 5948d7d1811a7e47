"""What will arrive: arrivals, attributes, addressed random draws, outage timelines."""

from simulator.workload.streams import MAX_SEED, Purpose, Streams
from simulator.workload.workload import Workload, make_workload

__all__ = ["MAX_SEED", "Purpose", "Streams", "Workload", "make_workload"]
