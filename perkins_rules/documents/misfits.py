"""Why a text is not a number, in words, and what to write instead.

People write amounts in many ways that would be read wrongly if they were guessed at: each is
recognised here, said by its name, and where its meaning is certain the right spelling is given.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import NamedTuple

from perkins_rules.documents.limits import past_magnitude
from perkins_rules.documents.special_signs import BLANKS, CURLY_QUOTES

NOUNS = {
    "money": "an amount of dollars",
    "percent": "a percent",
    "level": "a level",
    "number": "a number",
    "integer": "a whole number",
    "date": "a date",
    "time": "a time of day",
    "text": "a text",
    "path": "the name of a field",
    "yes_no": "yes or no",
    "choice": "one of the choices",
    "record": "a group of fields",
    "list": "a list",
}
EXAMPLES = {
    "money": 'Write dollars: `612000`, `612000.50` or `"$612,000.50"`.',
    "percent": 'Write `5` or `"5%"` for five percent.',
    "level": 'Write `82.3` or `"82.3%"`, or `"N/A"` when the indicator is not used.',
    "number": "Write a number such as `12` or `1.5`.",
    "integer": "Write a whole number such as `2026`.",
    "date": "Write year, month and day: `2026-05-15`.",
    "time": 'Write hours and minutes on a 24-hour clock: `"16:30"`.',
    "text": "Write it between double quotes.",
    "path": "Write the name of a section or field, such as `performance`.",
    "yes_no": "Write `yes` or `no`.",
}

REST_AS_COMMENT = "; what else is to be said can follow as a comment, behind a blank and `#`"
_LONGEST = 60


class _Misfit(NamedTuple):
    """A recognised spelling: what it is, and its right spelling (None: not certain).

    `allowed_in` are the kinds for which this is no fault. Patterns stay text until a value is
    misspelt, since compiling them costs start-up time.
    """

    pattern: str
    because: str
    right: Callable[[str], str] | None = None
    allowed_in: tuple[str, ...] = ()
    remedy: str = ""
    provided: str = ""
    """What goes on behind "Write `612000`" where that is only likely, or not all."""


_TWO_YEARS = r"(\d{4}) ?[-\u2013/] ?(\d{2}|\d{4})"
_YEAR_IN_WORDS = (
    r"^(?:fiscal|program|school|academic) year\s+|\s+(?:fiscal|program|school|academic) year$"
)
_LABELLED = r"(?:FY|PY|SY) ?'?(?:20)?(\d{2})"


_YEAR_AFTER_YEAR = r"[0-9]{4}(?:(?:\s*[,;/&]\s*|\s+(?:and\s+)?)[0-9]{4})+"
_MOST_YEARS = 10


def years_meant(text: str) -> list[str]:
    """The years of a text that names several: `2024, 2025 and 2026`, `2024-2027`; else none."""
    if re.fullmatch(_YEAR_AFTER_YEAR, text):
        return re.findall(r"[0-9]{4}", text)
    if match := re.fullmatch(r"([0-9]{4})\s*(?:[-\u2013]|to|through)\s*([0-9]{4})", text):
        first, last = int(match[1]), int(match[2])
        if 1 < last - first < _MOST_YEARS:
            return [str(year) for year in range(first, last + 1)]
    return []


def year_meant(text: str) -> tuple[str, str] | None:
    """Of a year written `2025-26` or `FY26`: what it is, and what would be right."""
    if years := years_meant(text):
        right = ", ".join(years)
        return "which names several years", f"Write each, with commas between: `{right}`."
    bare = re.sub(_YEAR_IN_WORDS, "", text, flags=re.IGNORECASE)
    if bare != text and re.fullmatch("[0-9]{4}", bare):
        return (
            "which is a year with words beside it",
            f"Write `{bare}`, if it starts in July {bare}.",
        )
    if match := re.fullmatch(_TWO_YEARS, bare):
        return "which names a year by both its ends", f"Write the year it starts in: `{match[1]}`."
    if match := re.fullmatch(_LABELLED, text, re.IGNORECASE):
        return (
            "which is a year with letters before it",
            f"Write the year it starts in: `20{match[1]}`, if it starts in July 20{match[1]}.",
        )
    return None


def year_of_two_digits(text: str) -> tuple[str, str] | None:
    """Of a year written `25` or `'25`: what it is, and what would be right."""
    if match := re.fullmatch("['\u2019]?([0-9]{2})", text):
        year = f"20{match[1]}"
        return "which is half of a year", f"Write `{year}`, if it starts in July {year}."
    return None


def is_withheld(text: str) -> bool:
    """Whether a text stands for a figure that is not shown: `<10`, `N<10`, `*`."""
    return len(text) <= _LONGEST and re.fullmatch(_WITHHELD, text, re.IGNORECASE) is not None


def why_not_a_number(text: str, kind: str) -> tuple[str, str]:
    """Reason and remedy for a text that is not a number of the kind."""
    noun = NOUNS[kind]
    if kind in ("percent", "level") and re.fullmatch(r"\.[0-9]{1,6}", text):
        percents = format(Decimal(text) * 100, "f")
        percents = percents.rstrip("0").rstrip(".") if "." in percents else percents
        remedy = f'Write `{percents}` if {percents} percent is meant, else `"0{text}%"`.'
        return f"which is not {noun}: it starts with its point", remedy
    # No figure is longer; some of the patterns take quadratic time on what is.
    for misfit in _MISFITS if len(text) <= _LONGEST else ():
        if kind in misfit.allowed_in:
            continue
        if re.fullmatch(misfit.pattern, text, re.IGNORECASE):
            remedy = EXAMPLES[kind]
            # No percent for dollars, no dollars for a percent.
            other_unit = "$" if kind in ("percent", "level") else "%"
            if misfit.right and other_unit not in text.partition(" (")[0]:
                remedy = f"Write `{misfit.right(text)}`{misfit.provided}."
            remedy = misfit.remedy or remedy
            return f"which is not {noun}: {misfit.because}", remedy
    return f"which is not {noun}", EXAMPLES[kind]


def why_not_to_the_cent(text: str) -> tuple[str, str]:
    """Reason and remedy for an amount with three or more digits behind its point."""
    bare = text.replace("$", "").replace(",", "")
    whole, _, places = bare.partition(".")
    with localcontext() as context:
        context.prec = 80
        cents = format(Decimal(bare).quantize(Decimal("0.01"), ROUND_HALF_UP), "f")
    if may_be_thousands(text):
        reason = "which may be dollars or, as some write thousands, a thousand times as much"
        return reason, f"Write `{whole}{places}` if thousands are meant, `{cents}` if dollars."
    return "which is not exact to the cent", f"Write it to the cent: `{cents}`."


def may_be_thousands(text: str) -> bool:
    """Whether the point of an amount may stand between groups of digits: `530.000`, `-$5.200`."""
    return re.fullmatch(r"-?\$?[1-9][0-9]{0,2}\.[0-9]{3}", text) is not None


def _written_out(text: str) -> str:
    """A number in scientific notation, with all its digits; exact."""
    _, _, exponent = text.lower().partition("e")
    return "its digits" if past_magnitude(exponent) else format(Decimal(text), "f")


_WITHHELD = (
    r"(n|count)?\s*(<|<=|\u2264|fewer than|less than|under)\s*[0-9]+%?|\*+|\u2020|suppressed"
    r"|redacted|masked|withheld|(not shown|n\s*<\s*size)"
)


def _figure_alone(text: str) -> str:
    """The first figure of a text, its percent sign too."""
    match = re.search(r"-?[0-9][0-9,]*(?:\.[0-9]+)?%?", text)
    return match[0].replace(",", "") if match else "its digits"


def _digits_for_letters(text: str) -> str:
    return re.sub("l", "1", re.sub("o", "0", text.lower())).replace(",", "")


def _point_for_comma(text: str) -> str:
    return re.sub(r"[$\s]", "", text).replace(",", ".")


def _digits_alone(text: str) -> str:
    return re.sub(r"[^-0-9.]", "", text)


def _without(*parts: str) -> Callable[[str], str]:
    def strip(text: str) -> str:
        for part in parts:
            text = text.replace(part, "")
        return text

    return strip


def _no_leading_zeros(text: str) -> str:
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    return sign + re.sub(r"^0+(?=[0-9])", "", digits)


def _zero_before(text: str) -> str:
    return text.replace(".", "0.", 1)


def _in_our_marks(text: str) -> str:
    return text.replace(".", "").replace(",", ".")


def _negative(text: str) -> str:
    return "-" + _without("(", ")", "$", ",")(text)


def _thousands(factor: int) -> Callable[[str], str]:
    def written_out(text: str) -> str:
        figure = re.sub(r"[^0-9.]", "", text)
        if len(figure) > 12 or figure.count(".") > 1:
            return "its digits"
        whole = format(Decimal(figure) * factor, "f")
        return whole.rstrip("0").rstrip(".") if "." in whole else whole

    return written_out


_FIGURE = r"(us)?\$?\s?[0-9][0-9,]*(\.[0-9]+)?"
_WHOLE = r"-?\$?([0-9]{1,3}(,[0-9]{3})+|[0-9]+)(\.[0-9]+)?(?:\s?%)?"
_NOTE_MARK = (
    r"([*\u2020\u2021\u00a7\u00b9\u00b2\u00b3\u2070-\u2079]+|\(\w\)|\[\w\]|\(\*+\)|\[note \w\])"
)
_IF_POINT = ", if the comma stands for the point"
_IF_SO = ", if that is the figure"
_NOTHING = r"none|nil|nothing|-+|[\u2010-\u2015\u2212]+"

# The first that matches is said.
_MISFITS = (
    _Misfit(
        _WITHHELD,
        "it stands for a figure that is not shown",
        remedy="Leave it out where the figure may not be shown.",
    ),
    _Misfit(rf"(?=.*[{BLANKS}])[-$0-9.,{BLANKS}]+%?", "special blanks stand in it", _digits_alone),
    _Misfit(
        rf"[{CURLY_QUOTES}]+([-$0-9.,]+%?)[{CURLY_QUOTES}]*",
        "it stands between typographic quotation marks",
        _without(*CURLY_QUOTES, "$", ","),
    ),
    _Misfit(r"=\s*-?\$?[0-9][0-9,]*(\.[0-9]+)?", "it starts like a formula", _digits_alone),
    _Misfit(
        r"=.*",
        "it is a formula of a workbook",
        remedy="Write the figure that the formula gives.",
    ),
    _Misfit(
        r"-?\$\s+[0-9][0-9,]*(\.[0-9]+)?", "a blank stands behind its dollar sign", _digits_alone
    ),
    _Misfit(
        "-?\\$?[0-9]{1,3}(['\u2019][0-9]{3})+(\\.[0-9]+)?",
        "apostrophes stand between its digits",
        _digits_alone,
    ),
    _Misfit(
        r"(same as|see|as in|as above|ditto|refer to|cf\.?)\b.*",
        "it refers to another place",
        remedy="Write the figure itself, or leave the field out.",
    ),
    _Misfit(r"-?0[0-9]+(\.[0-9]+)?", "it starts with a zero", _no_leading_zeros),
    _Misfit(r"-?[0-9]+(_[0-9]+)+(\.[0-9]+)?", "it has underscores", _without("_")),
    _Misfit(r"[-+]?[0-9]+(\.[0-9]+)?e[-+]?[0-9]+", "it is in scientific notation", _written_out),
    _Misfit(r"[0-9]+(:[0-9]+)+", "it reads like a time"),
    _Misfit(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "it is a date"),
    _Misfit(r"-?\.[0-9]+%?", "it starts with its point", _zero_before),
    _Misfit(r"-?\$?[0-9][0-9,]*\.", "it ends with its point", _without(".", "$", ",")),
    _Misfit(r"\+\$?[0-9][0-9.,]*%?", "it has a plus sign", _without("+", "$", ",")),
    _Misfit(r"\(\$?[0-9][0-9,]*(\.[0-9]+)?\)", "it stands in parentheses", _negative),
    _Misfit(r"\$-[0-9][0-9,]*(\.[0-9]+)?", "its signs are in the wrong order"),
    _Misfit(
        r"-?\$?[0-9]{1,3}((\.[0-9]{3}){2,}(,[0-9]+)?|\.[0-9]{3},[0-9]+)",
        "points stand between its groups of digits",
        _in_our_marks,
    ),
    _Misfit(r"-?[0-9]+(\.[0-9]+)?\s*%+", "it has a percent sign", allowed_in=("percent", "level")),
    _Misfit(r"-?\$[0-9,]+(\.[0-9]+)?", "it is an amount of dollars", allowed_in=("money",)),
    _Misfit(
        r"-?\$?[0-9]+,[0-9]{1,2}(\s?%)?",
        "its commas do not stand between groups of three digits",
        _point_for_comma,
        allowed_in=("integer",),
        provided=_IF_POINT,
    ),
    _Misfit(
        r"-?[0-9]{1,3},[0-9]{3}(\s?%)?",
        "it has a comma between its digits",
        _point_for_comma,
        allowed_in=("money", "number", "integer"),
        provided=_IF_POINT,
    ),
    _Misfit(
        r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?",
        "it has commas between its digits",
        _without(","),
        allowed_in=("money",),
    ),
    _Misfit(
        r"-?\$?[0-9][0-9,]*,[0-9,]*[0-9](\.[0-9]+)?",
        "its commas do not stand between groups of three digits",
    ),
    _Misfit(r"-?[0-9]+\.[0-9]+", "it has a fraction"),
    _Misfit(
        r"-?\$?[0-9]{1,3}(\s[0-9]{3})+(\.[0-9]+)?",
        "it has blanks between its digits",
        _digits_alone,
    ),
    _Misfit(r"-?\$?[0-9]+(\s[0-9]+)+(\.[0-9]+)?", "it has blanks between its digits"),
    _Misfit(rf"{_FIGURE}\s*(k|thousand)", "it is in thousands", _thousands(1000)),
    _Misfit(rf"{_FIGURE}\s*(m|mm|mio|mn|million)", "it is in millions", _thousands(10**6)),
    _Misfit(rf"{_FIGURE}\s*(b|bn|billion)", "it is in billions", _thousands(10**9)),
    _Misfit(
        r"-?\$?[0-9,]+(\.[0-9]+)?\s*(usd|dollars?|us\$)|(usd|us\$)\s*[0-9,]+(\.[0-9]+)?",
        "it has the word for its currency",
        _digits_alone,
    ),
    _Misfit(
        r".*[\u20ac\xa3\xa5].*|.*(?<![a-z])(eur|euros?|gbp|cad|aud|mxn|jpy)(?![a-z]).*",
        "it is in another currency",
    ),
    _Misfit(
        r"-?[0-9]+(\.[0-9]+)?\s*(percent|per cent|pct)\.?",
        "it has the word for its unit",
        _figure_alone,
        allowed_in=("money", "number", "integer"),
    ),
    _Misfit(r"-?[0-9.]+\s*(percent|per cent|pct)", "it has the word for its unit"),
    _Misfit(
        r"(?=.*[0-9])[0-9.,]*[ol][0-9ol.,]*",
        "a letter (O or l) stands in place of a digit",
        _digits_for_letters,
        provided=_IF_SO,
    ),
    _Misfit(r"0x[0-9a-f]+|0o[0-7]+|0b[01]+", "it is not decimal"),
    _Misfit(
        _NOTHING,
        "it is a word or sign for nothing",
        allowed_in=("level", "integer"),
        remedy="Write `0` for none; leave the field blank while the figure is not known.",
    ),
    _Misfit(
        rf"{_WHOLE}\s*{_NOTE_MARK}",
        "a mark of a note stands behind it",
        _figure_alone,
        (),
        "",
        REST_AS_COMMENT,
    ),
    _Misfit(rf"{_WHOLE}[,;:]", "a sign stands behind it", _figure_alone),
    _Misfit(rf"{_WHOLE}\s*[?!]+", "a sign stands behind it", _figure_alone, provided=_IF_SO),
    _Misfit(r"[0-9][0-9,]*(\.[0-9]+)?\s*\$", "its dollar sign stands behind it", _figure_alone),
    _Misfit(r"\${2,}\s*[0-9][0-9,]*(\.[0-9]+)?", "it has two dollar signs", _figure_alone),
    _Misfit(
        rf"([~\u2248]|about|approx\.?|approximately|ca\.?|circa|est\.?|estimated)\s*{_WHOLE}",
        "it is said to be about so much",
        _figure_alone,
        provided=_IF_SO,
    ),
    _Misfit(
        rf"{_WHOLE}(?!.*(thousand|million|billion|less|plus|minus|\b(k|m|mm|mio|mn|b|bn)\b))\s*(\(.*\)|\s[a-z][^0-9]*)",
        "more than a figure stands there",
        _figure_alone,
        provided=REST_AS_COMMENT,
    ),
    _Misfit(r"[\u2010-\u2015\u2212].*", "its minus sign is another character"),
    _Misfit(
        r"n/?a|n\.a\.|none|unknown|tbd|t\.b\.d\.|to be determined|pending"
        r"|not (yet )?(available|known)"
        r"|-+|[\u2013\u2014]|not using|\?+|\.{2,}|x+",
        "it is a word; leave an unknown figure out",
    ),
    _Misfit(r"(?=.*\d)(?!.*[0-9])[\d.,$%-]+", "its digits are not the digits 0 to 9"),
    _Misfit(r"(?=.*[^\W\d_]).*", "it is a text"),
)
