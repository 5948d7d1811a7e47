"""What is made of each scenario of the library: its resolved form, and its card in both languages."""

from __future__ import annotations

import json
import re
from pathlib import Path

from simulator.reports.card import scenario_card
from simulator.scenario import LIBRARY, ResolvedScenario, library_names, load_scenario


def made_files() -> dict[Path, str]:
    """Text of every file under ``resolved/`` and ``cards/``, by its path."""
    files = {}
    for name in library_names():
        office = load_scenario(name, check_patches=True)
        files[LIBRARY / "resolved" / f"{name}.json"] = resolved_text(office.resolved)
        for lang in ("id", "en"):
            files[LIBRARY / "cards" / f"{name}.{lang}.md"] = scenario_card(office, lang)
    return files


def resolved_text(resolved: ResolvedScenario) -> str:
    """The resolved form for people who compare two versions: a list of numbers is one line."""
    text = json.dumps(json.loads(resolved.to_json()), indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    return re.sub(r"\[[^\[\]{}]*\]", lambda match: " ".join(match[0].split()), text)


def kept_files() -> set[Path]:
    """Files that are there."""
    return {file for folder in ("resolved", "cards") for file in (LIBRARY / folder).glob("*")}


def write() -> list[Path]:
    """Write them; return those that are different from before or were taken away."""
    files = made_files()
    changed = [path for path, text in files.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    for path in changed:
        path.parent.mkdir(exist_ok=True)
        path.write_text(files[path], encoding="utf-8", newline="\n")
    stale = sorted(kept_files() - files.keys())
    for path in stale:
        path.unlink()
    return changed + stale
