"""Studies of planners: plain data, each the property of one learner."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Select, delete, func, insert, select, update
from sqlalchemy.orm import Session

from simulator.teaching.store.clean import clean_line
from simulator.teaching.store.codes import is_token, token
from simulator.teaching.store.errors import StoreError
from simulator.teaching.store.limits import STUDIES_PER_LEARNER, STUDY_BYTES, STUDY_NAME_LETTERS
from simulator.teaching.store.records import KeptStudy
from simulator.teaching.store.schema import LearnerRow, StudyRow

#: An opening is noted once a day: it only has to show that somebody still comes.
NOTED_EVERY = timedelta(days=1)


def studies(session: Session, learner_id: str) -> list[KeptStudy]:
    """Studies of a learner, the one changed last first."""
    columns = (StudyRow.id, StudyRow.name, StudyRow.created_at, StudyRow.changed_at)
    query = select(*columns).where(StudyRow.learner == _owner(learner_id).scalar_subquery())
    return [KeptStudy(*row) for row in session.execute(query.order_by(StudyRow.changed_at.desc(), StudyRow.id))]


def study(session: Session, learner_id: str, study_id: str) -> tuple[dict[str, Any], datetime] | None:
    """Data of a learner's own study and when it was last used; None for any other."""
    query = select(StudyRow.data, StudyRow.used_at).where(*_is_it(learner_id, study_id))
    found = session.execute(query).one_or_none()
    return None if found is None else (dict(json.loads(found[0])), found[1])


def note_use(session: Session, learner_id: str, study_id: str) -> None:
    """Keep that a study was opened: a guest who still comes is not forgotten."""
    session.execute(update(StudyRow).where(*_is_it(learner_id, study_id)).values(used_at=datetime.now(UTC)))


def save_study(session: Session, learner_id: str, study_id: str, name: str, data: Mapping[str, Any]) -> str:
    """Keep a study, a new one if the id is empty; its id."""
    now, kept = datetime.now(UTC), _text(data)
    name = clean_line(name, STUDY_NAME_LETTERS)[:STUDY_NAME_LETTERS]
    if not study_id:
        return _added(session, learner_id, name, kept, now)
    changed = update(StudyRow).where(*_is_it(learner_id, study_id))
    values = {"name": name, "data": kept, "changed_at": now, "used_at": now}
    if session.scalar(changed.values(values).returning(StudyRow.id)) is None:
        _require_learner(session, learner_id)
        raise StoreError("study_unknown")
    return study_id


def delete_study(session: Session, learner_id: str, study_id: str) -> None:
    """Forget a learner's own study; of any other, nothing happens."""
    session.execute(delete(StudyRow).where(*_is_it(learner_id, study_id)))


def _added(session: Session, learner_id: str, name: str, kept: str, now: datetime) -> str:
    owner = _require_learner(session, learner_id, is_locked=True)
    number = session.scalar(select(func.count()).where(StudyRow.learner == owner)) or 0
    if number >= STUDIES_PER_LEARNER:
        raise StoreError("studies_full", limit=STUDIES_PER_LEARNER)
    study_id, times = token(), dict.fromkeys(("created_at", "changed_at", "used_at"), now)
    session.execute(insert(StudyRow).values(id=study_id, learner=owner, name=name, data=kept, **times))
    return study_id


def _require_learner(session: Session, learner_id: str, *, is_locked: bool = False) -> int:
    """Number of a learner; while it is locked, others who add a study of the same learner wait."""
    query = _owner(learner_id)
    owner: int | None = session.scalar(query.with_for_update(key_share=True) if is_locked else query)
    if owner is None:
        raise StoreError("learner_unknown")
    return owner


def _owner(learner_id: str) -> Select[Any]:
    return select(LearnerRow.id).where(LearnerRow.token == (learner_id if is_token(learner_id) else ""))


def _is_it(learner_id: str, study_id: str) -> tuple[Any, ...]:
    owner = _owner(learner_id).scalar_subquery()
    return StudyRow.id == (study_id if is_token(study_id) else ""), StudyRow.learner == owner


def _text(data: Mapping[str, Any]) -> str:
    """Plain JSON in ASCII: every database can keep it, whatever was typed."""
    try:
        text = json.dumps(dict(data), allow_nan=False)
    except (TypeError, ValueError, RecursionError):
        raise StoreError("study_wrong") from None
    if len(text) > STUDY_BYTES:
        raise StoreError("study_long", limit=STUDY_BYTES // 1_000_000)
    return text
