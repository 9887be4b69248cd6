"""What the pages take from the code is up to date; if not, run `python docs/generate.py`."""

import pytest

from docs import generate
from perkins_rules import assets
from perkins_rules.documents import load_shapes
from tests.docs.pages import page


@pytest.mark.parametrize("name", generate.PAGES)
def test_the_page_holds_what_the_code_says(name: str) -> None:
    assert page(name) == generate.generated(name)


SHAPES = load_shapes(assets.schema_texts())
VALUE_COLUMNS = 3
"""How many columns the table of the kinds of value has, at the top of a page."""


def test_every_type_of_document_has_its_page() -> None:
    assert set(generate.FIELD_PAGES) == {f"{generate.FIELDS}/{name}.md" for name in SHAPES}


@pytest.mark.parametrize("document", SHAPES)
def test_every_field_at_the_root_is_on_the_page(document: str) -> None:
    text = page(f"{generate.FIELDS}/{document}.md")
    fields = SHAPES[document].fields.keys() - {"note"}
    assert [field for field in fields if f"`{field}`" not in text] == []


@pytest.mark.parametrize(
    ("document", "path"),
    [
        ("state_plan", "budget.state_leadership.amount"),
        ("state_plan", "performance.indicators[].levels[].fiscal_year"),
        ("state_plan", "performance.comment_period.opened"),
        ("state_plan", "submission.fiscal_years"),
        ("performance_report", "fiscal_year"),
        ("performance_report", "publication.formats"),
        ("performance_report", "indicators[].actual.numerator"),
        ("performance_report", "indicators[].groups[].actual.suppressed"),
    ],
)
def test_a_field_has_its_line(document: str, path: str) -> None:
    assert f"| `{path}` |" in page(f"{generate.FIELDS}/{document}.md")


def test_a_list_of_groups_at_the_root_has_its_own_section() -> None:
    text = page(f"{generate.FIELDS}/performance_report.md")
    section = text.split("\n## Indicators\n")[1].split("\n## ")[0]
    assert section.startswith("\n`indicators`, guide Table 3.")
    assert "each named by `code`" in section


@pytest.mark.parametrize("name", generate.FIELD_PAGES)
def test_no_line_of_a_field_lacks_its_words(name: str) -> None:
    rows = [row for row in page(name).splitlines() if row.startswith("| `")]
    fields = [row for row in rows if len(row.split(" | ")) > VALUE_COLUMNS]
    assert fields
    assert [row for row in fields if row.count("**") != 2] == []
