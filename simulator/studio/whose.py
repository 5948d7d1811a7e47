"""Whose studies a page shows, by its environment."""

import os

from simulator.studio.shelf import Memory, Shelf
from simulator.teaching.journal import LEARNER, STORE

__all__ = ["shelf_of_environment"]


def shelf_of_environment() -> Shelf:
    """The planner's own shelf where a server named store and planner, otherwise one for this page.

    Returns
    -------
    Shelf
        A store that cannot be opened is told when something is to be kept or read.
    """
    url, learner = os.environ.get(STORE), os.environ.get(LEARNER)
    if not url or not learner:
        return Memory()
    from simulator.studio.store_shelf import StoreShelf  # needs SQLAlchemy

    return StoreShelf(url, learner)
