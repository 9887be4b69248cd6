"""The types of values and what may be done with them: the units of the law.

Money, percents, points (a percent less a percent), levels (a percent or a plain number, as the
indicator says), numbers, dates, periods. Each table below says what an operation yields; what a
table does not hold is an error when a rule is checked, never when it runs.
"""

from __future__ import annotations

from fractions import Fraction

from perkins_rules.documents import Shape


class Type:
    """`kind` is one of the words in KINDS; `entry` the type of a list's entries, `shape` the
    schema's shape of a record, `choices` the words of a choice, `zone` that of a time of day;
    `least` and `most` bound the figure that the schema bounds.
    """

    __slots__ = ("choices", "entry", "kind", "least", "most", "shape", "zone")

    def __init__(
        self,
        kind: str,
        entry: Type | None = None,
        shape: Shape | None = None,
        choices: tuple[str, ...] = (),
        zone: str | None = None,
        least: Fraction | None = None,
        most: Fraction | None = None,
    ) -> None:
        self.kind, self.entry, self.shape, self.choices = kind, entry, shape, choices
        self.zone, self.least, self.most = zone, least, most

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Type) and self._alike() == other._alike()

    def __hash__(self) -> int:
        return hash(self._alike())

    def _alike(self) -> tuple[object, ...]:
        """What makes two types one."""
        return self.kind, self.entry, self.zone

    def __repr__(self) -> str:
        parts = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__slots__)
        return f"Type({parts})"

    def __str__(self) -> str:
        if self.kind == "list":
            return f"a list of {self.entry.plural if self.entry else 'anything'}"
        return KINDS[self.kind][0]

    @property
    def plural(self) -> str:
        """What several values of the type are called."""
        return KINDS[self.kind][1]


KINDS: dict[str, tuple[str, str]] = {
    "money": ("an amount of money", "amounts of money"),
    "percent": ("a percent", "percents"),
    "points": ("percentage points", "percentage points"),
    "level": ("a level", "levels"),
    "number": ("a number", "numbers"),
    "integer": ("a whole number", "whole numbers"),
    "date": ("a date", "dates"),
    "time": ("a time of day", "times of day"),
    "days": ("a period in days", "periods in days"),
    "months": ("a period in months", "periods in months"),
    "text": ("a text", "texts"),
    "yes_no": ("a yes or no", "yes or no values"),
    "choice": ("a choice", "choices"),
    "path": ("the name of a field", "names of fields"),
    "list": ("a list", "lists"),
    "record": ("a group of fields", "groups of fields"),
    "unknown": ("something unknown", "unknown things"),
}

MONEY, PERCENT, POINTS, LEVEL = Type("money"), Type("percent"), Type("points"), Type("level")
NUMBER, INTEGER, DATE = Type("number"), Type("integer"), Type("date")
DAYS, MONTHS, TEXT, YES_NO, PATH = (
    Type("days"),
    Type("months"),
    Type("text"),
    Type("yes_no"),
    Type("path"),
)
UNKNOWN = Type("unknown")
"""The type of what already has a diagnostic; it fits everywhere, so that one fault is told once."""

BY_NAME = {t.kind: t for t in (MONEY, PERCENT, POINTS, LEVEL, NUMBER, INTEGER, DATE, DAYS, MONTHS)}
BY_NAME |= {t.kind: t for t in (TEXT, YES_NO, PATH, UNKNOWN)}
OF_FUNCTIONS = {**BY_NAME, "whole numbers": Type("list", entry=INTEGER)}

RATES = ("percent", "points", "level")
NUMBERS = ("number", "integer")
ORDERED = ("money", *RATES, *NUMBERS, "date", "time", "days", "months")

