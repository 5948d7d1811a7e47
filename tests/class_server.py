"""The class pages on a server of their own, without Voila or a kernel, and a browser without pictures."""

import asyncio
import http.client
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from http.cookies import SimpleCookie
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlencode

import nbformat
from jinja2 import Environment, FileSystemLoader
from jupyter_server.auth.authorizer import AllowAllAuthorizer
from nbformat.v4 import new_notebook
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, StaticFileHandler
from voila.voila_identity_provider import VoilaIdentityProvider

from simulator.teaching.classroom import class_pages
from simulator.teaching.classroom.classroom import Classroom
from simulator.teaching.serving.options import ServerOptions
from simulator.teaching.serving.settings import CONTENT_POLICY

TEMPLATES = Path(__file__).parents[1] / "simulator" / "teaching" / "voila" / "templates" / "simptsp"
PASSWORD = "rahasia pelatih"
TITLES = {
    "00": ("Kantor kita", "Our office"),
    "01": ("Mengapa antrean meledak", "Why queues explode"),
    "02": ("Ragam itu mahal", "Variation costs"),
    "03": ("Satu antrean atau antrean per loket", "One line or many"),
    "06": ("Saat jaringan putus", "When the network fails"),
}


@dataclass
class Answer:
    """What the server answered."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def words(self) -> str:
        """The page's text with entities resolved, as a reader sees it."""
        return unescape(self.text)


@dataclass
class Visitor:
    """A browser with its cookies, on a loopback address of its own."""

    port: int
    address: str = "127.0.0.1"
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, headers=headers)

    def post(self, path: str, headers: dict[str, str] | None = None, **fields: str) -> Answer:
        """Send a form as the page would, with the token that guards it."""
        if "_xsrf" not in self.cookies:
            self.get("/gabung")
        body = urlencode({"_xsrf": self.cookies["_xsrf"], **fields})
        return self.ask("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded", **(headers or {})})

    def ask(
        self, method: str, path: str, body: str | bytes | None = None, headers: dict[str, str] | None = None
    ) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60, source_address=(self.address, 0))
        said = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), **(headers or {})}
        try:
            connection.request(method, path, body, said)
            answer = connection.getresponse()
            read = Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()
        for line in read.headers.get_all("Set-Cookie") or []:
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        self.cookies = {name: value for name, value in self.cookies.items() if value}
        return read


@dataclass
class ClassServer:
    """A running server of class pages."""

    port: int
    classroom: Classroom

    @property
    def store(self):
        return self.classroom.store

    def visitor(self, address: str = "127.0.0.1") -> Visitor:
        return Visitor(self.port, address)

    def trainer(self, address: str = "127.0.0.1") -> Visitor:
        """A browser in which the trainer has signed in."""
        visitor = self.visitor(address)
        assert visitor.post("/pelatih/masuk", password=PASSWORD).status == 303
        return visitor


@contextmanager
def class_server(folder: Path, *, password: str = PASSWORD, curricula: Path | None = None) -> Iterator[ClassServer]:
    """Serve the class pages from a folder of their own, on a free port, until the end of the block."""
    lessons = folder / "notebooks" / "lessons"
    if not lessons.exists():
        write_lessons(lessons)
    options = ServerOptions(store=f"sqlite:///{folder / 'classes.sqlite'}", password=password)
    classroom = Classroom(options, curricula)
    started, loops, ports = threading.Event(), [], []

    async def serve() -> None:
        sockets = bind_sockets(0, "127.0.0.1")
        server = HTTPServer(application(classroom, lessons))
        server.add_sockets(sockets)
        loops.append((asyncio.get_running_loop(), end := asyncio.Event()))
        ports.append(sockets[0].getsockname()[1])
        started.set()
        await end.wait()
        server.stop()
        await server.close_all_connections()

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    assert started.wait(60)
    try:
        yield ClassServer(ports[0], classroom)
    finally:
        [(loop, end)] = loops
        loop.call_soon_threadsafe(end.set)
        thread.join(60)
        classroom.threads.shutdown()
        classroom.store.close()


def application(classroom: Classroom, lessons: Path) -> Application:
    """The pages with what Voila would give them."""
    voila = SimpleNamespace(
        template="simptsp", theme="light", allow_template_override="NO", allow_theme_override="NO", preheat_kernel=False
    )
    identity = VoilaIdentityProvider(token="")
    static = (r"/voila/static/(.*)", StaticFileHandler, {"path": str(TEMPLATES / "static")})
    return Application(
        [*class_pages("/", {"voila_configuration": voila}), static],
        base_url="/",
        allow_remote_access=True,
        identity_provider=identity,
        authorizer=AllowAllAuthorizer(identity_provider=identity),
        voila_jinja2_env=Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True),
        cookie_secret=b"of Jupyter's own cookies",
        contents_manager=SimpleNamespace(root_dir=str(lessons)),
        headers={"Content-Security-Policy": CONTENT_POLICY},
        classroom=classroom,
        static_url_prefix="/static/",
    )


def write_lessons(folder: Path) -> None:
    """Lessons in two languages: notebooks without cells."""
    for number, both in TITLES.items():
        for lang, title in zip(("id", "en"), both, strict=True):
            (folder / lang).mkdir(parents=True, exist_ok=True)
            about = {"lesson": number, "lang": lang, "title": title, "summary": f"{title}: 1."}
            nbformat.write(new_notebook(metadata={"simptsp": about}), folder / lang / f"{number}.ipynb")


def news(visitor: Visitor, code: str) -> dict:
    """The live view's data."""
    return json.loads(visitor.get(f"/pelatih/kelas/{code}/langsung").text)
