"""Data -> a document as people write it, and what the engine says of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from perkins_rules.check.tree import CheckedRule
from perkins_rules.documents import Refusal, Shape, read_document
from perkins_rules.engine.reference.instances import Instance, instances
from perkins_rules.engine.reference.reference import Evaluator
from perkins_rules.findings import Verdict
from perkins_rules.proving.setting import Setting
from perkins_rules.proving.smallest import without


class Verdicts(dict[str, frozenset[Verdict]]):
    """What the engine says of rules, by their keys: of some things one, of others another; and the
    text of the document, where that is asked for. `taken` are the exceptions that were, by key and
    label; `unsure` the keys of those that pass somewhere without being known to apply there.
    """

    taken: frozenset[tuple[str, str]]
    unsure: frozenset[str]
    document: Callable[[], str]

    @property
    def text(self) -> str:
        """The document that this is said of."""
        return self.document()


class Sample(NamedTuple):
    """A document that shows something: its text, and what the engine says of the rules asked."""

    text: str
    verdicts: Verdicts
    data: dict[str, Any]


def text_of(document: str, shape: Shape, data: dict[str, Any]) -> str:
    """The document in YAML; amounts to the cent, in the order of the form."""
    said = {name: data[name] for name in shape.fields if name in data and name != "document"}
    return "".join([f"document: {document}\n", *_lines(said, shape, "")])


def _lines(data: dict[str, Any], shape: Shape, indent: str) -> Iterator[str]:
    for name, value in data.items():
        field = shape.fields[name]
        if isinstance(value, dict) and value:
            yield f"{indent}{name}:\n"
            yield from _lines(value, field, indent + "  ")
        elif isinstance(value, list | tuple) and value and isinstance(value[0], dict):
            yield f"{indent}{name}:\n"
            for entry in value:
                yield from _entry(entry, field.entry, indent)
        elif isinstance(value, list | tuple):
            yield f"{indent}{name}: [{', '.join(_scalar(v, field.entry) for v in value)}]\n"
        else:
            yield f"{indent}{name}: {_scalar(value, field)}\n"


def _entry(entry: dict[str, Any], shape: Any, indent: str) -> Iterator[str]:
    lines = "".join(_lines(entry, shape, indent + "    ")) if entry else f"{indent}    {{}}\n"
    yield f"{indent}  - {lines[len(indent) + 4 :]}"


def _scalar(value: Any, shape: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    if shape.kind == "time":  # in minutes of the day
        return f"{value // 60:02}:{value % 60:02}"
    if isinstance(value, Fraction):
        written = getattr(value, "places", 0)
        places = max(2, written) if shape.kind in ("money", "percent", "level", "number") else 0
        whole = int(value * 10**places)
        sign, digits = ("-" if whole < 0 else ""), str(abs(whole)).zfill(places + 1)
        return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else str(whole)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)


def sample_of(
    setting: Setting,
    data: dict[str, Any],
    rules: tuple[CheckedRule, ...],
    is_so: Callable[[Verdicts], bool],
) -> Sample | None:
    """The document, less all that makes no difference; None where the engine does not say what it
    is to show.
    """
    if not is_so(_asked(setting, data, rules)):
        return None
    for place in _places(data, ""):
        if place in setting.fixed:
            continue
        less = tidy(without(data, place))
        if is_so(_asked(setting, less, rules)):
            return sample_of(setting, less, rules, is_so)
    text = text_of(setting.document, setting.shape, data)
    said = verdicts_on(setting, text, rules)
    return Sample(text, said, data) if said is not None and is_so(said) else None


def _places(value: Any, pointer: str) -> Iterator[str]:
    """Largest first."""
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for key, part in inner:
        yield f"{pointer}/{key}"
        if isinstance(part, dict) or (
            isinstance(part, list) and part and isinstance(part[0], dict)
        ):
            yield from _places(part, f"{pointer}/{key}")


def tidy(value: Any) -> Any:
    """Without groups that have nothing in them."""
    if isinstance(value, dict):
        inner = {k: tidy(v) for k, v in value.items()}
        return {k: v for k, v in inner.items() if v != {}}
    return [tidy(v) for v in value] if isinstance(value, list) else value


def verdicts_on(setting: Setting, text: str, rules: tuple[CheckedRule, ...]) -> Verdicts | None:
    """What the engine says of the document, read from its text; None where that cannot be read."""
    try:
        document = read_document("<document>", text.encode(), setting.rules.shapes)
    except Refusal:
        return None
    if document.problems:
        return None
    return _asked(setting, document.data, rules)


def _asked(setting: Setting, data: dict[str, Any], rules: tuple[CheckedRule, ...]) -> Verdicts:
    ev = setting.evaluator(data)
    found = [(rule.key, one) for rule in rules for one in instances(ev, rule)]
    verdicts: dict[str, set[Verdict]] = {rule.key: set() for rule in rules}
    for key, one in found:
        verdicts[key].add(one.verdict)
    said = Verdicts((key, frozenset(of)) for key, of in verdicts.items())
    said.taken = frozenset((k, one.exemption.label) for k, one in found if one.exemption)
    said.unsure = frozenset(key for key, one in found if _is_unsure(ev, one))
    said.document = lambda: text_of(setting.document, setting.shape, data)
    return said


def _is_unsure(ev: Evaluator, one: Instance) -> bool:
    conditions = (one.rule.applies, *(loop.where for loop in one.rule.loops))
    return one.verdict == Verdict.PASS and any(
        ev(condition, one.env).value is None for condition in conditions if condition is not None
    )
