"""What the page must never do, and what it must stand: in a real browser."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest

from perkins_rules.app.page.desk import Desk
from tests.page.site import ROOT, SOON, STARTING, Tab
from tests.report.html.browser import HANG_ON

pytestmark = pytest.mark.slow

EXAMPLES = ROOT / "examples"
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"></textarea><svg onload=alert(1)>',
    "javascript:alert(1)",
    "{{constructor.constructor('alert(1)')()}}",
    "*alias &anchor !!python/object:os.system [x]",
    'a: b # no comment\n- \'and "quotes"',
    "\u202eright to left\u202c \ufeff zero\u200bwidth",
    '=HYPERLINK("https://example.org")',
    "%s%n" * 20 + "A" * 2000,
)


def test_nothing_is_asked_of_any_other_address(tab: Tab, asked: list[str]) -> None:
    tab.open(EXAMPLES / "sample-plan-with-errors.yaml")
    for place in ("form", "judge", "keep", "review", "law"):
        tab.go(place)
    own = urlsplit(tab.address).netloc
    away = [
        url
        for url in asked
        if urlsplit(url).scheme not in ("data", "blob") and urlsplit(url).netloc != own
    ]
    assert asked
    assert away == []


TRIES = """async () => {
    const broken = [];
    document.addEventListener("securitypolicyviolation", (event) => {
        broken.push(event.effectiveDirective);
    });
    const loaded = (one, put) => new Promise((done, fail) => {
        one.onerror = fail;
        one.onload = one.onopen = done;
        put(one);
    });
    const script = (one) => { one.src = "https://example.org/x.js"; document.head.append(one); };
    const tries = [
        () => fetch("https://example.org/"),
        () => loaded(new Image(), (one) => { one.src = "https://example.org/x.png"; }),
        () => loaded(new WebSocket("wss://example.org/"), () => undefined),
        () => loaded(document.createElement("script"), script),
    ];
    const left = [];
    for (const [k, one] of tries.entries()) await one().then(() => left.push(k), () => undefined);
    navigator.sendBeacon("https://example.org/", "x");
    await new Promise((end) => setTimeout(end, 200));
    return { left, broken };
}"""


def test_the_policy_of_the_page_forbids_every_other_address(tab: Tab) -> None:
    told = tab.page.evaluate(TRIES)
    tab.complaints.clear()
    assert told["left"] == []
    assert {"connect-src", "img-src", "script-src-elem"} <= set(told["broken"])


def test_the_policy_holds_where_python_runs_too(tab: Tab) -> None:
    python = next(one for one in tab.page.workers if one.url.startswith("blob:"))
    told = python.evaluate(
        """async () => {
            const broken = [];
            self.addEventListener("securitypolicyviolation", (event) => {
                broken.push(event.effectiveDirective);
            });
            const left = await fetch("https://example.org/").then(() => true, () => false);
            await new Promise((end) => setTimeout(end, 200));
            return { left, broken };
        }"""
    )
    tab.complaints.clear()
    assert told == {"left": False, "broken": ["connect-src"]}


def test_hostile_texts_in_every_field_do_nothing(tab: Tab) -> None:
    tab.begin("A yearly filing, with its budget")
    tab.all_open()
    fields = tab.page.locator("main :is(input, textarea)[id^='at/']")
    places = fields.evaluate_all("all => all.map(one => one.id.slice(2))")
    assert len(places) > 50
    typed = {at: HOSTILE[k % len(HOSTILE)] for k, at in enumerate(places)}
    for at, text in typed.items():
        tab.field(at).fill(text)
        typed[at] = tab.field(at).input_value()
    tab.settled()
    assert tab.page.locator("main :is(img, script, iframe, object)").count() == 0
    assert tab.page.locator("a[href^='javascript' i]").count() == 0
    assert tab.page.evaluate("document.querySelectorAll('.note.error').length") > 10
    tab.go("keep")
    with tab.page.expect_download() as download:
        tab.page.get_by_role("button", name="The document as YAML").click()
    values = Desk().open("again.yaml", download.value.path().read_bytes(), None)["values"]
    assert {at: values.get(at, "").strip() for at in typed} == {
        at: shown(text) for at, text in typed.items()
    }
    for place in ("form", "judge", "review", "law"):
        tab.go(place)
    tab.page.get_by_role("button", name="Undo", exact=True).click()


def shown(text: str) -> str:
    """What a form can hold of a text: without the blanks at its ends."""
    return text.strip()


LOOKS: dict[str, dict[str, Any]] = {
    "light": {"scheme": "light", "width": 1280},
    "dark": {"scheme": "dark", "width": 1280},
    "narrow": {"scheme": "light", "width": 390},
}


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_no_violation(tab: Tab, look: str) -> None:
    tab.page.emulate_media(color_scheme=LOOKS[look]["scheme"])
    tab.page.set_viewport_size({"width": LOOKS[look]["width"], "height": 900})
    tab.open(EXAMPLES / "sample-plan-with-errors.yaml")
    tab.settled()
    for name in ("budget", "performance", "consultation"):
        tab.page.locator(f"#section-{name}-head button").click()
    found = {"form": tab.violations(*HANG_ON[look])}
    wide = {"form": tab.too_wide()}
    for place in ("begin", "judge", "keep", "review", "law"):
        tab.go(place)
        tab.page.wait_for_timeout(400)
        found[place], wide[place] = tab.violations(*HANG_ON[look]), tab.too_wide()
    tab.page.set_viewport_size({"width": 1280, "height": 900})
    tab.page.emulate_media(color_scheme="light")
    assert {place: faults for place, faults in found.items() if faults} == {}
    assert {place: parts for place, parts in wide.items() if parts} == {}


def test_it_works_without_a_network_after_the_first_visit(
    tab: Tab, context: Any, address: str
) -> None:
    tab.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    context.set_offline(True)
    try:
        alone = Tab(context, address).ready()
        alone.begin("A yearly filing, with its budget")
        alone.all_open()
        alone.type("/budget/total_allocation/amount", "$5,264,311")
        alone.type("/budget/state_administration/amount", "$300,000")
        alone.settled()
        assert "over the cap" in alone.beside("/budget/state_administration/amount")
        alone.page.close()
    finally:
        context.set_offline(False)


def test_a_checker_that_does_not_start_says_what_to_do(browser: Any, address: str) -> None:
    context = browser.new_context(service_workers="block")
    context.route("**/pyodide.asm.wasm", lambda route: route.abort())
    context.clock.install()
    tab = Tab(context, address)
    tab.page.clock.fast_forward("01:05")  # past the longest silence
    tab.page.wait_for_selector(".failed", timeout=STARTING)
    assert "Reload the page" in tab.page.locator(".failed").inner_text()
    assert tab.page.locator(".failed button").inner_text() == "Try again"
    context.close()


GAPS = """() => {
    window.gaps = [];
    let last = performance.now();
    window.gapping = setInterval(() => {
        const now = performance.now();
        window.gaps.push(now - last);
        last = now;
    }, 10);
}"""


def large(size: int) -> bytes:
    """A plan with so many bytes: thousands of local allocations, each with a long note."""
    plan = (EXAMPLES / "annual-budget-only.yaml").read_text(encoding="utf-8").rstrip("\n")
    note = "What the center does with it is told at length. " * 20
    entries = (
        f"    - recipient: Lakeside Career Center number {k} of the valley\n"
        f"      level: secondary\n      amount: {20_000 + k}\n      note: {note}\n"
        for k in range(size // (len(note) + 110))
    )
    return f"{plan}\n  local_allocations:\n{''.join(entries)}".encode()


def test_five_megabytes_are_opened_and_typing_does_not_stall(context: Any, address: str) -> None:
    tab, data = Tab(context, address).ready(), large(5_000_000)
    tab.page.locator("#file").set_input_files(
        {"name": "large.yaml", "mimeType": "application/yaml", "buffer": data}
    )
    tab.page.wait_for_selector(".section", timeout=2 * STARTING)
    tab.page.locator("#section-cover_page-head button").click()
    at = "/cover_page/eligible_agency"
    tab.field(at).wait_for(timeout=SOON)
    tab.page.evaluate(GAPS)
    tab.field(at).fill("")
    tab.field(at).press_sequentially("A board of a large State", delay=60)
    assert tab.field(at).input_value() == "A board of a large State"
    gaps = tab.page.evaluate("() => { clearInterval(window.gapping); return window.gaps; }")
    assert sorted(gaps)[-3] < 200, "no key waits; but for the moment in which a state arrives"
    tab.page.close()
