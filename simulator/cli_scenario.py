"""Commands that look at a scenario without simulating it: ``simptsp validate`` and ``simptsp card``."""

from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Table

from simulator.terminal import WRONG_INPUT, Language, console

if TYPE_CHECKING:
    from simulator.scenario import Input


def register(app: typer.Typer) -> None:
    """Add the commands of this module to an application."""
    app.command()(validate)
    app.command()(card)


def validate(
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="Scenario files, or names of the library.")],
    sources: Annotated[
        bool, typer.Option("--sources", help="Show which share of the numbers has which kind of evidence.")
    ] = False,
) -> None:
    """Check scenario files: exit 0 if all are right, 2 with every problem of every file otherwise."""
    from simulator.scenario import ScenarioError, load_scenario

    wrong = 0
    for file in files:
        try:
            office = load_scenario(file, check_patches=True)
        except ScenarioError as error:
            wrong += 1
            typer.echo(str(error), err=True)
        else:
            typer.echo(f"{file}: ok ({len(office.inputs())} inputs, {len(office.assumptions())} assumed)")
            if sources:
                _show_sources(office.inputs())
    if wrong:
        raise typer.Exit(WRONG_INPUT)


def card(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A scenario file, or a name of the library.")],
    lang: Annotated[Language, typer.Option(help="Language of the card.")] = Language.ID,
) -> None:
    """Print a scenario on one page: what it is, what it is not, each assumption, what to measure first."""
    from simulator.reports.card import scenario_card
    from simulator.scenario import ScenarioError, load_scenario

    try:
        office = load_scenario(file)
    except ScenarioError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(WRONG_INPUT) from None
    typer.echo(scenario_card(office, lang.value), nl=False)


def _show_sources(inputs: "list[Input]") -> None:
    """Share of each kind of evidence, and the numbers that their own source does not bear out."""
    from simulator.reports.inputs import MARK_TITLES, mark_counts, mark_shares

    table = Table("Evidence", "Inputs", "Share", box=None)
    shares = mark_shares(inputs)
    for mark, count in mark_counts(inputs).items():
        table.add_row(MARK_TITLES[mark][1], str(count), f"{shares[mark]:.1%}")
    console().print(table)
    for number in inputs:
        if number.row is not None and not number.is_borne_out:
            text = f"{number.path} is {number.value} {number.unit}, but {number.row.name} has {number.row.said}"
            console().print(escape(text), highlight=False, soft_wrap=True)
