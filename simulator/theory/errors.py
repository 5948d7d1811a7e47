"""The one error of this package's own."""


class UnstableQueueError(ValueError):
    """A queue that grows without end, so that no steady state exists."""
