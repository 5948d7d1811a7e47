"""The address a class is told, and what the command does with its options."""

from unittest.mock import MagicMock

import pytest
from typer.testing import CliRunner

from simulator import cli_start
from simulator.cli import app
from simulator.teaching import serving
from simulator.teaching.classroom.password import TrainerPassword
from simulator.teaching.serving.address import ANY, home_address, network_addresses, qr_code
from simulator.teaching.serving.launch import start


@pytest.fixture
def told(monkeypatch):
    """What the server would have been started with."""
    calls = []

    def keep(port, host, **options):
        calls.append((port, host, options.pop("options"), options["address"]))
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
    [(port, host, options, address)] = told
    assert (port, host) == (9000, "localhost")
    assert (options.learners, options.ready, options.lesson, options.lang) == (25, 20, "06", "en")
    assert (options.store, address) == ("sqlite:///x.db", "")


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("https://kelas.local", "https://kelas.local/"),
        ("https://Kelas.Local:8443/", "https://kelas.local:8443/"),
        ("http://[fd00::7]", "http://[fd00::7]/"),
    ],
)
def test_behind_a_proxy_the_class_is_told_the_proxys_address(told, typed, address):
    assert CliRunner().invoke(app, ["start", "--address", typed]).exit_code == 0
    assert told[0][3] == address


@pytest.mark.parametrize(("given", "shown"), [("", "http://localhost:9361/"), ("https://k.id/", "https://k.id/")])
def test_pages_show_the_address_that_was_given(given, shown, monkeypatch, tmp_path):
    server = MagicMock()
    monkeypatch.setattr("simulator.teaching.serving.server.LessonServer.instance", lambda config: server)
    monkeypatch.setattr("simulator.teaching.serving.launch.reserve", lambda *_: [])
    start(9361, notebooks=tmp_path, address=given)
    assert server.options.address == shown


@pytest.mark.parametrize(
    "typed",
    [
        *("kelas.local", "ftp://kelas.local", "https://", "https://kelas.local/en", "https://a, https://b"),
        *("https://kelas.local:99999", "https://kelas.local?x", "https://ani@kelas.local", "javascript:alert(1)"),
    ],
)
def test_what_is_no_address_of_a_home_page_is_refused(told, typed):
    ended = CliRunner().invoke(app, ["start", "--address", typed])
    assert (ended.exit_code, told) == (2, [])
    assert "--address" in ended.output


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


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ([], ["Kata sandi pelatih (", "paling sedikit 8 huruf", "Kata sandi pelatih (", "Sekali lagi", "tidak sama"]),
        (
            ["--lang", "en"],
            ["Trainer's password (", "has 8 to 200", "Trainer's password (", "Once more", "not the same"],
        ),
    ],
)
def test_a_short_password_is_refused_at_once_and_asked_for_again(told, lang, said):
    typed = "pendek\nrahasia-kelas\nrahasia-lain\nrahasia-kelas\nrahasia-kelas\n"
    ended = CliRunner().invoke(app, ["start", "--password", *lang], input=typed)
    assert ended.exit_code == 0
    assert told[0][2].password == "rahasia-kelas"
    rest = ended.output
    for part in said:
        _, found, rest = rest.partition(part)
        assert found == part, ended.output


def test_a_short_password_of_a_service_ends_the_command(told, monkeypatch):
    monkeypatch.setenv(cli_start.PASSWORD_VARIABLE, "pendek")
    ended = CliRunner().invoke(app, ["start"])
    assert (ended.exit_code, told) == (2, [])
    assert "SIMPTSP_PASSWORD: Kata sandi pelatih paling sedikit 8 huruf" in ended.output


def test_the_password_of_a_service_is_taken_out_of_what_lessons_see(told, monkeypatch):
    monkeypatch.setenv(cli_start.PASSWORD_VARIABLE, "rahasia-kelas")
    CliRunner().invoke(app, ["start"])
    assert told[0][2].password == "rahasia-kelas"
    assert cli_start.PASSWORD_VARIABLE not in cli_start.os.environ


def test_a_new_password_replaces_the_old_one_before_anyone_visits(tmp_path, monkeypatch):
    class Ended(Exception):
        """The server would now be made."""

    def end():
        raise Ended

    monkeypatch.setattr("simulator.teaching.serving.launch.reserve", lambda *_: [])
    monkeypatch.setattr("simulator.teaching.serving.launch._skip_slow_import", end)
    TrainerPassword(tmp_path, "kata sandi lama")
    store = f"sqlite:///{tmp_path}/classes.db"
    for password in ("", "kata sandi baru"):
        assert TrainerPassword(tmp_path).matches("kata sandi lama")
        with pytest.raises(Ended):
            start(options=serving.ServerOptions(store=store, password=password), notebooks=tmp_path)
    assert not TrainerPassword(tmp_path).matches("kata sandi lama")
    assert TrainerPassword(tmp_path).matches("kata sandi baru")
    with pytest.raises(serving.ServingError, match="8 to 200"):
        start(options=serving.ServerOptions(store=store, password="x" * 201), notebooks=tmp_path)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("id", r"^Basis data kelas tidak bisa dipakai\. .*tidak bisa dibuka atau dibuat"),
        ("en", r"^The database of the classes cannot be used\. .*cannot be opened"),
    ],
)
def test_a_database_that_cannot_be_used_is_told_before_the_port_is_taken(tmp_path, lang, said):
    (tmp_path / "file").write_text("x")
    options = serving.ServerOptions(store=f"sqlite:///{tmp_path}/file/classes.db", lang=lang)
    with pytest.raises(serving.ServingError, match=said) as told:
        start(options=options, notebooks=tmp_path)
    assert "--store" not in str(told.value)
