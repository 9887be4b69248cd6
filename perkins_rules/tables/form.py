"""The two forms as the guide prints them: lines of the budget, indicators of the levels."""

from __future__ import annotations

import re
from typing import NamedTuple

from perkins_rules.documents.shape import Shape, shape_at

DOCUMENT = "state_plan"
LINE_PLACE = "IV.A line "


class Line(NamedTuple):
    """A line of the budget form; `percent` is None where the form takes none."""

    number: str
    label: str
    percent: tuple[str, ...] | None
    amount: tuple[str, ...]
    of: str = ""
    """Of a part, the line that it belongs to: some labels come twice."""
    not_asked: str = ""
    """What the form prints in the place of a percent."""


def _line(number: str, label: str, path: str, not_asked: str = "", of: str = "") -> Line:
    names = ("budget", *path.split("."))
    if number[-1].isalpha():
        return Line(number, label, None, names, of, not_asked)
    percent = None if not_asked else (*names, "percent")
    return Line(number, label, percent, (*names, "amount"), of, not_asked)


_NO, _FREE = "Not applicable", "Not required"
LINES = (
    _line("1", "Total Perkins V Allocation", "total_allocation", _NO),
    _line("2", "State Administration", "state_administration"),
    _line("3", "State Leadership", "state_leadership"),
    _line("4", "Individuals in State Institutions", "state_institutions"),
    _line("4a", "Correctional Institutions", "state_institutions.correctional", _FREE, "4"),
    _line("4b", "Juvenile Justice Facilities", "state_institutions.juvenile_justice", _FREE, "4"),
    _line(
        "4c",
        "Institutions that Serve Individuals with Disabilities",
        "state_institutions.disabilities",
        _FREE,
        "4",
    ),
    _line("4d", "Other State Institutions", "state_institutions.other_institutions", _FREE, "4"),
    _line("5", "Non-traditional Training and Employment", "nontraditional", _NO),
    _line("6", "Special Populations Recruitment", "special_populations_recruitment"),
    _line("7", "Local Formula Distribution", "local_formula_distribution"),
    _line("8", "Reserve", "reserve"),
    _line("9", "Secondary Recipients", "reserve.secondary", of="8"),
    _line("10", "Postsecondary Recipients", "reserve.postsecondary", of="8"),
    _line("11", "Allocation to Eligible Recipients", "allocation_to_eligible_recipients"),
    _line("12", "Secondary Recipients", "allocation_to_eligible_recipients.secondary", of="11"),
    _line(
        "13",
        "Postsecondary Recipients",
        "allocation_to_eligible_recipients.postsecondary",
        of="11",
    ),
    _line("14", "State Match (from non-federal funds)", "state_match", _NO),
)  # fmt: skip
BY_NUMBER = {line.number: line for line in LINES}

INDICATORS = {
    "1S1": "Four-Year Graduation Rate",
    "1S2": "Extended Graduation Rate",
    "2S1": "Academic Proficiency in Reading/Language Arts",
    "2S2": "Academic Proficiency in Mathematics",
    "2S3": "Academic Proficiency in Science",
    "3S1": "Post-Program Placement",
    "4S1": "Non-traditional Program Concentration",
    "5S1": "Program Quality \N{EN DASH} Attained Recognized Postsecondary Credential",
    "5S2": "Program Quality \N{EN DASH} Attained Postsecondary Credits",
    "5S3": "Program Quality \N{EN DASH} Participated in Work-Based Learning",
    "5S4": "Program Quality \N{EN DASH} Other",
    "1P1": "Post-Program Placement",
    "2P1": "Earned Recognized Postsecondary Credential",
    "3P1": "Non-traditional Program Concentration",
}
# Shorter titles that people print; of one with several codes the side decides.
_SHORT_TITLES = {
    "Four-Year Adjusted Cohort Graduation Rate": "1S1",
    "Extended-Year Adjusted Cohort Graduation Rate": "1S2",
    "Extended-Year Graduation Rate": "1S2",
    "Reading/Language Arts": "2S1",
    "Academic Attainment in Reading/Language Arts": "2S1",
    "Mathematics": "2S2",
    "Math": "2S2",
    "Academic Attainment in Mathematics": "2S2",
    "Science": "2S3",
    "Academic Attainment in Science": "2S3",
    "Postsecondary Retention and Placement": "1P1",
    "Placement": "3S1 1P1",
    "Attained Recognized Postsecondary Credential": "5S1",
    "Recognized Postsecondary Credential": "5S1 2P1",
    "Credential": "5S1 2P1",
    "Non-traditional Program Enrollment": "4S1 3P1",
    "Attained Postsecondary Credits": "5S2",
    "Participated in Work-Based Learning": "5S3",
    "Work-Based Learning": "5S3",
}
# 1S1, 1 S 1, 1.S.1, (1S1): with blanks, points or hyphens between its parts.
CODE = re.compile(
    r"(?<![0-9A-Za-z])\(?(?:([1-5])[ .-]?(S)|([1-3])[ .-]?(P))[ .-]?([1-9][0-9]?)\b\)?[:.]?",
    re.IGNORECASE,
)
_CODE_BEHIND = re.compile(r"(?<=\S )" + CODE.pattern.replace(r"\(?", r"\(", 1) + "$", re.IGNORECASE)


