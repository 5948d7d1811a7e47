"""Which Python runs the lessons, and whose lesson a kernel is."""

from __future__ import annotations

import os
from collections.abc import Callable, Container
from datetime import UTC, datetime
from typing import Any

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager

from simulator.teaching.serving.fork_provisioner import PROVISIONER
from simulator.teaching.serving.identity import ENVIRONMENT

__all__ = ["LessonKernels", "ThisPython"]

UNVISITED_S = 180.0
"""A page that has not connected after so long was never shown: a slow network takes a minute."""


class ThisPython(KernelSpecManager):
    """Offers the Python that serves, and no other.

    Jupyter would search the user's own folders first, where a ``python3`` left
    by another installation has none of our packages.
    """

    def _kernel_dirs_default(self) -> list[str]:
        return []

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """Describe the kernel; it is forked where that is possible."""
        spec = super().get_kernel_spec(kernel_name)
        spec.metadata["kernel_provisioner"] = {"provisioner_name": PROVISIONER, "config": {}}
        return spec


class LessonKernels(AsyncMappingKernelManager):
    """Kernels of lessons: each gets what its learner's page said, and the server hears of its end."""

    ready: Container[str] = ()
    on_end: Callable[[str], None] | None = None

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)  # type: ignore[no-untyped-call]
        self._visited: set[str] = set()

    async def start_kernel(self, **options: Any) -> str:  # type: ignore[override]
        """Start a kernel with the variables of the page that asks for it."""
        options["env"] = {**os.environ, **ENVIRONMENT.get({})}
        return str(await super().start_kernel(**options))

    def remove_kernel(self, kernel_id: str) -> Any:
        """Forget a kernel that has ended."""
        removed = super().remove_kernel(kernel_id)
        self._visited.discard(kernel_id)
        if self.on_end:
            self.on_end(kernel_id)
        return removed

    def notify_connect(self, kernel_id: str) -> None:
        """Notice that a page has connected."""
        self._visited.add(kernel_id)
        super().notify_connect(kernel_id)  # type: ignore[no-untyped-call]

    async def cull_kernel_if_idle(self, kernel_id: str) -> None:
        """End a kernel that nobody uses; one that waits for its learner stays, one whose page never came goes early."""
        if kernel_id in self.ready:
            return
        kernel: Any = self.get_kernel(kernel_id)
        if not kernel.trait_has_value("last_activity"):
            return  # it is being started
        idle_s = (datetime.now(UTC) - kernel.last_activity).total_seconds()
        if kernel_id in self._visited or idle_s <= UNVISITED_S:
            await super().cull_kernel_if_idle(kernel_id)  # type: ignore[no-untyped-call]
        else:
            end: Any = self.shutdown_kernel
            await end(kernel_id)
