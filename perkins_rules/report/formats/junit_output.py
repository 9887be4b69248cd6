"""Results -> JUnit XML: a suite for each document, a case for each rule.

Only what the schema of Jenkins' xunit plugin (junit-10) knows, for it passes over a whole file with
any other attribute, such as the `file` and `line` of a case.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import IO, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from perkins_rules.batch.result import Result
from perkins_rules.report.clean import clean, clean_lines
from perkins_rules.report.formats.junit_cases import Case, Cases
from perkins_rules.report.formats.paths import file_path
from perkins_rules.report.outputs.about import About
from perkins_rules.report.outputs.file_output import PartsOutput

_TOTALS = {"failures": "failure", "errors": "error"}
_COUNTED = _TOTALS | {"skipped": "skipped"}


class Suite(NamedTuple):
    """The XML of a document's suite, and how many cases of it came out which way."""

    xml: bytes
    counts: Counter[str]


class JunitOutput(PartsOutput[Suite]):
    """The suites wait in a temporary file, for their totals come first."""

    _suites: IO[bytes]

    def __init__(self, path: str, about: About) -> None:
        super().__init__(path, about)
        self._cases = Cases(about)

    def _begin(self) -> None:
        self._suites = tempfile.TemporaryFile()  # noqa: SIM115  # held until it is closed
        self._totals: Counter[str] = Counter()

    def part(self, result: Result) -> Suite:
        """The suite of a document."""
        found = self._cases.of(result)
        counts = Counter(case.outcome for case in found)
        xml = "\n".join([*_suite(result, found, counts), ""])
        if "::" in xml or "##[" in xml:
            xml = _COMMAND.sub(_as_a_number, xml)
        return Suite(xml.encode("utf-8"), counts)

    def _join(self, part: Suite) -> None:
        self._totals += part.counts
        self._suites.write(part.xml)

    def _finish(self) -> None:
        self.file.write(b'<?xml version="1.0" encoding="UTF-8"?>\n')
        head = f'<testsuites name="perkins-rules"{_counts(self._totals, _TOTALS)}>\n'
        self.file.write(head.encode("utf-8"))
        self._suites.seek(0)
        shutil.copyfileobj(self._suites, self.file)
        self.file.write(b"</testsuites>\n")
        self._suites.close()

    def _abandon(self) -> None:
        if hasattr(self, "_suites"):
            self._suites.close()


def _suite(result: Result, found: list[Case], counts: Counter[str]) -> Iterator[str]:
    report = result.report
    file = file_path(report.path)
    suite = _attributes({"name": file, "file": file})
    yield f"  <testsuite{suite}{_counts(counts, _COUNTED)}>"
    names = ("document", "state", "date", "edition", "edition_reason", "edition_change")
    told = {name: getattr(report, name) for name in names}
    told |= {"profile": report.profile, "verdict": report.verdict.value}
    told |= {"sha256": report.sha256, "rules_sha256": report.rules_sha256}
    yield "    <properties>"
    for name, value in told.items():
        if value:
            yield f"      <property{_attributes({'name': name, 'value': value})}/>"
    yield "    </properties>"
    # GitLab and Jenkins tell cases apart by class and name alone, whatever suite they are of.
    class_of = cache(lambda pack: _quoted(f"{file}: {pack}"))
    for case in found:
        inner = _quiet(case) if not case.text else _told(case)
        yield f"    <testcase classname={class_of(case.pack)} name={inner}"
    yield "  </testsuite>"


def _told(case: Case) -> str:
    """A case from its name on."""
    start = _quoted(case.name) + ' time="0"'
    if not case.word:
        return f"{start}/>"
    text = escape(clean_lines(case.text))
    if case.outcome == "pass":
        said = f"<system-out>{text}</system-out>"
    else:
        inner = f">{text}</{case.outcome}>" if case.word != "skip" else "/>"
        named = _attributes({"type": case.word, "message": case.message})
        said = f"<{case.outcome}{named}{inner}"
    return f"{start}>\n      {said}\n    </testcase>"


_quiet = lru_cache(maxsize=4096)(_told)
"""Of a rule of which nothing is told: the same in each document."""


# What a log of GitHub takes for a command: `::` first in a line, and `##[`.
_COMMAND = re.compile(r"^\s*:(?=:)|(?<=##)\[", re.MULTILINE)


def _as_a_number(found: re.Match[str]) -> str:
    """The same character as XML writes it by its number."""
    return f"{found[0][:-1]}&#{ord(found[0][-1])};"


def _counts(outcomes: Counter[str], told_of: dict[str, str]) -> str:
    numbers = {name: outcomes[outcome] for name, outcome in told_of.items()}
    told = {"tests": outcomes.total()} | numbers
    return "".join(f' {name}="{number}"' for name, number in told.items()) + ' time="0"'


def _attributes(parts: dict[str, str]) -> str:
    return "".join(f" {name}={_quoted(text)}" for name, text in parts.items())


@lru_cache(maxsize=4096)
def _quoted(text: str) -> str:
    """What rules are called comes again with each document."""
    return quoteattr(clean(text))
