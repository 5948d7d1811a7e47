"""Kernels that nobody uses are ended; one that is only being started is not asked how long it has been idle."""

import asyncio

from jupyter_server.services.kernels.kernelmanager import ServerKernelManager

from simulator.teaching.serving.kernels import LessonKernels


def test_a_kernel_that_is_being_started_is_left_alone():
    kernels = LessonKernels()
    kernels._kernels["starting"] = ServerKernelManager()
    asyncio.run(kernels.cull_kernel_if_idle("starting"))
    assert "starting" in kernels
