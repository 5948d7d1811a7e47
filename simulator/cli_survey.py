"""Commands for questionnaires: ``simptsp skm`` and ``simptsp servqual``."""

import typer


def register(app: typer.Typer) -> None:
    """Add the commands of this module to an application."""
