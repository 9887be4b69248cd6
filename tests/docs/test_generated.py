"""What the pages take from the code is up to date; if not, run `python docs/generate.py`."""

import pytest

from docs import generate
from perkins_rules import assets
from perkins_rules.documents import load_shapes
from tests.docs.pages import page


@pytest.mark.parametrize("name", generate.PAGES)
def test_the_page_holds_what_the_code_says(name):
    assert page(name) == generate.generated(name)


def test_every_section_of_a_plan_is_on_its_page():
    text = page("docs/state_plan.md")
    root = load_shapes(assets.schema_texts())["state_plan"]
    assert [field for field in root.fields if f"`{field}`" not in text] == []


@pytest.mark.parametrize(
    "path",
    [
        "budget.state_leadership.amount",
        "performance.indicators[].levels[].fiscal_year",
        "performance.comment_period.opened",
        "submission.fiscal_years",
    ],
)
def test_a_field_has_its_line(path):
    assert f"| `{path}` |" in page("docs/state_plan.md")


def test_no_line_of_a_field_lacks_its_words():
    rows = [row for row in page("docs/state_plan.md").splitlines() if row.startswith("| `")]
    assert [row for row in rows if row.count("**") != 2] == []
