"""One finding, with what hangs on it -> lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from perkins_rules.findings import Finding, Severity, Verdict
from perkins_rules.report import waived
from perkins_rules.report.citations import chunks, short_law
from perkins_rules.report.figures import number_of
from perkins_rules.report.off_by import off_by
from perkins_rules.report.style import Style
from perkins_rules.report.surroundings import Surroundings
from perkins_rules.report.text.alike import of_the_others
from perkins_rules.report.text.excerpt import excerpt
from perkins_rules.report.text.figures_text import figure_lines
from perkins_rules.report.text.outline import Block
from perkins_rules.report.unfinished import missing_thing, reports_missing
from perkins_rules.report.wrap import filled, glued, hanging, wrapped

INDENT = 13
_LABEL = 4
MOST_CHECKS = 2
_LONGEST = 1000
NOT_GIVEN = "Not given: "
OF_RECORDS = ("determinations/file", "waivers/file")
"""What is said of a file beside the document."""

_HEADS = {
    "error": ("fail", "error", "bold red"),
    "missing": ("fail", "missing", "bold red"),
    "warning": ("warning", "warning", "bold yellow"),
    "info": ("info", "note", "bold blue"),
    "known": ("skip", "known", "dim"),
    "waived": ("skip", "waived", "bold green"),
    "open": ("open", "open", "bold magenta"),
    "pass": ("pass", "pass", "green"),
    "skip": ("skip", "no case", "dim"),
}


class BlockText:
    """Lays out the findings of one document: for a style, and with what the document shows."""

    def __init__(
        self, path: str, style: Style, around: Surroundings, in_full: bool = False
    ) -> None:
        self.path, self.style, self.around, self.in_full = path, style, around, in_full
        self.room = style.width - INDENT

    def lines(self, block: Block) -> Iterator[str]:
        """The verdict and the message, then a label and text for each part."""
        finding = block.finding
        kind = kind_of(finding)
        if kind in ("pass", "skip"):
            yield from self._head(kind, sentence(finding.message))
        elif kind == "open" and finding.needs:
            yield from self._open(block)
        elif kind == "missing" and not self.in_full:
            yield from self._missing(block)
        else:
            yield from self._head(kind, sentence(finding.message))
            yield from self._where(
                finding, with_line=kind != "open" and not reports_missing(finding)
            )
            yield from self._labelled("waived", waived.told(finding))
            yield from self._labelled("fix", sentence(finding.remedy))
            yield from self._figures(finding)
            yield from self._hanging(block)
            yield from self._law(finding)
        if block.further:
            yield from self._labelled("more", of_the_others(block))

    def place(self, finding: Finding) -> str:
        """`plan.yaml:41:13`"""
        return f"{self.path}:{finding.span.line}:{finding.span.column}"

    def opening(self, block: Block) -> str:
        """What is said first of a finding: its message, or which facts are lacking."""
        finding = block.finding
        if kind_of(finding) != "open" or not finding.needs:
            return sentence(finding.message)
        checks = number_of(1 + len(block.alike), "check")
        without = "it" if len(finding.needs) == 1 else "them"
        return (
            f"{NOT_GIVEN}{self._named(finding.needs)}. Without {without}, {checks} cannot be made."
        )

    # -------------------------------------------------------------- parts of a block

    def _head(self, kind: str, text: str) -> Iterator[str]:
        mark, word, looks = _HEADS[kind]
        sign = f"{self.style.mark(mark)} {word}"
        first, *rest = wrapped(self.style.clean(text), self.room)
        space = " " * (INDENT - 2 - len(sign))
        bold = "dim" if looks == "dim" else "bold"
        yield "  " + self.style.paint(looks, sign) + space + self.style.paint(bold, first)
        for line in rest:
            yield " " * INDENT + self.style.paint(bold, line)

    def _open(self, block: Block) -> Iterator[str]:
        """Facts that are lacking, and the checks that cannot be made without them."""
        finding = block.finding
        yield from self._head("open", self.opening(block).rstrip(".") + ":")
        yield from self._checks((finding, *block.alike))
        yield from self._where(finding, with_line=False)
        if not block.alike:
            yield from self._rule(finding)

    def _missing(self, block: Block) -> Iterator[str]:
        """A required thing in few lines: a blank document lacks many."""
        finding = block.finding
        yield from self._head("missing", f"{sentence(finding.message)} {waits(block)}".rstrip())
        yield from self._where(finding, with_line=False)
        yield from self._labelled("fix", sentence(finding.remedy))
        law = "; ".join(glued(self.style.clean(place)) for place in short_law(finding))
        yield from self._under("law", [self.style.paint("dim", x) for x in wrapped(law, self.room)])
        yield from self._rule(finding)

    def _where(self, finding: Finding, with_line: bool) -> Iterator[str]:
        if finding.verdict == Verdict.UNREADABLE and self.around.text is None:
            return
        if finding.rule in OF_RECORDS and not finding.path and finding.span.column == 1:
            return  # its place is in that file, and its message says it
        yield from self._under("where", [self.style.clean(self.place(finding))])
        # Bytes that are no text are not shown as if they were.
        with_line = with_line and finding.rule != "document/encoding"
        if with_line and self.around.text is not None:
            for line in excerpt(self.around.text, finding.span, self.room, self.style):
                yield " " * INDENT + line

    def _figures(self, finding: Finding) -> Iterator[str]:
        if finding.distance is None:
            return
        yield from self._labelled("off by", off_by(finding))
        yield from self._under("figures", figure_lines(finding.derivation, self.room, self.style))

    def _hanging(self, block: Block) -> Iterator[str]:
        """What else is missing because of it, and the checks that wait for it."""
        if block.parts:
            yield from self._labelled("also", "not given either:")
        yield from self._listed("", [self._part(f) for f in block.parts])
        if block.waiting:
            checks = number_of(len(block.waiting), "check")
            yield from self._labelled("waiting", f"{checks} cannot be made without it:")
            yield from self._checks(block.waiting)

    def _law(self, finding: Finding) -> Iterator[str]:
        pieces = [self.style.clean(piece) for piece in chunks(finding.citations)]
        lines = filled(pieces, self.room) if pieces else []
        yield from self._under("law", [self.style.paint("dim", line) for line in lines])
        yield from self._rule(finding)

    def _rule(self, finding: Finding) -> Iterator[str]:
        lines = filled(self._rule_id(finding), self.room)
        yield from self._under("rule", [self.style.paint("dim", line) for line in lines])

    def _rule_id(self, finding: Finding) -> list[str]:
        """The id, in two pieces where it is too long for a line, and who replaced the rule."""
        rule = self.style.clean(finding.rule)
        table, slash, item = rule.rpartition("/")
        pieces = [rule] if len(rule) <= self.room else [table + slash, item]
        if finding.replaced_by is not None:
            pieces.append(f"(replaced by {self.style.clean(finding.replaced_by)})")
        return pieces

    # -------------------------------------------------------------- words

    def _named(self, needs: Sequence[str]) -> str:
        return ", ".join(f"`{self.around.name_of(need)}`" for need in needs)

    def _checks(self, findings: Sequence[Finding]) -> Iterator[str]:
        """Open checks, each in its words once, the first few of them unless all was asked for."""
        entries = list(dict.fromkeys(self._check(finding) for finding in findings))
        if not self.in_full and len(entries) > MOST_CHECKS + 1:
            more = f"and {len(entries) - MOST_CHECKS} more; --show all lists them"
            entries = [*entries[:MOST_CHECKS], more]
        yield from self._listed("", entries)

    def _check(self, finding: Finding) -> str:
        """An open check: what would hold, and under which section."""
        label = self.around.label_of(finding.rule)
        title = label.title.rstrip(".") or sentence(finding.message)
        if label.kind == "item":
            title = f"whether “{title}” must be filled in"
        return self.style.clean(title) + self._in_parentheses(short_law(finding))

    def _part(self, finding: Finding) -> str:
        """Something missing inside what is missing: its name and its item of the guide."""
        guide = [c.text for c in finding.citations if c.source == "guide"]
        return self.style.clean(missing_thing(finding)) + self._in_parentheses(guide[:1])

    def _in_parentheses(self, places: Sequence[str]) -> str:
        told = "; ".join(glued(self.style.clean(place)) for place in places)
        return f" ({told})" if told else ""

    # -------------------------------------------------------------- lines

    def _labelled(self, label: str, text: str) -> Iterator[str]:
        if text:
            yield from self._under(label, wrapped(self.style.clean(text), self.room))

    def _listed(self, label: str, entries: Iterable[str]) -> Iterator[str]:
        bullet = f"{self.style.mark('bullet')} "
        lines = [
            line for entry in dict.fromkeys(entries) for line in hanging(bullet, entry, self.room)
        ]
        yield from self._under(label, lines)

    def _under(self, label: str, lines: Sequence[str]) -> Iterator[str]:
        """Finished lines, the first one beside the label."""
        lead = " " * _LABEL + self.style.paint("cyan", label)
        lead += " " * (INDENT - _LABEL - len(label))
        for number, line in enumerate(lines):
            yield (lead if number == 0 else " " * INDENT) + line


def kind_of(finding: Finding) -> str:
    """The word for a finding: error, missing, warning, info, waived, known, open, pass or skip."""
    if finding.waiver is not None:
        return "waived"
    if finding.baseline:
        return "known"
    if finding.verdict == Verdict.CANNOT_DETERMINE:
        return "open"
    if finding.verdict == Verdict.PASS:
        return "pass"
    if finding.verdict == Verdict.NOT_APPLICABLE:
        return "skip"
    if finding.severity == Severity.ERROR and reports_missing(finding):
        return "missing"
    return finding.severity.value


def looks_of(kind: str) -> tuple[str, str, str]:
    """The mark of a kind, its word, and the looks that go with them."""
    return _HEADS[kind]


def waits(block: Block) -> str:
    """How much hangs on a missing thing: `4 parts of it are lacking, 2 checks wait for it.`"""
    parts, checks = len(block.parts), len(block.waiting)
    told = []
    if parts:
        told.append(f"{number_of(parts, 'part')} of it {'is' if parts == 1 else 'are'} lacking")
    if checks:
        told.append(f"{number_of(checks, 'check')} {'waits' if checks == 1 else 'wait'} for it")
    return f"{', '.join(told)}." if told else ""


def sentence(text: str) -> str:
    """A message with its full stop; of one that quotes pages of the document, the beginning."""
    text = text.strip()
    if len(text) > _LONGEST:
        return f"{text[:_LONGEST].rstrip()} …"
    return text if not text or text[-1] in '.!?:”"' else f"{text}."
