"""What every page of a class does: language, size limits, who is there, and sentences when something is wrong."""

from __future__ import annotations

import errno
from collections.abc import Callable
from functools import partial
from math import isfinite
from typing import Any, TypeVar

from tornado.ioloop import IOLoop
from tornado.web import HTTPError
from voila.handler import BaseVoilaHandler

from simulator.locale import format_number
from simulator.teaching.classroom.classroom import Classroom, classroom_of
from simulator.teaching.classroom.client import address_of
from simulator.teaching.classroom.gate import TooManyAttempts
from simulator.teaching.classroom.once import form_number
from simulator.teaching.classroom.paths import address
from simulator.teaching.classroom.writing import date_range, shown_code
from simulator.teaching.serving.catalogue import LANGUAGES

__all__ = ["ClassPage", "Problem"]

T = TypeVar("T")

#: Bytes of a form: the largest is a test of some sixty answers.
LARGEST_FORM = 64 * 1024

SOURCE = LANGUAGES[0]

FORM = "application/x-www-form-urlencoded"

#: These pages hold no script of their own in the text, so theirs is the strictest policy.
CONTENT_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)


#: What a disk says that takes nothing more.
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS)


def is_disk_trouble(error: BaseException | None) -> bool:
    """Whether a file could not be written because the disk takes nothing more."""
    return isinstance(error, OSError) and error.errno in NO_ROOM


class Problem(HTTPError):
    """A page cannot be given; the reader gets one sentence.

    Parameters
    ----------
    status : int
        Of HTTP.
    key : str
        Of the sentence, among the texts of the class pages.
    heading : str, optional
        Key of the page's heading.
    **values : object
        For the braces of the sentence.
    """

    def __init__(self, status: int, key: str, heading: str = "problem_title", **values: object) -> None:
        super().__init__(status)
        self.key = key
        self.heading = heading
        self.values = values


class ClassPage(BaseVoilaHandler):  # type: ignore[misc]
    """A page rendered by the server, in one of the two languages."""

    lang: str
    name: str

    def initialize(self, **kwargs: Any) -> None:
        """Take the page's name and language from its address."""
        self.name, self.lang = kwargs.pop("name", "home"), kwargs.pop("lang", SOURCE)
        super().initialize(**kwargs)

    @property
    def classroom(self) -> Classroom:
        """Store, curricula, keys and limits of this server."""
        return classroom_of(self.settings)

    @property
    def text(self) -> dict[str, str]:
        """Every sentence of these pages in the page's language."""
        return self.texts_in(self.lang)

    def texts_in(self, lang: str) -> dict[str, str]:
        """Return every sentence of these pages in a language."""
        module: Any = self.get_template("class_texts.html.j2").module
        sentences: dict[str, str] = module.texts[lang]
        return sentences

    @property
    def client(self) -> str:
        """Address for which attempts are counted."""
        return address_of(self.request)

    @property
    def content_security_policy(self) -> str:
        """The strictest policy under which these pages work."""
        return CONTENT_POLICY

    async def prepare(self) -> None:
        """Refuse what is too large or no form, before anything looks at it."""
        if len(self.request.body) > LARGEST_FORM:
            raise Problem(413, "too_large")
        if self.request.method == "POST":
            kind = self.request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
            if kind != FORM:
                raise Problem(415, "no_form")
        await super().prepare()

    async def head(self, **parts: str) -> None:
        """Answer as to GET; the page itself is not sent."""
        await self.get(**parts)

    def set_default_headers(self) -> None:
        """Send with every answer, also with one that says what is wrong."""
        super().set_default_headers()
        self.set_header("Cache-Control", "no-store")
        self.set_header("Referrer-Policy", "same-origin")

    async def call(self, function: Callable[..., T], *args: Any, **kwargs: Any) -> T:
        """Call something that waits for a disk or a hash, beside the server's loop."""
        loop = IOLoop.current()
        result: T = await loop.run_in_executor(self.classroom.threads, partial(function, *args, **kwargs))
        return result

    def to(self, name: str, lang: str | None = None, **parts: str) -> str:
        """Return the address of a page; of this language, if none is named."""
        return address(self.base_url, name, lang or self.lang, **parts)

    def go(self, name: str, **parts: str) -> None:
        """Send the browser to another page after a form was taken."""
        self.redirect(self.to(name, **parts), status=303)

    def word(self, field: str) -> str:
        """Return one field of the form, without spaces at the ends; empty if it is missing."""
        return str(self.get_body_argument(field, ""))

    def show(self, template: str, **values: Any) -> None:
        """Answer with a template; it may use ``to``, ``text``, ``xsrf`` and the values."""
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(self.render_template(template, **self.common(), **values))

    def common(self) -> dict[str, Any]:
        """Return what every template of a class page gets."""
        other = LANGUAGES[1 - LANGUAGES.index(self.lang)]
        parts: dict[str, str] | None = getattr(self, "path_kwargs", None)  # not yet there if the form was unreadable
        return {
            "lang": self.lang,
            "base": self.base_url,
            "t": self.text,
            "to": self.to,
            "switch": self.to("home", other) if parts is None else self.to(self.name, other, **parts),
            "xsrf": self.xsrf_token.decode(),
            "form_number": form_number,
            "page_name": self.name,
            "number": self.number,
            "dates": lambda days: date_range(days, self.lang),
            "shown": shown_code,
        }

    def number(self, value: float | None, decimals: int = 1) -> str:
        """Return a number as the reader writes it; a dash for what is none."""
        if value is None or not isfinite(value):
            return "–"
        return format_number(value, self.lang, decimals).replace("-", "−")

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Answer with a sentence in the page's language, and never with a trace."""
        error = kwargs.get("exc_info", (None, None, None))[1]
        if isinstance(error, TooManyAttempts):
            status_code = 429
            self.set_status(429)
            self.set_header("Retry-After", str(error.seconds))
        if not hasattr(self, "_jupyter_current_user"):  # refused before anyone asked who it is
            self.current_user = self._jupyter_current_user = None
        if is_disk_trouble(error):
            self.set_status(503)
        heading = error.heading if isinstance(error, Problem) else "problem_title"
        sentence = self._sentence(status_code, error)
        self.show("problem.html", status_code=status_code, sentence=sentence, heading_key=heading)

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:
        """Log what is a fault of ours; a reader's mistake is none."""
        if not isinstance(value, TooManyAttempts):
            super().log_exception(typ, value, tb)

    def _sentence(self, status_code: int, error: BaseException | None) -> str:
        if isinstance(error, TooManyAttempts):
            minutes = -(-error.seconds // 60)
            return self.text["too_many"].format(minutes=minutes)
        if isinstance(error, Problem):
            return self.text[error.key].format(**error.values)
        if is_disk_trouble(error):  # a full disk: the store says so itself, the small files beside it do not
            return self.text["disk_trouble"]
        known = {403: "refused", 404: "missing_next", 405: "wrong_method"}
        return self.text[known.get(status_code, "broken_next")]
