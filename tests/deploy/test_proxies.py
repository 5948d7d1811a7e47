"""Caddy and nginx with the files of deploy/: a lesson through each, what it adds and what it must not do."""

import asyncio
import gzip
import http.client
import json
import os
import re
import shutil
import ssl
import subprocess
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import aiohttp
import pytest
from yarl import URL

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
PROXIES = ["caddy", "nginx"]
LESSON = "/voila/render/id/01_contoh.ipynb"
KERNEL = "/api/kernels/5a1f0c9e-0000-4000-8000-1234567890ab/channels"


@dataclass
class Proxy:
    """A running proxy."""

    port: int
    trust: ssl.SSLContext
    log: Path

    def get(self, path: str, **headers: str) -> tuple[int, http.client.HTTPMessage, bytes]:
        """Status, headers and bytes as they came."""
        return self.send("GET", path, None, headers)

    def send(self, method: str, path: str, body: bytes | None, headers: dict[str, str]):
        line = http.client.HTTPSConnection("localhost", self.port, context=self.trust, timeout=60)
        try:
            line.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            answer = line.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            line.close()


@contextmanager
def caddy(upstream: int, folder: Path, tools) -> Iterator[Proxy]:
    """Caddy with the file as it is; only the environment says where."""
    port = tools.port()
    environment = {
        **os.environ,
        "SIMPTSP_SITE": f"https://localhost:{port}",
        "SIMPTSP_UPSTREAM": f"127.0.0.1:{upstream}",
        "CADDY_ADMIN": f"127.0.0.1:{tools.port()}",
        "XDG_DATA_HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
    }
    command = [tools.program("caddy"), "run", "--adapter", "caddyfile", "--config", str(DEPLOY / "Caddyfile")]
    with tools.running(command, port, folder / "log", env=environment):
        root = folder / "caddy" / "pki" / "authorities" / "local" / "root.crt"
        trust = ssl.create_default_context(cafile=root)
        yield settled(Proxy(port, trust, folder / "log"))


@contextmanager
def nginx(upstream: int, folder: Path, tools) -> Iterator[Proxy]:
    """Run nginx with the file inside a frame of its own: other ports, a certificate made here."""
    port = tools.port()
    make_certificate(folder, tools)
    frame = nginx_frame(folder, {"listen 443": f"listen {port}", "listen 80": f"listen {tools.port()}"}, upstream)
    with tools.running([tools.program("nginx"), "-p", str(folder), "-c", str(frame)], port, folder / "log"):
        trust = ssl.create_default_context(cafile=folder / "cert.pem")
        yield settled(Proxy(port, trust, folder / "log"))


