"""Which Python runs the lessons."""

from jupyter_client.kernelspec import KernelSpecManager

__all__ = ["ThisPython"]


class ThisPython(KernelSpecManager):
    """Offers the Python that serves, and no other.

    Jupyter would search the user's own folders first, where a ``python3`` left
    by another installation has none of our packages.
    """

    def _kernel_dirs_default(self) -> list[str]:
        return []
