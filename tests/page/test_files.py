"""Files, tables, repairs, many documents, two tabs: in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from perkins_rules.app.page.desk import Desk
from tests.page.site import ROOT, SOON, STARTING, Tab

pytestmark = pytest.mark.slow

EXAMPLES = ROOT / "examples"
BUDGET = EXAMPLES / "annual-budget-only.yaml"
ADMINISTRATION = "/budget/state_administration/amount"


def workbook() -> dict[str, Any]:
    """The guide's form of the budget as a workbook, as the product itself writes it."""
    desk = Desk()
    desk.open(BUDGET.name, BUDGET.read_bytes(), None)
    made = desk.download("forms")
    return {"name": made["name"], "mimeType": made["mime"], "buffer": made["data"]}


def test_a_workbook_is_taken_into_the_form(tab: Tab) -> None:
    tab.begin("A yearly filing, with its budget")
    tab.settled()
    tab.go("begin")
    tab.page.locator("#file").set_input_files(workbook())
    enter = tab.page.get_by_role("button", name=re.compile(r"^Enter \d+ figures"))
    enter.click(timeout=SOON)
    tab.page.wait_for_selector(".section")
    tab.settled()
    tab.all_open()
    assert tab.field(ADMINISTRATION).input_value() == "263215"
    assert tab.page.locator(".picture .line-drawing").count() > 3


def test_only_the_figures_that_will_be_written_are_counted(tab: Tab) -> None:
    tab.open(BUDGET)
    tab.settled()
    tab.go("begin")
    text = (
        'Line,Item,Percent,Amount\n1,Total Perkins V Allocation,,"$5,264,311"\n'
        '2,State Administration,5%,"$200,000"\n3,State Leadership,10%,"$500,000"\n'
    )
    table = {"name": "budget.csv", "mimeType": "text/csv", "buffer": text.encode()}
    tab.page.locator("#file").set_input_files([table])
    tab.page.get_by_text("5 figures (0 new, 3 as the document has them, 2 otherwise)").wait_for()
    enter = tab.page.get_by_role("button", name=re.compile("^Enter"))
    assert enter.inner_text().startswith("Enter 0 figures")
    assert enter.is_disabled()
    tab.page.get_by_label("Take the table where the document says otherwise").check()
    assert enter.inner_text().startswith("Enter 2 figures")
    tab.page.get_by_role("button", name="Leave the table out").click()


def test_a_repair_shows_what_it_changes_before_it_does(tab: Tab) -> None:
    tab.open(BUDGET)
    tab.all_open()
    tab.type(ADMINISTRATION, "$300,000")
    tab.settled()
    tab.page.get_by_role("button", name="Find the smallest lawful change").click()
    proposed = tab.page.locator(".proposed")
    proposed.wait_for(timeout=STARTING)
    assert "State administration" in proposed.inner_text()
    assert tab.field(ADMINISTRATION).input_value() == "$300,000"
    proposed.locator("button.primary").click()
    tab.page.wait_for_selector("aside .listed li.error", state="detached", timeout=SOON)
    tab.settled()
    assert tab.page.evaluate("document.activeElement.id") == "found"
    assert tab.field(ADMINISTRATION).input_value() != "$300,000"
    tab.page.get_by_role("button", name="Undo", exact=True).click()
    tab.page.wait_for_selector("aside .listed li.error", timeout=SOON)
    assert tab.field(ADMINISTRATION).input_value() == "$300,000"
    tab.field(ADMINISTRATION).focus()
    tab.page.locator(f'[id="beside{ADMINISTRATION}"]').get_by_role(
        "button", name="What would be lawful?"
    ).click()
    tab.page.wait_for_function(
        "at => /Lawful (from|up to|is)/.test(document.getElementById(`beside${at}`).textContent)",
        arg=ADMINISTRATION,
        timeout=STARTING,
    )
    assert "$263,215.55" in tab.beside(ADMINISTRATION)


def test_questions_are_judged_one_after_another(tab: Tab) -> None:
    tab.open(EXAMPLES / "sample-plan.yaml")
    tab.go("judge")
    tab.page.wait_for_selector(".judging h2", timeout=SOON)
    first = tab.page.locator(".judging h2").inner_text()
    assert tab.page.locator(".judging blockquote").first.inner_text()
    tab.page.fill("#by", "A. Reviewer")
    tab.page.fill("#note", "It names every group.")
    tab.page.get_by_role("button", name="Met", exact=True).click()
    tab.page.wait_for_function(
        "first => document.querySelector('.judging h2').textContent !== first",
        arg=first,
        timeout=SOON,
    )
    assert tab.page.evaluate("document.activeElement.tagName") == "H2"
    tab.go("keep")
    with tab.page.expect_download() as download:
        tab.page.get_by_role("button", name="The determinations").click()
    text = download.value.path().read_text(encoding="utf-8")
    assert download.value.suggested_filename == "sample-plan.determinations.yaml"
    assert "It names every group." in text
    assert "A. Reviewer" in text


