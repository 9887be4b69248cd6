"""The report in a real Chromium, opened from its file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.loaded import built_in
from tests.report.html.browser import HANG_ON, Page
from tests.report.html.making import (
    EXAMPLES,
    checked,
    example,
    examples,
    hostile,
    variants,
    written,
)

pytestmark = pytest.mark.slow

LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "narrow": {"color_scheme": "light", "viewport": {"width": 360, "height": 740}},
}
PLACES = ("#/", "#/matrix", "#/documents/0", "#/documents/1", "#/documents/2")


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    results = [
        example("sample-plan-with-errors"),
        example("performance-report"),
        example("local-application-with-errors"),
        *examples(),
    ]
    return written(tmp_path_factory.mktemp("html") / "few.html", results)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("html") / "many.html", variants(1000))


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("place", PLACES)
def test_axe_finds_no_violation(browser: Any, few: Path, look: str, place: str) -> None:
    opened = Page(browser, few, **LOOKS[look])
    opened.go(place)
    for closed in opened.page.locator("details").all():
        closed.evaluate("one => { one.open = true; }")
    assert opened.violations(*HANG_ON[look]) == []


def test_a_lawful_change_and_headroom_are_shown(browser: Any, tmp_path: Path) -> None:
    pytest.importorskip("z3")
    from datetime import date

    from perkins_rules.checker import Checker
    from perkins_rules.member import Member
    from perkins_rules.report.lawful.carried import Wanted, carried

    text = (EXAMPLES / "sample-plan.yaml").read_text(encoding="utf-8")
    text = text.replace("    amount: 260000.00\n", "    amount: 260000.01\n", 1)
    result = checked("plan.yaml", text)
    wanted = Wanted(repairs=True, headroom=True, today=date(2026, 1, 1))
    parts = carried(Member("plan.yaml", text.encode()), Checker(built_in()), wanted)
    result = result._replace(drawn={**result.drawn, **parts})
    path = written(tmp_path / "report.html", [result])
    for look in LOOKS.values():
        opened = Page(browser, path, **look)
        opened.go("#/documents/0")
        assert opened.violations() == []
        assert opened.complaints == []
        width = opened.page.evaluate("document.documentElement.scrollWidth")
        assert width <= opened.page.viewport_size["width"]
    assert "260000.01 → 260000.00" in opened.text("article.finding.error .changes")
    assert "can go down by $0.00, up by $90,000.00" in opened.text("[aria-labelledby=headroom]")
    assert opened.page.locator(".line-drawing .room").count() > 10


def test_the_switch_gives_dark_colours_on_a_light_system(browser: Any, few: Path) -> None:
    opened = Page(browser, few)
    light = opened.page.evaluate("getComputedStyle(document.body).backgroundColor")
    opened.page.select_option("#theme", "dark")
    dark = opened.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert light != dark
    assert opened.violations() == []


def test_nothing_is_complained_of_and_nothing_asked_of_a_network(browser: Any, few: Path) -> None:
    opened = Page(browser, few)
    for place in PLACES:
        opened.go(place)
    assert opened.complaints == []
    assert {url.partition("#")[0] for url in opened.asked} == {few.as_uri()}


COUNTING = """() => {
    window.made = 0;
    const made = document.createElement;
    document.createElement = (name) => { window.made += 1; return made.call(document, name); };
}"""
TYPED = """() => {
    const box = document.getElementById("by-words");
    box.value = "00077";
    box.dispatchEvent(new Event("input"));
}"""


def test_of_a_thousand_documents_no_more_is_made_than_a_page_shows(
    browser: Any, many: Path
) -> None:
    opened = Page(browser, many)
    opened.page.evaluate(COUNTING)
    opened.go("#/matrix")
    opened.page.wait_for_selector(".matrix")
    assert opened.page.locator(".matrix tbody tr").count() == 50
    a_page = opened.page.locator("*").count()
    assert opened.page.evaluate("window.made") <= a_page
    opened.page.evaluate(TYPED)
    assert opened.page.locator(".matrix tbody tr").count() == 1
    assert opened.page.evaluate("window.made") <= 2 * a_page


def test_filters_narrow_documents_and_rules(browser: Any, many: Path) -> None:
    opened = Page(browser, many)
    opened.go("#/matrix")
    opened.page.select_option("#by-verdict", "fail")
    opened.page.select_option("#by-state", "OH")
    names = opened.page.locator(".matrix tbody th").all_inner_texts()
    assert names
    assert all("/OH/" in name for name in names)
    assert set(opened.page.locator(".matrix tbody td .mark").all_inner_texts()) == {"✗ fails"}
    opened.page.fill("#by-rule", "112(a)(3)")
    heads = opened.page.locator(".matrix th.rule").all_inner_texts()
    assert any("administration" in head.lower() for head in heads)
    opened.page.select_option("#by-found", "error")
    assert "shown" in opened.text("[role=status]")


def test_a_tile_shows_what_it_counts_whatever_was_chosen_before(browser: Any, many: Path) -> None:
    opened = Page(browser, many)
    for place in (
        "#/matrix?state=OH&words=guam",
        "#/matrix?rule=match&found=error&type=State+plan",
    ):
        opened.go(place)
        opened.page.click("nav >> text=Overview")
        tile = opened.page.locator(".tiles li", has_text="fails")
        count = tile.locator("b").inner_text()
        tile.locator("a").click()
        assert opened.text("[role=status]").startswith(f"{count} documents")
    opened.go("#/")
    row = opened.page.locator("table.failing tbody tr").first
    count = row.locator("td.number").first.inner_text()
    row.locator("a").click()
    assert opened.text("[role=status]").startswith(f"{count} documents and 1 rule ")


def test_back_finds_what_was_searched_for(browser: Any, many: Path) -> None:
    opened = Page(browser, many)
    opened.go("#/matrix")
    opened.page.fill("#by-words", "oh errors")
    opened.page.select_option("#by-verdict", "fail")
    told = opened.text("[role=status]")
    opened.page.locator(".matrix tbody a").nth(3).click()
    opened.page.wait_for_selector("nav.neighbours")
    opened.page.go_back()
    opened.page.wait_for_selector("#by-words")
    assert opened.page.input_value("#by-words") == "oh errors"
    assert opened.text("[role=status]") == told
    assert opened.page.evaluate("document.activeElement.tagName") == "A"


TOO_WIDE = """() => [...document.querySelectorAll("main *")].filter((one) =>
    one.getBoundingClientRect().right > innerWidth + 0.5 && !one.closest(".away"))
    .map((one) => one.outerHTML.slice(0, 99))"""
BROKEN = """() => [...document.querySelectorAll("td.number:not(.long), .whole")].flatMap((one) => {
    const texts = document.createTreeWalker(one, NodeFilter.SHOW_TEXT), broken = [];
    while (texts.nextNode()) {
        const text = document.createRange();
        text.selectNodeContents(texts.currentNode);
        if (text.getClientRects().length > 1) broken.push(texts.currentNode.data);
    }
    return broken;
})"""
CUT = """() =>
  [...document.querySelectorAll("svg[role=img], svg.line-drawing")].flatMap((drawing) => {
    const whole = drawing.getBoundingClientRect();
    return [...drawing.querySelectorAll("text, rect, circle, line, path")].filter((mark) => {
        const box = mark.getBoundingClientRect();
        const outside = box.left < whole.left - 0.5 || box.right > whole.right + 0.5
            || box.top < whole.top - 0.5 || box.bottom > whole.bottom + 0.5;
        return whole.width && box.width + box.height && outside;
    }).map((mark) => `${drawing.textContent.slice(0, 40)}: ${mark.outerHTML}`);
})"""


@pytest.mark.parametrize("width", [360, 760, 1280])
def test_nothing_is_cut_broken_or_wider_than_the_window(
    browser: Any, few: Path, width: int
) -> None:
    opened = Page(browser, few, viewport={"width": width, "height": 800})
    for place in PLACES:
        opened.go(place)
        opened.page.evaluate(
            "document.querySelectorAll('details').forEach((one) => { one.open = true; })"
        )
        assert opened.page.evaluate(BROKEN) == []
        assert opened.page.evaluate(CUT) == []
        if "matrix" not in place or width < 700:
            assert opened.page.evaluate(TOO_WIDE) == []


def test_the_head_of_a_rule_has_room_for_whole_lines_alone(browser: Any, many: Path) -> None:
    page = Page(browser, many)
    page.go("#/matrix")
    lines = page.page.locator("th.rule .sort").first.evaluate(
        "(head) => head.clientWidth / parseFloat(getComputedStyle(head).lineHeight)"
    )
    assert lines == pytest.approx(3, abs=0.02)  # else strokes of a fourth line would show


def test_sorting_by_a_rule_puts_its_errors_first(browser: Any, many: Path) -> None:
    opened = Page(browser, many)
    opened.go("#/matrix")
    opened.page.locator(".matrix th.rule button").first.click()
    head = opened.page.locator(".matrix th.rule").first
    assert head.get_attribute("aria-sort") == "descending"
    first = opened.page.locator(".matrix tbody tr").first.locator("td.cell").first
    assert "✗" in first.inner_text()
    focused = opened.page.evaluate("document.activeElement.id")
    assert focused.startswith("sort-rule-")
    opened.page.keyboard.press("Enter")
    assert opened.page.locator(".matrix th.rule").first.get_attribute("aria-sort") == "ascending"


def test_a_cell_leads_to_its_finding(browser: Any, few: Path) -> None:
    opened = Page(browser, few)
    opened.go("#/matrix")
    opened.page.fill("#by-rule", "federal.budget/administration-cap")
    opened.page.locator("td.cell.error a").first.click()
    opened.page.wait_for_selector("article.finding")
    focused = opened.page.evaluate("document.activeElement.textContent")
    assert "$260,000.01" in focused
    assert "over the cap" in focused
    link = opened.page.locator("article.finding:focus-within a, article.finding:focus a").first
    assert link.get_attribute("href").startswith("https://uscode.house.gov/view.xhtml?")


def test_the_keyboard_reaches_everything(browser: Any, few: Path) -> None:
    opened = Page(browser, few)
    opened.page.keyboard.press("Tab")
    assert opened.page.evaluate("document.activeElement.className") == "skip"
    opened.page.keyboard.press("Enter")
    assert opened.page.evaluate("document.activeElement.id") == "main"
    opened.go("#/matrix")
    opened.page.focus("#by-words")
    opened.page.keyboard.type("local-application")
    opened.page.focus(".matrix tbody a")
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_selector("h1:has-text('local-application')")


def test_drawings_have_titles_descriptions_and_tables(browser: Any, few: Path) -> None:
    opened = Page(browser, few)
    opened.go("#/documents/0")
    for drawing in opened.page.locator("svg[role=img]").all():
        title = drawing.get_attribute("aria-labelledby")
        told = drawing.get_attribute("aria-describedby")
        assert drawing.locator(f"title#{title}").text_content()
        assert drawing.locator(f"desc#{told}").text_content()
    assert opened.page.locator("section[aria-labelledby=levels] details table").count() == 11
    assert opened.page.locator("section[aria-labelledby=timeline] details table").count() == 1
    assert "at most $260,000.00" in opened.text("section[aria-labelledby=budget] table")


def test_print_has_the_overview_and_every_document_in_full(
    browser: Any, few: Path, tmp_path: Path
) -> None:
    opened = Page(browser, few, color_scheme="dark")
    opened.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    opened.page.emulate_media(media="print")
    assert opened.page.locator("#printed .sheet").count() == 1 + 3 + len(examples())
    assert not opened.page.locator("#main").is_visible()
    assert "over the cap" in opened.text("#printed .sheet:nth-child(2)")
    opened.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert opened.page.locator("#printed > *").count() == 0
    opened.page.emulate_media(media="null")
    content = opened.page.pdf(path=str(tmp_path / "report.pdf"))
    assert content.startswith(b"%PDF-")
    assert content.count(b"/Type /Page\n") + content.count(b"/Type /Page ") > 3 + len(examples())


def test_hostile_texts_do_nothing(browser: Any, tmp_path: Path) -> None:
    results = hostile()
    opened = Page(browser, written(tmp_path / "hostile.html", results))
    for place in ("#/", "#/matrix", *(f"#/documents/{k}" for k in range(len(results)))):
        opened.go(place)
        assert opened.page.locator("main h1").count() == 1
        assert opened.page.locator("img, iframe, object").count() == 0
        assert opened.page.locator("a[href^='javascript']").count() == 0
    assert opened.complaints == []
    assert len({url.partition("#")[0] for url in opened.asked}) == 1


def test_an_address_made_up_shows_the_overview(browser: Any, few: Path) -> None:
    opened = Page(browser, few)
    for place in (
        "#/documents/99999",
        "#/documents/-1",
        "#/x",
        "#/matrix/rule/x",
        "#/documents/1e3",
    ):
        opened.go(place)
        assert opened.page.locator("main h1").count() == 1
    assert opened.complaints == []
