"""Classes: the home page, joining, the trainer's pages, tests before and after, certificates.

Pages are rendered by the server from Jinja templates and need no kernel; docs/decisions/0020-classroom-pages.md
says why. :func:`class_pages` gives the server their addresses and handlers.
"""

from simulator.teaching.classroom.routes import class_pages

__all__ = ["class_pages"]
