"""MarkdownOutput: results -> a summary that fits where Markdown is shown; it says if it was cut."""

from __future__ import annotations

from collections import Counter

from perkins_rules.batch.result import Result
from perkins_rules.findings import Verdict
from perkins_rules.report.figures import number_of
from perkins_rules.report.markdown.escape import cell
from perkins_rules.report.markdown.markdown_document import (
    HEAD,
    MARKS,
    erring_rules,
    line_for,
    part_for,
)
from perkins_rules.report.outputs.about import About
from perkins_rules.report.outputs.file_output import FileOutput
from perkins_rules.report.rule_titles import title_of

MOST_BYTES = 64_000
"""A comment on GitHub holds 65,536 characters, the summary of a job 1 MiB."""
MOST_ROWS, MOST_RULES = 100, 10
_ROWS_BYTES, _PARTS_BYTES = 22_000, 38_000
_ORDER = tuple(MARKS)


class MarkdownOutput(FileOutput):
    """Holds the first rows of each verdict and as many parts as fit, whatever comes."""

    def __init__(self, path: str, about: About) -> None:
        super().__init__(path, about)
        self._verdicts: Counter[Verdict] = Counter()
        self._rows: dict[Verdict, list[str]] = {verdict: [] for verdict in _ORDER}
        self._parts = {True: _Fitting(_PARTS_BYTES), False: _Fitting(_PARTS_BYTES)}
        self._errors: Counter[str] = Counter()
        self._left_out = 0

    def leave_out(self, name: str, why: str) -> None:
        """Counts a file that was not checked."""
        self._left_out += 1

    def _add(self, result: Result) -> None:
        verdict, row = line_for(result)
        self._verdicts[verdict] += 1
        if len(self._rows[verdict]) < MOST_ROWS:
            self._rows[verdict].append(row)
        self._errors.update(erring_rules(result))
        if (part := part_for(result, self.about)) is not None:
            self._parts[part.has_errors].add(part.text)

    def _finish(self) -> None:
        told = [
            f"## {self._title()}\n\n",
            *self._table(),
            *self._most(),
            *self._corrections(),
            *self._closing(),
        ]
        self.file.write("".join(told).encode("utf-8"))

    def _title(self) -> str:
        if not self._verdicts.total():
            return "Perkins V: nothing was checked, for no document was found"
        wrong = self._verdicts[Verdict.FAIL] + self._verdicts[Verdict.UNREADABLE]
        said = {0: "none fails", 1: "1 fails or cannot be read"}
        told = said.get(wrong, f"{wrong:,} fail or cannot be read")
        return f"Perkins V: {number_of(self._verdicts.total(), 'document')} checked, {told}"

    def _table(self) -> list[str]:
        """A row for each, the gravest first; what does not fit is counted by verdict."""
        rows = _Fitting(_ROWS_BYTES, MOST_ROWS)
        left = Counter(self._verdicts)
        for verdict in _ORDER:
            for row in self._rows[verdict]:
                left[verdict] -= rows.add(row)
        told = ", ".join(
            f"{left[verdict]:,} {MARKS[verdict]}" for verdict in _ORDER if left[verdict]
        )
        more = f"\nand {number_of(left.total(), 'more document')}: {told}\n" if told else ""
        return [HEAD, *rows.texts, more] if rows.texts else [more]

    def _most(self) -> list[str]:
        """The rules that several documents break, those first that most do."""
        found = sorted(self._errors.items(), key=lambda entry: (-entry[1], entry[0]))
        several = [entry for entry in found if entry[1] > 1][:MOST_RULES]
        rows = [f"| {self._title_of(rule)} | {count:,} |\n" for rule, count in several]
        return ["\n| Errors of several documents | Documents |\n|---|--:|\n", *rows] if rows else []

    def _title_of(self, rule: str) -> str:
        return cell(title_of(rule, self.about.rules.label(rule)))

    def _corrections(self) -> list[str]:
        """The parts of documents with errors, then those of others, as far as there is room."""
        errors, others = self._parts[True], self._parts[False]
        for text in others.texts:
            errors.add(text)
        self._cut = errors.cut + others.cut
        return ["\n## In each document\n", *errors.texts] if errors.texts else []

    def _closing(self) -> list[str]:
        documents = number_of(self._cut, "further document")
        cut = (
            f"\nCut: this summary holds {MOST_BYTES:,} bytes at most, and what is to be corrected"
            f" in {documents} is not in it. The HTML report has all.\n"
        )
        left_out = f"\n{number_of(self._left_out, 'file')} left out, as no documents.\n"
        return [cut] * bool(self._cut) + [left_out] * bool(self._left_out)


class _Fitting:
    """Texts as long as there is room for them; `cut` counts those that had none."""

    def __init__(self, room: int, most: int = 10_000) -> None:
        self.texts: list[str] = []
        self.cut = 0
        self._room, self._most = room, most

    def add(self, text: str) -> bool:
        """Takes a text, if it fits."""
        size = len(text.encode("utf-8"))
        fits = size <= self._room and len(self.texts) < self._most
        if fits:
            self.texts.append(text)
            self._room -= size
        self.cut += not fits
        return fits
