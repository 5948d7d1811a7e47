"""A plain page with widgets on it, served from this machine: the front-end file in a browser, without a kernel.

The state of each part is what its Python side would send. Whatever the browser sends back is kept in ``window.sent``;
``window.models`` changes state as Python would.
"""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from simulator.widgets.part import BUILT_FILE, Part

PAGE = """<!doctype html>
<html lang="{lang}"><head><meta charset="utf-8"><title>Parts</title><meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,">
<style>body {{ margin: 0; }} main {{ max-width: 54rem; margin: auto; padding: 1rem; }}
.beside {{ display: flex; gap: 1rem; max-width: none; }}
.beside > div {{ flex: 1; min-width: 0; }}</style></head>
<body><main class="{css}"><h1>{heading}</h1></main><script type="module">
import parts from "./parts.js";
const states = {states};
window.sent = [];
function model(state) {{
  const listeners = new Map();
  return {{
    get: (name) => state[name],
    send: (content) => window.sent.push(content),
    on: (names, run) => names.split(" ").forEach((name) => listeners.set(name, [...(listeners.get(name) ?? []), run])),
    off: (names, run) => names.split(" ").forEach((name) => {{
      listeners.set(name, listeners.get(name).filter((other) => other !== run));
    }}),
    put(name, value) {{ state[name] = value; (listeners.get(`change:${{name}}`) ?? []).forEach((run) => run()); }},
  }};
}}
const bytes = (text) => new DataView(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer);
window.models = states.map((state) => {{
  const columns = Object.entries(state.columns ?? {{}}).map(([name, text]) => [name, bytes(text)]);
  return model({{ ...state, columns: Object.fromEntries(columns) }});
}});
window.ends = window.models.map((each) => {{
  const el = document.createElement("div");
  document.querySelector("main").append(el);
  return parts.render({{ model: each, el }});
}});
document.documentElement.dataset.drawn = "yes";
</script></body></html>"""


def state_of(part: Part) -> dict[str, object]:
    """What the browser gets of a part, bytes as text."""
    state = {name: getattr(part, name) for name in part.traits(sync=True) if not name.startswith("_")}
    if "columns" in state:
        state["columns"] = {name: base64.b64encode(data).decode() for name, data in state["columns"].items()}
    return {name: state[name] for name in state if name not in ("layout", "tooltip", "tabbable", "comm", "keys")}


def page_of(parts: Sequence[Part], css: str = "") -> str:
    """The page as HTML."""
    lang = parts[0].lang
    states = json.dumps([state_of(part) for part in parts]).replace("</", "<\\/")
    return PAGE.format(lang=lang, heading="Kantor" if lang == "id" else "Office", states=states, css=css)


@contextmanager
def served(page: str) -> Iterator[str]:
    """Address of a page, while it is served."""
    files = {"/": (page.encode(), "text/html"), "/parts.js": (BUILT_FILE.read_bytes(), "text/javascript")}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body, kind = files.get(self.path, (b"", "text/plain"))
            self.send_response(200 if self.path in files else 404)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
