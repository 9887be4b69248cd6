"""Whose figures they are: all students of the State, a group of them, or a program, a school.

A State plan holds what all concentrators reach. Figures of a part are never taken for theirs.
"""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache

from perkins_rules.assets import schema_texts
from perkins_rules.documents.other_names import OtherNames, other_names, value_meant
from perkins_rules.tables.years import years_in

_STUDENTS = r"(?: (?:cte )?(?:students?|concentrators?|participants?|learners?|individuals))?"
_LONGEST_TITLE = 200
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
# What stands around the name of a group in a title: Table 3. Results for English learners.
_BEFORE_GROUP = re.compile(
    r"(?:(?:table|form|section) [0-9a-z]+[.:]?|levels?|targets?|results?|performance|rates?"
    r"|(?:sub[- ]?)?groups?|(?:special )?populations?|(?:post-?)?secondary|cte|perkins v|for|of|the"
    r"|[\s:\u2013\u2014-])+(?<![a-z0-9])",
    re.IGNORECASE,
)
_BEHIND_GROUP = re.compile(
    r"[\s:,()\u2013\u2014-]+(?:levels?|targets?|results?|performance|rates?|only"
    r"|(?:sub[- ]?)?groups?|[\s:,()\u2013\u2014-])*$",
    re.IGNORECASE,
)
# In a title: a single school, college, consortium or program, and no office or system of them.
_ONE_PLACE = re.compile(
    r"^(?:(?:career )?(?:clusters?|pathways?)|programs?(?: areas?| of study)?|regions?|districts?"
    r"|schools?|campus|colleges?|members?|sites?|counties|county)\s*:"
    r"(?!\s*(?:all|state|perkins|carl|title|cte|career (?:and|&)|vocational|grant|v\b|fy|20)|\s*$)"
    r"|\b(?:region|district|campus|county)\s*(?:#|no\.?)?\s*[0-9]{1,3}\b"
    r"|\b(?:(?:high|vocational|technical) school|school district|consortium|academy|isd"
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
    bare = _BEHIND_GROUP.sub("", years_in(plain)[1]) if len(plain) <= _LONGEST_TITLE else ""
    bare = bare[match.end() :] if (match := _BEFORE_GROUP.match(bare)) else bare
    tried = (one for words in (plain, bare) for one in (words, _OF_STUDENTS.sub("", words)))
    return next(filter(None, (value_meant(one, names) for one in tried)), "")


def heads_parts(text: str) -> bool:
    """Whether the head of a column of labels says that they name parts: `Program Area`."""
    return bool(_HEADS.search(text)) and not _OTHER_HEADS.search(text)


def names_one_place(text: str) -> bool:
    """Whether a title is that of a single school, college, consortium, region or program."""
    return _ONE_PLACE.search(text) is not None


def _bare(text: str) -> str:
    return text.strip(" \t-\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}\N{BULLET}:;,.*")


@cache
def _groups() -> OtherNames:
    """The names of groups that documents know, and those that people write for them."""
    common = json.loads(schema_texts()["common.schema.json"])
    return other_names(common["$defs"]["student_group"]["x-also"], ())
