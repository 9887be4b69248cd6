"""What each question for a person looks at in a document, and the digest of that text.

Asked only where there are determinations to be compared with it: no other check pays for it.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from perkins_rules.documents import Document, from_pointer
from perkins_rules.engine.shared.question import Question
from perkins_rules.findings import Finding, Verdict

if TYPE_CHECKING:  # the checked rules are not for the fast path
    from perkins_rules.check.tree import CheckedRule, RuleSet
    from perkins_rules.engine.reference.reference import Evaluator


class LookedAt(NamedTuple):
    """Where a question looks: JSON pointers; and the digest of what stands there and the
    question.
    """

    pointers: tuple[str, ...]
    sha256: str


def looked_at(
    rules: RuleSet, document: Document, asked: Question, findings: Iterable[Finding]
) -> dict[str, LookedAt]:
    """For the id of each finding that needs review: what its question looks at."""
    questions: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.verdict == Verdict.NEEDS_REVIEW:
            questions.setdefault(finding.rule, []).append(finding)
    found: dict[str, LookedAt] = {}
    if questions:
        places = _places(rules, document, asked, set(questions))
        for finding in (f for same in questions.values() for f in same):
            pointers = places.get(_key(finding), [(finding.path,)])
            # Questions that are alike in all but what else they look at stand in one order.
            looked = pointers.pop(0) if len(pointers) > 1 else pointers[0]
            found[finding.id] = LookedAt(looked, text_sha256(document, finding.message, looked))
    return found


def text_sha256(document: Document, question: str, pointers: Iterable[str]) -> str:
    """The digest of a question and of the values at some places. White space and the way a value
    is written do not count, nor does the line in which it stands.
    """
    values = [_plain(value_at(document, pointer)) for pointer in pointers]
    content = json.dumps([_text(question), values], sort_keys=True, separators=(",", ":"))
    return sha256(content.encode("ascii")).hexdigest()


# ------------------------------------------------------------------ where questions look

_Key = tuple[str, str, str]


def _key(finding: Finding) -> _Key:
    return finding.rule, finding.path, finding.message


def _places(
    rules: RuleSet, document: Document, asked: Question, wanted: set[str]
) -> dict[_Key, list[tuple[str, ...]]]:
    from perkins_rules.engine.reference.assemble import finding_of
    from perkins_rules.engine.reference.evaluate import rules_for
    from perkins_rules.engine.reference.instances import instances
    from perkins_rules.engine.reference.reference import Evaluator
    from perkins_rules.engine.shared.states import state_of

    ev = Evaluator(rules.parameters_for(document.type, state_of(document)), document.data, asked)
    places: dict[_Key, list[tuple[str, ...]]] = {}
    for rule in rules_for(rules, document, asked):
        if rule.id not in wanted:
            continue
        for one in instances(ev, rule):
            if one.verdict == Verdict.NEEDS_REVIEW:
                key = _key(finding_of(ev, document, one))
                places.setdefault(key, []).append(_pointers(ev, rule, one.env))
    return places


def _pointers(ev: Evaluator, rule: CheckedRule, env: Any) -> tuple[str, ...]:
    from perkins_rules.engine.said.explain import place_of

    found = (place_of(ev(path, env)) for path in rule.look_at)
    return tuple(dict.fromkeys(pointer for pointer in found if pointer))


# ------------------------------------------------------------------ what stands there


def value_at(document: Document, pointer: str) -> Any:
    """The typed value at a place; None where there is none."""
    value: Any = document.data
    for part in from_pointer(pointer):
        if isinstance(value, list):
            value = value[int(part)] if part.isdecimal() and int(part) < len(value) else None
        else:
            value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _plain(value: Any) -> Any:
    """A typed value in one form, whatever way it was written."""
    if isinstance(value, Mapping):
        return {name: _plain(part) for name, part in value.items() if part is not None}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, date):
        return value.isoformat()
    return _text(value) if isinstance(value, str) else value


def _text(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))
