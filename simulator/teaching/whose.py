"""Whose page a kernel shows, by its environment."""

import os

from simulator.teaching.journal import LEARNER, STORE, Journal, Memory
from simulator.teaching.store import journal


def journal_of_environment() -> Journal:
    """The learner's own journal where a server named store and learner, otherwise one for this page.

    Returns
    -------
    Journal
        A store that cannot be opened is told when something is to be kept.
    """
    url, learner = os.environ.get(STORE), os.environ.get(LEARNER)
    if not url or not learner:
        return Memory()
    return journal(url, learner)