def nginx_frame(folder: Path, ports: dict[str, str], upstream: int) -> Path:
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    changes = {
        **ports,
        "server_name kelas.local": "server_name localhost",
        "/etc/ssl/simptsp/fullchain.pem": str(folder / "cert.pem"),
        "/etc/ssl/simptsp/key.pem": str(folder / "key.pem"),
        "127.0.0.1:8866": f"127.0.0.1:{upstream}",
    }
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    (folder / "site.conf").write_text(text, encoding="utf-8")
    kept = "".join(
        f"{name}_temp_path {folder / name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    frame = folder / "nginx.conf"
    frame.write_text(
        f"daemon off;\npid {folder / 'pid'};\nerror_log stderr warn;\nevents {{}}\n"
        f"http {{\n{kept}include {folder / 'site.conf'};\n}}\n",
        encoding="utf-8",
    )
    return frame


def make_certificate(folder: Path, tools) -> None:
    command = [tools.program("openssl"), "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]
    command += ["-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    command += ["-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")]
    subprocess.run(command, capture_output=True, check=True)


def settled(proxy: Proxy) -> Proxy:
    """Wait until its certificate is there: Caddy makes it after it answers."""
    limit = time.monotonic() + 30
    while True:
        try:
            proxy.get("/")
            return proxy
        except ssl.SSLError:
            assert time.monotonic() < limit, proxy.log.read_text(encoding="utf-8")
            time.sleep(0.2)


@pytest.fixture(scope="module")
def start(tools, tmp_path_factory):
    """Start a proxy before an upstream port: ``with start("caddy", 8866) as proxy``."""
    return lambda name, upstream: {"caddy": caddy, "nginx": nginx}[name](upstream, tmp_path_factory.mktemp(name), tools)


@pytest.fixture(scope="module")
def class_server(start, lesson_server):
    """A running proxy before the lesson server, by name; each is started when first asked for."""
    with ExitStack() as opened:
        running: dict[str, Proxy] = {}

        def of(name: str) -> Proxy:
            if name not in running:
                running[name] = opened.enter_context(start(name, lesson_server))
            return running[name]

        yield of


@pytest.fixture(params=PROXIES)
def proxy(request, class_server) -> Proxy:
    return class_server(request.param)


# --- with the lesson server -------------------------------------------------------------------------------------------


def test_a_lesson_opens_and_its_kernel_answers(proxy):
    async def visit() -> None:
        jar = aiohttp.CookieJar(unsafe=True)
        site = f"https://localhost:{proxy.port}"
        connector = aiohttp.TCPConnector(ssl=proxy.trust)
        async with asyncio.timeout(90), aiohttp.ClientSession(cookie_jar=jar, connector=connector) as session:
            async with session.get(site + LESSON) as page:
                text = await page.text()
                assert (page.status, "no-store" in page.headers["Cache-Control"]) == (200, True)
            assert "Empat loket" in text
            kernel = re.search(r'"kernelId": "([^"]+)"', text)[1]
            address = f"{site}/api/kernels/{kernel}/channels"
            with pytest.raises(aiohttp.WSServerHandshakeError):
                await session.ws_connect(address, origin="https://elsewhere.example")
            async with session.ws_connect(address, origin=site) as line:
                header = {"msg_id": "1", "msg_type": "kernel_info_request", "session": "test", "version": "5.3"}
                await line.send_json(
                    {"header": header, "parent_header": {}, "metadata": {}, "content": {}, "channel": "shell"}
                )
                async for received in line:
                    answer = json.loads(received.data)
                    if answer["msg_type"] == "kernel_info_reply":
                        assert answer["content"]["language_info"]["name"] == "python"
                        break
                else:
                    raise AssertionError("the kernel hung up")
            token = jar.filter_cookies(URL(site))["_xsrf"].value
            async with session.post(f"{site}/voila/api/shutdown/{kernel}", headers={"X-XSRFToken": token}) as closed:
                assert closed.status == 204

    asyncio.run(visit())


def test_pages_are_compressed(proxy):
    plain = proxy.get("/", Accept_Encoding="identity")
    status, headers, body = proxy.get("/", Accept_Encoding="gzip")
    assert (plain[0], status, headers["Content-Encoding"]) == (200, 200, "gzip")
    assert plain[1]["Content-Encoding"] is None
    assert without_token(gzip.decompress(body)) == without_token(plain[2])
    assert len(body) < 0.5 * len(plain[2])


def without_token(page: bytes) -> bytes:
    """A page without what differs each time it is sent."""
    return re.sub(rb'"2\|[0-9a-f|]+"|name="form" value="[^"]+"', b"", page)


def test_scripts_and_styles_are_compressed_and_kept_for_an_hour(proxy):
    for path in ("/voila/static/voila.js", "/voila/static/simptsp.css"):
        plain = proxy.get(path)[2]
        status, headers, body = proxy.get(path, Accept_Encoding="gzip")
        assert (status, headers["Cache-Control"]) == (200, "public, max-age=3600")
        assert gzip.decompress(body) == plain
        assert len(body) < 0.5 * len(plain)
        again = proxy.get(path, Accept_Encoding="gzip", If_None_Match=headers["ETag"])
        assert (again[0], again[2]) == (304, b"")


def test_every_answer_carries_the_headers_that_protect_it(proxy):
    for path in ("/", "/voila/static/voila.js", "/no/such/page"):
        headers = proxy.get(path)[1]
        assert headers.get_all("X-Content-Type-Options") == ["nosniff"]
        assert headers.get_all("X-Frame-Options") == ["SAMEORIGIN"]
        assert headers.get_all("Referrer-Policy") == ["same-origin"]
        assert "camera=()" in headers["Permissions-Policy"]
        assert not re.search(r"\d|Tornado", headers["Server"] or "")
    assert "default-src 'self'" in proxy.get("/")[1]["Content-Security-Policy"]


# --- with an upstream made for the test -------------------------------------------------------------------------------


class Pieces(BaseHTTPRequestHandler):
    """Sends the second half of a page only when the test has seen the first; swallows what is posted."""

    protocol_version = "HTTP/1.1"
    seen_first = threading.Event()

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        if self.path == "/who":
            self.piece(json.dumps({name.lower(): value for name, value in self.headers.items()}).encode())
        self.piece(b"<p>Cerita</p>" * 100)
        if self.path == LESSON:
            self.server.came_late = not self.seen_first.wait(20)
        self.piece(b"<p>Hasil</p>" * 100)
        self.piece(b"")

    def do_POST(self) -> None:
        left = int(self.headers["Content-Length"])
        while left and (block := self.rfile.read(min(left, 65536))):
            left -= len(block)
        self.send_response(204)
        self.end_headers()

    def piece(self, block: bytes) -> None:
        self.wfile.write(b"%x\r\n%s\r\n" % (len(block), block))
        self.wfile.flush()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(params=PROXIES)
def before_pieces(request, start) -> Iterator[tuple[Proxy, ThreadingHTTPServer]]:
    Pieces.seen_first = threading.Event()
    with ThreadingHTTPServer(("127.0.0.1", 0), Pieces) as server:
        server.came_late = None
        serving = threading.Thread(target=server.serve_forever)
        serving.start()
        try:
            with start(request.param, server.server_address[1]) as proxy:
                yield proxy, server
        finally:
            server.shutdown()
            serving.join()


def test_a_lesson_comes_piece_by_piece(before_pieces):
    """Its story can be read while its kernel starts: compression and buffers must not hold it back."""
    proxy, server = before_pieces
    line = http.client.HTTPSConnection("localhost", proxy.port, context=proxy.trust, timeout=60)
    line.request("GET", LESSON, headers={"Accept-Encoding": "gzip"})
    answer = line.getresponse()
    assert answer.status == 200
    is_gzip = answer.headers["Content-Encoding"] == "gzip"
    unpacked = zlib.decompressobj(wbits=31) if is_gzip else None
    text = b""
    while block := answer.read1():
        text += unpacked.decompress(block) if unpacked else block
        if b"Cerita" in text:
            Pieces.seen_first.set()
    line.close()
    assert text.count(b"Cerita") == text.count(b"Hasil") == 100
    assert server.came_late is False


def test_nobody_passes_for_somebody_at_the_servers_own_keyboard(before_pieces):
    """Who sits there may set the trainer's password: what a browser says about itself is not passed on."""
    proxy, _ = before_pieces
    said = proxy.get("/who", X_Forwarded_For="203.0.113.9", X_Forwarded_Proto="http")[2]
    headers = json.loads(said[: said.index(b"}") + 1])
    assert headers["x-forwarded-for"] in ("127.0.0.1", "::1")
    assert headers["x-forwarded-proto"] == "https"
    assert headers["host"] == f"localhost:{proxy.port}"


def test_a_request_larger_than_any_form_is_refused(before_pieces):
    proxy, _ = before_pieces
    assert proxy.send("POST", "/join", b"x" * 10_000, {})[0] == 204
    assert proxy.send("POST", "/join", b"x" * 1_200_000, {})[0] == 413


@pytest.mark.parametrize("name", PROXIES)
def test_while_the_lesson_server_is_away_a_page_asks_to_wait(name, start, tools):
    with start(name, tools.port()) as proxy:
        status, headers, body = proxy.get("/")
        assert (status, headers["Retry-After"], headers["Cache-Control"]) == (503, "5", "no-store")
        assert "sedang dinyalakan" in body.decode()
        assert "is starting" in body.decode()
        proxy.get(KERNEL)
        log = proxy.log.read_text(encoding="utf-8")
    assert KERNEL not in log


# --- the files --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("with_hub", [False, True])
@pytest.mark.parametrize(
    ("site", "certificate"),
    [
        ("https://kelas.local", "own"),
        ("https://pelajaran.example.org", "public"),
        ("http://kelas.local", "none"),
    ],
)
def test_caddy_accepts_the_file(with_hub, site, certificate, tools, tmp_path):
    (tmp_path / "sites").mkdir()
    shutil.copy(DEPLOY / "Caddyfile", tmp_path)
    if with_hub:
        shutil.copy(DEPLOY / "hub.caddy", tmp_path / "sites")
    assert caddy_says(tmp_path / "Caddyfile", site, certificate, tools, tmp_path).returncode == 0
    adapt = [tools.program("caddy"), "adapt", "--adapter", "caddyfile", "--config", str(tmp_path / "Caddyfile")]
    adapted = subprocess.run(adapt, capture_output=True, text=True, timeout=60, check=True)
    assert ("127.0.0.1:8000" in adapted.stdout) == with_hub


def test_caddy_finds_a_mistake(tools, tmp_path):
    text = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    (tmp_path / "Caddyfile").write_text(text.replace("reverse_proxy", "reverse_proxi"), encoding="utf-8")
    said = caddy_says(tmp_path / "Caddyfile", "https://kelas.local", "own", tools, tmp_path)
    assert said.returncode != 0
    assert "reverse_proxi" in said.stderr


def caddy_says(file: Path, site: str, certificate: str, tools, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "SIMPTSP_SITE": site,
        "SIMPTSP_HUB_SITE": site.replace("kelas", "hub").replace("pelajaran", "hub"),
        "SIMPTSP_CERTIFICATE": certificate,
        "XDG_DATA_HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
    }
    command = [tools.program("caddy"), "validate", "--adapter", "caddyfile", "--config", str(file)]
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60, check=False)


@pytest.mark.parametrize("mistake", [False, True])
def test_nginx_accepts_the_file_and_finds_a_mistake(mistake, tools, tmp_path):
    make_certificate(tmp_path, tools)
    frame = nginx_frame(tmp_path, {"proxy_buffering": "proxy_bufering"} if mistake else {}, 8866)
    command = [tools.program("nginx"), "-t", "-p", str(tmp_path), "-c", str(frame)]
    said = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (said.returncode == 0, "proxy_bufering" in said.stderr) == (not mistake, mistake)
    assert shutil.which("nginx") is None or mistake or "warn" not in said.stderr
