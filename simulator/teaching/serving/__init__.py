"""Serving lessons: the Voila server, its pages and JupyterLab.

``start`` serves the lessons to browsers, ``lab`` opens the same notebooks for
people who want to change them. Importing this package is cheap; Voila and
JupyterLab are imported when one of the two is called.
"""

from simulator.teaching.serving.errors import ServingError
from simulator.teaching.serving.launch import lab, start
from simulator.teaching.serving.options import ServerOptions

__all__ = ["ServerOptions", "ServingError", "lab", "start"]
