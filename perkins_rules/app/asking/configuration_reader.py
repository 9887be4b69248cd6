"""perkins.yaml, or the table of pyproject.toml -> settings; exactly, or not at all."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path
from typing import Any

from perkins_rules.app.asking.configuration_values import Fault, Written, value_of
from perkins_rules.app.asking.settings import (
    KEYS,
    TABLE,
    TOML,
    YAML,
    Configuration,
    Setting,
    has_table,
)
from perkins_rules.app.faults import Stop
from perkins_rules.documents.shown import listed, shown
from perkins_rules.nearest import nearest
from perkins_rules.record_file import read_within

_MOST_BYTES = 1 << 20


def read_configuration(path: str) -> Configuration:
    """The settings of a file. Raises Stop, with the line, for one that cannot be used."""
    text = _text_of(path)
    is_toml = path.lower().endswith(".toml")
    beside = str(Path(path).parent / TOML)
    if not is_toml and os.path.basename(path) == YAML and has_table(beside):  # noqa: PTH119
        _refuse_both(path, beside)
    try:
        written = _read(text, is_toml)
        if written is None:
            return Configuration()
        values = {key: Setting(value_of(key, w, path), f"{path}:{w.line}") for key, w in written}
    except Fault as fault:
        raise Stop(_told(path, text, fault), fault.remedy) from fault
    return Configuration(path, values)


def _refuse_both(path: str, beside: str) -> None:
    if _read(_text_of(beside), is_toml=True) is not None:
        message = f"{path} and the table [tool.{TABLE}] of {beside} both set what holds here."
        raise Stop(message, "Keep one of the two.")


def _text_of(path: str) -> str:
    try:
        data = read_within(path, _MOST_BYTES)
    except OSError as error:
        raise Stop(f"the configuration {path} cannot be read: {error.strerror}.") from error
    if len(data) > _MOST_BYTES:
        raise Stop(f"the configuration {path} is too large to be one.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Stop(f"{path}:{line}: this is not UTF-8 text.", "Save the file as UTF-8.") from error


def _told(path: str, text: str, fault: Fault) -> str:
    """The fault with its place, and the line itself."""
    lines = text.splitlines()
    line = lines[fault.line - 1].rstrip()[:200] if 0 < fault.line <= len(lines) else ""
    shown_line = f"\n  {fault.line} | {line}" if line.strip() else ""
    return f"{path}:{fault.line}: {fault.message}{shown_line}"


def _read(text: str, is_toml: bool) -> list[tuple[str, Written]] | None:
    """The keys that are set, each one that is known. Raises Fault."""
    read = _of_toml(text) if is_toml else _of_yaml(text)
    for key, written in (read or {}).items():
        if key not in KEYS:
            meant = nearest(key, list(KEYS)) or nearest(key.replace("_", "-"), list(KEYS))
            remedy = f"Did you mean `{meant}`?" if meant else f"There are {listed(list(KEYS))}."
            raise Fault(written.line, f"there is no setting {shown(key)}.", remedy)
    return None if read is None else list(read.items())


# ------------------------------------------------------------------ the two forms


def _of_yaml(text: str) -> dict[str, Written]:
    from perkins_rules.documents import Refusal
    from perkins_rules.documents.places import Places
    from perkins_rules.documents.tree import Mapping as Group
    from perkins_rules.documents.tree import Scalar, written_out
    from perkins_rules.documents.yaml_reader import read_yaml

    if not any(line.strip() and not line.lstrip().startswith("#") for line in text.splitlines()):
        return {}
    try:
        root = read_yaml(text)
    except Refusal as refusal:
        remedy = "" if "document: " in refusal.remedy else refusal.remedy
        raise Fault(refusal.span.line, refusal.message, remedy) from refusal
    if not isinstance(root, Group):
        raise Fault(1, "this is not a group of settings.", "Write them as in `fail-on: warning`.")
    places = Places(text)
    return {
        name: Written(
            None if isinstance(node, Scalar) and node.is_blank else written_out(node),
            places.line_of(key.start),
        )
        for name, (key, node) in root.fields.items()
    }


def _of_toml(text: str) -> dict[str, Written] | None:
    """The table's values; None when there is no such table."""
    import tomllib

    try:
        tool = tomllib.loads(text).get("tool")
    except (ValueError, RecursionError) as error:  # a number of many digits raises the former
        match = re.search(r"at line (\d+)", str(error))
        line = int(match[1]) if match else 1
        raise Fault(line, f"this is not TOML: {str(error).partition(' (at ')[0]}.") from error
    table = tool.get(TABLE) if isinstance(tool, dict) else None
    if table is None:
        return None
    head, lines = _lines_of(text)
    if not isinstance(table, dict):
        raise Fault(head, f"`{TABLE}` is not a table.", f"Write [tool.{TABLE}] above the settings.")
    return {key: Written(_plain(value), lines.get(key, head)) for key, value in table.items()}


def _plain(value: Any) -> Any:
    """As the other form would have it: a date is its text."""
    return value.isoformat() if type(value) is date else value


def _lines_of(text: str) -> tuple[int, dict[str, int]]:
    """The line of the table, and those of its keys: the reader of TOML does not tell them."""
    head, lines, inside = 1, dict[str, int](), False
    header = re.compile(rf"""\s*\[\s*tool\s*\.\s*["']?{TABLE}["']?\s*\]""")
    for number, line in enumerate(text.splitlines(), start=1):
        if header.match(line):
            head, inside = number, True
        elif re.match(r"\s*\[[^\[\],]*\]\s*(#.*)?$", line):
            inside = False
        elif inside and (key := re.match(r"""\s*["']?([\w-]+)["']?\s*[=.]""", line)):
            lines.setdefault(key[1], number)
    if not lines and head == 1:
        near = (n for n, line in enumerate(text.splitlines(), start=1) if TABLE in line)
        head = next(near, 1)
    return head, lines
