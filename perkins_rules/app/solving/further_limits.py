"""What goes into documents beside limits by the user's word, and how they become examples."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from perkins_rules.app.asking.rule_sources import read_with_examples
from perkins_rules.app.console import write_file
from perkins_rules.app.faults import Stop
from perkins_rules.check.tree import CheckedRule
from perkins_rules.documents import Shape, read_document, shape_at
from perkins_rules.engine.reference.example_run import run_example
from perkins_rules.lang.printer import format_rule_file
from perkins_rules.report.figures import number_of
from perkins_rules.source import SourceText

if TYPE_CHECKING:  # loaded when it is known that the solver is there
    from perkins_rules.proving.setting import Setting
    from perkins_rules.proving.thresholds import Threshold


def given_values(kind: str, shape: Shape, words: Sequence[str]) -> dict[str, Any]:
    """Values by pointer, read as a document's are. Raises Stop."""
    found: dict[str, Any] = {}
    for word in words:
        name, sign, text = word.partition("=")
        path = name.strip().split(".")
        at = shape_at(shape, path)
        if not sign or at is None or at.kind in ("record", "list"):
            raise Stop(f"`{word}` is no field and its value.", "Such as budget.reserve.amount=$0.")
        found["/" + "/".join(path)] = _read(kind, shape, path, text.strip())
    return found


def _read(kind: str, shape: Shape, path: Sequence[str], text: str) -> Any:
    import json

    lines = [f"{'  ' * k}{name}:\n" for k, name in enumerate(path)]
    whole = "".join([*lines[:-1], lines[-1].rstrip("\n"), " ", json.dumps(text), "\n"])
    document = read_document("<given>", f"document: {kind}\n{whole}".encode(), {kind: shape})
    value: Any = document.data
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    if value is None or document.problems:
        raise Stop(f"`{text}` cannot be read as {'.'.join(path)}.")
    return Fraction(value) if isinstance(value, Fraction) else value


def written_into(
    own: Sequence[SourceText], rule: CheckedRule, setting: Setting, found: Sequence[Threshold]
) -> str:
    """Adds examples to the file of the rule that hold and are not there; what was done. Raises
    Stop where they cannot stand there.
    """
    from perkins_rules.proving.stated import example_of

    source = next((one for one in own if one.name == rule.source.name), None)
    lines = rule.source.text.split("\n")
    if source is None or not lines[rule.span.line - 1].startswith("rule "):
        raise Stop(f"{rule.id} is written by a table: add its examples there by hand.")
    known = {" ".join(one.text.split()) for one in rule.examples}
    stated = [
        example_of(setting.shape, one.sample.data, one.foreseen)
        for limit in found
        for one in limit.boundaries
        if one.foreseen in one.sample.verdicts[rule.key]
    ]
    new = [one for one in dict.fromkeys(stated) if one is not None and one not in known]
    if not new:
        return "No example is new.\n"
    end = rule.span.end_line
    text = "\n".join([*lines[:end], *(f"  {one}" for one in new), *lines[end:]])
    after = SourceText(source.name, format_rule_file(SourceText(source.name, text)))
    _must_hold([after if one.name == source.name else one for one in own], rule, len(new))
    write_file(source.name, after.text)
    return f"{number_of(len(new), 'example')} added to {source.name}.\n"


def _must_hold(own: Sequence[SourceText], rule: CheckedRule, count: int) -> None:
    """That the rules are read with the new examples, and that all of the rule hold. Raises Stop."""
    read = read_with_examples(own)
    one = next((r for r in read.rules.rules if r.key == rule.key), None) if read.rules else None
    if read.rules is None or one is None or len(one.examples) < len(rule.examples) + count:
        raise Stop("the examples could not be written: the rules are not read with them.")
    wrong = [e.text for e in one.examples if not run_example(read.rules, one, e).holds]
    if wrong:
        raise Stop(f"this example would not hold, and nothing was written: {wrong[0]}")
