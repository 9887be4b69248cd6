"""Checked rules -> what is no error and yet should not be: the warnings of `lint`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set

from perkins_rules.app.authoring.openness import can_stay_open
from perkins_rules.check import tree as t
from perkins_rules.diagnostics import Diagnostic
from perkins_rules.lang import nodes as n
from perkins_rules.source import SourceText, Span

_TODO = re.compile(r'(#\s*|")(?P<todo>TODO:)')
WANTED = {
    "passes": "pass",
    "fails": "fail",
    "cannot be determined": "cannot_determine",
    "needs review": "needs_review",
}


def unused_names(file: n.RuleFile, used: Set[str]) -> Iterator[Diagnostic]:
    """Parameters and definitions of a file that nothing reads."""
    source = file.source
    for node in file.declarations:
        if isinstance(node, n.Parameter | n.Define) and node.name not in used:
            kind = "parameter" if isinstance(node, n.Parameter) else "definition"
            message = f"the {kind} `{node.name}` is never used"
            yield _warning("unused-name", message, source, node, "leave it out")


def to_fill_in(source: SourceText) -> Iterator[Diagnostic]:
    """What `new pack` and `new rule` left open, comments and texts that begin with TODO: the first
    of a file, and where the others are.
    """
    lines = source.text.split("\n")
    places = [(k, found) for k, line in enumerate(lines, 1) if (found := _TODO.search(line))]
    if not places:
        return
    number, first = places[0]
    span = Span(number, first.start("todo") + 1, number, len(lines[number - 1].rstrip()) + 1)
    message, hint = "this is still to be filled in", ""
    if len(places) > 1:
        message = f"{len(places)} places are still to be filled in; this is the first"
        hint = f"look for TODO, in lines {', '.join(str(k) for k, _ in places)}: "
    hint += "write what is asked for, and take the TODO out"
    yield Diagnostic("to-do", message, source, span, hint, "warning")


def rule_warnings(rule: t.CheckedRule) -> Iterator[Diagnostic]:
    """What a rule lacks: what it encodes, and examples of each verdict that it can have."""
    if not rule.requirements and rule.kind != "placeholder":
        message = f"`{rule.id}` encodes no requirement"
        hint = "add `encodes …`, the ids of the requirements that it carries out"
        yield _warning("no-encodes", message, rule.source, rule, hint)
    lacking = lacking_examples(rule)
    if lacking:
        words = [f"is {w}" if w.startswith("not applicable") else w for w in lacking]
        message = f"`{rule.id}` has no example that " + ", none that ".join(words)
        hint = "add " + " and ".join(f"`{words} when …`" for words in lacking)
        yield _warning("no-example", message, rule.source, rule, hint)


def warnings_of(
    rules: Iterable[t.CheckedRule], files: Iterable[n.RuleFile]
) -> Iterator[Diagnostic]:
    """What rules lack; what every rule of a table lacks is told once, where the table begins."""
    table_of = {
        (file.source.name, node.span): node.row.columns[0]
        for file in files
        for node in file.declarations
        if isinstance(node, n.Rule | n.Review) and node.row is not None
    }
    of_tables: dict[tuple[str, Span], list[t.CheckedRule]] = {}
    for rule in rules:
        column = table_of.get((rule.source.name, rule.span))
        if column is None:
            yield from rule_warnings(rule)
        else:
            of_tables.setdefault((rule.source.name, column.span), []).append(rule)
    for (_, place), alike in of_tables.items():
        yield from _of_table(place, alike)


def _of_table(place: Span, rules: list[t.CheckedRule]) -> Iterator[Diagnostic]:
    told = {rule.id: list(rule_warnings(rule)) for rule in rules}
    first = rules[0]
    shared = {(w.code, w.suggestion) for w in told[first.id]}
    for others in told.values():
        shared &= {(w.code, w.suggestion) for w in others}
    for rule in rules:
        for warning in told[rule.id]:
            if (warning.code, warning.suggestion) not in shared:
                yield warning
            elif rule is first:
                message = warning.message.replace(f"`{rule.id}`", "each rule of this table")
                yield warning._replace(span=place, message=message)


def lacking_examples(rule: t.CheckedRule) -> list[str]:
    """The kinds of example that a rule should have and has not, in the words of the language."""
    if rule.kind == "placeholder":
        return []
    if rule.amends is not None:
        return _lacking_exceptions(rule, rule.amends)
    kinds = ["needs review"] if rule.kind == "review" else ["passes", "fails"]
    # An item whose value is missing fails: that example is asked for already.
    if rule.kind != "item" and can_stay_open(rule):
        kinds.append("cannot be determined")
    given = {example.verdict for example in rule.examples}
    return [kind for kind in kinds if WANTED[kind] not in given]


def _lacking_exceptions(rule: t.CheckedRule, below: t.CheckedRule) -> list[str]:
    """Of exceptions that a pack above added, those of which no example says that they hold."""
    shown = {e.exception for e in rule.examples if e.verdict == "not_applicable"}
    added = [e.label for e in rule.exemptions if e not in below.exemptions]
    return [f"not applicable by {label}" for label in added if label not in shown]


def _warning(
    code: str, message: str, source: SourceText, node: n.Node | t.CheckedRule, hint: str
) -> Diagnostic:
    first_line = node.span._replace(end_line=node.span.line)
    if node.span.end_line > node.span.line:
        end = len(source.line(node.span.line)) + 1
        first_line = first_line._replace(end_column=end)
    return Diagnostic(code, message, source, first_line, hint, "warning")
