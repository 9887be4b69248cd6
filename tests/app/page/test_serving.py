"""The page is handed on as files, and served to this machine's own browser alone."""

from __future__ import annotations

import socket
import threading
import webbrowser
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from perkins_rules import assets
from perkins_rules.app.main import main
from perkins_rules.app.page.server import server_of
from perkins_rules.app.page.site import mime_of, site_files

POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"
PAGE = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><p>page</p>'


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page as it is built, in small."""
    folder = tmp_path / "built"
    for name in ("site.json", "page.js", "python/pyodide.mjs", "python/pyodide.asm.wasm"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)
    (folder / "index.html").write_text(PAGE)
    monkeypatch.setattr(assets, "built_page", lambda: folder)
    return folder


@pytest.fixture
def port(built: Path) -> Iterator[int]:
    server = server_of(site_files())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def asked(port: int, path: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    for name, value in ({"Host": f"127.0.0.1:{port}"} | headers).items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    response = connection.getresponse()
    content = response.read()
    connection.close()
    return response, content


def test_files_come_with_their_types_and_the_policy(port: int) -> None:
    response, content = asked(port, "/")
    assert (response.status, content.decode()) == (200, PAGE)
    told = dict(response.getheaders())
    assert told["Content-Type"] == "text/html; charset=utf-8"
    assert told["Content-Security-Policy"] == POLICY
    assert told["X-Content-Type-Options"] == "nosniff"
    assert told["Referrer-Policy"] == "no-referrer"
    for path, kind in (
        ("/python/pyodide.mjs", "text/javascript; charset=utf-8"),
        ("/python/pyodide.asm.wasm?x=1", "application/wasm"),
        ("/page.js", "text/javascript; charset=utf-8"),
    ):
        response, content = asked(port, path)
        assert (response.status, response.getheader("Content-Type")) == (200, kind)
        assert response.getheader("Content-Security-Policy") == POLICY
        assert content.decode() == path[1:].partition("?")[0]


@pytest.mark.parametrize(
    "path",
    ["/python", "/python/", "/../site.json", "/%2e%2e/built/site.json",
     "/python/../site.json", "/python\\pyodide.mjs", "/etc/passwd", "/site.json/"],
)  # fmt: skip
def test_no_other_path_leads_anywhere(port: int, path: str) -> None:
    response, content = asked(port, path)
    assert (response.status, content) == (404, b"Not Found\n")


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "127.0.0.1"},
        {"Host": "127.0.0.1:1"},
        {"Host": ""},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
    ids=str,
)
def test_foreign_hosts_and_origins_are_refused(port: int, headers: dict[str, str]) -> None:
    response, content = asked(port, "/", **headers)
    assert (response.status, content) == (403, b"Forbidden\n")


def test_its_own_page_may_ask(port: int) -> None:
    own = {"Origin": f"http://127.0.0.1:{port}", "Sec_Fetch_Site": "same-origin"}
    assert asked(port, "/page.js", **own)[0].status == 200
    assert asked(port, "/page.js", Host=f"localhost:{port}")[0].status == 200
    response, content = asked(port, "/page.js", "HEAD")
    assert (response.status, content, response.getheader("Content-Length")) == (200, b"", "7")
    assert asked(port, "/page.js", "POST")[0].status == 501


def test_nothing_listens_elsewhere(port: int) -> None:
    with socket.socket() as other, pytest.raises(ConnectionRefusedError):
        other.connect(("127.0.0.2", port))


def test_serve_opens_a_browser_and_ends_with_ctrl_c(
    built: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    opened: list[str] = []

    def open_(address: str) -> bool:
        opened.append(address)
        raise KeyboardInterrupt

    monkeypatch.setattr(webbrowser, "open", open_)
    assert main(["serve"]) == 0
    said = capfd.readouterr().out
    assert opened[0] in said
    assert opened[0].startswith("http://127.0.0.1:")


def test_a_port_that_is_taken_is_told(built: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert main(["serve", "--no-open", "--port", str(taken.getsockname()[1])]) == 2
    assert "cannot be had" in capfd.readouterr().err


# --------------------------------------------------------------------- files


def test_the_page_is_written_into_a_folder_of_its_own(
    built: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "new" / "page"
    assert main(["page", "--output", str(folder)]) == 0
    assert "5 files" in capfd.readouterr().out
    assert (folder / "python" / "pyodide.mjs").read_text() == "python/pyodide.mjs"
    (built / "page.js").write_text("newer")
    assert main(["page", "--output", str(folder)]) == 0
    assert (folder / "page.js").read_text() == "newer"


def test_other_files_are_not_written_among(
    built: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "plan.yaml").write_text("x")
    for name, words in (("mine", "holds other files"), ("mine/plan.yaml", "is a file")):
        assert main(["page", "--output", str(tmp_path / name)]) == 2
        assert words in capfd.readouterr().err
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["plan.yaml"]


def test_where_it_was_not_built_it_says_how(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(assets, "built_page", lambda: tmp_path)
    for words in (["serve"], ["page", "--output", str(tmp_path / "out")]):
        assert main(words) == 2
        assert "make page" in capfd.readouterr().err


def test_scripts_and_wasm_have_the_types_that_browsers_ask_for() -> None:
    assert mime_of("a/b.MJS") == mime_of("x.js") == "text/javascript; charset=utf-8"
    assert mime_of("a.wasm") == "application/wasm"
    assert mime_of("z3.whl") == "application/octet-stream"
