"""`check --fix` and `--diff`: the documents that are named put right before they are checked."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff
from io import StringIO

from perkins_rules.app.asking.documents_in import documents_in, expected_in
from perkins_rules.app.asking.request import Request
from perkins_rules.app.checking.fixing import Fixed, fixed
from perkins_rules.app.checking.making import checker_for
from perkins_rules.app.checking.progress import progress
from perkins_rules.app.console import write_file
from perkins_rules.app.faults import COULD_NOT_RUN, complain
from perkins_rules.member import Member
from perkins_rules.report.figures import number_of


def fix_documents(request: Request) -> int:
    """Writes what has one right answer into the files; with `diff` only shows it. Gives 0, or with
    `diff` 1 when something would change and 2 when a document cannot be read. Raises Stop.
    """
    checker, code = checker_for(request), 0
    with progress(request.quiet, lambda: expected_in(request)) as bar:
        for member in _files(request):
            found = fixed(member, checker)
            bar.advance()
            if request.diff:
                bar.above(_difference(member, found))
                code = max(code, int(bool(found.fixes)) if found.is_read else COULD_NOT_RUN)
            elif found.fixes:
                _write(found)
    return code


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


def _write(found: Fixed) -> None:
    member = found.member
    assert member.data is not None
    write_file(member.name, member.data.decode("utf-8"))
    for fix in found.fixes:
        complain(f"{member.name}:{fix.line}: fixed, `{fix.was}` is now `{fix.now}`.")


def _difference(member: Member, found: Fixed) -> str:
    """The change as `diff -u` shows it, which `patch` and `git apply` take."""
    if not found.is_read:
        complain(f"{member.name} cannot be read: `perkins-rules check` says why.")
        return ""
    before, after = (_lines(one) for one in (member, found.member))
    name = member.name.lstrip("/")
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
        for line in unified_diff(before, after, f"a/{name}", f"b/{name}")
    )


def _lines(member: Member) -> list[str]:
    """The lines with their ends; only a line feed ends one, as in the report."""
    assert member.data is not None
    return list(StringIO(member.data.decode("utf-8", errors="replace"), newline="\n"))
