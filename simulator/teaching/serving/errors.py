"""What can go wrong before the first page is served."""

__all__ = ["ServingError"]


class ServingError(Exception):
    """The server cannot start; the message is one sentence with the remedy."""
