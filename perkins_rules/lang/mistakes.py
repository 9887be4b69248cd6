"""Mistakes that authors of rules make, and what to tell them.

One line a mistake; the first that fits is told. Order matters only where two could fit.
"""

from __future__ import annotations

import re
from collections.abc import Set
from typing import NamedTuple

DECLARATIONS = (
    "pack", "law", "regulation", "guide", "policy",
    "parameter", "define", "rule", "rules", "items", "review", "reviews", "replace", "except",
    "examples", "document", "of",
)  # fmt: skip
CLAUSE_WORDS = (
    "cite", "encodes", "severity", "in force", "in edition", "in profile", "applies when",
    "for each", "let", "require", "otherwise", "remedy", "unless", "but not when", "look at",
    "ask", "placeholders", "passes", "fails", "not applicable", "cannot be determined",
    "needs review", "examples", "codified at", "reviewed to",
)  # fmt: skip
_CLAUSE = re.compile(rf"({'|'.join(CLAUSE_WORDS)})(?![a-z0-9_])".replace(" ", r"\s+"))


class Stumble(NamedTuple):
    """Where the parser stopped.

    `before` is the text of the declaration up to there, with single spaces; `rest` the line from
    there on; `accepts` the tokens that could have stood there.
    """

    before: str
    rest: str
    accepts: Set[str]


class Mistake(NamedTuple):
    """Fits when `rest` matches at the place, `before` ends the text before it, and the parser
    would have taken `accepts` and would not have taken `refuses`. `advice` may use {word}.
    """

    rest: str
    advice: str
    before: str = ""
    accepts: str = ""
    refuses: str = ""


_WORD_END = r"(?![a-z0-9_])"
_MUST = r"(must|should|shall|ought to|has to|have to|needs to)"
_NEVER = rf"({_MUST} not|cannot|can not|may not|mustn't|does not|do not|is not to)"
NO_SLIP = ("must",)
"""Words that look like one of the language, and are no misspelling of it."""

