"""A plan as a scenario file for whoever works with files and commands."""

import re
from typing import Any

from simulator.calibration.form.scenario_file import scenario_text
from simulator.scenario import ASSUMED, Scenario, ScenarioError
from simulator.scenario.check_uncertain import uncertain_problems
from simulator.scenario.read import Document
from simulator.studio.differences import differences_of
from simulator.studio.hand_over.ready import HandOverError, built_now, called, counted, one_line
from simulator.studio.offices import Built, base_office, build
from simulator.studio.study import NOW, Study
from simulator.teaching.words import Words

__all__ = ["plan_yaml"]

_UNCERTAIN = re.compile(r"uncertain\[([0-9]+)\]")


def plan_yaml(study: Study, key: str, words: Words) -> str:
    """The present state or a plan as a scenario file.

    Parameters
    ----------
    study : Study
        With a base.
    key : str
        Of the plan.
    words : Words
        Language of its comments.

    Returns
    -------
    str
        For an office of the library `base` and `changes`, each with its source; an own office is written whole.
        :func:`simulator.load_scenario` reads it to an office that gives the same numbers.

    Raises
    ------
    HandOverError
        If something is wrong with the present state or the plan.
    """
    _ = words
    now = built_now(study, words)
    built = now if key == NOW else build(study, key, words)
    if built.scenario is None or study.base is None:
        text = _("Ada isian yang keliru di “{plan}”. Perbaiki yang ditandai di tab Ubah.")
        raise HandOverError(text.format(plan=called(study.plan(key), words)))
    title = _("Dari studio SimPTSP: {plan}.").format(plan=one_line(called(study.plan(key), words)))
    comments = [title, *(f"- {one_line(text)}" for text in differences_of(built, words))]
    office = built.scenario
    if study.base.library:
        data = _derived(study, key, now, built)
    else:
        data = {name: value for name, value in office.data.items() if name not in ("patches", "uncertain")}
        data |= {name: value for name, value in fitting(office).items() if value}
    return scenario_text(Scenario(office.spec, data), *comments)


def _derived(study: Study, key: str, now: Built, built: Built) -> dict[str, Any]:
    """The office as what differs from one of the library."""
    assert study.base is not None
    assert built.scenario is not None
    base, office = base_office(study.base), built.scenario
    steps = _patch_steps(base, now) + _steps(now)
    if key != NOW:
        assert now.scenario is not None
        steps += _patch_steps(now.scenario, built) + _steps(built)
    data: dict[str, Any] = {
        "simptsp": 1,
        "name": office.name,
        "title": office.data["title"],
        "description": office.data["description"],
        "base": study.base.library,
        "changes": steps,
        "sources": counted(now, study.base),
    }
    kept = fitting(office)
    lost = {name: None for name in office.spec.patches if name not in kept["patches"]}
    data["patches"] = lost
    if kept["uncertain"] != office.data.get("uncertain", []):
        return {name: value for name, value in data.items() if value} | {"uncertain": kept["uncertain"]}
    return {name: value for name, value in data.items() if value}


def _patch_steps(office: Scenario, built: Built) -> list[dict[str, Any]]:
    patches = [office.spec.patches[name] for name in built.patches]
    return [{"source": patch.source or ASSUMED, "set": dict(patch.changes)} for patch in patches]


def _steps(built: Built) -> list[dict[str, Any]]:
    return [{"source": source, "set": dict(changes)} for source, changes in built.steps]


def fitting(office: Scenario) -> dict[str, Any]:
    """Patches and uncertain inputs of an office that still fit it; a file with others would be refused.

    Returns
    -------
    dict
        ``patches`` and ``uncertain``, as a scenario file has them.
    """
    patches = {name: patch for name, patch in office.data.get("patches", {}).items() if _fits(office, name)}
    problems = list(uncertain_problems(office.spec, Document(office.data)))
    bad = {int(found[1]) for problem in problems if (found := _UNCERTAIN.match(problem.path))}
    uncertain = [one for place, one in enumerate(office.data.get("uncertain", [])) if place not in bad]
    return {"patches": patches, "uncertain": uncertain}


def _fits(office: Scenario, patch: str) -> bool:
    try:
        office.patched(patch)
    except ScenarioError:
        return False
    return True
