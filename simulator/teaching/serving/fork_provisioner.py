"""Kernels that Jupyter starts, forked from the warm process; ordinary ones where that fails."""

from __future__ import annotations

import asyncio
import os
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import EntryPoint
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from simulator.teaching.serving.fork_client import ForkError, WarmProcess

__all__ = ["PROVISIONER", "ForkProvisioner", "fork_from"]

PROVISIONER = "simptsp-fork"
ASKING = ThreadPoolExecutor(1, thread_name_prefix="fork")


class ForkProvisioner(LocalProvisioner):
    """Has kernels forked; everything after the start is as with a kernel that was started."""

    warm: WarmProcess | None = None

    async def launch_kernel(self, cmd: list[str], **options: Any) -> KernelConnectionInfo:
        """Fork a kernel, or start it in the ordinary way."""
        if self.warm is None:
            return await super().launch_kernel(cmd, **options)
        connection_file = cmd[cmd.index("-f") + 1]
        environment, folder = options.get("env") or dict(os.environ), str(options.get("cwd") or os.getcwd())
        loop = asyncio.get_running_loop()
        try:
            kernel = await loop.run_in_executor(ASKING, self.warm.fork, connection_file, environment, folder)
        except ForkError as error:
            self.log.error("A lesson is started the slow way: %s.", error)
            return await super().launch_kernel(cmd, **options)
        self.process, self.pid, self.cwd = kernel, kernel.pid, folder  # type: ignore[assignment]
        return self.connection_info


def fork_from(warm: WarmProcess | None) -> str:
    """Have kernels forked from a process, from now on.

    Parameters
    ----------
    warm : WarmProcess or None
        None for ordinary kernels.

    Returns
    -------
    str
        Name of the provisioner, for the metadata of a kernel specification.
    """
    ForkProvisioner.warm = warm
    entry = EntryPoint(PROVISIONER, f"{__name__}:ForkProvisioner", KernelProvisionerFactory.GROUP_NAME)
    KernelProvisionerFactory.provisioners[PROVISIONER] = entry
    return PROVISIONER
