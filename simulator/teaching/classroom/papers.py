"""What a class prints: the sheet of codes, certificates and the page that verifies them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from markupsafe import Markup

from simulator.teaching.classroom.charts import qr_svg
from simulator.teaching.classroom.gate import WrongCode
from simulator.teaching.classroom.letterhead import LONGEST, Letterhead
from simulator.teaching.classroom.page import Problem
from simulator.teaching.classroom.room import RoomPage, attendance_table
from simulator.teaching.classroom.visitor import VisitorPage
from simulator.teaching.classroom.writing import date_range
from simulator.teaching.store import Attendance, Certificate, ClassEvent, ClassRoom, Seat, StoreError
from simulator.teaching.store.answers import POST

__all__ = ["Certificates", "Sheet", "Verify"]

#: A number of more digits is none that somebody means; Python itself reads no more than 4,300.
MOST_DIGITS = 9


class Sheet(RoomPage):
    """Slips to cut: address, QR code, class code and a personal code on each."""

    async def get(self, code: str) -> None:
        """Answer with a page made for A4 paper."""
        seats = await self.call(self.classroom.store.seats, self.room.id)
        slips = [(seat, self.qr(seat)) for seat in seats]
        s = self.texts_in(self.room.lang)
        self.show("sheet.html", slips=slips, s=s, home=self.public(self.to("home", self.room.lang)))

    def qr(self, seat: Seat) -> Markup:
        """Return the QR code that opens the form with both codes filled in."""
        join = self.public(self.to("join", self.room.lang))
        return qr_svg(f"{join}?kelas={self.room.code}&kode={seat.code}", self.text["qr_label"].format(n=seat.position))


@dataclass(frozen=True)
class Candidate:
    """A learner beside what a certificate asks for.

    Parameters
    ----------
    seat : Seat
        Name and pseudonym.
    days_there, days : int
        On how many days of the class the learner was there.
    is_tested : bool
        Whether the test after was handed in.
    is_enough : bool
        Whether both conditions are met.
    """

    seat: Seat
    days_there: int
    days: int
    is_tested: bool
    is_enough: bool


class Certificates(RoomPage):
    """Who meets the conditions, and the certificates as PDF."""

    async def get(self, code: str) -> None:
        """Answer with the list."""
        await self.table()

    async def post(self, code: str) -> None:
        """Issue the certificates asked for and send them as one file."""
        wanted = self.word("who")
        jp = self.word("jp")
        ready = [one for one in await self.candidates() if one.is_enough and wanted in ("all", one.seat.pseudonym)]
        if not ready:
            return await self.table(self.text["cert_none"])
        if not (jp.isascii() and jp.isdigit() and len(jp) <= MOST_DIGITS):
            return await self.table(self.text["form_wrong"])
        letterhead = Letterhead(**{field.name: self.word(field.name)[:LONGEST] for field in fields(Letterhead)})
        try:
            issued = await self.issue([one.seat.pseudonym for one in ready], int(jp))
        except StoreError as error:
            self.set_status(422)
            return await self.table(self.told(error))
        await self.call(self.classroom.letterheads.keep, self.room.code, letterhead)
        return await self.send(issued, letterhead)

    async def issue(self, pseudonyms: Sequence[str], jp: int) -> list[Certificate]:
        """Issue them; a number stays the same when it is issued again."""
        store = self.classroom.store
        ids = {one.pseudonym: one.id for one in await self.call(store.learners, self.room.id)}
        return [await self.call(store.certify, ids[one], jp) for one in pseudonyms if one in ids]

    async def send(self, issued: Sequence[Certificate], letterhead: Letterhead) -> None:
        """Answer with the PDF file, in the language of the class."""
        from simulator.teaching.classroom.certificate import certificates_pdf

        lang = self.room.lang
        pages = [self.printed(one, lang, letterhead) for one in issued]
        pdf = await self.call(certificates_pdf, pages, self.texts_in(lang), lang)
        self.set_header("Content-Type", "application/pdf")
        name = issued[0].code if len(issued) == 1 else self.room.code
        self.set_header("Content-Disposition", f'attachment; filename="simptsp-{name}.pdf"')
        self.finish(pdf)

    def printed(self, issued: Certificate, lang: str, letterhead: Letterhead) -> Any:
        """Return what is printed on one."""
        from simulator.teaching.classroom.certificate import CertificatePage

        course = self.classroom.course(self.room.curriculum)
        return CertificatePage(
            name=issued.name,
            title=issued.title,
            course=course.title.get(lang, "") if course else "",
            place=issued.place,
            dates=date_range(issued.days, lang),
            jp=issued.jp,
            number=issued.code,
            address=self.public(self.to("verify", lang, number=issued.code)),
            issued=date_range([issued.issued_on], lang),
            letterhead=letterhead,
        )

    async def candidates(self) -> list[Candidate]:
        """Return everyone in the class beside the conditions."""
        store, room = self.classroom.store, self.room
        seats = await self.call(store.seats, room.id)
        seen = attendance_table(await self.call(store.attendance, room.id))
        tested = handed_in(await self.call(store.class_events, room.id, lessons=[POST]))
        course = self.classroom.course(room.curriculum)
        least = course.minimum_attendance if course else 1.0
        people = [seat for seat in seats if not seat.is_free]
        return [candidate(seat, room, seen.get(seat.pseudonym, {}), tested, least) for seat in people]

    async def table(self, problem: str = "") -> None:
        """Answer with everyone and what is lacking."""
        course = self.classroom.course(self.room.curriculum)
        if problem:
            self.set_status(422)
        self.show(
            "certificates.html",
            people=await self.candidates(),
            jp=course.jp if course else None,
            least=course.minimum_attendance if course else 1.0,
            letterhead=asdict(self.classroom.letterheads.of(self.room.code)),
            problem=problem,
        )


def candidate(
    seat: Seat,
    room: ClassRoom,
    seen: Mapping[date, Attendance],
    tested: set[str],
    least: float,
) -> Candidate:
    """Return a learner beside the conditions: days of attendance and the test after."""
    there = sum(1 for day in room.days if day in seen and seen[day].first is not None)
    is_tested = seat.pseudonym in tested
    is_enough = is_tested and there >= least * len(room.days) - 1e-9
    return Candidate(seat, there, len(room.days), is_tested, is_enough)


def handed_in(events: Iterable[ClassEvent], which: str = POST) -> set[str]:
    """Return the pseudonyms of those who handed a test in."""
    return {event.pseudonym for event in events if event.object == which and event.verb == "completed"}


class Verify(VisitorPage):
    """What a certificate's number proves; anyone may look."""

    async def get(self, number: str) -> None:
        """Answer with name, class and date; wrong numbers are counted."""
        try:
            async with self.classroom.gate.attempt("verify", self.client):
                found = await self.call(self.classroom.store.certificate, number)
                if found is None:
                    raise WrongCode
        except WrongCode:
            raise Problem(404, "cert_unknown", heading="verify_none") from None
        self.show("verify.html", found=found)
