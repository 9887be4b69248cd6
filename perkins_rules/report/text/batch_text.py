"""A run over many documents -> a line for each as it comes, and last a summary of all."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from perkins_rules.batch.result import Result
from perkins_rules.findings import Verdict
from perkins_rules.report.counts import MOST_NAMED, SAID, VERDICTS, Counts
from perkins_rules.report.figures import number_of
from perkins_rules.report.style import Style
from perkins_rules.report.text.closing_text import heading, standing_with_reason
from perkins_rules.report.weighed import weighed_of
from perkins_rules.report.wrap import glued, hanging

_MARKS = {
    Verdict.FAIL: ("fail", "bold red"),
    Verdict.CANNOT_DETERMINE: ("open", "bold magenta"),
    Verdict.NEEDS_REVIEW: ("box", "bold blue"),
    Verdict.PASS: ("pass", "bold green"),
    Verdict.UNREADABLE: ("fail", "bold red"),
}


class BatchText:
    """What a terminal or a log is told. Holds counters and a few names, whatever comes.

    `type_title` says a type of document in words, `rule_title` a rule.
    """

    def __init__(
        self,
        style: Style,
        draft: bool = False,
        type_title: Callable[[str], str] = lambda name: name,
        rule_title: Callable[[str], str] = lambda rule: "",
        fail_on: str = "error",
    ) -> None:
        self.style, self.draft, self.fail_on = style, draft, fail_on
        self.type_title, self.rule_title = type_title, rule_title
        self.counts = Counts()
        self._left_out: list[tuple[str, str]] = []
        self._left_out_count = 0

    def line(self, result: Result) -> str:
        """Counts a document in, and says how it stands."""
        weighed = weighed_of(result, self.draft, self.fail_on)
        self.counts.add(result.report, weighed)
        told = standing_with_reason(result.report, self.style, self.draft, weighed.standing)
        return _text(told)

    def leave_out(self, name: str, why: str) -> None:
        """Counts in a file that is no document, and was not checked."""
        self._left_out_count += 1
        if len(self._left_out) < MOST_NAMED:
            self._left_out.append((name, why))

    def closing(self) -> str:
        """The summary of all documents."""
        return _text(self._closing())

    def _closing(self) -> Iterator[str]:
        counts = self.counts
        yield ""
        yield heading(number_of(counts.documents, "document"), self.style)
        yield ""
        for verdict in VERDICTS:
            yield from self._count(verdict, counts.verdict(verdict))
        yield from self._known()
        yield from self._claims()
        yield from self._types()
        yield from self._failed()
        yield from self._unreadable()
        yield from self._nothing_checked()

    def _count(self, verdict: Verdict, count: int) -> Iterator[str]:
        if count:
            mark, looks = _MARKS[verdict]
            sign = self.style.paint(looks, self.style.mark(mark))
            yield f"  {sign} {count:>7,}  {_said(verdict, count)}"

    def _known(self) -> Iterator[str]:
        if known := self.counts.known:
            told = f"{number_of(known, 'finding')} known from the baseline, which fail nothing"
            yield ""
            yield from self._hanging(f"  {self.style.mark('skip')} ", told)

    def _claims(self) -> Iterator[str]:
        if claims := self.counts.claims:
            are = (
                "waiver beside a value that does"
                if claims == 1
                else "waivers beside values that do"
            )
            told = f"{claims:,} {are} not count, as whoever checks lets none: with"
            told += " --inline-waivers, or `inline-waivers: yes` in perkins.yaml, they do"
            yield ""
            yield from self._hanging(f"  {self.style.mark('info')} ", told)

    def _types(self) -> Iterator[str]:
        types = self.counts.types()
        if len(types) < 2:
            return
        yield from self._head("By type")
        for name in types:
            told = [
                f"{count:,} {_said(verdict, count)}"
                for verdict in VERDICTS
                if (count := self.counts.by_type[name, verdict])
            ]
            title = self.type_title(name) or name
            yield from self._hanging("  ", f"{title}: {', '.join(told)}")

    def _failed(self) -> Iterator[str]:
        found = self.counts.most_failed()
        if not found:
            return
        yield from self._head("Rules that most documents fail")
        for rule, count, severity in found:
            title = self.style.clean(self.rule_title(rule).rstrip("."))
            name = glued(self.style.clean(f"({rule})" if title else rule))
            lead = f"  {count:>7,}  {severity.value:<7}  "
            yield from hanging(lead, f"{title} {name}", self.style.width)

    def _unreadable(self) -> Iterator[str]:
        count, named = self.counts.verdict(Verdict.UNREADABLE), self.counts.unreadable
        if not count:
            return
        yield from self._head("Could not be read")
        for name, why in named:
            yield from self._named(name, why)
        yield from self._more(count - len(named))

    def _nothing_checked(self) -> Iterator[str]:
        if not self._left_out:
            return
        yield from self._head(f"Left out: {number_of(self._left_out_count, 'file')}")
        for name, why in self._left_out:
            yield from self._named(name, why)
        yield from self._more(self._left_out_count - len(self._left_out))

    def _head(self, title: str) -> Iterator[str]:
        yield ""
        yield self.style.paint("bold", self.style.clean(title))

    def _more(self, count: int) -> Iterator[str]:
        if count:
            yield "  " + self.style.paint("dim", f"and {count:,} more")

    def _named(self, name: str, why: str) -> Iterator[str]:
        """A file and what is the matter with it; its name stays in one piece."""
        told = self.style.clean(why)
        lead = glued(self.style.clean(f"{name}:" if told else name))
        yield from hanging("  ", f"{lead} {told}", self.style.width)

    def _hanging(self, lead: str, text: str) -> Iterator[str]:
        yield from hanging(lead, self.style.clean(text), self.style.width)


def _said(verdict: Verdict, count: int) -> str:
    """`1 fails`, `2 fail`."""
    said = SAID[verdict]
    one = {"fail": "fails", "pass": "passes", "need review": "needs review"}
    return one.get(said, said) if count == 1 else said


def _text(lines: Iterator[str]) -> str:
    return "".join(f"{line.rstrip()}\n" for line in lines)
