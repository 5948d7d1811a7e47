"""What will arrive: arrivals, attributes, addressed random draws, shifts, outage timelines."""

from simulator.workload.given import Given
from simulator.workload.make import make_workload, make_workload_plainly
from simulator.workload.people import People
from simulator.workload.streams import MAX_SEED, Purpose, Streams
from simulator.workload.workload import Workload

__all__ = ["MAX_SEED", "Given", "People", "Purpose", "Streams", "Workload", "make_workload", "make_workload_plainly"]
