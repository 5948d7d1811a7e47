"""Commands that hand results on: ``simptsp report`` and ``simptsp export``."""

import typer


def register(app: typer.Typer) -> None:
    """Add the commands of this module to an application."""
