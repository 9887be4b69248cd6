"""perkins-rules: a rule a condition, in a pack of their own."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.many import PLAN
from benchmarks.peers.conditions import Condition, Kind

PACKAGES = ("perkins-rules",)
TITLE = "perkins-rules"
HEAD = 'pack bench.conditions "The conditions of the bench" for state_plan\npolicy bench "Bench"\n'


def ready(conditions: Sequence[Condition]) -> Callable[[bytes], set[int]]:
    from perkins_rules import Options, Verdict, check_document, load_rules

    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "bench.rules").write_text(pack(conditions), encoding="utf-8")
        rules = load_rules([Path(folder)])
    options = Options(keep=lambda rule: rule.id.startswith("bench.conditions/"))

    def check(data: bytes) -> set[int]:
        report = check_document(rules, data, options)
        if report.counts.get(Verdict.PASS) == len(conditions):
            return set()
        return {_number(f.rule) for f in report.findings if f.verdict is Verdict.FAIL}

    return check


def pack(conditions: Sequence[Condition]) -> str:
    """The text of the rules, each named by the number of its condition."""
    return HEAD + "".join(_rule(number, one) for number, one in enumerate(conditions))


def _number(rule: str) -> int:
    return int(rule.rpartition("-")[2])


def _rule(number: int, condition: Condition) -> str:
    limit = f"limit_{number}"
    used = _require(condition, limit)
    named = f"parameter {limit} is {_figure(condition)} from 2019-07-01 cite bench One\n"
    return (
        f"{named if limit in used.split() else ''}"
        f'rule condition-{number} "Condition {number} holds"\n  cite bench One\n'
        f"  encodes condition-{number}\n  require {used}\n"
    )


def _figure(condition: Condition) -> str:
    if condition.kind is Kind.ONE_OF:
        return f"{{ {', '.join(map(json.dumps, condition.codes))} }}"
    return f"{condition.figure}%" if condition.kind is Kind.SHARE else f"${condition.figure:,}"


def _require(condition: Condition, limit: str) -> str:
    first, *_ = fields = condition.fields
    match condition.kind:
        case Kind.GIVEN:
            return f"{first} is present"
        case Kind.YES:
            return first
        case Kind.AT_MOST:
            return f"{first} is at most {limit}"
        case Kind.AT_LEAST:
            return f"{first} is at least {limit}"
        case Kind.SHARE:
            return f"{first} is at most {limit} of {fields[1]}"
        case Kind.SUM:
            return f"{' + '.join(fields[:-1])} is {fields[-1]}"
        case Kind.NOT_AFTER:
            return f"{first} is on or before {fields[1]}"
        case Kind.ONE_OF:  # one code is a word of a choice, which is no text
            one = len(condition.codes) == 1
            return f"{first} is {condition.codes[0]}" if one else f"{first} is one of {limit}"


def whole_pack() -> tuple[int, Callable[[bytes], object]]:
    """How many verdicts all rules give on the sample plan, and what gives them."""
    from perkins_rules import check_document, load_rules

    rules = load_rules()

    def check(data: bytes) -> object:
        return check_document(rules, data).counts

    return sum(check_document(rules, PLAN).counts.values()), check
