"""The lesson server: Voila with our pages, one port and a clean end."""

from __future__ import annotations

import shutil
import webbrowser
from collections.abc import Callable
from pathlib import Path
from socket import socket
from typing import Any

from jupyter_core.paths import jupyter_path
from jupyter_core.utils import run_sync
from jupyter_server.utils import url_path_join
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from voila.app import Voila
from voila.paths import collect_static_paths, collect_template_paths
from voila.tornado.contentshandler import VoilaContentsHandler
from voila.tornado.handler import TornadoVoilaHandler
from voila.tornado.treehandler import TornadoVoilaTreeHandler

from simulator.teaching.serving.handlers import HomeHandler, LessonHandler, MissingHandler
from simulator.teaching.serving.logs import hide_kernels

__all__ = ["LessonServer"]

TEACHING = Path(__file__).parents[1]


class LessonServer(Voila):  # type: ignore[misc]
    """Voila for learners; set ``sockets`` and ``announce`` before ``start``."""

    sockets: list[socket]
    announce: Callable[[str], None] | None = None

    def setup_template_dirs(self) -> None:
        """Find the template inside this package, then Voila's own files."""
        roots = [str(TEACHING), *jupyter_path()]
        self.template_paths = collect_template_paths(["voila"], "simptsp", prune=True, root_dirs=roots)
        self.static_paths = collect_static_paths(["voila"], "simptsp", prune=True, root_dirs=roots)

    def init_handlers(self) -> list[Any]:
        """Put our pages where Voila has a file tree and bare errors."""
        replaced = {TornadoVoilaHandler: LessonHandler}
        dropped = {TornadoVoilaTreeHandler, VoilaContentsHandler}
        kept = [
            (path, replaced.get(handler, handler), *options)
            for path, handler, *options in super().init_handlers()
            if handler not in dropped
        ]
        page = {"voila_configuration": self.voila_configuration}
        home = url_path_join(self.server_url, r"/(en)?")
        return [(home, HomeHandler, page), *kept, (r".*", MissingHandler, page)]

    def listen(self) -> None:
        """Answer on the reserved sockets until interrupted."""
        hide_kernels(self.log)
        HTTPServer(self.app).add_sockets(self.sockets)
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
        run_sync(self.kernel_manager.shutdown_all)()
        shutil.rmtree(self.connection_dir)

    def _tell(self) -> None:
        address = self._url("localhost" if self.ip in ("", "0.0.0.0", "::") else self.ip)
        if self.announce:
            self.announce(address)
        if self.open_browser:
            self.ioloop.run_in_executor(None, webbrowser.open, address)
