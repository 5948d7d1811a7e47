"""Pages lead where they say; the version is the same wherever it is written; every folder says its licence."""

import re
import tomllib
from pathlib import Path

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    page for folder in ("*.md", "docs/**/*.md", "curricula/**/*.md", "tests/**/*.md") for page in ROOT.glob(folder)
]


def dead_links(page: Path) -> list[str]:
    """Relative links of a page that lead to no file."""
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
    return [link for link in links if not link.startswith(("http", "mailto:")) and not (page.parent / link).exists()]


def test_every_link_leads_to_a_file():
    assert len(PAGES) >= 13
    dead = {page.relative_to(ROOT).as_posix(): dead_links(page) for page in PAGES}
    assert {page: links for page, links in dead.items() if links} == {}


def test_a_dead_link_is_found(tmp_path: Path):
    (tmp_path / "there.md").write_text("[a](https://example.org) [b](there.md#part) ![c](gone.png)", encoding="utf-8")
    assert dead_links(tmp_path / "there.md") == ["gone.png"]


def test_the_version_is_the_same_everywhere():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    citation = YAML(typ="safe").load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    newest = re.search(r"^## (\S+?),? ", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert newest is not None
    assert (citation["version"], newest[1]) == (version, version)


@pytest.mark.parametrize(
    ("folder", "first_words"),
    [
        (".", "Apache License"),
        ("notebooks", "Creative Commons Attribution 4.0 International"),
        ("curricula", "Creative Commons Attribution 4.0 International"),
        ("datasets", "Creative Commons Attribution 4.0 International"),
    ],
)
def test_every_folder_carries_its_whole_licence(folder: str, first_words: str):
    text = (ROOT / folder / "LICENSE").read_text(encoding="utf-8")
    assert text.strip().startswith(first_words)
    assert len(text) > 10_000
