"""From a blank document to a clean one by the form alone, in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from perkins_rules.app.page.desk import Desk
from perkins_rules.documents import from_pointer
from tests.page.site import ROOT, Tab

pytestmark = pytest.mark.slow

BUDGET = ROOT / "examples" / "annual-budget-only.yaml"
LEVELS = ROOT / "examples" / "annual-budget-and-levels.yaml"


def opened(path: Path) -> dict[str, Any]:
    """The state of an example, as the same desk gives it natively."""
    return Desk().open(path.name, path.read_bytes(), None)  # type: ignore[no-any-return]


def fill_in(tab: Tab, values: dict[str, str]) -> None:
    """Types every value, and opens what is folded or must be added for it, as a person does."""
    tab.all_open()
    for at, text in values.items():
        make_room(tab, at)
        tab.type(at, text)


def make_room(tab: Tab, at: str) -> None:
    """Adds the entry of a list, or asks for a field that is out of the way."""
    parts = from_pointer(at)
    for k, part in enumerate(parts):
        above = "".join(f"/{name}" for name in parts[:k])
        if part.isdigit() and not tab.page.locator(f'[id^="at{above}/{part}"]').count():
            tab.page.locator(f'[id="add{above}"]').click()
            tab.page.locator(f'[id^="at{above}/{part}"]').first.wait_for()
    if parts[-1] == "note" and tab.field(at).evaluate("one => one.tagName") == "BUTTON":
        tab.field(at).click()
    while not tab.field(at).count():
        tab.page.locator(".others button").first.click()


def test_a_yearly_budget_from_blank_to_clean(tab: Tab) -> None:
    example = opened(BUDGET)
    tab.begin("A yearly filing, with its budget")
    assert "to fill in" in tab.found()
    values = {at: text for at, text in example["values"].items() if at != "/document"}
    fill_in(tab, values)
    tab.settled()
    assert tab.found().split("\n")[0].endswith(example["report"]["standing"])
    assert tab.page.locator("aside .listed li.error").count() == 0
    with tab.page.expect_download() as download:
        tab.go("keep")
        tab.page.get_by_role("button", name="The document as YAML").click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    again = Desk().open("again.yaml", text.encode(), None)
    assert again["values"] == example["values"]
    assert again["report"]["standing"] == example["report"]["standing"]
    assert "# State plan: yearly filing" in text


def test_what_is_wrong_stands_beside_its_field_and_leads_there(tab: Tab) -> None:
    tab.open(BUDGET)
    tab.all_open()
    at = "/budget/state_administration/amount"
    tab.type(at, "$300,000")
    tab.settled()
    assert "over the cap of $263,215.55" in tab.beside(at)
    assert tab.field(at).get_attribute("aria-invalid") == "true"
    assert tab.page.evaluate("document.activeElement.id") == f"at{at}"
    tab.page.get_by_role("button", name="Close all").click()
    tab.page.locator("aside .listed li.error a").first.click()
    tab.page.wait_for_function("at => document.activeElement.id === `at${at}`", arg=at)
    tab.page.keyboard.press("Control+z")
    tab.page.wait_for_function(
        "at => document.getElementById(`at${at}`).value === '$263,215'", arg=at
    )
    tab.settled()
    assert "over the cap" not in tab.beside(at)
    tab.page.keyboard.press("Control+Shift+z")
    tab.page.wait_for_function(
        "at => document.getElementById(`at${at}`).value === '$300,000'", arg=at
    )


def test_the_focus_stays_where_a_finding_is_settled(tab: Tab) -> None:
    tab.open(ROOT / "examples" / "sample-plan-with-errors.yaml")
    tab.all_open()
    at = "/budget/state_administration/amount"
    tab.page.locator(f'[id="beside{at}"]').get_by_role("button", name="Change").focus()
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_function("at => document.activeElement.id === `at${at}`", arg=at)
    assert tab.field(at).input_value() == "260000.00"


def test_a_list_is_described_as_one_adds_to_it_and_not_as_a_file_has_it(tab: Tab) -> None:
    tab.begin("A yearly filing, with its budget")
    tab.all_open()
    told = tab.page.locator('[id="about/submission/fiscal_years"]').text_content()
    assert told.startswith("Four consecutive years")
    assert "Write" not in told


def test_typing_goes_on_while_a_check_runs(tab: Tab) -> None:
    tab.open(BUDGET)
    tab.all_open()
    at = "/cover_page/eligible_agency"
    tab.field(at).fill("")
    text = "The Board of Career and Technical Education of a State with a long name"
    tab.field(at).press_sequentially(text, delay=35)
    assert tab.field(at).input_value() == text
    tab.settled()
    assert tab.field(at).input_value() == text
    assert tab.page.evaluate("document.activeElement.id") == f"at{at}"


def test_cells_of_a_spreadsheet_become_entries(tab: Tab) -> None:
    tab.begin("State plan: a whole one")
    tab.all_open()
    years = "/submission/fiscal_years"
    tab.page.locator(f'[id="add{years}"]').click()
    tab.field(f"{years}/0").evaluate(
        """one => {
            const cells = new DataTransfer();
            cells.setData("text/plain", "2026\\n2027\\n2028\\n2029\\n");
            const parts = { clipboardData: cells, bubbles: true, cancelable: true };
            one.dispatchEvent(new ClipboardEvent("paste", parts));
        }"""
    )
    tab.settled()
    written = [tab.field(f"{years}/{k}").input_value() for k in range(4)]
    assert written == ["2026", "2027", "2028", "2029"]
    tab.page.get_by_role("group", name="Fiscal years covered").get_by_role(
        "button", name="Remove entry 2"
    ).click()
    tab.settled()
    written = [tab.field(f"{years}/{k}").input_value() for k in range(3)]
    assert written == ["2026", "2028", "2029"]
