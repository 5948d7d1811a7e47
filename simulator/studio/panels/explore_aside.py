"""What a form needs to know and takes a while to find out: worked out beside the page, each thing once."""

from collections.abc import Callable, Hashable, Mapping
from typing import Any

from simulator.studio.background import Background, Tell

__all__ = ["Aside"]

MOST_KNOWN = 200


class Aside:
    """Prices, times and the like, by key. The page stays alive meanwhile.

    Parameters
    ----------
    told : callable
        Called on the page's own thread when something is known that was not known when it was asked for.
    """

    def __init__(self, told: Callable[[], None]) -> None:
        self._told = told
        self._work = Background()
        self._known: dict[Hashable, Any] = {}
        self._wanted: frozenset[Hashable] = frozenset()
        self._is_asked = False

    def know(self, wanted: Mapping[Hashable, Callable[[], Any]]) -> dict[Hashable, Any]:
        """Those of some things that are known; the others are worked out in place of whatever is under way.

        Parameters
        ----------
        wanted : mapping
            Key -> what works it out, on a thread.

        Returns
        -------
        dict
            Key -> what was found; None for what could not be worked out, which the log explains.
        """
        missing = {key: make for key, make in wanted.items() if key not in self._known}
        if not self._wanted >= missing.keys():
            self._start(missing)
        return {key: self._known[key] for key in wanted if key in self._known}

    def _start(self, missing: Mapping[Hashable, Callable[[], Any]]) -> None:
        if len(self._known) > MOST_KNOWN:
            self._known.clear()
        self._wanted = frozenset(missing)

        def work(tell: Tell, stop: Callable[[], bool]) -> None:
            del stop  # `tell` ends it, between two things
            for key, make in missing.items():
                tell((key, make()))

        self._is_asked = True  # without an event loop it is worked out at once, and whoever asks gets it
        self._work.start(work, self._learn, done=self._done, failed=lambda _error: self._give_up())
        self._is_asked = False

    def _learn(self, found: tuple[Hashable, Any]) -> None:
        key, value = found
        self._known[key] = value

    def _give_up(self) -> None:
        self._known |= {key: None for key in self._wanted if key not in self._known}
        self._done()

    def _done(self) -> None:
        self._wanted = frozenset()
        if not self._is_asked:
            self._told()
