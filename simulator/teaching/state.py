"""What a learner has done in a lesson, apart from any widget; kept in a journal and taken up again from it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from simulator.teaching.journal import Journal, JournalError, RefusedError


@dataclass(frozen=True)
class Answered:
    """An answer that was given to a step, as plain JSON, and whether it was right."""

    answer: Any
    right: bool


class LessonState:
    """Guess, moves, answers and reflections of one learner.

    Nothing is simulated before a guess is stored: whoever has seen the
    answer can no longer be surprised by it.

    Parameters
    ----------
    lesson : str
        Name of the lesson.
    journal : Journal
        Where it is kept, and what was done before.

    Attributes
    ----------
    guess : float or None
        The prediction, or the position of the option; None until it is stored.
    moves : dict
        Step -> where its levers stood last.
    seen : set of str
        Steps whose result has been shown.
    texts : dict
        Step -> what was written there last.
    trouble : JournalError or None
        Why something is not kept yet, or what was done before could not be read; None if all is well.
    """

    def __init__(self, lesson: str, journal: Journal) -> None:
        self.lesson = lesson
        self.guess: float | None = None
        self.moves: dict[str, dict[str, float]] = {}
        self.seen: set[str] = set()
        self.texts: dict[str, str] = {}
        self.trouble: JournalError | None = None
        self._answers: dict[str, list[Answered]] = {}
        self._unsent: list[tuple[str, str, dict[str, Any]]] = []
        self._is_read = False
        self._watchers: list[Callable[[], None]] = []
        self.belong_to(journal)

    def belong_to(self, journal: Journal) -> None:
        """Keep everything in this journal from now on, and take up what was done before."""
        self._journal = journal
        self._is_read = False
        self._unsent.append(("opened", "", {}))
        self._settle()
        self._tell()

    @property
    def unlocked(self) -> bool:
        """Whether a guess is stored, and with it everything else open."""
        return self.guess is not None

    def answers(self, step: str) -> list[Answered]:
        """Every answer to a step so far."""
        return list(self._answers.get(step, ()))

    def watch(self, watcher: Callable[[], None]) -> None:
        """Have `watcher` called now and after every change."""
        self._watchers.append(watcher)
        watcher()

    def store_guess(self, value: float) -> None:
        """Store the prediction; the first one counts."""
        if self.guess is None:
            self._keep("predicted", "guess", {"value": value})

    def move(self, step: str, places: Mapping[str, float]) -> None:
        """Remember where the levers of a step stand.

        Raises
        ------
        PermissionError
            If no guess is stored yet.
        """
        self.require_guess()
        self._keep("explored", step, {"levers": dict(places)})

    def show(self, step: str, simulated: float | None = None) -> None:
        """Remember that the result of a step has been shown, and what stood beside the guess; as in :meth:`move`."""
        self.require_guess()
        if step not in self.seen:
            self._keep("compared", step, {} if simulated is None else {"simulated": simulated})

    def answer(self, step: str, answer: Any, right: bool) -> None:
        """Remember an answer."""
        attempt = len(self._answers.get(step, ())) + 1
        self._keep("answered", step, {"answer": answer, "success": right, "attempt": attempt})

    def reflect(self, step: str, text: str) -> None:
        """Remember what was written."""
        self._keep("reflected", step, {"text": text})

    def complete(self) -> None:
        """Remember that the checkpoint is passed; once."""
        if "completed" not in self.seen:
            self._keep("completed", "", {})

    def require_guess(self) -> None:
        """Raise PermissionError if no guess is stored yet."""
        if not self.unlocked:
            raise PermissionError("store a guess first")

    def _keep(self, verb: str, step: str, result: dict[str, Any]) -> None:
        self._take(verb, step, result)
        self._unsent.append((verb, step, result))
        self._settle()
        self._tell()

    def _take(self, verb: str, step: str, result: Mapping[str, Any]) -> None:
        match verb:
            case "predicted":
                if self.guess is None:  # the first one counts: another tab may have stored a second
                    self.guess = float(result["value"])
            case "explored":
                self.moves[step] = dict(result["levers"])
            case "compared":
                self.seen.add(step)
            case "answered":
                self._answers.setdefault(step, []).append(Answered(result["answer"], bool(result["success"])))
            case "reflected":
                self.texts[step] = result["text"]
            case "completed":
                self.seen.add("completed")

    def _settle(self) -> None:
        """Read what was done before, unless that has succeeded, and send what waits; trouble until both are done."""
        self.trouble = None
        for work in (self._read, self._send):
            try:
                work()
            except JournalError as error:
                self.trouble = error

    def _read(self) -> None:
        """Take up what was done before; what the journal has not got yet stands behind it."""
        if self._is_read:
            return
        events = self._journal.events(self.lesson)
        self._is_read = True
        self.guess = None
        for kept in (self.moves, self.seen, self.texts, self._answers):
            kept.clear()
        for event in events:
            self._take(event.verb, event.step, event.result)
        for waiting in self._unsent:
            self._take(*waiting)

    def _send(self) -> None:
        """Send what waits, in its order; what is refused for good is told and does not hold up the rest."""
        while self._unsent:
            verb, step, result = self._unsent[0]
            try:
                self._journal.record(verb, f"{self.lesson}#{step}" if step else self.lesson, result)
            except RefusedError as error:
                self.trouble = error
            del self._unsent[0]

    def _tell(self) -> None:
        for watcher in self._watchers:
            watcher()
