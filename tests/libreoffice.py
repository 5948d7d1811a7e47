"""LibreOffice opens what we write: without it these tests are skipped, with ``SIMPTSP_REQUIRE_OFFICE=1`` they fail."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def converted(file: Path, kind: str, folder: Path) -> Path:
    """A document as LibreOffice reads it and writes it again, as ``pdf`` or ``xlsx``, in another folder.

    Each call has a profile of its own, so that several can run at a time.
    """
    program = shutil.which("soffice")
    if program is None:
        missing = pytest.fail if os.environ.get("SIMPTSP_REQUIRE_OFFICE") == "1" else pytest.skip
        missing("LibreOffice is not installed")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(program), profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(file)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    new = folder / file.with_suffix(f".{kind}").name
    assert new.exists(), done.stdout + done.stderr
    return new
