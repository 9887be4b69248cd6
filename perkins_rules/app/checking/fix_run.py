"""`check --fix` and `--diff`: the documents that are named put right before they are checked."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from difflib import unified_diff
from io import StringIO

from perkins_rules.app.asking.documents_in import documents_in, expected_in
from perkins_rules.app.asking.request import Request
from perkins_rules.app.checking.fixing import Fixed, fixed
from perkins_rules.app.checking.progress import progress
from perkins_rules.app.console import write_file
from perkins_rules.app.faults import COULD_NOT_RUN, Stop, complain
from perkins_rules.checker import Checker
from perkins_rules.member import Member
from perkins_rules.record_file import read_within
from perkins_rules.report.figures import number_of


def fix_documents(request: Request, checker: Checker) -> int:
    """Writes what has one right answer into the files; with `diff` only shows it. Gives 0; with
    `diff` 1 when something would change; 2 when a document cannot be read for it, or not be
    written. Raises Stop.
    """
    code, left = 0, dict[str, int]()
    with progress(request.quiet, lambda: expected_in(request)) as bar:
        for member in _files(request):
            found = fixed(member, checker)
            bar.advance()
            if request.diff:
                bar.above(_difference(member, found))
                code = max(code, int(bool(found.fixes)) if found.is_read else COULD_NOT_RUN)
            elif found.fixes:
                code = max(code, _write(member, found))
            if found.figures_left:
                left[member.name] = found.figures_left
    if left and not request.diff and not request.quiet:
        _tell_of_figures(left)
    return code


def _tell_of_figures(left: Mapping[str, int]) -> None:
    """A change of figures moves money: it is made where it is asked for by name."""
    name, count = next(iter(left)), sum(left.values())
    where = f" in {len(left):,} documents" if len(left) > 1 else ""
    stay = "stays" if count == 1 else "stay"
    complain(
        f"{number_of(count, 'error')} of figures{where} {stay}: which figure gives way is the"
        f" author's to decide. `perkins-rules repair {name}` shows the smallest lawful change; with"
        " --write it makes it."
    )


def _files(request: Request) -> Iterator[Member]:
    """The documents that are files by themselves, those that cannot be read among them; of all
    others it is said that they stay.
    """
    left = 0
    for member in documents_in(request):
        if member.is_file or member.fault is not None:
            yield member
        elif not member.left_out:
            left += 1
    if left:
        complain(
            f"{number_of(left, 'document')} of standard input, an archive, a file of lines or"
            " another machine left as it is: --fix changes files."
        )


def _write(member: Member, found: Fixed) -> int:
    """One that cannot be written keeps no other from it."""
    if why_not := kept_from(member, found.member.data or b""):
        complain(f"{member.name} {why_not}: nothing in it was fixed.")
        return COULD_NOT_RUN
    for fix in found.fixes:
        complain(f"{member.name}:{fix.line}: fixed, `{fix.was}` is now `{fix.now}`.")
    return 0


def kept_from(member: Member, data: bytes) -> str:
    """Why a file could not be written; empty for one that was."""
    try:
        if not os.access(member.name, os.W_OK):
            return "may not be written"  # though another could be put in its place
        if read_within(member.name, len(member.data or b"")) != member.data:
            return "was changed meanwhile"
        write_file(member.name, data)
    except OSError as error:
        return f"cannot be read ({error.strerror})"
    except Stop as stop:
        return f"stays as it is, since {stop.message.rstrip('.')}"
    return ""


# ------------------------------------------------------------------ a difference


def _difference(member: Member, found: Fixed) -> str:
    if not found.is_read:
        complain(f"{member.name} cannot be read: `perkins-rules check` says why.")
        return ""
    return difference(member, found.member)


def difference(member: Member, changed: Member) -> str:
    """The change as `diff -u` shows it, which `patch -p1` and `git apply` take."""
    before, after = (_lines(one) for one in (member, changed))
    name = _below(member.name)
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
        for line in unified_diff(before, after, _header(f"a/{name}"), _header(f"b/{name}"))
    )


def _below(name: str) -> str:
    """A name as both take it: below the folder they work in, or one above it."""
    parts = os.path.normpath(name).replace(os.sep, "/").split("/")
    return "/".join(part for part in parts if part not in ("", ".."))


def _header(name: str) -> str:
    """A name in a header: in quotes where it would break off, a blank in it told by a tab."""
    if not name.isprintable() or "\\" in name or '"' in name:
        return json.dumps(name, ensure_ascii=False)
    return f"{name}\t" if " " in name else name


def _lines(member: Member) -> list[str]:
    """The lines with their ends; only a line feed ends one, as in the report."""
    assert member.data is not None
    return list(StringIO(member.data.decode("utf-8", errors="replace"), newline="\n"))
