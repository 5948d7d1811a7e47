"""Making a lesson's page: its notebook run in a kernel, piece by piece."""

from __future__ import annotations

import posixpath
from collections.abc import AsyncIterator, Awaitable
from copy import deepcopy
from functools import cached_property
from pathlib import Path
from typing import Any

import nbformat
from voila.app import Voila
from voila.execute import VoilaExecutor
from voila.exporter import VoilaExporter
from voila.notebook_renderer import NotebookRenderer
from voila.utils import get_page_config

from simulator.teaching.serving.admission import PLANNER

__all__ = ["LessonRenderer", "PageMaker"]

KERNEL = "python3"


class PageMaker:
    """Makes pages of lessons; what all pages have in common is made once.

    Voila reads the notebook, checks it and compiles its template for every page, which is a third of a page's cost.

    Parameters
    ----------
    server : Voila
        The server whose pages they are.
    """

    def __init__(self, server: Voila) -> None:
        self.server = server
        self.root = Path(server.root_dir)
        self._notebooks: dict[str, tuple[float, Any]] = {}

    def renderer(self, path: str) -> LessonRenderer:
        """Return what runs the notebook at a path below the folder of lessons."""
        return LessonRenderer(self, path)

    async def start_kernel(self, path: str) -> str:
        """Start a kernel for a notebook; its identity."""
        kernels = self.server.kernel_manager
        return str(await kernels.start_kernel(kernel_name=KERNEL, path=posixpath.dirname(path)))

    def lesson_name(self, path: str) -> str:
        """Return the name under which a lesson's events are kept; empty for a notebook that is none of ours."""
        from simulator.teaching.lessons import LESSONS

        number = self.notebook(path).metadata.get("simptsp", {}).get("lesson", "")
        return next((name for name in LESSONS if name.startswith(f"{number}_")), "")

    def size(self, path: str) -> int:
        """Return as many lessons as a page weighs."""
        return PLANNER if self.notebook(path).metadata.get("simptsp", {}).get("studio") else 1

    def notebook(self, path: str) -> Any:
        """Return a copy of a notebook, read again when its file has changed."""
        file = self.root / path
        changed = file.stat().st_mtime
        kept = self._notebooks.get(path)
        if kept is None or kept[0] != changed:
            read: Any = nbformat.read
            kept = self._notebooks[path] = (changed, read(file, as_version=4))
        return deepcopy(kept[1])

    @cached_property
    def page_config(self) -> dict[str, Any]:
        """What the front end reads."""
        server = self.server
        configuration: dict[str, Any] = get_page_config(
            base_url=server.base_url,
            settings=server.app.settings,
            log=server.log,
            voila_configuration=server.voila_configuration,
        )
        return configuration

    @cached_property
    def exporter(self) -> VoilaExporter:
        """Turns notebooks into pages."""
        server = self.server
        return VoilaExporter(
            template_paths=server.template_paths,
            template_name=server.voila_configuration.template,
            config=server.config,
            contents_manager=server.contents_manager,
            theme=server.voila_configuration.theme,
            base_url=server.base_url,
            optimistic_validation=True,
            exclude_input=True,
            exclude_output_prompt=True,
            exclude_input_prompt=True,
        )


class LessonRenderer(NotebookRenderer):  # type: ignore[misc]
    """One page; :meth:`pieces` runs its cells.

    Parameters
    ----------
    maker : PageMaker
        What all pages share.
    path : str
        Of the notebook, below the folder of lessons.
    """

    def __init__(self, maker: PageMaker, path: str) -> None:
        server = maker.server
        super().__init__(
            voila_configuration=server.voila_configuration,
            traitlet_config=server.config,
            notebook_path=path,
            page_config=maker.page_config,
            base_url=server.base_url,
        )
        self.notebook = maker.notebook(path)
        self.cwd = posixpath.dirname(path)
        self.theme = server.voila_configuration.theme
        self.template_name = server.voila_configuration.template
        self.page_config["jupyterLabTheme"] = self.theme
        self.exporter = maker.exporter
        self.resources = {
            "base_url": server.base_url,
            "theme": self.theme,
            "template": self.template_name,
            "metadata": {"name": Path(path).stem},
            "page_config": self.page_config,
        }

    async def pieces(self, kernel_id: str, kernel: Any) -> AsyncIterator[str]:
        """Yield the page as its cells are run."""
        async for piece, _ in self.generate_content_generator(kernel_id, kernel):
            yield piece

    async def _jinja_kernel_start(self, nb: Any, kernel_id: str, kernel_future: Any) -> str:
        """Connect to the kernel when the template asks for it."""
        kernel = await kernel_future if isinstance(kernel_future, Awaitable) else kernel_future
        self.executor = VoilaExecutor(nb, km=kernel, config=self.traitlet_config, show_tracebacks=False)
        self.executor.kc = await self.executor.async_start_new_kernel_client()
        self.kernel_started = True
        return kernel_id
