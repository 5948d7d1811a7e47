"""The trainer's first pages: signing in, the list of classes, a new class."""

from __future__ import annotations

import re
import secrets
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from simulator.teaching.classroom.client import is_here
from simulator.teaching.classroom.cookies import TRAINER_COOKIE, drop_cookie, keep_cookie, read_cookie
from simulator.teaching.classroom.gate import WrongCode
from simulator.teaching.classroom.page import Problem
from simulator.teaching.classroom.visitor import VisitorPage
from simulator.teaching.store import StoreError
from simulator.teaching.store.records import ZONES, zone_here

__all__ = ["ClassList", "NewClass", "SignIn", "SignOut", "TrainerPage"]

SEATS = 40
FIELDS = ("title", "place", "first", "last", "seats", "curriculum", "room_lang", "zone")

CODE = re.compile("[A-Z0-9]{4,12}")

#: Days from the first to the last of a class.
LONGEST_CLASS = 59

DAYS_WRONG = "days"


class SignIn(VisitorPage):
    """The password; at the first visit, on the server's own computer, it is set."""

    async def get(self) -> None:
        """Answer with the form."""
        self.form()

    async def post(self) -> None:
        """Let the trainer in, or say what is wrong."""
        try:
            await self.set_password() if not self.classroom.password.is_set else await self.check_password()
        except WrongCode:
            self.set_status(403)
            return self.form(self.text["password_not_right"])
        except ValueError:
            self.set_status(422)
            return self.form(self.text["password_short"])
        keep_cookie(self, TRAINER_COOKIE, self.classroom.password.stamp)
        return self.go("trainer")

    async def set_password(self) -> None:
        """Set the password typed twice, if this is the server's own computer."""
        if not is_here(self.request):
            raise Problem(403, "password_elsewhere")
        password = self.typed("password")
        if password != self.typed("again"):
            raise WrongCode
        await self.call(self.classroom.password.set, password)

    async def check_password(self) -> None:
        """Judge the password; wrong ones are counted."""
        async with self.classroom.gate.attempt("password", self.client, here=is_here(self.request)):
            if not await self.call(self.classroom.password.matches, self.typed("password")):
                raise WrongCode

    def typed(self, field: str) -> str:
        """Return a password as typed, with its spaces."""
        return str(self.get_body_argument(field, "", strip=False))

    def form(self, problem: str = "") -> None:
        """Answer with the form for signing in, or for setting the password."""
        self.show("sign_in.html", problem=problem, is_set=self.classroom.password.is_set, here=is_here(self.request))


class TrainerPage(VisitorPage):
    """A page that only a signed-in trainer sees."""

    async def prepare(self) -> None:
        """Send everyone else to sign in; what is no page is refused."""
        await super().prepare()
        if self._finished or self.is_trainer():
            return
        if self.request.method != "GET" or self.name in ("live", "download"):
            raise Problem(403, "trainer_only")
        self.go("sign_in")

    def is_trainer(self) -> bool:
        """Whether the browser's cookie was signed here for the present password, within the last half day."""
        stamp = read_cookie(self, TRAINER_COOKIE)
        password = self.classroom.password
        return password.is_set and stamp is not None and secrets.compare_digest(stamp, password.stamp)


class SignOut(TrainerPage):
    """Forgetting that the trainer was at this browser."""

    async def post(self) -> None:
        """Remove the cookie."""
        drop_cookie(self, TRAINER_COOKIE)
        self.go("sign_in")


class ClassList(TrainerPage):
    """All classes of this server."""

    async def get(self) -> None:
        """Answer with the list, the newest first."""
        rooms = await self.call(self.classroom.store.classes)
        gone = self.get_query_argument("dihapus", "")
        is_gone = CODE.fullmatch(gone) and gone not in {room.code for room in rooms}
        self.show(
            "classes.html",
            rooms=rooms,
            deleted=gone if is_gone else "",
            is_left=self.get_query_argument("sisa", "") == "1",
        )


class NewClass(TrainerPage):
    """The form of a new class."""

    async def get(self) -> None:
        """Answer with the form."""
        today = today_in(zone_here())
        usual = {"first": today.isoformat(), "last": (today + timedelta(days=1)).isoformat(), "seats": str(SEATS)}
        courses = self.classroom.courses
        self.form({**usual, "curriculum": courses[0].name if courses else "", "room_lang": self.lang})

    async def post(self) -> None:
        """Create the class, or say what is wrong."""
        typed = {field: self.word(field) for field in FIELDS}
        try:
            room = await self.call(self.classroom.store.create_class, **self.read(typed))
        except StoreError as error:
            self.set_status(422)
            return self.form(typed, self.told(error))
        except ValueError as error:
            self.set_status(422)
            return self.form(typed, self.text["new_days_wrong" if error.args == (DAYS_WRONG,) else "form_wrong"])
        return self.go("class", code=room.code)

    def read(self, typed: dict[str, str]) -> dict[str, Any]:
        """Return what the store needs; a ValueError says that a date or a number is none."""
        first, last = date.fromisoformat(typed["first"]), date.fromisoformat(typed["last"] or typed["first"])
        names = [course.name for course in self.classroom.courses]
        if not 0 <= (last - first).days <= LONGEST_CLASS:
            raise ValueError(DAYS_WRONG)
        if typed["curriculum"] and typed["curriculum"] not in names:
            raise ValueError("curriculum")
        return {
            "title": typed["title"],
            "place": typed["place"],
            "lang": typed["room_lang"],
            "curriculum": typed["curriculum"],
            "days": [first + timedelta(days=n) for n in range((last - first).days + 1)],
            "seats": int(typed["seats"]),
            "zone": typed["zone"] or None,
        }

    def form(self, typed: dict[str, str], problem: str = "") -> None:
        """Answer with the form, filled in with what was typed."""
        courses = self.classroom.courses
        self.show("new_class.html", typed=typed, problem=problem, courses=courses, zone_here=zone_here())


def today_in(zone: str) -> date:
    """Return today's date on the clock of a zone."""
    return datetime.now(UTC).astimezone(timezone(timedelta(hours=ZONES[zone]))).date()
