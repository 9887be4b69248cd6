"""A verdict in words: the message and the remedy of a finding."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from perkins_rules.check import tree as t
from perkins_rules.documents import Document, Problem, Shape, from_pointer
from perkins_rules.documents.titles import title_of
from perkins_rules.engine.reference.instances import Instance
from perkins_rules.engine.reference.reference import Evaluator
from perkins_rules.engine.said.explain import deciding, said_in_part
from perkins_rules.engine.said.lawful_figures import lawful
from perkins_rules.engine.said.reasons import words_of
from perkins_rules.engine.said.rounding import rounding
from perkins_rules.engine.said.shown import shown
from perkins_rules.engine.shared.trace import Trace
from perkins_rules.findings import Verdict

_MUST = {
    "is": "it must be",
    "is_not": "it must not be",
    "at_least": "it must be at least",
    "at_most": "it must be at most",
    "more_than": "it must be more than",
    "less_than": "it must be less than",
}
MOST_NAMED = 4
NOT_GIVEN = "Not given"


def words(ev: Evaluator, document: Document, found: Instance) -> tuple[str, str]:
    """Message and remedy of one verdict, for people."""
    return _WORDINGS[found.verdict](ev, document, found)


def _failed(ev: Evaluator, document: Document, found: Instance) -> tuple[str, str]:
    if found.rule.kind in ("item", "placeholder"):
        return _item_failed(ev, document, found)
    messages, remedies = [], []
    for demand, trace in zip(found.rule.demands, found.demands, strict=True):
        if trace.value is False:
            messages.append(_filled(ev, demand.otherwise, found) or _default(found, trace))
            messages.append(rounding(deciding(trace)))
            remedies.append(_advice(ev, demand.remedy, found, trace))
    return " ".join(filter(None, messages)), " ".join(filter(None, remedies))


def _filled(ev: Evaluator, wording: t.Wording, found: Instance) -> str:
    """A message with the values in its holes."""
    parts = []
    for part in wording:
        if isinstance(part, str):
            parts.append(part)
        else:
            parts.append(said(ev(part, found.env)))
    return "".join(parts)


def named_values(ev: Evaluator, found: Instance) -> list[Any]:
    """The values that the message of a failed rule names, those that it rounds unrounded, too."""
    failed = (
        demand
        for demand, trace in zip(found.rule.demands, found.demands, strict=False)
        if trace.value is False
    )
    holes = [hole for demand in failed for hole in demand.otherwise if not isinstance(hole, str)]
    return [value for hole in holes for value in _with_unrounded(ev(hole, found.env))]


def _with_unrounded(trace: Trace) -> Iterator[Any]:
    yield trace.value
    while isinstance(trace.node, t.Named) and trace.children:
        trace = trace.children[-1]
    if isinstance(trace.node, t.Operation) and trace.node.kind == "round":
        yield trace.children[0].value


def said(trace: Trace) -> str:
    """A value as a message says it."""
    return said_in_part(trace) or shown(trace.value, trace.unit)


def _advice(ev: Evaluator, remedy: t.Wording, found: Instance, failed: Trace) -> str:
    """A remedy with figures that can be entered as they stand."""
    parts = []
    for place, part in enumerate(remedy):
        if isinstance(part, str):
            parts.append(part)
        else:
            before, after = _words_at(remedy, place - 1), _words_at(remedy, place + 1)
            parts.append(lawful(ev(part, found.env), before, after, failed))
    return "".join(parts)


def _words_at(wording: t.Wording, place: int) -> str:
    part = wording[place] if 0 <= place < len(wording) else ""
    return part if isinstance(part, str) else ""


def _default(found: Instance, trace: Trace) -> str:
    """A message for a rule that writes none: what was found, and what it must be."""
    settled = deciding(trace)
    node = settled.node
    title = found.rule.title.rstrip(".")
    if isinstance(node, t.Operation) and node.kind in _MUST and len(settled.children) == 2:
        left, right = settled.children
        value, limit = said(left), said(right)
        return f"Not so: {title}. {node.operands[0].text} is {value}; {_MUST[node.kind]} {limit}."
    return f"Not so: {title}. This does not hold: {node.text}."


def _item_failed(ev: Evaluator, document: Document, found: Instance) -> tuple[str, str]:
    target = ev(found.rule.look_at[0], {})
    name = document.name_of(target.pointer or "")
    shape = _shape(document, target.pointer or "")
    title = title_of(document.shape, from_pointer(target.pointer or "")) or name
    if found.rule.kind == "placeholder":
        message = f"{title}: the text only holds a place ({_short(str(target.value))})."
        return message, f"Replace it with the answer. {_hint(shape)}".strip()
    if loss := document.loss_at(target.pointer or ""):
        return f"{_loss_words(loss)}: {title}.", f"Correct `{_lost_at(document, loss)}`."
    if target.value is None or target.value == {} or not isinstance(target.value, bool):
        state = "Empty" if target.value == [] else "Not given"
        return f"{state}: {title}.", f"Fill in `{name}`. {_hint(shape)}".strip()
    message = f"{title}: the answer is no."
    return message, f"The plan needs `{name}: yes`, if that is so. {_hint(shape)}".strip()


def _hint(shape: Shape | None) -> str:
    return shape.description if shape is not None else ""


def _short(text: str) -> str:
    return f"“{text[:40]}…”" if len(text) > 40 else f"“{text}”"


def _shape(document: Document, pointer: str) -> Shape | None:
    shape: Shape | None = document.shape
    for part in from_pointer(pointer):
        if shape is None:
            return None
        shape = shape.entry if shape.kind == "list" else shape.fields.get(part)
    return shape


def _open(ev: Evaluator, document: Document, found: Instance) -> tuple[str, str]:
    lacking = _lacking(document, found.needs)
    title = found.rule.title.rstrip(".")
    because = dict.fromkeys(words_of(document, reason) for reason in found.reasons)
    asked = "is asked for" if found.rule.kind == "item" else "holds"
    message = f"Cannot tell whether this {asked}: {title}."
    for words, names in lacking.items():
        message += f" {words}: {_listed(names)}."
    message = " ".join([message, *because])
    missing = lacking.pop(NOT_GIVEN, [])
    wrong = [name for names in lacking.values() for name in names]
    remedies = [f"Correct {_listed(wrong)}."] if wrong else []
    remedies += [f"Give {_listed(missing)}."] if missing else []
    return message, " ".join(remedies)


def _lacking(document: Document, needs: tuple[str, ...]) -> dict[str, list[str]]:
    """What an open result hangs on, by what is the matter with it."""
    found: dict[str, dict[str, None]] = {}
    for need in needs:
        loss = document.loss_at(need)
        words = NOT_GIVEN if loss is None else _loss_words(loss)
        name = document.name_of(need) if loss is None else _lost_at(document, loss)
        found.setdefault(words, {})[f"`{name}`"] = None
    return {words: list(found[words]) for words in sorted(found)}


def _loss_words(loss: Problem) -> str:
    """Why something that is written counts as missing."""
    if loss.kind == "duplicate-key-entry":
        return "Given twice, so that it does not count"
    return "Could not be read"


def _lost_at(document: Document, loss: Problem) -> str:
    """Where that is written: a misspelt field stands under another name."""
    written = document.written_at(loss.loses or "")
    return document.name_of(loss.pointer if written is None else loss.loses or "")


def _listed(names: list[str]) -> str:
    if len(names) > MOST_NAMED:
        return ", ".join(names[:MOST_NAMED]) + f" and {len(names) - MOST_NAMED} more"
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _review(ev: Evaluator, document: Document, found: Instance) -> tuple[str, str]:
    return _filled(ev, found.rule.ask, found), ""


def _passed(ev: Evaluator, document: Document, found: Instance) -> tuple[str, str]:
    return f"{found.rule.title.rstrip('.')}.", ""


def _not_applicable(ev: Evaluator, document: Document, found: Instance) -> tuple[str, str]:
    title = found.rule.title.rstrip(".")
    if found.exemption is None:
        return f"Does not apply: {title}.", ""
    return f"Excepted ({found.exemption.label.replace('_', ' ')}): {title}.", ""


_WORDINGS = {
    Verdict.FAIL: _failed,
    Verdict.CANNOT_DETERMINE: _open,
    Verdict.NEEDS_REVIEW: _review,
    Verdict.PASS: _passed,
    Verdict.NOT_APPLICABLE: _not_applicable,
}
