"""What the pages promise holds: commands, options, rules, values, the Python lines, links."""

import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from click import Context
from click.testing import CliRunner

from perkins_rules import assets
from perkins_rules.app.cli import commands
from perkins_rules.app.main import main
from perkins_rules.documents import Document, load_shapes, read_document
from tests.docs.pages import ROOT, blocks, page, table
from tests.loaded import built_in

README = "README.md"
MOST_LINES = 100
PAGES = tuple(
    path.relative_to(ROOT).as_posix()
    for pattern in ("*.md", "docs/**/*.md", "examples/*.md")
    for path in sorted(ROOT.glob(pattern))
    if path.parent.name != "openings"  # they are parts of pages
    and path.relative_to(ROOT).parts[:2] != ("docs", "law")  # made for the site
    and "templates" not in path.parts
)


# ------------------------------------------------------------------ the Python lines


@pytest.fixture
def plan_folder(tmp_path: Path) -> Path:
    (tmp_path / "plan.yaml").write_text(blocks(page(README), "yaml")[0].text, encoding="utf-8")
    return tmp_path


def test_the_python_lines_run_and_print_the_finding(plan_folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", blocks(page("docs/reference/python.md"), "python")[0].text],
        cwd=plan_folder,
        env={"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout.startswith("fail {")
    assert "plan.yaml:18 Line 2 is $260,000.01" in done.stdout
    assert "Perkins V § 112(a)(3), 20 U.S.C. 2322(a)(3)" in done.stdout


# ------------------------------------------------------------------ commands


def command_lines() -> list[str]:
    lines = [line for name in PAGES for line in page(name).splitlines()]
    found = [m[1] for line in lines if (m := re.match(r"[\s$.\\/a-z]*perkins-rules (.*)", line))]
    return [re.split(r"  +", line)[0] for line in found]


@cache
def help_of(command: str) -> str:
    return CliRunner().invoke(commands, [*command.split(), "--help"]).output


def test_there_are_command_lines_to_look_at() -> None:
    assert len(command_lines()) > 20


@pytest.mark.parametrize("line", sorted(set(command_lines())))
def test_every_command_and_option_that_is_shown_exists(line: str) -> None:
    first, *rest = line.split()
    command = "" if first.startswith("-") else first
    assert command in ("", *commands.list_commands(Context(commands)))
    options = [word.partition("=")[0] for word in (first, *rest) if word.startswith("--")]
    assert [option for option in options if option not in help_of(command)] == []


@pytest.mark.parametrize("name", PAGES)
def test_every_rule_that_is_named_exists(name: str) -> None:
    named = set(re.findall(r"federal\.[a-z_]+/[a-z-]+[a-z](?:/[a-z_.]+[a-z])?", page(name)))
    known = {rule.id for rule in built_in().rules}
    assert {rule for rule in named if rule not in known} == set()


EXITS = (
    ("reports", "nothing to correct", ("check", "{0}")),
    ("reports", "an error failed", ("check", "{1}")),
    ("reports", "a file could not be read", ("check", "{2}")),
    ("reports", "the check could not be made", ("check", "{0}", "--fail-on", "nothing")),
    ("compare", "nothing new at the failing level", ("compare", "{1}", "{1}")),
    ("compare", "that did not before", ("compare", "{0}", "{1}")),
    ("compare", "a document could not be read", ("compare", "{0}", "{2}")),
    ("receipts", "it could not be verified", ("verify", "{2}", "{0}")),
    ("tables", "nothing could be done", ("import", "{2}")),
)


@pytest.mark.parametrize(("name", "meaning", "words"), EXITS)
def test_exit_codes_are_as_the_page_says(
    name: str, meaning: str, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    rows = re.findall(r"^\| ([0-9]) \| (.*) \|$", page(f"docs/guide/{name}.md"), re.MULTILINE)
    (code,) = (int(code) for code, said in rows if meaning in said)
    plans = ("sample-plan.yaml", "sample-plan-with-errors.yaml", "no-such-plan.yaml")
    named = [str(ROOT / "examples" / plan) for plan in plans]
    assert main([word.format(*named) for word in words]) == code
    said = capsys.readouterr()
    assert said.out + said.err != ""


# ------------------------------------------------------------------ values

FIELDS = {
    "amount": "budget.reserve.amount",
    "percent": "budget.reserve.percent",
    "level": "performance.indicators.level",
    "date": "submission.date",
    "fiscal year": "budget.fiscal_year",
    "time of day": "submission.time",
    "yes or no": "submission.through_portal",
}


def read(field: str, value: str) -> Document:
    *sections, name = field.split(".")
    lines = ["document: state_plan"]
    if field == FIELDS["level"]:
        lines += [
            "performance: ",
            f"  indicators: [{{code: 1S1, levels: [{{fiscal_year: 2026, level: {value}}}]}}]",
        ]
    else:
        lines += [f"{'  ' * depth}{section}:" for depth, section in enumerate(sections)]
        lines.append(f"{'  ' * len(sections)}{name}: {value}")
    shapes = load_shapes(assets.schema_texts())
    return read_document("plan.yaml", "\n".join(lines).encode(), shapes)


def rows_of_values() -> list[list[str]]:
    return [
        row
        for row in table(page("docs/guide/documents.md"), "Writing a document")
        if row[0] in FIELDS
    ]


def shown_values(column: int) -> list[tuple[str, str]]:
    """Field and value for each value in a column of the table."""
    return [
        (FIELDS[row[0]], value)
        for row in rows_of_values()
        for value in re.findall(r"`([^`]*)`", row[column])
    ]


@pytest.mark.parametrize(("field", "value"), shown_values(1))
def test_a_value_written_as_shown_is_read(field: str, value: str) -> None:
    assert read(field, value).problems == ()


@pytest.mark.parametrize(("field", "value"), shown_values(2))
def test_a_value_written_otherwise_is_told(field: str, value: str) -> None:
    assert read(field, value).problems != ()


def test_the_table_of_values_is_looked_at() -> None:
    assert {row[0] for row in rows_of_values()} == set(FIELDS)


# ------------------------------------------------------------------ links and rules


def links_of(name: str) -> list[tuple[str, str]]:
    """File and anchor of every link within the repository."""
    return re.findall(r"\]\((?!https?:)([^)#\s]*)(?:#([^)]*))?\)", page(name))


def anchors_of(name: str) -> set[str]:
    """The anchors of the headings of a page, as GitHub and the site make them."""
    text = re.sub(r"^```.*?^```", "", page(name), flags=re.MULTILINE | re.DOTALL)
    heads = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_to_a_file_and_a_heading_of_it(name: str) -> None:
    folder = Path(name).parent
    for link, anchor in links_of(name):
        target = os.path.normpath(folder / link) if link else name
        assert (ROOT / target).exists(), link
        assert not anchor or anchor in anchors_of(target), f"{link}#{anchor}"


def test_every_page_can_be_reached_from_the_first() -> None:
    reached: set[str] = set()
    ahead = ["README.md"]
    while ahead:
        name = ahead.pop()
        reached.add(name)
        found = {os.path.normpath(Path(name).parent / link) for link, _ in links_of(name) if link}
        ahead += [n for n in found if n.endswith(".md") and n not in reached]
    assert set(PAGES) - reached == set()


def test_the_first_page_is_two_screens_long() -> None:
    assert len(page(README).splitlines()) <= MOST_LINES


def test_the_rules_of_the_page_are_without_fault(tmp_path: Path) -> None:
    file = tmp_path / "budget.rules"
    file.write_text(blocks(page("docs/rules/own.md"), "rules")[0].text, encoding="utf-8")
    assert [main([word, str(file)]) for word in ("lint", "test")] == [0, 0]
    assert main(["fmt", "--check", str(file)]) == 0


def test_the_files_that_the_contributors_page_names_are_there() -> None:
    """But for what is made, and not committed."""
    named = set(re.findall(r"`([\w.-]+/[\w./-]*)`", page("CONTRIBUTING.md")))
    made = {"build/site", "dist/", "docs/law/"}
    places = (ROOT, ROOT / "perkins_rules")
    lacking = {n for n in named - made if not any((base / n).exists() for base in places)}
    assert lacking == set()
    assert len(named) > 10
