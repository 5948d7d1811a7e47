"""Pages of a learner, and who the learner is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.locale import translator
from simulator.teaching.classroom.cookies import LEARNER_COOKIE, read_cookie
from simulator.teaching.classroom.page import ClassPage

if TYPE_CHECKING:
    from simulator.teaching.store import ClassRoom, Learner, StoreError

__all__ = ["VisitorPage"]


class VisitorPage(ClassPage):
    """A page that knows who is at the browser."""

    async def learner(self) -> Learner | None:
        """Return who has the browser's cookie, None for nobody or for data that were deleted."""
        secret = read_cookie(self, LEARNER_COOKIE)
        return await self.call(self.classroom.store.learner, secret) if secret else None

    async def room_of(self, learner: Learner) -> ClassRoom | None:
        """Return the learner's class, None for a guest."""
        if learner.class_id is None:
            return None
        return await self.call(self.classroom.store.class_by_id, learner.class_id)

    def told(self, error: StoreError) -> str:
        """Return what the store says, in the page's language."""
        return error.told(translator(self.lang))
