"""The pages that the site has of the rules: one for each, in one shape, with links that lead on."""

import re
from functools import cache
from pathlib import Path

import pytest

from docs.site.law_pages import law_pages, write_law_pages
from docs.site.rules_lexer import RulesLexer
from tests.docs.pages import ROOT
from tests.loaded import built_in, with_examples

SHAPE = ["The law", "What is asked", "What to do", "Examples"]


@cache
def pages() -> dict[str, str]:
    return dict(law_pages(with_examples()))


def ids() -> set[str]:
    return {rule.id for rule in built_in().rules}


def page(rule: str) -> str:
    return pages()[f"{rule}.md"]


def headings(text: str, level: str = "##") -> list[str]:
    return re.findall(rf"^{level} (.*)$", re.sub(r"(?ms)^```.*?^```$", "", text), re.MULTILINE)


def test_every_rule_has_a_page() -> None:
    assert {f"{rule}.md" for rule in ids()} - pages().keys() == set()


def test_names_of_pages_can_stand_in_every_file_system() -> None:
    assert len({name.lower() for name in pages()}) == len(pages())
    assert [name for name in pages() if not re.fullmatch(r"[a-z0-9_./-]+", name)] == []


def test_every_link_between_the_pages_leads_somewhere() -> None:
    for name, text in pages().items():
        for link in re.findall(r"\]\(/?([^):]*\.md)\)", text):
            made = link.removeprefix("law/")
            assert made in pages() or (ROOT / "docs" / link).exists(), f"{name}: {link}"


def test_every_page_of_a_rule_has_one_shape() -> None:
    states = {rule.id for rule in built_in().rules if rule.state and rule.key != rule.id}
    for rule in ids() - states:
        found = headings(page(rule))
        assert found in (SHAPE, SHAPE[:-1]), rule
    for rule in states:
        assert headings(page(rule))[: len(SHAPE) - 1] == SHAPE[:-1], rule


def test_the_page_of_a_cap_says_all_that_somebody_who_broke_it_asks() -> None:
    text = page("federal.budget/administration-cap")
    assert text.splitlines()[3] == "# State administration stays within its cap"
    assert "[Perkins V § 112(a)(3), 20 U.S.C. 2322(a)(3)](https://uscode.house.gov/" in text
    assert "no more than 5 percent of line 1 or $250,000" in text  # in our words
    assert "| `administration_floor` | `$250,000 from 2019-07-01` |" in text
    assert "> Line 2 is $500,000.01, $0.01 over the cap of $500,000.00" in text
    assert "> **What to do:** Lower line 2 to $500,000.00 or less." in text
    assert "\nfails  when state_budget is yes and allotment is $2,100,000" in text


def test_the_page_of_a_required_item_says_what_to_write_where() -> None:
    text = page("federal.budget/lines/budget.state_match.amount")
    assert "Write into `budget.state_match.amount`: The match for State administration." in text


def test_the_page_of_a_question_puts_it() -> None:
    rule = next(r for r in with_examples().rules if r.kind == "review" and r.examples)
    text = page(rule.id)
    assert "No program can judge this" in text
    assert f"- `{rule.look_at[0].text}`" in text


def test_what_a_state_changed_stands_on_the_same_page() -> None:
    text = page("federal.accountability/levels-comment-window")
    assert [head[:5] for head in headings(text)] == ["The l", "What ", "What ", "Examp", "In MN"]
    assert headings(text, "###") == SHAPE


def test_no_message_of_a_page_has_a_figure_that_is_not_given() -> None:
    assert [
        name for name, text in pages().items() if re.search(r"^> .*not given", text, re.MULTILINE)
    ] == []


def test_each_source_tells_its_places_and_what_carries_them_out() -> None:
    text = pages()["perkins.md"]
    assert (
        "State administration stays within its cap](/law/federal.budget/administration-cap.md)"
        in text
    )
    assert "Nothing is checked here: They give other sections their meaning" in text


def test_only_what_changed_is_written_anew_and_what_is_gone_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("docs.site.law_pages.law_pages", lambda _: [("a/b.md", "B"), ("c.md", "C")])
    (tmp_path / "c.md").write_text("C")
    (tmp_path / "gone.md").write_text("")
    before = (tmp_path / "c.md").stat().st_mtime_ns
    write_law_pages(tmp_path, with_examples())
    assert sorted(p.name for p in tmp_path.rglob("*.md")) == ["b.md", "c.md"]
    assert (tmp_path / "c.md").stat().st_mtime_ns == before


@pytest.mark.parametrize(
    ("word", "token"),
    [
        ("rule", "Token.Keyword.Declaration"),
        ("require", "Token.Keyword"),
        ("cannot be determined", "Token.Keyword.Type"),
        ("$250,000.01", "Token.Literal.Number"),
        ('"a {cap} or \\"less\\""', "Token.Literal.String"),
        ("budget.rule", "Token.Name"),
        ("# rule", "Token.Comment"),
    ],
)
def test_the_site_tells_words_of_the_language_from_others(word: str, token: str) -> None:
    assert next((str(kind), text) for kind, text in RulesLexer().get_tokens(word)) == (token, word)
