"""Closed forms and exact numbers of queueing theory: what a simulation must agree with, and what a lesson explains.

Rates are per minute and times are minutes. Each module treats one family of models and says what it excludes.
"""

from simulator.theory.batches import batch_mean_wait, batch_queue_probabilities, batch_wait_variance
from simulator.theory.breakdowns import (
    mm1_breakdown_mean_number_in_system,
    mm1_breakdown_mean_sojourn,
    mm1_breakdown_mean_wait,
)
from simulator.theory.busy_breakdowns import (
    completion_time,
    mg1_busy_breakdown_mean_sojourn,
    mg1_busy_breakdown_mean_wait,
)
from simulator.theory.ddc import ddc_waiting_times
from simulator.theory.erlang import erlang_b, erlang_c
from simulator.theory.erlang_a import (
    erlang_a_mean_queue_length,
    erlang_a_mean_wait,
    erlang_a_mean_wait_of_served,
    erlang_a_probability_of_reneging,
    erlang_a_probability_of_waiting,
)
from simulator.theory.errors import UnstableQueueError
from simulator.theory.jackson import (
    jackson_arrival_rates,
    jackson_mean_sojourn,
    jackson_mean_waits,
    jackson_visit_ratios,
    tandem_routing,
)
from simulator.theory.mg1 import mg1_mean_queue_length, mg1_mean_sojourn, mg1_mean_wait
from simulator.theory.mm1 import (
    mm1_mean_queue_length,
    mm1_mean_sojourn,
    mm1_mean_wait,
    mm1_probability_of_waiting,
    mm1_wait_quantile,
    mm1_wait_survival,
)
from simulator.theory.mmc import (
    mmc_mean_queue_length,
    mmc_mean_sojourn,
    mmc_mean_wait,
    mmc_probability_of_waiting,
    mmc_wait_quantile,
    mmc_wait_survival,
)
from simulator.theory.mmck import (
    mmck_blocking_probability,
    mmck_mean_queue_length,
    mmck_mean_wait,
    mmck_state_probabilities,
)
from simulator.theory.priorities import mg1_priority_mean_waits, mmc_priority_mean_waits
from simulator.theory.time_varying import TimeVaryingDay, time_varying_day

__all__ = [
    "TimeVaryingDay",
    "UnstableQueueError",
    "batch_mean_wait",
    "batch_queue_probabilities",
    "batch_wait_variance",
    "completion_time",
    "ddc_waiting_times",
    "erlang_a_mean_queue_length",
    "erlang_a_mean_wait",
    "erlang_a_mean_wait_of_served",
    "erlang_a_probability_of_reneging",
    "erlang_a_probability_of_waiting",
    "erlang_b",
    "erlang_c",
    "jackson_arrival_rates",
    "jackson_mean_sojourn",
    "jackson_mean_waits",
    "jackson_visit_ratios",
    "mg1_busy_breakdown_mean_sojourn",
    "mg1_busy_breakdown_mean_wait",
    "mg1_mean_queue_length",
    "mg1_mean_sojourn",
    "mg1_mean_wait",
    "mg1_priority_mean_waits",
    "mm1_breakdown_mean_number_in_system",
    "mm1_breakdown_mean_sojourn",
    "mm1_breakdown_mean_wait",
    "mm1_mean_queue_length",
    "mm1_mean_sojourn",
    "mm1_mean_wait",
    "mm1_probability_of_waiting",
    "mm1_wait_quantile",
    "mm1_wait_survival",
    "mmc_mean_queue_length",
    "mmc_mean_sojourn",
    "mmc_mean_wait",
    "mmc_priority_mean_waits",
    "mmc_probability_of_waiting",
    "mmc_wait_quantile",
    "mmc_wait_survival",
    "mmck_blocking_probability",
    "mmck_mean_queue_length",
    "mmck_mean_wait",
    "mmck_state_probabilities",
    "tandem_routing",
    "time_varying_day",
]
