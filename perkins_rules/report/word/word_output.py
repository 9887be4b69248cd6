"""WordOutput: results -> a report for Word. Of many documents it holds some, and says which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from perkins_rules.batch.result import Result
from perkins_rules.findings import Verdict
from perkins_rules.report.figures import number_of
from perkins_rules.report.outputs.about import About
from perkins_rules.report.outputs.file_output import FileOutput
from perkins_rules.report.surroundings import called
from perkins_rules.report.word.parts import Cell, heading, link_to, paragraph, run, table
from perkins_rules.report.word.word_document import VERDICTS, DocumentPart, counts_of
from perkins_rules.report.word.word_file import WordFile

MOST_DOCUMENTS = 50
"""Of more documents nobody reads each on paper: those that fail come first."""
MOST_ROWS = 500


class _Row:
    """What the list of documents says of one."""

    def __init__(self, result: Result, about: About) -> None:
        self.name = called(result.report.path)
        is_read = result.report.verdict != Verdict.UNREADABLE
        counts = counts_of(result)
        self.counts = [f"{count:,}" if is_read else "-" for count in counts.values()]


class WordOutput(FileOutput):
    """Holds as many documents of each verdict as the report may hold in all."""

    def __init__(self, path: str, about: About) -> None:
        super().__init__(path, about)
        self._verdicts: Counter[Verdict] = Counter()
        self._kept: dict[Verdict, list[Result]] = {verdict: [] for verdict in VERDICTS}
        self._rows: dict[Verdict, list[_Row]] = {verdict: [] for verdict in VERDICTS}
        self._left_out = 0

    def leave_out(self, name: str, why: str) -> None:
        """Counts a file that was not checked."""
        self._left_out += 1

    def _add(self, result: Result) -> None:
        verdict = result.report.verdict
        self._verdicts[verdict] += 1
        if len(self._kept[verdict]) < MOST_DOCUMENTS:
            self._kept[verdict].append(result)
        if len(self._rows[verdict]) < MOST_ROWS:
            self._rows[verdict].append(_Row(result, self.about))

    def _finish(self) -> None:
        count = self._verdicts.total()
        told = [result for results in self._kept.values() for result in results][:MOST_DOCUMENTS]
        title = called(told[0].report.path) if count == 1 else number_of(count, "document")
        file = WordFile(f"Report under Perkins V: {title}", f"perkins-rules {self.about.version}")
        file.add(paragraph(run("Report under Perkins V"), style="Title"))
        file.add(paragraph(run(title), style="Subtitle"), *self._asked())
        if count != 1:
            file.add(*self._overview(len(told)))
        for mark, result in enumerate(told):
            name = called(result.report.path) if count > 1 else "What was found"
            DocumentPart(result, self.about, file).write(name, mark, new_page=count > 1)
        file.write(self.file)

    def _asked(self) -> Iterator[str]:
        """What was asked for, where that is not the default."""
        asked = self.about.asked
        said = [
            f"rules of {asked.date}" if asked.date else "",
            f"edition {asked.edition}" if asked.edition else "",
            f"profile {asked.profile}" if asked.profile else "",
            "a draft: what is not yet filled in is set apart" if self.about.draft else "",
        ]
        if any(said):
            yield paragraph(run(f"Asked for: {'; '.join(filter(None, said))}."))
        if self._left_out:
            yield paragraph(run(f"{number_of(self._left_out, 'file')} left out, as no documents."))

    # -------------------------------------------------------------- all documents together

    def _overview(self, told: int) -> Iterator[str]:
        verdicts = [[said, f"{self._verdicts[one]:,}"] for one, said in VERDICTS.items()]
        yield heading(1, "How they stand")
        yield table("Verdicts", ("Verdict", "Documents"), verdicts, (4000, 2000))
        rows = [(one, row) for one, rows in self._rows.items() for row in rows][:MOST_ROWS]
        if not rows:
            return
        yield heading(1, "The documents")
        heads = ("Document", "Verdict", "Errors", "Missing", "Warnings", "Open", "Questions")
        listed: list[list[str | Cell]] = [
            [Cell(_named(row.name, mark if mark < told else None)), VERDICTS[one], *row.counts]
            for mark, (one, row) in enumerate(rows)
        ]
        yield table("Documents", heads, listed, (3060, 1450, 850, 950, 1100, 750, 1200))
        yield from self._cut(told, len(rows))

    def _cut(self, told: int, listed: int) -> Iterator[str]:
        count = self._verdicts.total()
        if listed < count:
            yield paragraph(run(f"Cut: the list names {listed:,} of {count:,} documents."))
        if told < count:
            yield paragraph(
                run(
                    f"Cut: this report tells {told:,} of {count:,} documents in full, those first"
                    " that cannot be read or fail. The HTML report has all."
                )
            )


def _named(name: str, mark: int | None) -> str:
    return paragraph(run(name) if mark is None else link_to(mark, name), style="Cell")
