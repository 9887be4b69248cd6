"""The page on the loopback address: the files of the page, and nothing else, to this machine's
browser alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from perkins_rules.app.page.site import mime_of

LOOPBACK = "127.0.0.1"
_POLICY = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]*)"')
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-cache",
}


def server_of(files: Mapping[str, Path], port: int = 0) -> ThreadingHTTPServer:
    """A server of these files that listens on the loopback address, by default on a port that the
    system chooses. Raises OSError.
    """
    headers = _HEADERS | {"Content-Security-Policy": policy_of(files["index.html"])}
    return _Server((LOOPBACK, port), partial(_Handler, files=files, headers=headers))


def policy_of(page: Path) -> str:
    """What the page allows itself: in a header it holds for its worker, too."""
    found = _POLICY.search(page.read_text(encoding="utf-8"))
    return found[1] if found else "default-src 'self'"


def address_of(server: ThreadingHTTPServer) -> str:
    """Where a browser finds the page."""
    return f"http://{LOOPBACK}:{server.server_port}/"


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = False  # on Windows another program could listen on the same port

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away in the middle is no fault."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "perkins-rules", ""
    timeout = 60  # seconds: a connection that says nothing is closed

    def __init__(
        self, *of: Any, files: Mapping[str, Path], headers: Mapping[str, str], **told: Any
    ) -> None:
        self._files, self._told = files, headers
        super().__init__(*of, **told)

    def do_GET(self) -> None:
        """A file of the page."""
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        """What would be said of it."""
        self._answer(with_body=False)

    def log_message(self, format: str, *of: Any) -> None:  # noqa: A002  # so it is called there
        """Says nothing."""

    def _answer(self, *, with_body: bool) -> None:
        if not self._is_own():
            self._refuse(HTTPStatus.FORBIDDEN)
            return
        name = unquote(urlsplit(self.path).path).removeprefix("/") or "index.html"
        path = self._files.get(name)  # no other path leads anywhere
        if path is None:
            self._refuse(HTTPStatus.NOT_FOUND)
            return
        content = path.read_bytes()
        self._begin(HTTPStatus.OK, mime_of(name), len(content))
        if with_body:
            self.wfile.write(content)

    def _is_own(self) -> bool:
        """Whether the page itself asks, under its own address: no other site, by whatever name it
        has this machine called, and no page of another.
        """
        assert isinstance(self.server, ThreadingHTTPServer)
        port = self.server.server_port
        hosts = {f"{LOOPBACK}:{port}", f"localhost:{port}"}
        origin = self.headers.get("Origin")
        of_site = self.headers.get("Sec-Fetch-Site", "none")
        return (
            self.headers.get_all("Host", []) in [[host] for host in hosts]
            and (origin is None or origin in {f"http://{host}" for host in hosts})
            and of_site in ("none", "same-origin")
        )

    def _refuse(self, status: HTTPStatus) -> None:
        content = f"{status.phrase}\n".encode("ascii")
        self._begin(status, "text/plain; charset=utf-8", len(content))
        if self.command != "HEAD":
            self.wfile.write(content)

    def _begin(self, status: HTTPStatus, kind: str, length: int) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(length))
        for name, value in self._told.items():
            self.send_header(name, value)
        self.end_headers()
