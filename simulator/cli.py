"""The command ``simptsp``."""

from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from simulator import (
    cli_curriculum,
    cli_form,
    cli_quiz,
    cli_reports,
    cli_run,
    cli_scenario,
    cli_search,
    cli_start,
    cli_studies,
    cli_survey,
)
from simulator.terminal import (
    MACHINE_LACKS,
    console,
    lacking,
    progress_bar,
    say,
)

app = typer.Typer(
    name="simptsp",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    help="SimPTSP: simulate a one-stop licensing office, check scenarios, serve the lessons.",
    epilog=(
        "Exit codes: 0 all well; 1 an unexpected failure; 2 something you gave is wrong (it says what); "
        "3 this machine lacks something (it says how to get it); 130 stopped by Ctrl-C, what is done is kept."
    ),
)

bench = typer.Typer(no_args_is_help=True, help="Measure speed.")
app.add_typer(bench, name="bench")
cli_start.register(app)
cli_form.register(app)
cli_run.register(app)
cli_scenario.register(app)
cli_reports.register(app)
cli_survey.register(app)
cli_quiz.register(app)
cli_curriculum.register(app)


@app.command()
def doctor(
    warm: Annotated[bool, typer.Option("--warm", help="Only compile the simulator; ready at once if it is.")] = False,
) -> None:
    """Show versions, what is missing on this machine and how to get it."""
    from simulator.doctor import examine, warm_up

    if warm:
        warm_up(say)
        return
    table = Table("", "What", "Found", "If it is missing", box=None)
    findings = examine()
    for finding in findings:
        state = (
            "[green]ok[/]" if finding.is_present else "[red]missing[/]" if finding.is_needed else "[yellow]absent[/]"
        )
        table.add_row(state, finding.what, escape(finding.found), "" if finding.is_present else finding.remedy)
    console().print(table)
    if any(finding.is_needed and not finding.is_present for finding in findings):
        raise typer.Exit(MACHINE_LACKS)


@bench.command()
def national(
    offices: Annotated[int, typer.Option(metavar="N", min=1, max=4096, help="How many offices.")] = 514,
    threads: Annotated[int, typer.Option(metavar="N", min=1, max=256, help="How many at a time.")] = 2,
    seed: Annotated[int, typer.Option(metavar="N", min=0, max=2**64 - 1, help="Root seed.")] = 2026,
) -> None:
    """Simulate a year of 514 offices, the whole model, and say where the time went."""
    from simulator.compiled import HAS_NUMBA
    from simulator.experiments.national import national_report, run_national

    if not HAS_NUMBA:
        lacking("this needs the fast engine, and Numba is not installed: make start installs it")
    run_national(1, seed)  # what is made or loaded once is not counted
    with progress_bar("offices") as progress:
        done = run_national(offices, seed, threads, progress)
    console().print(national_report(done), highlight=False)


cli_studies.register(app)
cli_search.register(app)


def main() -> None:
    """Entry point of the command."""
    app()


if __name__ == "__main__":
    main()
