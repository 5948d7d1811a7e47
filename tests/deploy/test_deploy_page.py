"""What docs/deploy.md tells people to type exists."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
COMMANDS = [
    line for block in re.findall(r"^```sh\n(.*?)^```", PAGE, re.M | re.S) for line in block.splitlines() if line
]


def test_every_file_it_names_exists_and_every_file_is_named():
    named = set(re.findall(r"(?<![\w/.])deploy/([\w.-]+\w)", PAGE))
    there = {path.name for path in (ROOT / "deploy").iterdir() if path.name != "node_modules"}
    assert len(named) >= 9
    assert named - there == set()
    found_by_others = {"README.md", "package.json", "package-lock.json", "jupyter", "__pycache__"}
    assert there - named - found_by_others == set()


def test_what_is_copied_lies_where_its_reader_looks():
    targets = " ".join(re.findall(r"^sudo install .*", PAGE, flags=re.M))
    for unit in ("simptsp.service", "simptsp-hub.service"):
        text = (ROOT / "deploy" / unit).read_text(encoding="utf-8")
        assert re.search(r"^EnvironmentFile=(.*)$", text, flags=re.M)[1] in targets
        user = re.search(r"^User=(.*)$", text, flags=re.M)[1]
        folder = f"/var/lib/{re.search(r'^StateDirectory=(.*)$', text, flags=re.M)[1]}"
        assert f"sudo useradd --system --home-dir {folder} --shell /usr/sbin/nologin {user}" in COMMANDS
    assert "/etc/caddy/sites/hub.caddy" in targets
    assert "import sites/*.caddy" in (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")


def test_the_shell_understands_every_command(tmp_path):
    assert len(COMMANDS) >= 40
    script = tmp_path / "commands.sh"
    script.write_text("\n".join(COMMANDS), encoding="utf-8")
    said = subprocess.run(["bash", "-n", str(script)], capture_output=True, text=True, timeout=30, check=False)
    assert (said.returncode, said.stderr) == (0, "")


def test_the_laptop_is_started_with_options_that_exist():
    command = [sys.executable, "-m", "simulator.cli", "start", "--help"]
    said = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout
    options = re.findall(r"--\w+", re.search(r"^make start ARGS=\"(.*?)\"", PAGE, flags=re.M)[1])
    assert options
    assert [option for option in options if option not in said] == []
