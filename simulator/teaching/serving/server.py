"""The lesson server: Voila with our pages, one port and a clean end."""

from __future__ import annotations

import gc
import hashlib
import logging
import os
import shutil
import tempfile
import webbrowser
from collections.abc import Callable
from functools import partial
from pathlib import Path
from socket import socket
from typing import IO, Any

from jupyter_core.paths import jupyter_path
from jupyter_core.utils import run_sync
from jupyter_server.utils import url_path_join
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop, PeriodicCallback
from voila.app import Voila
from voila.paths import collect_static_paths, collect_template_paths
from voila.static_file_handler import AllowListFileHandler, TemplateStaticFileHandler
from voila.tornado.contentshandler import VoilaContentsHandler
from voila.tornado.handler import TornadoVoilaHandler
from voila.tornado.treehandler import TornadoVoilaTreeHandler

from simulator.teaching.classroom import class_pages
from simulator.teaching.classroom.classroom import classroom_of
from simulator.teaching.classroom.tidy import tidy
from simulator.teaching.serving.admission import Door, usual_limit
from simulator.teaching.serving.catalogue import LANGUAGES, find_lessons, find_studios
from simulator.teaching.serving.fork_client import CAN_FORK, WarmProcess
from simulator.teaching.serving.fork_provisioner import fork_from
from simulator.teaching.serving.handlers import LessonHandler, MissingHandler, SlashHandler
from simulator.teaching.serving.leftovers import claim, remove_leftovers
from simulator.teaching.serving.logs import hide_kernels
from simulator.teaching.serving.options import ServerOptions
from simulator.teaching.serving.pages import PageMaker
from simulator.teaching.serving.ready import ReadyPages
from simulator.teaching.shared import FOLDER

__all__ = ["LessonServer"]

TEACHING = Path(__file__).parents[1]
FRONT_END = TEACHING.parent / "widgets" / "static"
DAY_MS = 24 * 3600 * 1000
MOST_BODY = 2**20
MOST_HEADERS = 2**15
"""Bytes of a request; the largest is the form of a new class."""


class LessonServer(Voila):  # type: ignore[misc]
    """Voila for learners; set ``sockets``, ``options`` and ``announce`` before ``start``."""

    sockets: list[socket]
    announce: Callable[[str], None] | None = None
    options = ServerOptions()
    warm: WarmProcess | None = None
    ready: ReadyPages
    lock: IO[bytes] | None = None

    def setup_template_dirs(self) -> None:
        """Find the template inside this package, then Voila's own files."""
        roots = [str(TEACHING), *jupyter_path()]
        self.template_paths = collect_template_paths(["voila"], "simptsp", prune=True, root_dirs=roots)
        self.static_paths = collect_static_paths(["voila"], "simptsp", prune=True, root_dirs=roots)
        self.static_paths.append(str(FRONT_END))

    def init_settings(self) -> dict[str, Any]:
        """Start the process that kernels are forked from, where there can be one; hand pages what they need."""
        root = Path(self.root_dir)
        lessons = find_lessons(root)
        folder = Path(self.connection_dir)
        remove_leftovers(folder.parent, "voila_")
        self.lock = claim(folder)
        os.environ[FOLDER] = tempfile.mkdtemp(prefix="values-", dir=folder)
        if CAN_FORK:
            read = [lesson for lesson in lessons if lesson.lang == self.options.lang]
            read.sort(key=lambda lesson: lesson.number != self.options.lesson)  # that of the class first
            studio = [studio for studio in find_studios(root) if studio.lang == self.options.lang]
            warmed = [root / path for path in (*(one.path for one in read), *(one.path for one in studio))]
            self.warm = WarmProcess(warmed, self.log, self._front_end(), self.options.store)
            self.warm.start()
        fork_from(self.warm)
        settings = super().init_settings()
        chosen = (one.path for one in lessons if (one.number, one.lang) == (self.options.lesson, self.options.lang))
        pages, door = PageMaker(self), Door(self.options.learners or usual_limit(CAN_FORK))
        self.ready = ReadyPages(pages, next(chosen, ""), self.options.ready)
        kernels = self.kernel_manager
        kernels.ready, kernels.on_end = self.ready, self._forget
        ours = {"simptsp": self.options, "simptsp_pages": pages, "simptsp_door": door, "simptsp_ready": self.ready}
        return {**settings, **ours}

    def init_handlers(self) -> list[Any]:
        """Put our pages where Voila has a file tree and bare errors."""
        replaced = {TornadoVoilaHandler: LessonHandler}
        signing_in = {handler for _, handler in self.identity_provider.get_handlers()}  # our pages have their own
        files = {TornadoVoilaTreeHandler, VoilaContentsHandler, TemplateStaticFileHandler, AllowListFileHandler}
        dropped = files | signing_in
        kept = [
            (path, replaced.get(handler, handler), *options)
            for path, handler, *options in super().init_handlers()
            if handler not in dropped
        ]
        page = {"voila_configuration": self.voila_configuration}
        leads = [
            (
                url_path_join(self.server_url, path),
                SlashHandler,
                {"url": self.server_url + page_itself, "permanent": False},
            )
            for path, page_itself in ((LANGUAGES[0], ""), (SlashHandler.PATH, "{0}"))
        ]
        return [*class_pages(self.server_url, page), *kept, *leads, (r".*", MissingHandler, page)]

    def listen(self) -> None:
        """Answer on the reserved sockets until interrupted."""
        self.log.setLevel(logging.ERROR)  # Voila sets its handler's level only, and a record is made for each message
        hide_kernels(self.log)
        gc.collect()
        gc.freeze()  # a collection that looks through all that the server is made of takes 0.3 s
        HTTPServer(self.app, max_body_size=MOST_BODY, max_header_size=MOST_HEADERS).add_sockets(self.sockets)
        self.ioloop = IOLoop.current()
        self.ioloop.add_callback(self._tell)
        try:
            self.ioloop.start()
        except KeyboardInterrupt:
            self.log.debug("Interrupted.")
        finally:
            self.stop()

    def stop(self) -> None:
        """End every kernel, then remove the folder of their sockets."""
        self.ready.stop()
        try:
            run_sync(self.kernel_manager.shutdown_all)()
        finally:
            if self.warm:
                self.warm.stop()
            shutil.rmtree(self.connection_dir, ignore_errors=True)

    def _front_end(self) -> dict[str, str]:
        """Address of each file of the widgets' front end, its contents in it, so that browsers may keep the file."""
        versions = {file.name: hashlib.sha256(file.read_bytes()).hexdigest()[:16] for file in FRONT_END.glob("*.js")}
        return {name: url_path_join(self.base_url, f"voila/static/{name}?v={v}") for name, v in versions.items()}

    def _forget(self, kernel_id: str) -> None:
        """A kernel has ended: its place is free, and a page made beforehand is of no use."""
        self.app.settings["simptsp_door"].ended(kernel_id)
        self.ready.forget(kernel_id)

    def _tidy(self, *, is_start: bool = False) -> None:
        classroom = classroom_of(self.app.settings)
        self.ioloop.run_in_executor(classroom.threads, partial(tidy, classroom, self.log, is_start=is_start))

    def _tell(self) -> None:
        if self.ready.path and self.options.ready:
            self.ready.start()
        self._tidy(is_start=True)
        PeriodicCallback(self._tidy, DAY_MS).start()
        if self.announce:
            self.announce(self.options.address)
        if self.open_browser:
            self.ioloop.run_in_executor(None, webbrowser.open, self.options.address)