MISTAKES = (
    # Signs of other languages.
    Mistake(r"==?(?!=)", "write `is`", accepts="COMPARE"),
    Mistake(r"==?(?!=)", "write `is`", accepts="_IS"),
    Mistake(r"==?(?!=)", "write `as`", accepts="_AS"),
    Mistake(r"==?(?!=)", "write `be`", accepts="_BE"),
    Mistake(r"<=|≤|=<", "write `is at most`", accepts="COMPARE"),
    Mistake(r">=|≥|=>", "write `is at least`", accepts="COMPARE"),
    Mistake(r"!=|<>|≠", "write `is not`", accepts="COMPARE"),
    Mistake(r"<", "write `is less than`", accepts="COMPARE"),
    Mistake(r">", "write `is more than`", accepts="COMPARE"),
    Mistake(r"&", "write `and`", accepts="_AND"),
    Mistake(r"\|", "write `or`", accepts="_OR"),
    Mistake(r"!", "write `not`", accepts="_NOT"),
    Mistake(r"//|/\*|--|;", "a comment starts with `#`"),
    Mistake("[\u201c\u201d\u2018\u2019'\u00ab\u00bb]", 'texts stand in straight quotes: `"…"`'),
    Mistake("[\u2212\u2013\u2014]", "write `-` for minus"),
    Mistake("[\u00d7\u00b7]", "write `*` for times"),
    Mistake("%", "write the percent as one figure: `5%`"),
    Mistake(rf"(percent|per cent|pct){_WORD_END}", "write the percent as one figure: `5%`",
            before=r"\d$"),
    Mistake(r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d",
            "a date is written `2026-07-01`", accepts="PATH"),
    # Figures.
    Mistake(r",\d{3}", "only amounts have thousands commas: `$250,000`", before=r"\d$"),
    Mistake(r"\$(?!\d)", "an amount is written `$250,000` or `$250,000.50`"),
    Mistake(r"[/.-]\d", "a date is written `2026-07-01`", before=r"\d$"),
    # Comparisons.
    Mistake(rf"(is|includes|matches|and|or){_WORD_END}", "a row says a value or a name: give the "
            "condition a name with `define`", before=r"^(rules|reviews) .*\Wrow ",
            accepts="_ENCODES", refuses="COMPARE"),
    Mistake(r"", "an exception has a label: `unless ceiling: … cite …`",
            before=r"unless \S+$", accepts="COLON"),
    Mistake(r'"', "the line above ends in the middle of a condition",
            before=r"(^|\W)(and|or|not|is|at most|at least|than|of|satisfies|where) \w+$"),
    Mistake(r"than or equal", "write `is at least`", before=r"is (more|greater|larger|higher)$"),
    Mistake(r"than or equal", "write `is at most`", before=r"is (less|smaller|lower|fewer)$"),
    Mistake(rf"than{_WORD_END}", "write `is at most`",
            before=r"is not (more|greater|larger|higher)$"),
    Mistake(rf"than{_WORD_END}", "write `is at least`",
            before=r"is not (less|smaller|lower|fewer)$"),
    Mistake(r"(more|greater|larger|higher) than", "write `is at most`", before=r"is no$"),
    Mistake(r"(less|smaller|lower|fewer) than", "write `is at least`", before=r"is no$"),
    Mistake(rf"than{_WORD_END}", "write `is more than`", before=r"is (greater|larger|higher)$"),
    Mistake(rf"than{_WORD_END}", "write `is less than`", before=r"is (smaller|lower|fewer)$"),
    Mistake(rf"{_NEVER} (exceed|be (more|greater|higher|larger|over|above))",
            "write `is at most`", accepts="COMPARE"),
    Mistake(rf"{_NEVER} be (less|lower|smaller|fewer|under|below)", "write `is at least`",
            accepts="COMPARE"),
    Mistake(rf"{_NEVER} (be|equal){_WORD_END}", "write `is not`", accepts="COMPARE"),
    Mistake(rf"{_MUST} (be )?at most", "write `is at most`", accepts="COMPARE"),
    Mistake(rf"{_MUST} (be )?at least", "write `is at least`", accepts="COMPARE"),
    Mistake(rf"{_MUST} (be )?(less|lower|smaller|fewer|under|below){_WORD_END}",
            "write `is less than`", accepts="COMPARE"),
    Mistake(rf"{_MUST} (be )?(more|greater|higher|larger|over|above){_WORD_END}",
            "write `is more than`", accepts="COMPARE"),
    Mistake(rf"(exists?|{_MUST} (exist|be (present|given|filled in|there))){_WORD_END}",
            "write `is present`", accepts="COMPARE"),
    Mistake(rf"({_MUST}|may|can|will) (only )?(be|equal){_WORD_END}|equals{_WORD_END}",
            "write `is`", accepts="COMPARE"),
    Mistake(rf"exceeds{_WORD_END}|({_MUST}) exceed{_WORD_END}", "write `is more than`",
            accepts="COMPARE"),
    Mistake(r"at most", "write `is at most`", accepts="COMPARE"),
    Mistake(r"at least", "write `is at least`", accepts="COMPARE"),
    Mistake(r"[a-z0-9$(]", "write `is less than`", before=r"is (under|below)$"),
    Mistake(r"[a-z0-9$(]", "write `is more than`", before=r"is (over|above)$"),
    Mistake(r"[a-z0-9$(]", "write `is at most`", before=r"is (max|maximum|up to)$"),
    Mistake(r"[a-z0-9$(]", "write `is at least`", before=r"is (min|minimum)$"),
    Mistake(rf"or equal{_WORD_END}|equal", "write `is at least`", before=r"is more than( or)?$"),
    Mistake(rf"or equal{_WORD_END}|equal", "write `is at most`", before=r"is less than( or)?$"),
    Mistake(rf"to{_WORD_END}", "write `is`", before=r"is equal$"),
    Mistake(r"[a-z0-9$]", "write `is at least`", before=r"is atleast$"),
    Mistake(r"[a-z0-9$]", "write `is at most`", before=r"is atmost$"),
    Mistake(r"in |\{", "write `is one of { … }`", before=r"(^|\W)(is )?in$|is( not)?$|is not in$"),
    Mistake(
        rf"(is|includes|matches|differs){_WORD_END}",
        "a comparison has one `is`; to compare the result of a collection, put the collection in "
        "parentheses: `count of (x in xs where …) is at least 2`",
        before=r"where ",
        refuses="COMPARE",
    ),
    Mistake(
        rf"(is|includes|matches|differs){_WORD_END}",
        "comparisons are not chained: join two with `and`, or put one in parentheses",
        before=r"\W(is|includes|matches|from) (?!.*\W(and|or|not|then|otherwise|require|let) )",
        refuses="COMPARE",
    ),
    Mistake(
        rf"is{_WORD_END}",
        "a value stands here, and a comparison in its place needs parentheses: `(a is b)`",
        refuses="COMPARE",
        accepts="PLUS_MINUS",
    ),
    # One phrase at a time.
    Mistake(
        r"[+-]",
        "put a sum inside `the greater of` or `the lesser of` in parentheses: "
        "`the greater of a and (b - c)`",
        before=r"the (greater|lesser) of ",
        refuses="PLUS_MINUS",
    ),
    Mistake(
        rf"(else|rounded to|as a percent of){_WORD_END}",
        "put what stands before it in parentheses: `(…) {word} …`",
    ),
    Mistake(r",", "write `and` between the two: `the greater of a and b`",
            before=r"the (greater|lesser) of ", accepts="_AND"),
    Mistake(rf"if{_WORD_END}", "before `if blank` stands a name, a value, or more in "
            "parentheses: `amount or $0 if blank`",
            before=r"\Wor .*$", refuses="_WHEN"),
    Mistake(rf"if{_WORD_END}", "write `when`", accepts="_WHEN"),
    Mistake(rf"with{_WORD_END}", "write `when`", accepts="_WHEN"),
    Mistake(rf"when{_WORD_END}", "write `with`", before=r"examples .*$|examples$",
            accepts="_WITH"),
    Mistake(r"[a-z]", "write `when … then … otherwise …`", before=r"(^|\W)if$"),
    Mistake(rf"else{_WORD_END}", "write `otherwise`", accepts="_OTHERWISE"),
    Mistake(r"[a-z]", "write `every`, `some` or `none of`",
            before=r"(^|\W)(all|any|each|no|exists)$", refuses="PATH"),
    Mistake(r"\)", "there is no `(` that this `)` would close", refuses="RPAR"),
    # Clauses.
    Mistake(rf"when{_WORD_END}", "write `applies when`", accepts="_APPLIES_WHEN"),
    Mistake(rf"(but )?(only )?(if|where|provided){_WORD_END}", "write `applies when` in a line "
            "above `require`: to which documents the rule applies", accepts="_APPLIES_WHEN"),
    Mistake(rf"if{_WORD_END}", "write `applies when` in a line above `require`: to which documents "
            "the rule applies", before=r"\Wrequire .*$", accepts="_OTHERWISE"),
    Mistake(rf"for (every|all|any){_WORD_END}", "write `for each`", accepts="_FOR_EACH"),
    Mistake(rf"(of|from){_WORD_END}", "write `in`", accepts="_IN"),
    Mistake(rf"(is|=|:|to){_WORD_END}", "write `be`", accepts="_BE"),
    Mistake(r"and |;", "put a comma between citations: `cite perkins 112(a)(3), guide IV.A`",
            before=r"cite [^\"]*$", refuses="_AND"),
    Mistake(r"\d", "a citation starts with the name of its source: `cite perkins 112(a)(3)`",
            before=r"(cite|,)$", accepts="PATH"),
    Mistake(r"\(", "a section has no space before its parentheses: `112(a)(3)`",
            before=r"cite .*\)$"),
    Mistake(r"", "an exception names its authority: `unless label: … cite perkins 122(a)(5)`",
            before=r"unless [a-z_]+: ", accepts="_CITE"),
    Mistake(r"", "an item names what it carries out and on what authority: "
            "`narrative.vision cite perkins 122(d)(2) encodes narrative-vision-goals`",
            before=r"^items ", accepts="_CITE", refuses="_REQUIRE"),
    Mistake(r"", "a parameter has the day from which it holds: `is 5% from 2019-07-01 cite …`",
            before=r"^(replace )?parameter ", accepts="_FROM"),
    Mistake(r"", "a parameter names its authority: `is 5% from 2019-07-01 cite perkins 112(a)(3)`",
            before=r"^(replace )?parameter ", accepts="_CITE"),
    Mistake(r"", "say what is excepted, and on what authority: `unless label: … cite …`",
            before=r"^except \S+$", accepts="_UNLESS"),
    Mistake(r"", "a table needs a line for each item: "
            "`narrative.vision cite perkins 122(d)(2) encodes narrative-vision-goals`",
            before=r"^items ", accepts="_REQUIRE"),
    Mistake(r"", "say of which type of document the rules are, `for state_plan`, "
            "and for a State pack `in state MN`",
            before=r"^pack \S+ \".*\"$", accepts="_FOR"),
    Mistake(r"", "`when … then …` needs its `otherwise …`",
            before=r"when .* then ", accepts="_OTHERWISE", refuses="_REQUIRE"),
    # Tables of rules and of reviews.
    Mistake(r"", "a table has no name of its own, each of its rows has one: "
            '`rules "…" with code`', before=r"^(rules|reviews)$", accepts="STRING"),
    Mistake(r"", 'a table names its columns: `rules "…" with code, words`',
            before=r"^(rules|reviews) \".*\"$", accepts="_WITH"),
    Mistake(r"", "a row has a name, a colon, and a value for each column: "
            "`row four-year-graduation: 1S1`", before=r"\Wrow \S+$", accepts="COLON"),
    Mistake(_CLAUSE.pattern, "the rows of a table come last; of its own a row has `cite`, then "
            "`encodes`, then examples", before=r"^(rules|reviews) .*\Wrow ", refuses="_REQUIRE"),
    Mistake(r"$", "a table needs a row for each case: `row four-year-graduation: 1S1`",
            before=r"^(rules|reviews) ", accepts="_ROW"),
    # Examples.
    Mistake(r"(passes|fails|not applicable|cannot|needs)", "the clauses come first, the examples "
            "last", accepts="_REQUIRE", refuses="EXAMPLE_VERDICT"),
    Mistake(_CLAUSE.pattern, "the clauses come first, the examples last",
            accepts="EXAMPLE_VERDICT", refuses="_REQUIRE"),
    Mistake(rf"or{_WORD_END}", "the facts of an example are joined by `and`; "
            "for the other case write a second example", accepts="EXAMPLE_VERDICT", refuses="_OR"),
    Mistake(r"(least|most|than|one of|before|after)", "a fact of an example is one value: "
            "`path is $500`, `path is missing` or `path is given`", accepts="EXAMPLE_VERDICT"),
    # Names.
    Mistake(r"_", "a rule's name has hyphens: `administration-cap`",
            before=r"^(rule|items|review) [a-z0-9-]+$", accepts="STRING"),
    Mistake(r"\S*[A-Z]", "names of rules and ids of requirements are in small letters, "
            "with hyphens: `administration-cap`", accepts="SLUG"),
    Mistake(r"\S*[A-Z]", "names of rules and ids of requirements are in small letters, "
            "with hyphens: `administration-cap`", accepts="ID"),
    Mistake(r"[A-Z]", 'names are in small letters; a text or a choice with capitals stands in '
            'quotes: `"…"`', before=r"\Wis( not)?$", accepts="PATH"),
    Mistake(r"[A-Za-z_.]*[A-Z]", "names are in small letters: `submission.date`", accepts="PATH"),
    Mistake(r"[A-Za-z]", 'put the text in quotes: `"…"`', accepts="STRING", refuses="PATH"),
)  # fmt: skip


def advice(stumble: Stumble, word: str) -> str:
    """What to tell the author; empty if the mistake is not a known one."""
    for mistake in MISTAKES:
        if _fits(mistake, stumble):
            return mistake.advice.replace("{word}", word)
    return ""


def _fits(mistake: Mistake, stumble: Stumble) -> bool:
    return (
        re.match(mistake.rest, stumble.rest) is not None
        and re.search(mistake.before, stumble.before) is not None
        and (not mistake.accepts or mistake.accepts in stumble.accepts)
        and (not mistake.refuses or mistake.refuses not in stumble.accepts)
    )


def is_clause_word(text: str) -> bool:
    """Whether a line that starts like this is a clause of a declaration."""
    return _CLAUSE.match(text) is not None
