"""The address a class is told, and what the command does with its options."""

import pytest
from typer.testing import CliRunner

from simulator import cli_start
from simulator.cli import app
from simulator.teaching import serving
from simulator.teaching.serving.address import ANY, home_address, network_addresses, qr_code
from simulator.teaching.serving.launch import start


@pytest.fixture
def told(monkeypatch):
    """What the server would have been started with."""
    calls = []

    def keep(port, host, **options):
        calls.append((port, host, options.pop("options")))
        options["announce"]("http://192.168.7.5:8866/")

    monkeypatch.setattr(serving, "start", keep)
    monkeypatch.setattr("simulator.compiled.is_ready", lambda: True)
    return calls


@pytest.mark.parametrize(
    ("host", "port", "address"),
    [
        ("localhost", 8866, "http://localhost:8866/"),
        ("192.168.1.5", 80, "http://192.168.1.5/"),
        ("fe80::1", 8866, "http://[fe80::1]:8866/"),
    ],
)
def test_the_address_is_what_a_class_types(host, port, address):
    assert home_address(host, port) == address


def test_on_every_network_the_address_is_this_computers_own(monkeypatch):
    monkeypatch.setattr("simulator.teaching.serving.address.network_addresses", lambda: ["10.1.2.3", "192.168.0.9"])
    assert home_address(ANY, 8866) == "http://10.1.2.3:8866/"
    monkeypatch.setattr("simulator.teaching.serving.address.network_addresses", list)
    assert home_address(ANY, 8866) == "http://localhost:8866/"


def test_loopback_is_no_network():
    assert [address for address in network_addresses() if address.startswith("127.")] == []


def test_the_code_is_a_square_with_a_border():
    lines = qr_code("http://192.168.1.5:8866/").splitlines()
    assert len(lines) >= 13
    assert len({len(line) for line in lines if line.strip("\x1b[0m")}) <= 2
    assert qr_code("http://192.168.1.5:8866/") != qr_code("http://192.168.1.6:8866/")


def test_options_reach_the_server(told):
    command = ["start", "--port", "9000", "--learners", "25", "--ready", "20", "--lesson", "06", "--lang", "en"]
    assert CliRunner().invoke(app, [*command, "--store", "sqlite:///x.db"]).exit_code == 0
    [(port, host, options)] = told
    assert (port, host) == (9000, "localhost")
    assert (options.learners, options.ready, options.lesson, options.lang) == (25, 20, "06", "en")
    assert options.store == "sqlite:///x.db"


def test_a_class_on_the_network_is_told_the_address_and_the_trainer_theirs(told, monkeypatch):
    monkeypatch.setattr("simulator.teaching.serving.address.network_addresses", lambda: ["192.168.7.5"])
    ended = CliRunner().invoke(app, ["start", "--lan"])
    assert told[0][1] == ANY
    assert "Lessons: http://192.168.7.5:8866/" in ended.output
    assert "Trainer: http://192.168.7.5:8866/pelatih" in ended.output


def test_a_computer_on_no_network_says_so(told, monkeypatch):
    monkeypatch.setattr("simulator.teaching.serving.address.network_addresses", list)
    ended = CliRunner().invoke(app, ["start", "--lan"])
    assert (ended.exit_code, told) == (3, [])
    assert "on no network" in ended.output


def test_the_password_is_asked_twice_and_never_shown(told):
    typed = "rahasia-kelas\nrahasia-kelas\n"
    ended = CliRunner().invoke(app, ["start", "--password"], input=typed)
    assert told[0][2].password == "rahasia-kelas"
    assert "rahasia" not in ended.output
    assert "rahasia" not in repr(told[0][2])


def test_a_short_password_is_refused(told):
    ended = CliRunner().invoke(app, ["start", "--password"], input="pendek\npendek\n")
    assert (ended.exit_code, told) == (2, [])


def test_the_password_of_a_service_is_taken_out_of_what_lessons_see(told, monkeypatch):
    monkeypatch.setenv(cli_start.PASSWORD_VARIABLE, "rahasia-kelas")
    CliRunner().invoke(app, ["start"])
    assert told[0][2].password == "rahasia-kelas"
    assert cli_start.PASSWORD_VARIABLE not in cli_start.os.environ


def test_a_database_that_cannot_be_used_is_told_before_the_port_is_taken(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(serving.ServingError, match="--store cannot be used"):
        start(options=serving.ServerOptions(store=f"sqlite:///{tmp_path}/file/classes.db"), notebooks=tmp_path)
