"""Set SimPTSP up in ``.venv``, then run one of its commands.

python tools/bootstrap.py                  only set up
python tools/bootstrap.py start            any command of ``simptsp``: start, lab, run, validate, doctor
python tools/bootstrap.py test             any task of ``tools/tasks.py``: test, check, bench, verify, faults, data …

Needs nothing but Python 3.11 or newer: the packages and their hashes are in ``requirements.lock``. The file also
parses on Python 3.7, so that an old Python is told what is wrong in a sentence rather than a traceback.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "simptsp-set-up"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
SIMPTSP = BIN / ("simptsp.exe" if os.name == "nt" else "simptsp")

MINIMUM = (3, 11)
NEWER_PYTHONS = ("python3.14", "python3.13", "python3.12", "python3.11")
UV = "uv>=0.5,<1"
DISK_GB = 2
TASKS = ("test", "check", "bench", "verify", "faults", "data", "lock")

# What a tool's output says, and what it means to the person who reads it. The first that matches is said.
FAILURES = (
    (
        r"No space left|os error 28\b|not enough space on the disk",
        "The disk is full: the packages need about {disk} GB free in {root}.",
    ),
    (
        r"ash mismatch|DO NOT MATCH THE HASHES",
        "A package arrived that is not the one named in requirements.lock, so it was refused: run the same command "
        "again; if it happens again, the network changes what it downloads (a proxy?).",
    ),
    (
        r"dns error|name resolution|getaddrinfo|[Cc]ould not connect|[Cc]onnection (refused|reset|aborted)|[Tt]imed out"
        r"|[Uu]nreachable|error sending request|[Ff]ailed to fetch|NewConnectionError|ProxyError|from versions: none",
        "The packages could not be downloaded: connect to the internet (needed only for the set-up) and run the same "
        "command again; what has arrived is kept.",
    ),
    (
        r"[Ff]ailed to build|no wheels with a matching|doesn't have a .* wheel|Microsoft Visual C\+\+",
        "A package has no ready-made build for Python {version} on this machine: install Python 3.12 or 3.13 (64-bit) "
        "and run the same command again.",
    ),
)


class SetUpError(Exception):
    """The set-up cannot go on; the message says why and what to do, in words for the person at the keyboard."""


def main(arguments: list[str]) -> int:
    """Set up if needed, then become the command asked for; return its exit code."""
    try:
        if sys.version_info < MINIMUM:
            return run([newer_python(), __file__, *arguments])
        set_up()
    except SetUpError as problem:
        print(f"\nSimPTSP could not be set up. {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped before the set-up was complete. Run the same command again to finish it.", file=sys.stderr)
        return 130
    return run(command_line(arguments)) if arguments else say("SimPTSP is ready.")


def command_line(arguments: list[str]) -> list[str]:
    """Command line of the program in ``.venv`` that carries out a task or a ``simptsp`` command."""
    if arguments[0] in TASKS:
        return [str(PYTHON), str(ROOT / "tools" / "tasks.py"), *arguments]
    return [str(SIMPTSP), *arguments]


def run(command: list[str]) -> int:
    """Replace this process by another program (Windows: wait for it), so that Ctrl-C reaches only that one."""
    sys.stdout.flush()
    if os.name != "nt":
        os.execv(command[0], command)
    return subprocess.call(command)


def say(sentence: str) -> int:
    """Print one line at once; return 0, the exit code of a step that went well."""
    print(sentence, flush=True)
    return 0


# --- set-up -----------------------------------------------------------------------------------------------------------


def set_up() -> None:
    """Make ``.venv`` hold exactly ``requirements.lock`` and this project. Instant when it does already.

    The stamp is taken away before the first change and written after the last one. So a ``.venv`` without a stamp was
    left half-built (or made by other means) and is built afresh; one whose stamp names other packages is brought up to
    date in place.
    """
    place, packages = fingerprint()
    stamp = STAMP.read_text(encoding="utf-8").split("\n") if STAMP.exists() and PYTHON.exists() else []
    if stamp == [place, packages]:
        return
    check_disk()
    try:
        if stamp[:1] == [place]:
            say("The list of packages has changed: bringing .venv up to date. Usually under a minute.")
            STAMP.unlink()
        else:
            make_venv()
        install()
        STAMP.write_text(f"{place}\n{packages}", encoding="utf-8")
    except OSError as problem:
        raise SetUpError(explain(str(problem)) or f"The system says: {problem}.") from problem
    say("Set-up complete.")


def fingerprint() -> tuple[str, str]:
    """Place and packages the set-up depends on: Python's version with this folder, and a hash of the two lists."""
    packages = hashlib.sha256()
    for name in ("requirements.lock", "pyproject.toml"):
        packages.update((ROOT / name).read_bytes())
    return f"{sys.version_info[0]}.{sys.version_info[1]} {ROOT}", packages.hexdigest()


