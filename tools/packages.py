"""Build the data packages: raw -> data, with checksums of both in ``datapackage.json``.

Every ``datasets/NAME/make.py`` has a function ``tables(raw)``, which reads the folder ``raw/`` and returns a DataFrame
for each resource of the descriptor, by its name.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd

DATASETS = Path(__file__).resolve().parent.parent / "datasets"
DESCRIPTOR = "datapackage.json"


class PackageError(Exception):
    """A package cannot be built; the message says which file and what to do."""


def packages(datasets: Path = DATASETS) -> list[Path]:
    """Folders of the data packages."""
    return sorted(file.parent for file in datasets.glob(f"*/{DESCRIPTOR}"))


def build(package: Path, record: bool = False) -> list[str]:
    """Write the tables of a package anew from raw; return what is different from before.

    Parameters
    ----------
    package : Path
        Folder of the package.
    record : bool, optional
        Accept changed files in raw, as the one who changed them wants.

    Raises
    ------
    PackageError
        If a raw file is not the one that the descriptor names, or `make.py` does not give the tables it promises.
    """
    described = read_descriptor(package)
    if not record and (differing := list(changed_raw(package, described))):
        raise PackageError(
            f"{package.name}/{differing[0]} is not the file whose checksum is in {DESCRIPTOR}; if you changed it on "
            "purpose, run `make data ARGS=--record`"
        )
    files = {path: text.encode() for path, text in contents(package, described).items()}
    changed = [
        path for path, body in files.items() if not (package / path).is_file() or (package / path).read_bytes() != body
    ]
    for path, body in files.items():
        (package / path).parent.mkdir(exist_ok=True)
        (package / path).write_bytes(body)
    for table in described["resources"]:
        table |= checksum(files[table["path"]])
    described["raw"] = [
        {"path": f"raw/{path.relative_to(package / 'raw').as_posix()}", **checksum(path.read_bytes())}
        for path in raw_files(package)
    ]
    text = json.dumps(described, indent=2, ensure_ascii=False) + "\n"
    if text != (package / DESCRIPTOR).read_text(encoding="utf-8"):
        (package / DESCRIPTOR).write_text(text, encoding="utf-8", newline="\n")
        changed.append(DESCRIPTOR)
    return changed


def contents(package: Path, described: dict[str, Any]) -> dict[str, str]:
    """Text of each data file as raw gives it, by its path.

    Raises
    ------
    PackageError
        If the tables or their columns are not those of the descriptor.
    """
    made = maker(package)(package / "raw")
    wanted = {table["name"]: table for table in described["resources"]}
    if made.keys() != wanted.keys():
        raise PackageError(
            f"{package.name}/make.py gives the tables {', '.join(made)}; {DESCRIPTOR} has {', '.join(wanted)}"
        )
    for name, frame in made.items():
        columns = [field["name"] for field in wanted[name]["schema"]["fields"]]
        if list(frame.columns) != columns:
            raise PackageError(
                f"{package.name}/make.py gives {name} the columns {', '.join(map(str, frame.columns))}; "
                f"{DESCRIPTOR} has {', '.join(columns)}"
            )
    return {wanted[name]["path"]: _csv(frame) for name, frame in made.items()}


def _csv(frame: pd.DataFrame) -> str:
    """A table as text that is the same on every machine."""
    return frame.to_csv(index=False, lineterminator="\n", float_format="%.12g")


def maker(package: Path) -> Callable[[Path], dict[str, pd.DataFrame]]:
    """The function ``tables`` of a package's ``make.py``."""
    spec = importlib.util.spec_from_file_location(f"make_{package.name}", package / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    tables: Callable[[Path], dict[str, pd.DataFrame]] = module.tables
    return tables


def changed_raw(package: Path, described: dict[str, Any]) -> Iterator[str]:
    """Raw files that are missing, new, or not those that the descriptor names."""
    known = {each["path"]: each["hash"] for each in described.get("raw", [])}
    found = {f"raw/{path.relative_to(package / 'raw').as_posix()}": path for path in raw_files(package)}
    for path in sorted(known.keys() | found.keys()):
        if path not in known or path not in found or checksum(found[path].read_bytes())["hash"] != known[path]:
            yield path


def raw_files(package: Path) -> list[Path]:
    """Files of raw, those in its folders too."""
    return sorted(path for path in (package / "raw").rglob("*") if path.is_file())


def checksum(body: bytes) -> dict[str, Any]:
    """Size and SHA-256, as a descriptor gives them."""
    return {"bytes": len(body), "hash": f"sha256:{hashlib.sha256(body).hexdigest()}"}


def read_descriptor(package: Path) -> dict[str, Any]:
    """What ``datapackage.json`` says."""
    described: dict[str, Any] = json.loads((package / DESCRIPTOR).read_text(encoding="utf-8"))
    return described
