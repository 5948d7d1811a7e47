"""The studies on the shelf as cards: name, office, changed when."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from babel.dates import format_date

from simulator.studio.desk import Desk
from simulator.studio.library import library_cards
from simulator.studio.shelf import Kept, ShelfError
from simulator.teaching.words import Words

__all__ = ["ago", "kept_studies", "office_title", "study_card"]

NOW = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
MONTH = timedelta(days=30)


def kept_studies(desk: Desk) -> list[Kept]:
    """Studies on the shelf, the newest first; none if it cannot be read, which the page says."""
    try:
        return desk.shelf.list()
    except ShelfError as error:
        desk.trouble = error
        return []


def study_card(desk: Desk, kept: Kept, now: datetime) -> dict[str, Any]:
    """A study as the page draws it.

    Parameters
    ----------
    desk : Desk
        The desk.
    kept : Kept
        The study.
    now : datetime
        UTC.
    """
    _ = desk.words
    data = _data(desk, kept.key)
    plans = data.get("plans")
    facts = [
        [_("Kantor"), office_title(data.get("base"), desk.words)],
        [_("Jumlah rencana"), desk.words.number(len(plans) if isinstance(plans, list) else 0, 0)],
        [_("Diubah"), ago(kept.changed, now, desk.words)],
    ]
    return {
        "key": kept.key,
        "title": kept.name or _("Studi tanpa nama"),
        "text": "",
        "facts": facts,
        "note": "",
        "badge": _("sedang dibuka") if kept.key == desk.key else "",
    }


def _data(desk: Desk, key: str) -> Mapping[str, Any]:
    """What is kept of a study; nothing if it cannot be read."""
    try:
        kept = desk.shelf.read(key) or {}
    except ShelfError as error:
        desk.trouble = error
        return {}
    study = kept.get("study")
    return study if isinstance(study, dict) else {}


def office_title(base: object, words: Words) -> str:
    """What the office of a kept study is called."""
    _ = words
    named = base if isinstance(base, dict) else {}
    titles = {card.key: card.title for card in library_cards(words)}
    return titles.get(str(named.get("library"))) or str(named.get("title") or _("kantor sendiri"))


def ago(moment: datetime, now: datetime, words: Words) -> str:
    """How long ago, in words; a date after a month.

    Examples
    --------
    >>> noon = datetime(2026, 5, 4, 12, tzinfo=UTC)
    >>> ago(noon, noon + timedelta(hours=3), Words("en"))
    '3 h ago'
    """
    _ = words
    passed = now - (moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    if passed < NOW:
        return _("baru saja")
    if passed < HOUR:
        return _("{n} menit lalu").format(n=passed // NOW)
    if passed < DAY:
        return _("{n} jam lalu").format(n=passed // HOUR)
    if passed < 2 * DAY:
        return _("kemarin")
    if passed < MONTH:
        return _("{n} hari lalu").format(n=passed // DAY)
    return str(format_date(moment, "d MMMM y", locale=words.lang))
