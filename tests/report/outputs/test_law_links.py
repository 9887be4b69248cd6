"""Places in the Code and where they are published."""

from __future__ import annotations

import pytest

from perkins_rules.report.outputs.law_links import law_address
from tests.loaded import built_in

USC = "https://uscode.house.gov/view.xhtml?req=granuleid:USC-prelim-title{}-section{}"
USC += "&num=0&edition=prelim"
CFR = "https://www.ecfr.gov/current/title-{}/"


@pytest.mark.parametrize(
    ("codified", "address"),
    [
        ("20 U.S.C. 2322(a)(3)", USC.format(20, "2322")),
        ("20 U.S.C. 1228a", USC.format(20, "1228a")),
        ("15 U.S.C. 260a(a)", USC.format(15, "260a")),
        ("34 CFR 76.104", CFR.format(34) + "section-76.104"),
        ("34 CFR 76.720(c)", CFR.format(34) + "section-76.720#p-76.720(c)"),
        ("34 CFR 82", CFR.format(34) + "part-82"),
        ("603 CMR 4.03", None),
        ("Public Law 115-224", None),
        ("", None),
        (None, None),
    ],
)
def test_a_place_leads_to_its_section(codified: str | None, address: str | None) -> None:
    assert law_address(codified) == address


def test_each_federal_place_that_the_rules_cite_has_an_address() -> None:
    cited = {c.codified for rule in built_in().rules for c in rule.citations if c.codified}
    federal = {place for place in cited if " U.S.C. " in place or " CFR " in place}
    assert federal
    assert [place for place in sorted(federal) if law_address(place) is None] == []
