"""One measurement in a process of its own: ``python -m benchmarks.measure SIMULATOR OFFICE DAYS`` prints it as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from benchmarks.workloads import run_work

WARM_DAYS = 2
"""Days of the run that comes first, so that nothing is compiled or imported in the one that counts."""

_STATUS, _CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")
MB = 1e6


def main(simulator: str, office: str, days: str) -> None:
    """Warm up, measure, print."""
    run_work(simulator, office, WARM_DAYS)
    before = memory_before()
    work = run_work(simulator, office, int(days))
    print(json.dumps({**work._asdict(), "peak_mb": (peak_bytes() - before) / MB}))


def memory_before() -> float:
    """Resident memory before the run that counts, bytes; where the system allows it, the peak is counted from here."""
    if not _CLEAR.exists():
        return peak_bytes()
    _CLEAR.write_text("5", encoding="ascii")
    return _kilobytes("VmRSS") * 1024


def peak_bytes() -> float:
    """Most resident memory so far, bytes.

    ``ru_maxrss`` is the same, but on Linux a new process begins with that of its parent.
    """
    if _STATUS.exists():
        return _kilobytes("VmHWM") * 1024
    import resource

    return float(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)  # bytes on macOS


def _kilobytes(field: str) -> int:
    lines = _STATUS.read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{field}:"))


if __name__ == "__main__":
    main(*sys.argv[1:])
