"""Writes what the pages can take from the code: `python docs/generate.py`.

A page of fields for each type of document, from its schema and its opening in `openings/`;
and in other pages what stands between `<!-- generated: … -->` and `<!-- end -->`. A test holds the
pages against what this would write.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from perkins_rules import assets
from perkins_rules.check.builtins import FUNCTIONS
from perkins_rules.diagnostics import Diagnostic
from perkins_rules.documents import Shape, form_place, load_shapes
from perkins_rules.pipeline import read_rules
from perkins_rules.source import SourceText

ROOT = Path(__file__).resolve().parents[1]
REGION = re.compile(
    r"(?P<open><!-- generated: (?P<name>[a-z-]+) -->\n)(?P<held>.*?)(?P<close><!-- end -->)",
    re.DOTALL,
)
FIELDS = "docs/reference/documents"
REPORTS = "docs/guide/reports.md"
OWN = "docs/rules/own.md"
HOUR = "docs/rules/first-hour.md"
LANGUAGE = "docs/reference/language.md"
KINDS = {"integer": "whole number", "yes_no": "yes or no", "path": "name of a field"}
"""What the pages call the kinds whose own name is no word."""


def field_pages() -> tuple[str, ...]:
    """The page of fields of each type of document that has an opening."""
    types = load_shapes(assets.schema_texts())
    return tuple(f"{FIELDS}/{name}.md" for name in types if _opening(name).exists())


def _opening(document: str) -> Path:
    return ROOT / FIELDS / "openings" / f"{document}.md"


FIELD_PAGES = field_pages()
PAGES = (*FIELD_PAGES, LANGUAGE, OWN, REPORTS, "README.md")
"""Every page that is generated in whole or in part."""


def generated(name: str) -> str:
    """What a page should hold."""
    if name in FIELD_PAGES:
        return field_page(Path(name).stem)
    return REGION.sub(_region, (ROOT / name).read_text(encoding="utf-8"))


def _region(match: re.Match[str]) -> str:
    return match["open"] + REGIONS[match["name"]](match["held"]) + match["close"]


def kind_words(kind: str) -> str:
    """A kind of value as the pages name it."""
    return KINDS.get(kind, kind.replace("_", " "))


# ------------------------------------------------------------------ the fields of a document


def field_page(document: str) -> str:
    """The fields of a type of document: a table for each group or list of groups at its root."""
    root = load_shapes(assets.schema_texts())[document]
    opening = _opening(document).read_text(encoding="utf-8")
    plain = [s for s in root.fields.values() if _group(s) is None and s.name != "note"]
    sections = [_section(s) for s in root.fields.values() if _group(s) is not None]
    return "".join([opening, "\n## The document itself\n\n", _table("", plain), *sections])


def _section(shape: Shape) -> str:
    fields = list((_group(shape) or shape).fields.values())
    listed = shape.kind == "list"
    asked = f", {form_place(shape.guide)}" if shape.guide else ""
    key = f", each named by `{shape.key}`" if shape.key else ""
    entries = f" A list{key}." if listed else ""
    about = f"`{shape.name}`{asked}. {shape.description}{entries}"
    prefix = shape.name + ("[]." if listed else ".")
    return f"\n## {shape.title}\n\n{about}\n\n{_table(prefix, fields)}"


def _group(shape: Shape) -> Shape | None:
    """The group of fields that stands there, or that each entry of a list is."""
    inner = shape.entry if shape.kind == "list" else shape
    return inner if inner is not None and inner.kind == "record" else None


def _table(prefix: str, shapes: list[Shape]) -> str:
    head = "| field | what it holds | asked in | |\n|---|---|---|---|\n"
    return head + "".join(_row(path, shape) for path, shape in _walk(prefix, shapes))


def _walk(prefix: str, shapes: list[Shape]) -> Iterator[tuple[str, Shape]]:
    for shape in shapes:
        if shape.name == "note":
            continue
        path = prefix + shape.name
        yield path, shape
        inner = _group(shape)
        if inner is not None:
            dots = "[]." if shape.kind == "list" else "."
            yield from _walk(path + dots, list(inner.fields.values()))


def _row(path: str, shape: Shape) -> str:
    about = " ".join(f"**{shape.title}.** {shape.description}".split())
    return f"| `{path}` | {_held(shape)} | {shape.guide} | {about} |\n".replace("|  |", "| |")


def _held(shape: Shape) -> str:
    if shape.kind == "list" and shape.entry is not None:
        key = f", named by `{shape.key}`" if shape.key else ""
        return f"list of {_held(shape.entry)}{key}"
    if shape.kind == "choice" and len(shape.choices) < MOST_CHOICES:
        return " / ".join(f"`{c}`" for c in shape.choices)
    return "group" if shape.kind == "record" else kind_words(shape.kind)


MOST_CHOICES = 20

# ------------------------------------------------------------------ the language page


def functions_table(_held_now: str) -> str:
    """A row for each built-in function."""
    head = "| function | gives | which is |\n|---|---|---|\n"
    rows = (
        f"| `{name}({', '.join(map(kind_words, f.takes))})` | {_given(f.gives)} | {f.says} |\n"
        for name, f in FUNCTIONS.items()
    )
    return head + "".join(rows)


def _given(kind: str) -> str:
    return "an entry" if kind == "same" else kind_words(kind)


def errors_table(held_now: str) -> str:
    """The rows as they stand, each with what the checker says of the rules written in it."""
    head, rule, *rows = held_now.splitlines()
    return "\n".join([head, rule, *map(_error_row, rows)]) + "\n"


def _error_row(row: str) -> str:
    code, written = (cell.strip() for cell in row.strip("| ").split(" | ")[:2])
    wrong = "\n".join(line.strip("` ") for line in written.split("<br>"))
    said = "; ".join(_said(d) for d in diagnostics_of(wrong.removesuffix("` |")))
    return f"| {code} | {written.removesuffix(' |')} | {said} |"


def _said(found: Diagnostic) -> str:
    hint = f" — {found.suggestion}" if found.suggestion else ""
    return f"{found.message}{hint}"


def diagnostics_of(text: str) -> tuple[Diagnostic, ...]:
    """The errors of a text, read below the first block of the hour, unless it is a pack."""
    page = (ROOT / HOUR).read_text(encoding="utf-8")
    first = page.split("```rules\n")[1].split("```")[0]
    whole = text if text.startswith("pack ") else f"{first}\n{text}"
    sources = ROOT / "rules" / "federal" / "sources.rules"
    below = [SourceText(sources.name, sources.read_text(encoding="utf-8"))]
    below += [SourceText("below.rules", first)] if "extends example.budget" in text else []
    return read_rules([*below, SourceText("page.rules", whole + "\n")], {}).diagnostics


# ------------------------------------------------------------------ docs/rules/own.md


def own_rules_sample(change: tuple[str, str] = ("", "")) -> str:
    """What the command prints about the rules of the page, with one text of them changed."""
    page = (ROOT / OWN).read_text(encoding="utf-8")
    rules = page.split("```rules\n")[1].split("```")[0].replace(*change)
    return _printed({"my-rules/budget.rules": rules}, "test", "my-rules/")


def _printed(files: dict[str, str], *words: str) -> str:
    """A command and what it prints in a folder that holds these files."""
    with TemporaryDirectory() as folder:
        for name, text in files.items():
            path = Path(folder) / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        done = subprocess.run(  # noqa: S603  # our own command, with the words above
            [sys.executable, "-m", "perkins_rules", *words],
            cwd=folder,
            env=os.environ | {"PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    command = " ".join(f'"{word}"' if "(" in word else word for word in words)
    return f"```text\n$ perkins-rules {command}\n\n{done.stdout.strip()}\n```\n"


# ------------------------------------------------------------------ samples of reports

SAMPLE = ("--select", "administration-cap")
WITH_GAPS = ("--select", "112(a)(3)", "--select", "112(b)")


def sample_plan() -> str:
    """The plan of the first page."""
    return (ROOT / "README.md").read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0]


def report_sample(*words: str) -> str:
    """What the command prints about the plan of the first page, with these words."""
    return _printed({"plan.yaml": sample_plan()}, "check", "plan.yaml", *words)


REGIONS: dict[str, Callable[[str], str]] = {
    "functions": functions_table,
    "errors": errors_table,
    "own-rules-hold": lambda _: own_rules_sample(),
    "own-rules-changed": lambda _: own_rules_sample(("$400,000.01", "$400,000")),
    "plan": lambda _: f"```yaml\n{sample_plan()}```\n",
    "report": lambda _: report_sample(*SAMPLE),
    "report-with-gaps": lambda _: report_sample(*WITH_GAPS),
    "report-brief": lambda _: report_sample(*SAMPLE, "--show", "brief"),
}
"""What fills each region, given what stands there now."""


def main() -> None:
    """Writes every page anew."""
    for name in PAGES:
        (ROOT / name).write_text(generated(name), encoding="utf-8", newline="\n")
        sys.stdout.write(f"{name}\n")


if __name__ == "__main__":
    main()
