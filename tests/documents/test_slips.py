"""Which words are a slip of which known one, without any doubt."""

from __future__ import annotations

import pytest

from perkins_rules.documents.slips import only_slip

KNOWN = ("four_year_plan", "per_student", "progress", "programs", "VT", "2S1", "female", "male")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("Four-Year Plan", "four_year_plan"),
        ("vt", "VT"),
        ("per_studnt", "per_student"),
        ("per_studdent", "per_student"),
        ("per_studebt", "per_student"),
        ("per_studnet", "per_student"),
        ("per_students", "per_student"),
        ("per_studen", "per_student"),
        ("Femal", "female"),
        pytest.param("fmale", "female", id="a letter short of one, one too many of another"),
        pytest.param("progrems", None, id="one letter from either of two"),
        ("one_year_plan", None),
        ("not_per_student", None),
        ("two_year_plan", None),
        ("per_stdnt", None),
        ("mal", "male"),
        ("VX", None),
        ("2S2", None),
        ("2S", None),
        ("", None),
    ],
)
def test_only_slip(word: str, meant: str | None) -> None:
    assert only_slip(word, KNOWN) == meant
