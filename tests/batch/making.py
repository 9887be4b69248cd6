"""Documents in every kind of holder, and what comes out of them in short."""

from __future__ import annotations

import io
import os
import signal
import tarfile
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from perkins_rules.app.asking.inputs import named_member
from perkins_rules.batch.places import members
from perkins_rules.batch.result import Result
from perkins_rules.batch.work import Check
from perkins_rules.engine.shared.reporting import unread_report
from perkins_rules.member import Member

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
LIMIT = 10_000

PLAN = b"document: state_plan\nstate: {code: VT, name: Vermont}\n"
LEVELS = b"document: local_levels\nstate: {code: MN}\n"
BESIDE = ("plan.determinations.yaml", "waivers.yaml", "perkins.yaml", "own.schema.json")
"""What is read beside documents or rules."""
LINE = b'{"document": "state_plan", "state": {"code": "VT", "name": "Vermont"}}\n'


def told(*names: str, limit: int = LIMIT) -> list[str]:
    """The names of all members; what is wrong or left out after an arrow."""
    return [_told(one) for one in found(*names, limit=limit)]


def found(*names: str, limit: int = LIMIT) -> list[Member]:
    """All members that names stand for."""
    return list(members(names, limit, partial(named_member, limit_bytes=limit)))


def _told(member: Member) -> str:
    if member.left_out:
        return f"{member.name} ~ {member.left_out}"
    if member.fault is not None:
        return f"{member.name} ! {member.fault.message}"
    return member.name


def zipped(path: Path, entries: Iterable[tuple[str, bytes]]) -> str:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return str(path)


def tarred(path: Path, entries: Iterable[tuple[str, bytes]], mode: str = "w:gz") -> str:
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]  # of many modes
        for name, data in entries:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return str(path)


def filled(folder: Path, files: Mapping[str, bytes]) -> str:
    """A folder with files in it, those in folders included."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return str(folder)


# ------------------------------------------------------------------ checks that go wrong


def plain_result(member: Member) -> Result:
    """A result that only tells how the member is called, and what was wrong with it."""
    message = member.fault.message if member.fault is not None else "read"
    return Result(unread_report(member.name, message, "", "rules"), {}, {}, {})


def troubled(member: Member) -> Result:
    """Does what a name says: fails, or dies."""
    if member.data is not None and "raise" in member.name:
        raise ValueError("on purpose")
    if member.data is not None and "die" in member.name:
        os.kill(os.getpid(), signal.SIGKILL)
    return plain_result(member)


def make_troubled() -> Check:
    return troubled


def large(member: Member) -> Result:
    """A result that fills the pipe to the parent many times."""
    return plain_result(member)._replace(lines={1: "x" * 6_000_000})


def make_large() -> Check:
    return large


def make_dying_midway() -> Check:
    """Each process dies when it has handed over half of its first large result."""
    from multiprocessing.connection import Connection

    send = Connection._send  # type: ignore[attr-defined]  # what both ends write with

    def half(self: Any, content: Any, *rest: Any) -> None:
        if len(content) > 1 << 20:
            send(self, content[: len(content) // 2], *rest)
            os.kill(os.getpid(), signal.SIGKILL)
        send(self, content, *rest)

    Connection._send = half  # type: ignore[attr-defined]
    return large


def make_counted(place: str) -> Check:
    """Writes down each process that checks, and each document."""

    def check(member: Member) -> Result:
        with Path(place).open("a") as file:
            file.write(f"{os.getpid()} {member.name}\n")
        return plain_result(member)

    return check


def said(results: Iterable[Result]) -> Sequence[tuple[str, str]]:
    """Names, and what is said of each."""
    return [(one.report.path, one.report.findings[0].message) for one in results]
