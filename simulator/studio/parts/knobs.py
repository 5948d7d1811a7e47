"""A form of many knobs, of which a few are changed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import traitlets

from simulator.studio.parts.part import StudioPart, key_in, number_in, text_in
from simulator.studio.parts.texts import knob_texts

_NO_ANSWER: dict[str, Any] = {"scope": "", "heard": 0, "entries": {}, "faults": {}}


class Knobs(StudioPart):
    """Knobs in groups. What was typed stays as typed, and is not lost by a reload.

    The browser numbers its events and keeps every text until an answer says that it was heard; so :meth:`show_entries`
    is to be called after each event, and after :meth:`show_form`.

    Attributes
    ----------
    scope : str
        What the form belongs to.
    groups : list of dict
        Its knobs, as :meth:`show_form` says.
    answer : dict
        ``scope``, ``entries`` and ``faults``: key of a knob -> text as typed, sentence; ``heard``: number of the last
        event that they know of.
    texts : dict
        Words of the search, the rows and the buttons.
    on_type : callable
        Called with a key and a text, at every keystroke.
    on_reset : callable
        Called with the key of a knob that is to be as it was.
    """

    part = traitlets.Unicode("knobs").tag(sync=True)
    scope = traitlets.Unicode().tag(sync=True)
    groups: traitlets.List[dict[str, Any]] = traitlets.List(traitlets.Dict()).tag(sync=True)
    answer: "traitlets.Dict[str, Any]" = traitlets.Dict(_NO_ANSWER).tag(sync=True)
    texts = traitlets.Dict().tag(sync=True)

    def __init__(self, *, on_type: Callable[[str, str], None], on_reset: Callable[[str], None], **state: Any) -> None:
        super().__init__(**state)
        self._texts = self.texts
        self.texts = {**knob_texts(self.words), **self._texts}
        self.on_type, self.on_reset = on_type, on_reset
        self._keys: frozenset[str] = frozenset()
        self._heard = 0

    @property
    def entries(self) -> Mapping[str, str]:
        """Key of a knob -> text, as it was shown last."""
        return self.answer["entries"]  # type: ignore[no-any-return]

    @property
    def faults(self) -> Mapping[str, str]:
        """Key of a knob -> what is wrong, as it was shown last."""
        return self.answer["faults"]  # type: ignore[no-any-return]

    def show_form(self, scope: str, groups: Sequence[Mapping[str, Any]], *, of_plan: bool = True) -> None:
        """Show a form; drawn anew if it is another one.

        Parameters
        ----------
        scope : str
            What it belongs to: a plan of a study. Texts are kept in the browser under it.
        groups : sequence of dict
            ``name``, ``title`` and ``parts``, each with ``title`` and ``knobs``: ``key``, ``label``, ``unit``,
            ``kind``, ``control``, ``now`` (its text before the change), ``empty`` (what an empty field means),
            ``allowed`` (what may be typed, in words), ``help``, ``source``, ``assumed``, ``also`` (other words by which
            it is found) and ``ready`` (whether it is a ready-made change).
        of_plan : bool, optional
            Whether a plan is changed; else the present state.
        """
        self._keys = frozenset(knob["key"] for knob in _knobs(groups))
        with self.hold_sync():
            self.texts = {**knob_texts(self.words, of_plan=of_plan), **self._texts}
            self.scope = scope
            self.groups = [dict(group) for group in groups]

    def show_entries(
        self,
        entries: Mapping[str, str],
        faults: Mapping[str, str],
        *,
        same: Sequence[str] = (),
        notes: Mapping[str, str] | None = None,
    ) -> None:
        """Show what is changed, and what is wrong with it.

        Parameters
        ----------
        entries, faults : mapping of str to str
            Key of a knob -> text as typed; key -> sentence.
        same : sequence of str, optional
            Keys of those whose text says what was there before.
        notes : mapping of str to str, optional
            Key -> what else is to be known there.
        """
        self.answer = {
            "scope": self.scope,
            "heard": self._heard,
            "entries": dict(entries),
            "faults": dict(faults),
            "same": list(same),
            "notes": dict(notes or {}),
        }

    def receive(self, content: Any) -> None:
        """Take a text, or a reset, of a knob of this form."""
        key, scope = key_in(content), text_in(content, "scope")
        number = number_in(content, "n")
        if key not in self._keys or scope != self.scope or number is None:
            return
        text = text_in(content, "text")
        if content.get("event") == "reset":
            self._heard = number
            self.on_reset(key)
        elif text is not None:
            self._heard = number
            self.on_type(key, text)


def _knobs(groups: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    return (knob for group in groups for part in group["parts"] for knob in part["knobs"])
