"""Whose figures they are: all students of the State, a group of them, or a program, a school.

A State plan holds what all concentrators reach. Figures of a part are never taken for theirs.
"""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache

from perkins_rules.assets import schema_texts
from perkins_rules.documents.other_names import OtherNames, other_names, value_meant

_STUDENTS = r"(?: (?:cte )?(?:students?|concentrators?|participants?|learners?|individuals))?"
_ALL = re.compile(
    rf"(?:all|total|overall|aggregate|state ?wide|state)(?: cte)?{_STUDENTS}"
    r"(?: (?:totals?|averages?|results?))?",
    re.IGNORECASE,
)
_OF_STUDENTS = re.compile(rf"(?<=\S){_STUDENTS}$", re.IGNORECASE)
_HEADS = re.compile(
    r"\b(?:(?:sub[- ]?)?groups?|(?:special )?populations?|gender|sex|race|ethnicity|programs?"
    r"(?: areas?| of study)?|(?:career )?clusters?|pathways?|schools?|districts?|leas?"
    r"|campus(?:es)?|(?:eligible |sub)?recipients?|members?|colleges?|institutions?"
    r"|consorti(?:um|a)|regions?|count(?:y|ies)|providers?|sites?|centers?)\b",
    re.IGNORECASE,
)
_OTHER_HEADS = re.compile(
    r"\b(?:indicators?|measures?|quality|years?|levels?|state|codes?)\b", re.IGNORECASE
)
# In a title: a single school, college or consortium, and no office or system of them.
_ONE_PLACE = re.compile(
    r"\b(?:(?:high|vocational|technical) school|school district|consortium|academy|isd"
    r"|(?:career|technical|technology)(?: and technical)? center"
    r"|(?:community|technical|junior) college)(?! (?:system|board|district board|office)\b)\b",
    re.IGNORECASE,
)


def says_all(text: str) -> bool:
    """Whether words say that a figure is of all students: `All Concentrators`, `Statewide`."""
    return _ALL.fullmatch(_bare(text)) is not None


@lru_cache(maxsize=4096)
def group_in(text: str) -> str:
    """The group of students that words name, as documents call it; empty for none."""
    plain = _bare(text)
    names = _groups()
    return value_meant(plain, names) or value_meant(_OF_STUDENTS.sub("", plain), names) or ""


def heads_parts(text: str) -> bool:
    """Whether the head of a column of labels says that they name parts: `Program Area`."""
    return bool(_HEADS.search(text)) and not _OTHER_HEADS.search(text)


def names_one_place(text: str) -> bool:
    """Whether a title is that of a single school, college or consortium."""
    return _ONE_PLACE.search(text) is not None


def _bare(text: str) -> str:
    return text.strip(" \t-\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}\N{BULLET}:;,.*")


@cache
def _groups() -> OtherNames:
    """The names of groups that documents know, and those that people write for them."""
    common = json.loads(schema_texts()["common.schema.json"])
    return other_names(common["$defs"]["student_group"]["x-also"], ())
