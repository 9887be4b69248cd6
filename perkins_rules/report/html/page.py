"""The frame of the page: style and script as they are in assets/, a strict policy, data blocks."""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from perkins_rules.report.html.overview import Overview
from perkins_rules.report.outputs.about import About

ASSETS = Path(__file__).with_name("assets")
SCRIPTS = (
    "dom.js",
    "inflate.js",
    "data.js",
    "words.js",
    "findings.js",
    "checklist.js",
    "budget.js",
    "levels.js",
    "timeline.js",
    "document.js",
    "overview.js",
    "filters.js",
    "matrix.js",
    "printing.js",
    "main.js",
)
"""In this order they make one script: each uses what stands before it."""
_UNSAFE = {ord(c): f"\\u{ord(c):04x}" for c in "<>&"}


def page_start(about: About, overview: Overview) -> str:
    """Everything up to the data."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(ASSETS),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    return made.get_template("page.html").render(
        version=about.version,
        policy=_policy(),
        style=_style(),
        counts=overview.plain()["verdicts"],
    )


def page_end() -> str:
    """The script, and the end of the page."""
    return f"<script>{_script()}</script>\n</body>\n</html>\n"


def as_json(value: Any) -> str:
    """In one line, and in ASCII."""
    return json.dumps(value, separators=(",", ":"))


def data_block(name: str, value: Any) -> str:
    """Data that the script reads; nothing in it can end the element."""
    return "".join(_block(name, [as_json(value)]))


def list_block(name: str, values: Iterable[str]) -> Iterator[str]:
    """The same for a long list of parts that are JSON already, piece by piece."""
    return _block(name, _listed(values))


def packed_block(name: str, values: Iterable[str]) -> str:
    """The same for what is read only when it is asked for: compressed."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    packed = packer.compress("".join(_listed(values)).encode("ascii")) + packer.flush()
    return data_block(name, base64.b64encode(packed).decode("ascii"))


def _listed(values: Iterable[str]) -> Iterator[str]:
    yield "["
    for number, value in enumerate(values):
        yield ("," if number else "") + value
    yield "]"


def _block(name: str, pieces: Iterable[str]) -> Iterator[str]:
    yield f'<script type="application/json" id="{name}">'
    yield from (piece.translate(_UNSAFE) for piece in pieces)
    yield "</script>\n"


@cache
def _style() -> str:
    return "\n" + (ASSETS / "report.css").read_text(encoding="utf-8")


@cache
def _script() -> str:
    parts = [(ASSETS / "js" / name).read_text(encoding="utf-8") for name in SCRIPTS]
    return '\n"use strict";\n(() => {\n' + "\n".join(parts) + "})();\n"


def _policy() -> str:
    """Nothing from elsewhere, and no script or style but ours."""
    script, style = digests()
    return (
        f"default-src 'none'; script-src {script}; style-src {style}; "
        "base-uri 'none'; form-action 'none'"
    )


def digests() -> tuple[str, str]:
    """Those of the script and the style, as a policy names them: of whatever shows a report, too,
    where its own policy holds for what it shows.
    """
    return _hash(_script()), _hash(_style())


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
