"""The document that is on the desk: its bytes, what was determined of it, and what is found."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, NamedTuple

from perkins_rules.batch.making import shown_of
from perkins_rules.batch.result import Result
from perkins_rules.checker import Checked, Checker, Records
from perkins_rules.determinations.place import place_beside
from perkins_rules.engine.askable import AskableRules
from perkins_rules.findings import Finding
from perkins_rules.member import Member
from perkins_rules.pipeline import Options
from perkins_rules.record_file import RecordFile
from perkins_rules.report.outputs import About, Rules
from perkins_rules.version import __version__


class Content(NamedTuple):
    """A document under its name, and the determinations on it; empty where there are none."""

    name: str
    data: bytes
    determinations: bytes = b""

    @property
    def member(self) -> Member:
        """What is checked."""
        return Member(self.name, self.data)

    @property
    def record(self) -> RecordFile | None:
        """The determinations, as if they stood in a file beside the document."""
        if not self.determinations:
            return None
        return RecordFile(self.place, self.determinations)

    @property
    def place(self) -> str:
        """What the file of the determinations is called."""
        return place_beside(self.name) or "determinations.yaml"


class Held:
    """A document and what the rules find in it, as `check` finds it: read and checked once."""

    def __init__(
        self,
        content: Content,
        rules: AskableRules,
        keep: Callable[[Any], bool] | None = None,
        show_all: bool = False,
    ) -> None:
        """`keep` chooses rules, None takes all; `show_all` tells what passed, too."""
        self.content = content
        options = Options(keep=keep, show_all=show_all)
        self.checker = Checker(rules, options, Records(lambda name: content.record))
        self.checked: Checked = self.checker.check(content.member)

    @property
    def about(self) -> About:
        """What reports tell beside the findings."""
        rules = self.checker.rules
        return About(__version__, rules=Rules(lambda: rules.rules), shapes=rules.shapes)

    @cached_property
    def result(self) -> Result:
        """What reports are written from, with its pictures."""
        result = shown_of(self.content.member, self.checked)
        if self.checked.document is None:
            return result
        from perkins_rules.batch.drawn import draw

        drawn = draw(self.checker.rules, self.checked.document, self.checker.options)
        return result._replace(drawn=drawn)

    @property
    def refusal(self) -> Finding | None:
        """Why the document cannot be read; None for one that can."""
        return self.checked.report.findings[0] if self.checked.document is None else None

    @property
    def is_json(self) -> bool:
        """Whether it is JSON; else it is YAML. As documents are told apart when they are read."""
        ending = self.content.name.lower().rpartition(".")[2]
        if ending in ("json", "yaml", "yml"):
            return ending == "json"
        return self.content.data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")

    def written_at(self, finding: Finding) -> str:
        """What stands in the line of a finding, where it points."""
        line, span = self.result.lines.get(finding.span.line, ""), finding.span
        return line[span.column - 1 : span.end_column - 1]