def code_of(text: str) -> str:
    """The code of the indicator that a text begins with, or ends with in parentheses; empty for
    none.
    """
    match = CODE.match(text) or _CODE_BEHIND.search(text)
    return "".join(part for part in match.groups() if part).upper() if match else ""


def names_several(text: str) -> bool:
    """Whether a text names more than one indicator, as `1S1/1S2` does."""
    return len({"".join(filter(None, match.groups())).upper() for match in CODE.finditer(text)}) > 1


def is_title(text: str) -> bool:
    """Whether a text is the form's title of an indicator."""
    return same(text) in _BY_TITLE


def codes_of_title(text: str) -> list[str]:
    """The indicators with a title; two have one alike on either side."""
    return _BY_TITLE.get(same(text), [])


def same(text: str) -> str:
    """A label without what people write differently: case, hyphens, punctuation."""
    return "".join(c for c in text.casefold() if c.isalnum())


_BY_TITLE: dict[str, list[str]] = {}
for _code, _title in INDICATORS.items():
    _BY_TITLE.setdefault(same(_title), []).append(_code)
_BY_TITLE.update({same(title): codes.split() for title, codes in _SHORT_TITLES.items()})


def _other_labels() -> dict[str, str]:
    """Further labels of lines that people use, and those of the schema."""
    return {
        "totalallocation": "1",
        "totalperkinsallocation": "1",
        "individualsinstateinstitutions": "4",
        "stateinstitutions": "4",
        "institutionsforindividualswithdisabilities": "4c",
        "nontraditional": "5",
        "nontraditionaltraining": "5",
        "specialpopulations": "6",
        "statematch": "14",
        "statematchfromnonfederalsources": "14",
        "reservesecondary": "9",
        "reservepostsecondary": "10",
        "allocationsecondary": "12",
        "allocationpostsecondary": "13",
    }


_BY_LABEL = _other_labels()
for _each in LINES:
    _BY_LABEL.setdefault(same(_each.label), _each.number)
_PARTS = {same(line.label) for line in LINES if line.label.endswith("secondary Recipients")}
_PARTS.add(same("Secondary Recipients"))


def line_of_label(label: str, above: str) -> str | None:
    """The number of the line with a label; `above` is that of the line before. None: no line."""
    plain = same(label)
    if plain not in _PARTS:
        return _BY_LABEL.get(plain)
    step = 1 if plain == same("Secondary Recipients") else 2
    for main in ("8", "11"):
        within = range(int(main), int(main) + 3)
        if above.isdigit() and int(above) in within:
            return str(int(main) + step)
    return None


def agrees(number: str, label: str) -> bool | None:
    """Whether a label is that of a line; None when it is that of none."""
    plain = same(label)
    if plain in _PARTS:
        return same(BY_NUMBER[number].label) == plain
    found = _BY_LABEL.get(plain)
    return None if found is None else found == number


def shape_of(root: Shape, path: tuple[str, ...]) -> Shape:
    """The shape of a field that a form fills in."""
    shape = shape_at(root, path)
    assert shape is not None, path
    return shape