def check_disk() -> None:
    """Refuse early when the packages cannot fit."""
    if shutil.disk_usage(ROOT).free < DISK_GB * 1024**3:
        raise SetUpError(FAILURES[0][1].format(disk=DISK_GB, root=ROOT))


def make_venv() -> None:
    """Make an empty ``.venv``, with pip only if pip is needed to fetch uv."""
    if VENV.exists():
        say("The .venv here is unfinished or from elsewhere: building it again.")
    say(
        "Setting SimPTSP up in .venv. The first time this downloads about 300 MB: "
        "1 minute on a fast line, 15 on a slow one."
    )
    say(f"Making .venv with Python {version()}")
    pip = [] if shutil.which("uv") else ["pip"]
    if pip and subprocess.call([base_python(), "-c", "import ensurepip"], stderr=subprocess.DEVNULL):
        raise SetUpError(
            f"Python {version()} came without its venv module: install it (Debian and Ubuntu: "
            "sudo apt install python3-venv) and run the same command again."
        )
    watch([base_python(), "-m", "venv", "--clear", *([] if pip else ["--without-pip"]), str(VENV)])


def install() -> None:
    """Bring ``.venv`` to the locked packages, every hash checked, and add this project itself."""
    uv = shutil.which("uv") or shutil.which("uv", path=str(BIN))
    if uv is None:
        say("Fetching uv, the installer")
        watch([str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", UV])
        uv = str(BIN / "uv")
    say("Fetching and unpacking the packages")
    target = ["--python", str(PYTHON)]
    lock = str(ROOT / "requirements.lock")
    watch([uv, "pip", "sync", *target, "--require-hashes", "--compile-bytecode", lock])
    watch([uv, "pip", "install", *target, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)])


def watch(command: list[str]) -> None:
    """Run one step; show its progress, not its list of packages; turn a failure into a sentence."""
    lines = []
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", errors="replace"
    ) as step:
        for line in step.stdout or ():
            lines.append(line.rstrip())
            if re.match(r"\s*(Downloading|Downloaded|Prepared|Installed|Bytecode)\b", line):
                say(f"     {line.strip()}")
    if step.returncode:
        text = "\n".join(lines)
        raise SetUpError(explain(text) or "This step failed:\n  " + "\n  ".join([" ".join(command), *lines[-8:]]))


def explain(output: str) -> str | None:
    """Find the sentence for a failed step's output; None where none fits."""
    for pattern, sentence in FAILURES:
        if re.search(pattern, output):
            return sentence.format(disk=DISK_GB, root=ROOT, version=version())
    return None


# --- Python -----------------------------------------------------------------------------------------------------------


def newer_python() -> str:
    """Path of a Python on this machine that is new enough. Raises SetUpError where there is none."""
    check = f"import sys; sys.exit(sys.version_info < {MINIMUM})"
    for name in NEWER_PYTHONS:
        path = shutil.which(name)
        if path and subprocess.call([path, "-c", check], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0:
            return path
    raise SetUpError(
        f"It needs Python {MINIMUM[0]}.{MINIMUM[1]} or newer and this is Python {version()}: install a newer one from "
        "python.org or your system's packages and run the same command again."
    )


def base_python() -> str:
    """Path of the Python that stays when ``.venv`` is cleared, even if this one runs from inside it."""
    return getattr(sys, "_base_executable", None) or sys.executable


def version() -> str:
    """Version of the running Python, such as 3.11.7."""
    return ".".join(str(part) for part in sys.version_info[:3])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
