"""Number fields with one button."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import traitlets

from simulator.widgets.part import Part

LONGEST_ENTRY = 40


@dataclass(frozen=True)
class Field:
    """One entry of a form.

    Attributes
    ----------
    name : str
        Key of the entry.
    label : str
        What is asked.
    unit : str
        Written behind the entry.
    text : str
        What stands in it at first.
    """

    name: str
    label: str
    unit: str = ""
    text: str = ""


class Form(Part):
    """Entries as the learner typed them, given over when the button is pressed; without fields, just a button.

    Attributes
    ----------
    messages : dict
        Name of a field -> the sentence beside it that says what is wrong.
    button : str
        Text of the button.
    quiet : bool
        Whether the button stands back behind others.
    disabled : bool
        Whether fields and button are locked.
    on_submit : callable
        Called with a dict, name of each field -> its text.
    """

    part = traitlets.Unicode("form").tag(sync=True)
    fields = traitlets.List(traitlets.Dict()).tag(sync=True)
    messages = traitlets.Dict().tag(sync=True)
    button = traitlets.Unicode().tag(sync=True)
    quiet = traitlets.Bool(False).tag(sync=True)
    disabled = traitlets.Bool(False).tag(sync=True)

    def __init__(
        self, *, on_submit: Callable[[dict[str, str]], None], fields: tuple[Field, ...] = (), **state: Any
    ) -> None:
        super().__init__(fields=[asdict(field) for field in fields], **state)
        self.on_submit = on_submit

    def receive(self, content: Any) -> None:
        """Take the entries if the form is free and each field has one text."""
        entries = content.get("entries") if isinstance(content, dict) else None
        if self.disabled or not isinstance(entries, dict):
            return
        if set(entries) != {field["name"] for field in self.fields}:
            return
        if not all(isinstance(text, str) and len(text) <= LONGEST_ENTRY for text in entries.values()):
            return
        self.fields = [{**field, "text": entries[field["name"]]} for field in self.fields]
        self.on_submit(dict(entries))
