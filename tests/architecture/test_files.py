"""What must not be in any file of the project: places on one machine, package registries' addresses, secrets."""

import codecs
import re
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# Written in ROT13, so that this file does not name what it looks for.
REGISTRIES = [
    codecs.decode(name, "rot13")
    for name in (
        "clcv.bet",
        "svyrf.clgubaubfgrq.bet",
        "ertvfgel.aczwf.bet",
        "ertvfgel.lneacxt.pbz",
        "ercb.nanpbaqn.pbz",
        "pbaqn.nanpbaqn.bet",
        "qro.qrovna.bet",
        "nepuvir.hohagh.pbz",
    )
]
FORBIDDEN = {
    "a folder of one machine": r"(?<![\w.:/~-])/(?:ro{2}t|home|Users|work|opt/\w+|mnt)/|\b[A-Z]:[\\]+Users\b",
    "a package registry's address": "|".join(map(re.escape, REGISTRIES)),
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE KEY",
    "an access token": r"\b(?:ghp_|gho_|github_pat_|glpat-|xox[abp]-|AKIA|npm_)[A-Za-z0-9]{16,}",
    "a password": r"(?i)\b(?:password|passwd|secret|api_?key)\s*[=:]\s*[\"'][^\"'\s{}<>]{6,}[\"']",
}
BINARY = {".png", ".woff2", ".parquet", ".gz", ".xlsx", ".docx", ".ico", ".zip"}


def project_files(root: Path) -> list[Path]:
    """The files that belong to the project: what .gitignore names is installed, built or cached."""
    ignored = [".git", *(line.strip("/") for line in (root / ".gitignore").read_text(encoding="utf-8").splitlines())]
    return sorted(
        path
        for path in root.rglob("*")
        if path.is_file() and not any(fnmatch(part, rule) for part in path.relative_to(root).parts for rule in ignored)
    )


def faults(text: str) -> list[str]:
    """What a text contains of the forbidden things, with its line numbers."""
    found = [
        (text.count("\n", 0, hit.start()) + 1, what)
        for what, rule in FORBIDDEN.items()
        for hit in re.finditer(rule, text)
    ]
    return [f"line {line}: {what}" for line, what in sorted(found)]


def test_no_file_holds_what_belongs_to_one_machine_or_person():
    files = [path for path in project_files(ROOT) if path.suffix not in BINARY]
    assert len(files) >= 200
    wrong = {path.relative_to(ROOT).as_posix(): faults(path.read_text(encoding="utf-8")) for path in files}
    assert {path: found for path, found in wrong.items() if found} == {}


@pytest.mark.parametrize(
    "text",
    [
        "see /" + "home/sari/simptsp/data.csv",
        'open("/' + 'work/main/x")',
        "C:\\" + "Users\\sari",
        "https://" + REGISTRIES[1] + "/packages/x.whl",
        '"resolved": "https://' + REGISTRIES[2] + '/d3"',
        "-----BEGIN RSA " + "PRIVATE KEY-----",
        "token: ghp_" + "a1B2" * 9,
        'PASSWORD = "' + 'rahasia123"',
    ],
)
def test_each_forbidden_thing_is_found(text: str):
    assert faults("first line\n" + text)[0].startswith("line 2: ")


@pytest.mark.parametrize(
    "text", ["curricula/workshop/", "https://example.org/home/x", "/usr/bin/env bash", "password = ask()"]
)
def test_ordinary_text_is_left_alone(text: str):
    assert faults(text) == []


def test_built_and_installed_files_are_not_the_projects(tmp_path: Path):
    (tmp_path / ".gitignore").write_text(".venv/\n*.egg-info/\n", encoding="utf-8")
    for name in ("simulator/a.py", ".venv/lib/b.py", "simptsp.egg-info/c"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert project_files(tmp_path) == [tmp_path / ".gitignore", tmp_path / "simulator/a.py"]
