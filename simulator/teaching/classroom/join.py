"""Joining a class, coming back to it, and leaving a shared computer."""

from __future__ import annotations

from simulator.teaching.classroom.cookies import LEARNER_COOKIE, drop_cookie, keep_cookie
from simulator.teaching.classroom.gate import WrongCode
from simulator.teaching.classroom.visitor import VisitorPage
from simulator.teaching.store import JoinError, Learner, StoreError
from simulator.teaching.store.codes import read_code

__all__ = ["JoinPage", "LeavePage"]

#: Errors of the store that mean a code was guessed wrong.
WRONG_CODES = ("class_unknown", "seat_unknown")

#: Letters of a field that the form gives back for correction.
ECHO = 60


class JoinPage(VisitorPage):
    """The form with class code, name and personal code."""

    async def get(self) -> None:
        """Answer with the form; a printed slip's address fills in the codes."""
        code, seat = self.get_query_argument("kelas", ""), self.get_query_argument("kode", "")
        await self.form(code=code, seat=seat, from_slip=bool(code))

    async def post(self) -> None:
        """Let the learner in, or say what is wrong."""
        code, name, seat = self.word("code"), self.word("person"), self.word("seat")
        try:
            learner = await self.admit(code, name, seat)
        except WrongCode as wrong:
            self.set_status(422)
            return await self.form(self.told_of(wrong), code, name, seat)
        except StoreError as error:
            self.set_status(422 if isinstance(error, JoinError) else 503)
            return await self.form(self.told(error), code, name, seat)
        keep_cookie(self, LEARNER_COOKIE, learner.id)
        return self.go("home")

    async def admit(self, code: str, name: str, seat: str) -> Learner:
        """Return who has joined; wrong codes are counted, for the class only where a personal code was tried."""
        form = (self.word("form"), code, name, seat)
        async with self.classroom.gate.attempt("join", self.client, read_code(code) if seat else ""):
            if learner := await self.joined(form):
                return learner
            try:
                learner = await self.call(self.classroom.store.join, code, name, seat_code=seat or None)
            except JoinError as error:
                if error.code in WRONG_CODES:
                    raise WrongCode from error
                raise
            self.classroom.joins.keep(learner.id, *form)
            return learner

    async def joined(self, form: tuple[str, str, str, str]) -> Learner | None:
        """Return who has joined with this very copy of the form, None if it is sent for the first time."""
        secret = self.classroom.joins.result(*form)
        return await self.call(self.classroom.store.learner, secret) if secret else None

    def told_of(self, wrong: WrongCode) -> str:
        """Return the store's sentence on a wrong code."""
        cause = wrong.__cause__
        return self.told(cause) if isinstance(cause, StoreError) else ""

    async def form(
        self, problem: str = "", code: str = "", name: str = "", seat: str = "", from_slip: bool = False
    ) -> None:
        """Answer with the form, filled in with what was typed."""
        who = await self.learner()
        name_there = who.name if who else ""
        typed = {"code": code[:ECHO], "person": name[:ECHO], "seat": seat[:ECHO]}
        self.show("join.html", who=name_there, problem=problem, from_slip=from_slip, **typed)


class LeavePage(VisitorPage):
    """Forgetting who was at this browser."""

    async def post(self) -> None:
        """Remove the cookie; what was learnt stays with the personal code."""
        drop_cookie(self, LEARNER_COOKIE)
        self.go("home")
