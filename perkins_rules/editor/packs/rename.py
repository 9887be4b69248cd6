"""A name of rule files otherwise, wherever it stands; only where the files then say the same."""

from __future__ import annotations

import re
from collections.abc import Sequence

from perkins_rules.check.builtins import FUNCTIONS
from perkins_rules.check.scope import ASKED
from perkins_rules.editor.packs.names import declared_in, locals_of, names_in
from perkins_rules.lang import nodes as n
from perkins_rules.lang.parse import parse_rule_file
from perkins_rules.source import SourceText, Span

_NAME = re.compile(r"[a-z_][a-z0-9_]*")
_RULE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PACK = re.compile(r"[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)*")


def fault_of(
    new: str,
    kind: str,
    files: Sequence[n.RuleFile],
    seeing: Sequence[n.RuleFile],
    fields: Sequence[str],
) -> str:
    """Why something cannot be called so; empty where it can. `files` are all, `seeing` those that
    see what is renamed, `fields` those of the document.
    """
    pattern = _PACK if kind == "pack" else _NAME
    if not pattern.fullmatch(new):
        return f"`{new}` is no name: write small letters, digits and _, a letter first."
    if new in FUNCTIONS or new in ASKED or new in (*fields, "yes", "no", "item", "true", "false"):
        return f"`{new}` has a meaning of its own here."
    for file in files:
        for one in declared_in(file):
            if one.name == new and one.kind in ("parameter", "define", "source", "pack"):
                return f"`{new}` is declared already, in {file.source.name}:{one.span.line}."
    for file in seeing:
        for node in file.declarations:
            if kind != "pack" and new in locals_of(node):
                return f"`{new}` is a variable in {file.source.name}:{node.span.line}."
    return ""


def rule_fault(new: str, id_: str, files: Sequence[n.RuleFile]) -> str:
    """Why the rule of an id cannot be called so; empty where it can."""
    if not _RULE.fullmatch(new):
        return (
            f"`{new}` is no name of a rule: write small letters and digits, with single `-` between"
            " (the pack is not written)."
        )
    other = f"{id_.partition('/')[0]}/{new}"
    for file in files:
        for one in declared_in(file):
            if one.kind == "rule" and one.name == other:
                place = f"{file.source.name}:{one.span.line}"
                return f"There is a rule `{other}` already, in {place}."
    return ""


def renamed(source: SourceText, spans: Sequence[Span], new: str) -> SourceText:
    """The file with another name at some places."""
    lines = source.text.split("\n")
    for span in sorted(spans, reverse=True):
        line = lines[span.line - 1]
        lines[span.line - 1] = line[: span.column - 1] + new + line[span.end_column - 1 :]
    return source._replace(text="\n".join(lines))


def says_the_same(before: n.RuleFile, after: SourceText, old: str, new: str) -> bool:
    """Whether a renamed file has as many names, each in its turn the same but for this one."""
    parsed = parse_rule_file(after)
    if parsed.diagnostics:
        return False
    was, now = (
        [
            (one.kind, ".".join(one.whole) or one.name)
            for node in file.declarations
            for one in names_in(file.source, node)
        ]
        for file in (before, parsed.file)
    )
    return len(was) == len(now) and all(
        a == b or (a[0] == b[0] and _put(*a, old, new) == b[1])
        for a, b in zip(was, now, strict=True)
    )


def _put(kind: str, name: str, old: str, new: str) -> str:
    if kind == "rule":
        return "/".join(new if part == old else part for part in name.split("/"))
    if name == old:
        return new
    return new + name[len(old) :] if name.startswith(f"{old}.") else name
