"""Commands that run a study of many changes to an office: ``simptsp sweep``."""

from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from simulator.terminal import (
    INTERRUPTED,
    Cluster,
    Executor,
    ExecutorKind,
    Language,
    Resume,
    WorkerCount,
    command_again,
    console,
    lacking,
    machine_code,
    progress_bar,
    wrong,
)

if TYPE_CHECKING:
    import pandas as pd

    from simulator.experiments import Progress
    from simulator.experiments.sweep import Sweep
    from simulator.figures import Lang
    from simulator.scenario import Scenario

_MOST_ROWS = 30


def register(app: typer.Typer) -> None:
    """Add the commands of this module to an application."""
    app.command()(sweep)


def sweep(
    file: Annotated[Path, typer.Argument(metavar="DESIGN", help="A design: a YAML file, see docs/studies.md.")],
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder for table.csv, table.parquet and every point.")],
    executor: Executor = ExecutorKind.THREADS,
    workers: WorkerCount = None,
    cluster: Cluster = None,
    resume: Resume = False,
    lang: Annotated[Language, typer.Option(help="Language of the table.")] = Language.ID,
) -> None:
    """Simulate every point of a design; each is kept as it is done, and --resume goes on after a stop.

    Example: simptsp sweep datasets/studies/sapuan-loket.yaml --out hasil-sapuan
    """
    again = command_again("sweep", file, out, executor, workers, cluster, lang)
    kept = _Kept(out, again, lang.value)
    try:
        with machine_code():
            done = _run(file, out, executor, workers, cluster, resume, kept)
    except KeyboardInterrupt:
        if kept.total:
            typer.echo(kept.sentence(), err=True)
        raise typer.Exit(INTERRUPTED) from None
    _print_sweep(done, lang.value)
    if done.failed:
        wrong(_failures(done, lang.value))


def _run(
    file: Path,
    out: Path,
    executor: ExecutorKind,
    workers: int | None,
    cluster: str | None,
    resume: bool,
    kept: "_Kept",
) -> "Sweep":
    from simulator.experiments.designs import read_design
    from simulator.experiments.executors import ExecutorError
    from simulator.experiments.store import FolderError, StorageError
    from simulator.experiments.sweep import sweep as run_sweep
    from simulator.scenario import ScenarioError

    try:
        design = read_design(file)
        with progress_bar(design.spec.name) as bar:
            return run_sweep(design, out, executor.value, workers, cluster, resume, kept.telling(bar))
    except (ScenarioError, FolderError) as error:
        wrong(str(error))
    except (StorageError, ExecutorError) as error:
        lacking(f"{error}\n{kept.sentence()}" if kept.total else str(error))


class _Kept:
    """How much of a study is kept, for the time when something stops it."""

    def __init__(self, out: Path, again: str, lang: "Lang"):
        self.out, self.again, self.lang = out, again, lang
        self.total = 0

    def telling(self, bar: "Progress | None") -> "Progress":
        """A progress function that remembers how many there are, and tells the bar."""

        def tell(done: int, total: int) -> None:
            self.total = total
            if bar is not None:
                bar(done, total)

        return tell

    def sentence(self) -> str:
        """How many points are kept, and the command that goes on."""
        from simulator.experiments.store import count_finished

        done = count_finished(self.out)
        if self.lang == "en":
            return f"{done} of {self.total} points are kept in {self.out}; to go on: {self.again}"
        return f"{done} dari {self.total} titik tersimpan di {self.out}; untuk melanjutkan: {self.again}"


def _print_sweep(done: "Sweep", lang: "Lang") -> None:
    """The first rows; a dash where a point has no number."""
    design, rows = done.design, done.table.head(_MOST_ROWS)
    spec = design.spec
    title = getattr(spec.title, lang) if spec.title else spec.name
    table = Table(title=escape(title), title_justify="left", caption=_caption(done, lang), caption_justify="left")
    table.add_column("Titik" if lang == "id" else "Point", justify="right")
    for lever in design.levers:
        heading = getattr(lever.spec.title, lang) if lever.spec.title else lever.name
        table.add_column(escape(heading), justify="right", overflow="fold")
    for name in spec.measures:
        table.add_column(escape(_heading(design.base, name, lang)), justify="right", overflow="fold")
    for row in rows.to_dict("records"):
        levels = [_level(row[lever.name], lang) for lever in design.levers]
        cells = [_estimate(row, name, spec.replications, lang) for name in spec.measures]
        table.add_row(str(row["point"]), *levels, *cells)
    console().print(table)
    if done.sensitivity is not None:
        _print_sensitivity(done.sensitivity, design.base, lang)
    indices = ", sensitivity.csv" if done.sensitivity is not None else ""
    typer.echo(f"{done.folder}: table.csv, table.parquet{indices}")