_SUMS = {
    ("money", "money"): "money",
    ("percent", "percent"): "percent",
    ("percent", "points"): "percent",
    ("points", "percent"): "percent",
    ("points", "points"): "points",
    ("level", "level"): "level",
    ("level", "points"): "level",
    ("points", "level"): "level",
    ("level", "percent"): "level",
    ("percent", "level"): "level",
    ("number", "number"): "number",
    ("integer", "integer"): "integer",
    ("number", "integer"): "number",
    ("integer", "number"): "number",
    ("date", "days"): "date",
    ("date", "months"): "date",
    ("days", "days"): "days",
    ("months", "months"): "months",
}
_DIFFERENCES = {
    **_SUMS,
    ("percent", "percent"): "points",
    ("level", "level"): "points",
    ("level", "percent"): "points",
    ("percent", "level"): "points",
    ("points", "percent"): "points",
    ("points", "level"): "points",
    ("date", "date"): "days",
}
_PRODUCTS = {
    ("integer", "integer"): "integer",
    **{(a, b): "number" for a in NUMBERS for b in NUMBERS if (a, b) != ("integer", "integer")},
    **{(unit, n): unit for unit in ("money", *RATES) for n in NUMBERS},
    **{(n, unit): unit for unit in ("money", *RATES) for n in NUMBERS},
    ("days", "integer"): "days",
    ("integer", "days"): "days",
    ("months", "integer"): "months",
    ("integer", "months"): "months",
}
_QUOTIENTS = {
    ("money", "money"): "number",
    **{(a, b): "number" for a in RATES for b in RATES},
    **{(a, b): "number" for a in NUMBERS for b in NUMBERS},
    **{(unit, n): unit for unit in ("money", *RATES) for n in NUMBERS},
}
_ARITHMETIC = {"+": _SUMS, "-": _DIFFERENCES, "*": _PRODUCTS, "/": _QUOTIENTS}
_SHARES = {"money": "money", "number": "number", "integer": "number"} | {r: r for r in RATES}


def of_shape(shape: Shape) -> Type:
    """The type of what a schema describes."""
    if shape.kind == "list":
        return Type("list", entry=of_shape(shape.entry) if shape.entry else UNKNOWN, shape=shape)
    if shape.kind == "record":
        return Type("record", shape=shape)
    if shape.kind == "choice":
        return Type("choice", choices=shape.choices)
    if shape.kind == "time":
        return Type("time", zone=shape.zone)
    if shape.minimum is not None or shape.maximum is not None:
        return Type(shape.kind, least=shape.minimum, most=shape.maximum)
    return BY_NAME[shape.kind]


def arithmetic(operator: str, left: Type, right: Type) -> Type | None:
    """What `left operator right` yields; None if it means nothing."""
    if UNKNOWN in (left, right):
        return UNKNOWN
    kind = _ARITHMETIC[operator].get((left.kind, right.kind))
    return BY_NAME[kind] if kind else None


def share(portion: Type, whole: Type) -> Type | None:
    """What `portion of whole` yields."""
    if UNKNOWN in (portion, whole):
        return UNKNOWN
    kind = _SHARES.get(whole.kind) if portion.kind in RATES else None
    return BY_NAME[kind] if kind else None


def comparable(left: Type, right: Type) -> bool:
    """Whether `is` between the two means anything."""
    if UNKNOWN in (left, right):
        return True
    if left.kind == "list" and right.kind == "list":
        return _entries_comparable(left, right)
    if left.kind == "time" and right.kind == "time":
        return left.zone == right.zone
    families = (RATES, NUMBERS, ("text", "choice", "path"))
    together = any(left.kind in family and right.kind in family for family in families)
    return left.kind != "record" and (left.kind == right.kind or together)


def _entries_comparable(left: Type, right: Type) -> bool:
    return left.entry is None or right.entry is None or comparable(left.entry, right.entry)


def common(left: Type, right: Type) -> Type | None:
    """The one type of two values that may stand for each other; None if there is none."""
    if left in (UNKNOWN, right):
        return right
    if right == UNKNOWN:
        return left
    if left.kind in NUMBERS and right.kind in NUMBERS:
        return NUMBER
    if left.kind in RATES and right.kind in RATES:
        return LEVEL if "level" in (left.kind, right.kind) else PERCENT
    return (TEXT if left.kind != right.kind else left) if comparable(left, right) else None
