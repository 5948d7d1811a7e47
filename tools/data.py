"""``make data``: build every data package from raw, then the cards and resolved forms of the scenario library.

A clean clone gives the same files, byte for byte.

python tools/data.py [NAME ...] [--record]   only the packages named; --record accepts changed raw files
"""

from __future__ import annotations

import sys

from library import write as write_library
from packages import DATASETS, PackageError, build, packages

from simulator.scenario import ScenarioError


def main(arguments: list[str]) -> int:
    """Build; print what changed; return 2 if something is wrong."""
    record = "--record" in arguments
    names = [argument for argument in arguments if argument != "--record"]
    folders = packages()
    known = [folder.name for folder in folders]
    if unknown := sorted(set(names) - set(known)):
        print(f"There is no data package {unknown[0]!r}; there are {', '.join(known)}.", file=sys.stderr)
        return 2
    changed = []
    try:
        for folder in folders:
            if not names or folder.name in names:
                changed += [
                    f"{folder.relative_to(DATASETS.parent).as_posix()}/{path}" for path in build(folder, record)
                ]
        if not names:
            changed += [path.relative_to(DATASETS.parent).as_posix() for path in write_library()]
    except (PackageError, ScenarioError) as fault:
        print(f"{fault}", file=sys.stderr)
        return 2
    print("\n".join(f"changed: {path}" for path in changed) or "every file is what raw and the scenarios give")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
