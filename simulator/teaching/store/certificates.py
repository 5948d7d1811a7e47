"""Certificates that can be verified."""

from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from simulator.teaching.store import codes
from simulator.teaching.store.classes import class_room
from simulator.teaching.store.errors import StoreError
from simulator.teaching.store.learners import row_of
from simulator.teaching.store.limits import JP
from simulator.teaching.store.records import Certificate
from simulator.teaching.store.schema import CertificateRow, ClassRow, LearnerRow


def certify(session: Session, learner_id: str, jp: int) -> Certificate:
    """Issue a learner's certificate, or issue it anew with the name and hours of now; its code stays."""
    if isinstance(jp, bool) or not isinstance(jp, int) or not 1 <= jp <= JP:
        raise StoreError("jp_wrong", limit=JP)
    owner = row_of(session, learner_id)
    if owner is None:
        raise StoreError("learner_unknown")
    if owner.class_id is None:
        raise StoreError("no_class")
    row = session.scalar(select(CertificateRow).where(CertificateRow.learner == owner.id))
    if row is None:
        row = CertificateRow(code=codes.certificate_code(), learner=owner.id)
        session.add(row)
    if (row.name, row.jp) != (owner.name, jp):
        row.name, row.jp, row.issued_at = owner.name, jp, datetime.now(UTC)
    session.flush()
    return _record(session, row)


def certificate(session: Session, code: str) -> Certificate | None:
    """The certificate of a code as somebody typed it."""
    row = session.get(CertificateRow, codes.read_code(code))
    return _record(session, row) if row else None


def certificate_codes(session: Session, class_id: int) -> dict[str, str]:
    """Pseudonym -> code, of those in a class who have a certificate."""
    query = select(LearnerRow.pseudonym, CertificateRow.code).join(CertificateRow)
    return dict(session.execute(query.where(LearnerRow.class_id == class_id)).all())


def _record(session: Session, row: CertificateRow) -> Certificate:
    query = select(ClassRow).join(LearnerRow).where(LearnerRow.id == row.learner)
    room = class_room(session, session.scalars(query).one())
    issued_on = room.local(row.issued_at).date()
    return Certificate(row.code, row.name, room.title, room.place, room.days, row.jp, row.issued_at, issued_on)