def test_many_documents_make_one_report(tab: Tab) -> None:
    tab.go("review")
    names = ("sample-plan-with-errors", "annual-budget-only", "local-application")
    tab.page.locator("#many").set_input_files([EXAMPLES / f"{name}.yaml" for name in names])
    tab.page.wait_for_selector(".preview iframe", timeout=STARTING)
    report = tab.page.frame_locator(".preview iframe")
    report.locator("h1").wait_for(timeout=SOON)
    report.get_by_role("link", name="Documents and rules").click()
    assert report.locator(".matrix tbody tr").count() == 3
    waiting = tab.page.locator("section[aria-labelledby=waiting] li")
    assert waiting.count() >= 2
    waiting.filter(has_text="sample-plan-with-errors").get_by_role("button").click()
    tab.page.wait_for_selector(".judging h2", timeout=SOON)
    tab.go("review")
    tab.page.locator("#before").set_input_files(EXAMPLES / "sample-plan.yaml")
    tab.page.locator("#after").set_input_files(EXAMPLES / "sample-plan-with-errors.yaml")
    tab.page.get_by_role("button", name="Compare", exact=True).click()
    tab.page.wait_for_selector("pre.plain-text", timeout=SOON)
    assert "260,000.01" in tab.page.locator("pre.plain-text").inner_text()


def test_rules_are_found_read_and_tried(tab: Tab) -> None:
    tab.go("law")
    tab.page.fill("#words", "112(a)(3)")
    tab.page.get_by_role("link", name=re.compile("administration", re.IGNORECASE)).first.click()
    tab.page.wait_for_selector("pre.plain-text", timeout=SOON)
    assert "112(a)(3)" in tab.page.locator("#main").inner_text()
    tab.page.locator(".sandbox summary").click()
    tab.page.fill("#sandbox-rule", "pack mine\n\nrule x")
    tab.page.get_by_role("heading", name="Lint").wait_for(timeout=SOON)
    assert "Line 3" in tab.page.locator(".sandbox").inner_text()
    tab.page.fill("#sandbox-rule", "")


@pytest.fixture
def second(context: Any, address: str) -> Iterator[Tab]:
    made = Tab(context, address)
    yield made
    made.page.close()


def test_two_tabs_do_not_overwrite_one_another(tab: Tab, second: Tab) -> None:
    tab.begin("A yearly filing, with its budget")
    tab.all_open()
    tab.type("/cover_page/eligible_agency", "The first tab")
    tab.settled()
    second.page.reload()
    mine = second.page.locator(".kept li").first
    mine.get_by_text("open in another tab").wait_for(timeout=SOON)
    mine.get_by_role("button", name="Open a copy").click()
    second.all_open()
    assert second.field("/cover_page/eligible_agency").input_value() == "The first tab"
    second.type("/cover_page/eligible_agency", "The second tab")
    second.page.get_by_text("Kept in this browser").first.wait_for(timeout=SOON)
    assert tab.field("/cover_page/eligible_agency").input_value() == "The first tab"
    kept = second.page.evaluate(KEPT)
    assert sorted(kept)[-2:] == ["The first tab", "The second tab"]


def test_what_another_tab_wrote_is_not_overwritten_even_without_locks(tab: Tab) -> None:
    tab.begin("A yearly filing, with its budget")
    tab.all_open()
    tab.type("/cover_page/eligible_agency", "Before")
    tab.settled()
    before = len(tab.page.evaluate(KEPT))
    tab.page.evaluate(WRITTEN_ELSEWHERE, "Before")
    tab.type("/cover_page/eligible_agency", "After")
    tab.page.get_by_text("this tab now keeps a copy of its own").wait_for(timeout=SOON)
    tab.settled()
    assert len(tab.page.evaluate(KEPT)) == before + 1


def test_what_is_kept_comes_back_and_can_be_deleted(tab: Tab, second: Tab) -> None:
    tab.begin("A yearly filing, with its budget")
    tab.all_open()
    tab.type("/cover_page/eligible_agency", "Kept over night")
    tab.settled()
    tab.open(BUDGET)  # lets go of it
    second.page.reload()
    second.page.locator(".kept li").first.get_by_role("button", name="Go on with it").click()
    second.all_open()
    assert second.field("/cover_page/eligible_agency").input_value() == "Kept over night"
    second.go("begin")
    second.page.get_by_role("button", name="Delete all of them").click()
    second.page.get_by_role("button", name="Yes, delete all").click()
    second.page.wait_for_selector(".kept", state="detached")
    assert second.page.evaluate(KEPT) == []


OPENED = """const documents = await new Promise((settle, fail) => {
        const asked = indexedDB.open("perkins-rules", 1);
        asked.onsuccess = () => {
            const opened = asked.result.transaction("documents", "readwrite");
            settle(opened.objectStore("documents"));
        };
        asked.onerror = fail;
    });
    const all = await new Promise((settle) => {
        const asked = documents.getAll();
        asked.onsuccess = () => settle(asked.result);
    });
    const agency = (one) => Object.fromEntries(one.drafts)["/cover_page/eligible_agency"]
        ?? one.state.values["/cover_page/eligible_agency"] ?? "";"""
KEPT = f"async () => {{ {OPENED} return all.map(agency); }}"
WRITTEN_ELSEWHERE = f"""async (name) => {{ {OPENED}
    for (const one of all.filter((one) => agency(one) === name))
        documents.put({{ ...one, version: one.version + 1 }});
}}"""
