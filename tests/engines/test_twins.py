"""The fast engine is the reference engine's twin: the same event log, every row and every column, to the bit."""

import os
import subprocess
import sys

import numpy as np
import pytest

from engines.checked_memory import Checked
from short_offices import BASE, OFFICES, own_patches, short_office
from simulator.compiled import HAS_NUMBA
from simulator.engines import ENGINES
from simulator.eventlog import EventLog
from simulator.eventlog.rows import ROW
from simulator.scenario import load_scenario
from simulator.workload import make_workload
from twins import assert_twins, differences

pytestmark = pytest.mark.skipif(not HAS_NUMBA, reason="there is no fast engine without Numba")

SEEDS_OF_A_FILE = 20


@pytest.mark.parametrize("seeds", [3, pytest.param(SEEDS_OF_A_FILE, marks=pytest.mark.verify)])
@pytest.mark.parametrize("name", OFFICES)
def test_every_scenario_of_the_library_with_many_seeds(name, seeds, seed):
    scenario = short_office(name)
    rows = 0
    for number in range(seeds):
        rows += len(assert_twins(make_workload(scenario.resolved, seed + number, replication=number)))
    assert rows > 100 * seeds


PATCHED = [(name, patch) for name in OFFICES if name != BASE for patch in own_patches(name)]
"""Those of the base are compared where it is tested that each changes something: in `tests/scenario`."""


@pytest.mark.parametrize(("name", "patch"), PATCHED)
def test_every_patch_of_the_library(name, patch, seed):
    assert len(assert_twins(make_workload(short_office(name).patched(patch).resolved, seed))) > 100


# ---- the comparison can fail


def of_an_office() -> EventLog:
    return ENGINES["fast"](make_workload(load_scenario("kantor-sehari").resolved, 1))


@pytest.mark.parametrize("column", ROW.names)
@pytest.mark.parametrize("place", ["first", "middle", "last"])
def test_one_changed_value_is_a_difference(column, place):
    log = of_an_office()
    rows = log.rows().copy()
    row = {"first": 0, "middle": len(rows) // 2, "last": len(rows) - 1}[place]
    rows[column][row] += 1
    changed = EventLog.from_rows(rows, log.names, log.horizon_ms, log.replications[0])
    found = differences(changed, log)
    assert len(found) == 1
    assert found[0].startswith(f"{column} from row {row}: ")


@pytest.mark.parametrize("fault", ["a row less", "a row more", "two rows in another order", "another replication"])
def test_a_fault_in_the_rows_is_a_difference(fault):
    log = of_an_office()
    rows, number = log.rows().copy(), log.replications[0]
    if fault == "a row less":
        rows = rows[:-1]
    elif fault == "a row more":
        rows = np.concatenate([rows, rows[-1:]])
    elif fault == "two rows in another order":
        rows[[10, 11]] = rows[[11, 10]]
    else:
        number += 1
    assert differences(EventLog.from_rows(rows, log.names, log.horizon_ms, number), log) != []


# ---- the kernel as it is compiled, and as it is written


def test_the_kernel_is_compiled_once_for_all_offices():
    """Another kind of array would be compiled anew, in front of a learner."""
    from simulator.engines import fast

    for name in ("kantor-sehari", "terpencil"):
        ENGINES["fast"](make_workload(load_scenario(name).resolved, 1))
    assert len(fast.run.signatures) == 1
    assert fast.run.targetoptions.get("fastmath", False) is False


IN_PYTHON = """
import numpy as np
from engines.drawn_needs import office_of_many_needs
from hand_office import hand_workload, read
from pathlib import Path
from simulator.engines import ENGINES
from simulator.eventlog import COLUMNS
from simulator.scenario import load_scenario
from simulator.workload import make_workload

workloads = [hand_workload(read(file)) for file in sorted(Path("tests/hand").glob("*.yaml"))]
workloads += [make_workload(load_scenario(name).resolved, 5) for name in ("kantor-sehari", "terpencil")]
workloads += [make_workload(office_of_many_needs().resolved, 5, replication=3, office=2)]
for workload in workloads:
    fast, reference = ENGINES["fast"](workload), ENGINES["reference"](workload)
    assert all(np.array_equal(fast[name], reference[name]) for name in COLUMNS)
print(len(workloads), "twins")
"""

CHECKED = "from engines.checked_memory import check_every_index\n\ncheck_every_index()\n" + IN_PYTHON
"""The same, where an index below 0 is refused, and memory that nothing was written to holds what no rule can mean."""


def run_python(code: str, **variables: str) -> str:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([".", "tests"]), **variables}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_kernel_in_plain_python_where_every_index_is_checked():
    """Python refuses an index beyond an array; `Checked` in memory refuses one below 0, too."""
    said = run_python(CHECKED, NUMBA_DISABLE_JIT="1")
    assert int(said.split()[0]) > 150


@pytest.mark.parametrize("index", ["-1", "0, -1", "np.int64(-1)", "slice(-1, 2)"])
@pytest.mark.parametrize("what", ["array[{}]", "array[{}] = 7"])
def test_an_index_below_0_is_refused(index, what):
    array = np.zeros((3, 3), np.int64).view(Checked)
    assert array[2, 1] == 0
    with pytest.raises(IndexError, match="below 0"):
        exec(what.format(index), {"array": array, "np": np})


def test_an_index_below_0_in_the_kernel_is_refused():
    """The last of no events in the heap stands at place -1."""
    planted = (
        "from simulator.engines import fast\nfast.push = lambda m, events, *_: events[m[1] * 0 - 1, 0]\n" + IN_PYTHON
    )
    run_python("import numpy\nassert numpy.zeros(1)[-1] == 0", NUMBA_DISABLE_JIT="1")
    with pytest.raises(AssertionError, match="IndexError: -1 is below 0"):
        run_python(CHECKED.replace(IN_PYTHON, planted), NUMBA_DISABLE_JIT="1")


@pytest.mark.verify
def test_the_kernel_compiled_with_bounds_checks(tmp_path):
    said = run_python(IN_PYTHON, NUMBA_BOUNDSCHECK="1", SIMPTSP_CACHE=str(tmp_path))
    assert int(said.split()[0]) > 150
