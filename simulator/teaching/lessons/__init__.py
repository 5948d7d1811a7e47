"""The lessons: each module makes the plan of one."""

from simulator.teaching.lessons import why_queues_explode
from simulator.teaching.plan import PlanMaker

LESSONS: dict[str, tuple[str, PlanMaker]] = {
    "01_why_queues_explode": (why_queues_explode.SCENARIO, why_queues_explode.plan),
}
"""Name of a lesson -> its scenario and what makes its plan."""
