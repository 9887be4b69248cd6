"""What the parser would have taken -> words for the author of a rule."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

# What each token is called; a phrase not listed here is called by its own words.
NAMES = {
    "PATH": "a name",
    "STRING": "a text in quotes",
    "SLUG": "a name such as `administration-cap`",
    "RULE_ID": "a rule of another pack, such as `federal.budget/administration-cap`",
    "ID": "the id of a requirement, such as `budget-administration-cap`",
    "SECTION": "a section such as `112(a)(3)`",
    "SECTION_NUMBER": "a section number",
    "MONEY": "an amount such as `$250,000`",
    "PERCENT": "a percent such as `5%`",
    "NUMBER": "a number",
    "INT": "a whole number",
    "DATE": "a date such as `2026-07-01`",
    "EDITION": "an edition such as `2025-01`",
    "TIME": "a time such as `17:00`",
    "ZONE": "a time zone such as `America/New_York`",
    "CODE": "a code such as `1S1`",
    "STATE_CODE": "a State's two letters",
    "TITLE": "`USC` or `CFR`",
    "FIELD": "a field such as `.amount`",
    "COMMA": "`,`",
    "COLON": "`:`",
    "LPAR": "`(`",
    "RPAR": "`)`",
    "LBRACE": "`{`",
    "RBRACE": "`}`",
    "MINUS": "`-`",
    "PLUS_MINUS": "`+` or `-`",
    "TIMES_OVER": "`*` or `/`",
    "COMPARE": "a comparison such as `is at most`",
    "PRESENCE": "`is present` or `is missing`",
    "ONE_OF": "`is one of`",
    "INCLUDES": "`includes`",
    "DIRECTION": "`before` or `after`",
    "IGNORING": "`ignoring case and spacing`",
    "QUANTIFIER": "`every`, `some` or `none of`",
    "EXTREMUM": "`the greater of` or `the lesser of`",
    "AGGREGATE": "`sum of`, `the average of`, `the greatest of`, `the least of` or `the list of`",
    "NTH": "`the`",
    "LATEST": "`latest` or `earliest`",
    "ROUNDING": "`half even`, `down` or `up`",
    "EXAMPLE_VERDICT": "an example such as `passes when`",
    "SEVERITY_NAME": "`error`, `warning` or `info`",
    "RULE_NAME": "a rule's name, such as `administration-cap`",
    "_OR_INSTEAD": "`or … if blank`",
    "PERIOD_UNIT": "`days`, `months` or `years`",
    "WORD_IS_YES": "`is yes`",
    "SOURCE_KIND": "`law`, `regulation`, `guide` or `policy`",
    "_BETWEEN": "`is between … and …`",
}
UNNAMED = {"$END", "WS", "COMMENT"}

CLAUSES = frozenset((
    "_CITE", "_ENCODES", "_SEVERITY", "_IN_FORCE", "_IN_EDITION", "_IN_PROFILE", "_APPLIES_WHEN",
    "_FOR_EACH", "_FOR_EACH_CONSECUTIVE", "_LET", "_REQUIRE", "_OTHERWISE", "_REMEDY", "_UNLESS",
    "_BUT_NOT_WHEN", "_LOOK_AT", "_ASK", "_PLACEHOLDERS", "EXAMPLE_VERDICT", "_EXAMPLES",
))  # fmt: skip
_VALUES = frozenset((
    "PATH", "MONEY", "PERCENT", "NUMBER", "INT", "DATE", "CODE", "STRING", "TIME", "LPAR",
    "LBRACE", "MINUS", "EXTREMUM", "AGGREGATE", "_COUNT_OF", "_THE_ONE", "_THE_REPEATED", "_WHEN",
    "_DISTINCT", "QUANTIFIER", "_NOT",
))  # fmt: skip
_COMPARISONS = frozenset((
    "COMPARE", "PRESENCE", "ONE_OF", "INCLUDES", "_BETWEEN", "_DIFFERS", "_MATCHES", "_HAS_CODE",
))  # fmt: skip
# May stand after any value, and so are no news unless nothing else may.
_CONTINUATIONS = frozenset((
    "PLUS_MINUS", "TIMES_OVER", "_OF", "_AS_A_PERCENT_OF", "_ROUNDED_TO", "_ELSE", "_OR_INSTEAD",
    "LPAR", "PERIOD_UNIT", "DIRECTION", "IGNORING", "COMMA",
))  # fmt: skip


class Group(NamedTuple):
    """Tokens that stand for one idea: named together where all of `signs` may stand."""

    signs: frozenset[str]
    members: frozenset[str]
    called: str


_GROUPS = (
    Group(frozenset({"_REQUIRE"}), CLAUSES | {"PATH"}, "a clause such as `cite` or `require`"),
    Group(frozenset({"PATH", "QUANTIFIER"}), _VALUES, "a condition"),
    Group(frozenset({"PATH", "EXTREMUM"}), _VALUES, "a value"),
    Group(frozenset({"MONEY", "PERCENT"}), _VALUES, "a value such as `$250,000` or `5%`"),
    Group(frozenset({"COMPARE"}), _COMPARISONS, "a comparison such as `is at most`"),
    Group(frozenset({"_AND", "_OR"}), frozenset({"_AND", "_OR"}), "`and` or `or`"),
)


def expected_words(tokens: frozenset[str]) -> str:
    """`expected a value, or `)``; empty if nothing is known."""
    known = tokens - UNNAMED
    news = known if known <= _CONTINUATIONS or "QUANTIFIER" in known else known - _CONTINUATIONS
    words = list(_named(news))
    return (
        "expected " + ", or ".join(filter(None, (", ".join(words[:-1]), words[-1])))
        if words
        else ""
    )


def _named(tokens: frozenset[str]) -> Iterator[str]:
    found = []
    for group in _GROUPS:
        if group.signs <= tokens:
            found.append(group.called)
            tokens -= group.members
    yield from sorted({_called(token) for token in tokens})
    yield from found


def _called(name: str) -> str:
    return NAMES.get(name, "`" + name.strip("_").lower().replace("_", " ") + "`")


def phrases(tokens: frozenset[str]) -> set[str]:
    """The words of the language that may stand at a place, for "did you mean"."""
    called = " ".join(_called(token) for token in tokens - UNNAMED)
    quoted = [part for number, part in enumerate(called.split("`")) if number % 2]
    return {word for phrase in quoted for word in phrase.split() if word.isalpha()}
