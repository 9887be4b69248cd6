"""A form of a few amounts and days, and rules for it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date

from perkins_rules.checker import Checker
from perkins_rules.member import Member
from perkins_rules.pipeline import ready_rules
from perkins_rules.solving.repair import Repair, Wish, repaired
from perkins_rules.source import SourceText
from tests.packs.schemas import FORM, NAME

AMOUNTS = ("one", "two", "three", "four")
DAYS = ("begun", "ended")
_NUMBER = re.compile(r"\$[\d.]+|\d+%|\d{4}-\d\d-\d\d|\d+ days")
_HEAD = """pack test.form "Form" for form
law other "An act" as "Act" codified at 20 USC { 1 is 11 } reviewed to 2030-01-01
"""


def _form() -> str:
    form = json.loads(FORM)
    for kind, names in (("money", AMOUNTS), ("date", DAYS)):
        for name in names:
            told = {"title": name.title(), "description": f"{name.title()}."}
            form["properties"][name] = {"$ref": f"#/$defs/{kind}", **told}
    form["$defs"]["date"] = {
        "title": "Date",
        "description": "Year, month and day: 2026-05-15.",
        "x-kind": "date",
        "type": ["string", "null"],
        "pattern": "^\\s*([0-9]{4}-[0-9]{2}-[0-9]{2})?\\s*$",
    }
    return json.dumps(form, indent=2)


def checker_of(demands: Iterable[str]) -> Checker:
    """A rule for each demand: rule-1, rule-2, … Each number is a parameter, as rules have it."""
    return Checker(ready_rules(sources_of(demands)))


def sources_of(demands: Iterable[str]) -> list[SourceText]:
    """The same as texts: the rules, and the form that they are for."""
    figures: dict[str, str] = {}
    texts = [
        f'rule rule-{k} "It is as demanded"\n  cite other 1(a)\n  '
        + _NUMBER.sub(lambda found: figures.setdefault(found[0], f"p{len(figures)}"), demand)
        for k, demand in enumerate(demands, start=1)
    ]
    given = [
        f"parameter {name} is {text} from 2019-07-01  cite other 1(a)"
        for text, name in figures.items()
    ]
    pack = SourceText("test.rules", "\n".join([_HEAD, *given, *texts, ""]))
    return [pack, SourceText(NAME, _form())]


def repair_of(checker: Checker, text: str | bytes, wish: Wish = Wish()) -> Repair:  # noqa: B008
    """The repair of a document in YAML, or in JSON."""
    data = text.encode() if isinstance(text, str) else text
    name = "form.json" if data.lstrip().startswith(b"{") else "form.yaml"
    return repaired(Member(name, data), checker, wish)


def dollars(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02}"


def day(number: int) -> date:
    """1 March 2026 is day 0."""
    return date.fromordinal(date(2026, 3, 1).toordinal() + number)
