"""Processes that write at once, forked from one that has imported everything, as lessons are.

``python writers.py many URL TOKEN…``: each token's process writes its events; the slowest one's milliseconds are printed.
``python writers.py endless URL TOKEN``: one process prints a line after each event that was confirmed.
``python writers.py open URL NUMBER``: so many processes open the same new store at once.
"""

import os
import sys
import time
from collections.abc import Callable

from simulator.teaching.store import journal, open_store, preload

EVENTS = 4


def write(url: str, token: str) -> float:
    """Write some events; the longest time one took, in milliseconds."""
    kept, slowest = journal(url, token), 0.0
    for i in range(EVENTS):
        begin = time.perf_counter()
        kept.record("answered", f"01_why_queues_explode#quiz-{i}", {"answer": "b", "success": True})
        slowest = max(slowest, time.perf_counter() - begin)
    assert len(kept.events("01_why_queues_explode")) == EVENTS
    return 1000 * slowest


def open_only(url: str, _: str) -> float:
    """Open a store."""
    open_store(url).close()
    return 0.0


def at_once(work: Callable[[str, str], float], url: str, names: list[str]) -> None:
    """A process for each name; all begin together. Exits with 1 if one failed."""
    starting, start = os.pipe()
    reading, telling = os.pipe()
    children = []
    for name in names:
        child = os.fork()
        if child == 0:
            os.close(start)
            os.read(starting, 1)  # ends when the parent closes its end
            try:
                os.write(telling, f"{work(url, name):.1f}\n".encode())
                os._exit(0)
            except BaseException as error:
                print(type(error).__name__, error, file=sys.stderr, flush=True)
                os._exit(1)
        children.append(child)
    os.close(start)
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    os.close(telling)
    with os.fdopen(reading) as told:
        slowest = max(map(float, told), default=0.0)
    print(slowest)
    sys.exit(any(codes))


def main() -> None:
    kind, url, *names = sys.argv[1:]
    preload(url)
    if kind == "many":
        at_once(write, url, names)
    elif kind == "open":
        at_once(open_only, url, [str(i) for i in range(int(names[0]))])
    else:
        kept, number = journal(url, names[0]), 0
        while True:
            kept.record("explored", f"01_why_queues_explode#e{number}", {"value": number})
            number += 1
            print(number, flush=True)


if __name__ == "__main__":
    main()
