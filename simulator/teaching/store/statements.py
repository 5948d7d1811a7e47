"""Events of a class as xAPI statements, version 1.0.3."""

from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid5

from simulator.teaching.store.records import ClassEvent, ClassRoom

_ADL = "http://adlnet.gov/expapi"  # as ADL's vocabulary has it: an IRI is a name, and with https it is another name
_OURS = "urn:simptsp"

VERBS = {
    "opened": f"{_OURS}:verb:opened",
    "predicted": f"{_OURS}:verb:predicted",
    "explored": f"{_OURS}:verb:explored",
    "compared": f"{_OURS}:verb:compared",
    "answered": f"{_ADL}/verbs/answered",
    "reflected": f"{_OURS}:verb:reflected",
    "completed": f"{_ADL}/verbs/completed",
}


def statement(event: ClassEvent, room: ClassRoom, key: UUID) -> dict[str, Any]:
    """An event as a statement; the same event always has the same id, so that it can be sent twice.

    Parameters
    ----------
    event : ClassEvent
        What happened; of its learner only the pseudonym is used.
    room : ClassRoom
        Where.
    key : UUID
        The class's name all over the world.
    """
    said = {
        "id": str(uuid5(key, str(event.id))),
        "actor": {
            "objectType": "Agent",
            "account": {"homePage": f"https://simptsp.invalid/classes/{key}", "name": event.pseudonym},
        },
        "verb": {"id": VERBS[event.verb], "display": {"en": event.verb}},
        "object": {
            "objectType": "Activity",
            "id": f"{_OURS}:lesson:{event.object}",
            "definition": {"name": {"en": event.object}, "type": _activity(event)},
        },
        "context": {"platform": "SimPTSP", "language": room.lang},
        "timestamp": event.time.isoformat(timespec="milliseconds"),
        "version": "1.0.3",
    }
    result = _result(event)
    return {**said, "result": result} if result else said


def _activity(event: ClassEvent) -> str:
    if event.verb == "answered":
        return f"{_ADL}/activities/question"
    return f"{_ADL}/activities/{'interaction' if event.step else 'lesson'}"


def _result(event: ClassEvent) -> dict[str, Any]:
    """What xAPI has a word for under that word; everything as extensions, whose keys are IRIs."""
    result: dict[str, Any] = {}
    if isinstance(event.result.get("success"), bool):
        result["success"] = event.result["success"]
    if event.verb == "completed":
        result["completion"] = True
    response = event.result.get("answer", event.result.get("text"))
    if response is not None:
        result["response"] = str(response)
    if event.result:
        result["extensions"] = {f"{_OURS}:result:{quote(name, safe='')}": value for name, value in event.result.items()}
    return result