_OF_INDICES: dict[str, str] = {
    "id": "mu_star: pengaruh rata-rata sepanjang rentang tuas; sigma: seberapa pengaruh itu bergantung pada tuas lain. "
    "S1: bagian ragam dari tuas itu sendiri; ST: bersama tuas lain. ± : selang 95 % atas contoh titik. Derau: bagian "
    "ragam yang hanya berasal dari ulangan; di atas 0,05 perbanyak ulangan.",
    "en": "mu_star: mean effect over the whole range of the lever; sigma: how much it depends on other levers. S1: "
    "share of the variance that the lever makes alone; ST: together with others. ± : 95 % interval over the sample of "
    "points. Noise: share of the variance that is of replications only; above 0.05 use more of them.",
}


def _estimate(row: "dict[Any, Any]", name: str, replications: int, lang: "Lang") -> str:
    """Mean and half-width, and n where not every replication has a value."""
    from simulator.reports.html import number

    mean, width, n = (row[f"{name}.{part}"] for part in ("mean", "half_width", "n"))
    interval = "" if isnan(width) else f" ± {number(width, lang)}"
    return number(mean, lang) + interval + (f" (n {n})" if n < replications else "")


def _print_sensitivity(indices: "pd.DataFrame", base: "Scenario", lang: "Lang") -> None:
    """A line for each measure and lever, the indices beside each other."""
    from simulator.reports.html import number

    names = list(dict.fromkeys(indices["index"]))
    table = Table(caption=_OF_INDICES[lang], caption_justify="left")
    for heading in ("Ukuran" if lang == "id" else "Measure", "Tuas" if lang == "id" else "Lever"):
        table.add_column(heading, overflow="fold")
    for heading in (*names, "n", "Derau" if lang == "id" else "Noise"):
        table.add_column(heading, justify="right")
    for place, rows in indices.groupby(["measure", "lever"], sort=False):
        measure, lever = map(str, place)
        of = rows.set_index("index")
        cells = [f"{number(of.value[name], lang)} ± {number(of.high[name] - of.value[name], lang)}" for name in names]
        heading, noise = escape(_heading(base, measure, lang)), number(of.noise_share.iloc[0], lang)
        table.add_row(heading, lever, *cells, str(of.n.iloc[0]), noise)
    console().print(table)


def _caption(done: "Sweep", lang: "Lang") -> str:
    shown, all_, n = min(len(done.table), _MOST_ROWS), len(done.table), done.provenance.replications
    said = {
        "id": (f"{n} ulangan setiap titik, seed {done.provenance.seed}", "± : setengah lebar selang 95 %"),
        "en": (f"{n} replications of each point, seed {done.provenance.seed}", "± : half-width of the 95 % interval"),
    }[lang]
    more = {
        "id": f"{shown} dari {all_} titik; semuanya di table.csv",
        "en": f"{shown} of {all_} points; all in table.csv",
    }
    return "\n".join([*said[: 1 + (n > 1)], *([more[lang]] if shown < all_ else [])])


def _heading(base: "Scenario", name: str, lang: "Lang") -> str:
    """A measure for people, with its unit and the part of the office that it is of."""
    from simulator.reports.titles import measure_title, unit_title

    return f"{measure_title(base, name, lang)} ({unit_title(name, lang)})"


def _level(level: object, lang: "Lang") -> str:
    from babel.numbers import format_decimal

    return escape(format_decimal(level, "#,##0.######", locale=lang) if isinstance(level, float) else str(level))


def _failures(done: "Sweep", lang: "Lang") -> str:
    first, why = next(iter(done.failed.items()))
    levels = ", ".join(f"{name} {level}" for name, level in done.design.point(first).items())
    if lang == "en":
        said = f"{len(done.failed)} of {len(done.design)} points lead to no valid office; the first"
        return f"{said}, {first} ({levels}): {why}"
    return (
        f"{len(done.failed)} dari {len(done.design)} titik tidak menghasilkan kantor yang sah; "
        f"yang pertama, {first} ({levels}): {why}"
    )
