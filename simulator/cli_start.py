"""Commands that serve notebooks: ``simptsp start`` and ``simptsp lab``."""

import os
import sys
from typing import Annotated

import typer

from simulator.terminal import Language, lacking, machine_code, wrong

PASSWORD_VARIABLE = "SIMPTSP_PASSWORD"
"""Environment variable: the trainer's password, for a server that nobody sits at."""

_ASK = {
    "id": {
        "password": "Kata sandi pelatih (tidak terlihat saat diketik)",
        "again": "Sekali lagi",
        "length": "Kata sandi pelatih paling sedikit {shortest} huruf, paling banyak {longest}.",
        "different": "Keduanya tidak sama. Ulangi.",
    },
    "en": {
        "password": "Trainer's password (not shown as you type)",
        "again": "Once more",
        "length": "The trainer's password has {shortest} to {longest} characters.",
        "different": "The two are not the same. Again, please.",
    },
}


def register(app: typer.Typer) -> None:
    """Add the commands of this module to an application."""
    app.command()(start)
    app.command()(lab)


def start(
    port: Annotated[int, typer.Option(help="Port of this machine to serve on.")] = 8866,
    lan: Annotated[bool, typer.Option("--lan", help="Let a class on the same network in, as --host 0.0.0.0.")] = False,
    host: Annotated[
        str, typer.Option(help="localhost for this machine only; or one of its own addresses.")
    ] = "localhost",
    address: Annotated[
        str,
        typer.Option(metavar="URL", help="What the class types where a proxy stands before, as https://kelas.local."),
    ] = "",
    learners: Annotated[
        int, typer.Option(metavar="N", min=0, max=1000, help="Lessons open at once; 0: as many as memory allows.")
    ] = 0,
    ready: Annotated[
        int,
        typer.Option(metavar="N", min=0, max=200, help="Pages of --lesson kept ready, for a class that comes at once."),
    ] = 0,
    lesson: Annotated[str, typer.Option(metavar="NN", help="Which lesson is kept ready, as 06.")] = "01",
    lang: Annotated[
        Language, typer.Option(help="Language of that lesson, and in which the password is asked for.")
    ] = Language.ID,
    store: Annotated[
        str | None, typer.Option(metavar="URL", help="Database of classes and progress; a file of yours if not said.")
    ] = None,
    password: Annotated[bool, typer.Option("--password", help="Ask for a new password of the trainer.")] = False,
    browser: Annotated[bool, typer.Option(help="Open the lessons in this machine's browser.")] = False,
) -> None:
    """Serve the lessons to browsers until Ctrl-C.

    Example: simptsp start --lan --ready 40 --lesson 06
    """
    from simulator.teaching.serving import ServingError
    from simulator.teaching.serving import start as serve
    from simulator.teaching.serving.options import ServerOptions

    served = _whole_network() if lan else host
    options = ServerOptions(
        store=store or os.environ.get("SIMPTSP_STORE"),
        learners=learners,
        ready=ready,
        lesson=lesson,
        lang=lang.value,
        password=_password(password, lang.value),
    )
    typer.echo("SimPTSP: starting the lessons …")
    try:
        with machine_code():
            serve(port, served, open_browser=browser, announce=_announce, address=_public(address), options=options)
    except ServingError as error:
        lacking(str(error))


def lab(
    port: Annotated[int, typer.Option(help="Port of this machine to serve on.")] = 8888,
    browser: Annotated[bool, typer.Option(help="Open JupyterLab in this machine's browser.")] = True,
) -> None:
    """Open the notebooks in JupyterLab, for lecturers and planners who want to change them."""
    from simulator.teaching.serving import ServingError
    from simulator.teaching.serving import lab as serve

    try:
        with machine_code():
            serve(port, open_browser=browser)
    except ServingError as error:
        lacking(str(error))


def _whole_network() -> str:
    """The address under which a class reaches this computer, which must be on a network for it."""
    from simulator.teaching.serving.address import ANY, network_addresses

    if not network_addresses():
        lacking("this computer is on no network: connect it to that of the class, or leave out --lan")
    return ANY


def _public(address: str) -> str:
    """The address that was given, checked before it is printed on a class's slips; empty if there is none."""
    from simulator.teaching.serving.address import public_address

    try:
        return public_address(address) if address else ""
    except ValueError as error:
        wrong(f"--address: {error}")


def _password(is_asked: bool, lang: str) -> str:
    """The trainer's new password; empty if it stays as it is. It is taken out of what lessons can see."""
    said = os.environ.pop(PASSWORD_VARIABLE, "")
    if is_asked:
        return _typed_password(lang)
    if said and (fault := _password_fault(said, lang)):
        wrong(f"{PASSWORD_VARIABLE}: {fault}")
    return said


def _typed_password(lang: str) -> str:
    """A password that may be one, typed twice alike; asked for until it is."""
    ask = _ASK[lang]
    while True:
        said: str = typer.prompt(ask["password"], hide_input=True)
        if fault := _password_fault(said, lang):
            typer.echo(fault)
        elif typer.prompt(ask["again"], hide_input=True) == said:
            return said
        else:
            typer.echo(ask["different"])


def _password_fault(password: str, lang: str) -> str:
    from simulator.teaching.classroom.password import LONGEST, SHORTEST

    fits = SHORTEST <= len(password) <= LONGEST
    return "" if fits else _ASK[lang]["length"].format(shortest=SHORTEST, longest=LONGEST)


def _announce(link: str) -> None:
    """Say where the lessons are; with a code to photograph, if other machines can reach them."""
    from simulator.teaching.serving.fork_client import CAN_FORK

    typer.echo(f"Lessons: {link}   (Ctrl-C stops)")
    typer.echo(f"Trainer: {link}pelatih")
    if not CAN_FORK:
        typer.echo("Each lesson is a process of its own here: a page takes some seconds, and 180 MB of memory.")
    if "//localhost" not in link and sys.stdout.isatty():
        from simulator.teaching.serving.address import qr_code

        try:
            typer.echo(qr_code(link))
        except UnicodeEncodeError:
            typer.echo("(this terminal cannot show the address as a QR code; the code sheet has it)")
