"""The steps of a review on a terminal: question after question, each answer kept at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from perkins_rules.app.console import write_out
from perkins_rules.app.faults import Stop, complain
from perkins_rules.app.reviewing.review_case import Item
from perkins_rules.app.reviewing.review_page import before, page
from perkins_rules.app.reviewing.review_typed import ANSWERS, KEYS, Said, typed, understood
from perkins_rules.report.style import Style
from perkins_rules.report.wrap import filled


class Session:
    """A reviewer at a terminal."""

    def __init__(self, reviewer: str, style: Style) -> None:
        self.reviewer, self.style = reviewer, style

    def run(self, items: Iterable[Item]) -> None:
        """Steps through the questions until the last, or until the reviewer has had enough."""
        items = list(items)
        at = 0
        while at < len(items):
            step = self._step(items, at)
            if step is None:
                return
            at = max(at + step, 0)

    def _step(self, items: list[Item], at: int) -> int | None:
        """Asks one question: how many to go on from here; None to end."""
        items[at] = items[at].as_kept()
        count = counted(items, at)
        self._show(page(items[at], count, self.style))
        self._show(["", *filled(self._keys(), self.style.width)])
        while True:
            said = self._ask("> ")
            if said.key == "q":
                return None
            if said.key in ("s", "b"):
                return 1 if said.key == "s" else -1
            if said.key == "t":
                self._show(page(items[at], count, self.style, whole=True))
            elif said.key == "e":
                items[at] = self._edit(items[at])
            elif said.key:
                items[at], is_kept = self._answer(items[at], ANSWERS[said.key], said.words)
                if is_kept:
                    return 1
            else:
                self._show(
                    ["Type one of these, and Enter:", *filled(self._keys(), self.style.width)]
                )

    def _keys(self) -> list[str]:
        return [f"[{key}] {means}  " for key, means in KEYS.items()]

    # -------------------------------------------------------------- answers

    def _answer(self, item: Item, answer: str, note: str) -> tuple[Item, bool]:
        """Keeps an answer, unless another reviewer gave one meanwhile. One that the plan does not
        meet, or need not, asks for words; the answer is kept before they are typed.
        """
        now = item.as_kept()
        if now.record != item.record and now.is_settled:
            self._show(
                [
                    "Answered meanwhile, and not yet by you:",
                    self.style.clean(before(now)),
                    "Answer once more to replace that, or s to leave it.",
                ]
            )
            return now, False
        item = self._keep(item, answer, note)
        if not note and answer != "met":
            asks = "What is lacking?" if answer == "not_met" else "Why does it not apply?"
            words = self._words(f"{asks} (Enter: no words) ")
            item = self._keep(item, answer, words) if words else item
        return item, True

    def _edit(self, item: Item) -> Item:
        """Another note on an answer that stands."""
        if item.record is None or not item.is_settled:
            self._show(["There is no answer yet that a note could go with: y, n or a first."])
            return item
        if item.record.note:
            self._show([self.style.clean(f"The note is: {item.record.note}")])
        note = self._words("New note (Enter: as it is; -: none) ")
        if not note:
            return item
        return self._keep(item, item.record.answer, "" if note == "-" else note)

    def _keep(self, item: Item, answer: str, note: str) -> Item:
        """The question with its answer, once that stands in the file. Raises Stop where it cannot,
        and the reviewer gives up.
        """
        record = item.case.answered(item, answer, self.reviewer, note)
        old = item.record.finding if item.record is not None else record.finding
        while True:
            try:
                item.case.save([record], [] if old == record.finding else [old])
            except Stop as stop:
                complain(stop.message, stop.hint)
                self._wait(stop)
            else:
                return item._replace(record=record)

    def _wait(self, stop: Stop) -> None:
        """Until what keeps an answer from its file is mended. Raises Stop when it will not be."""
        said = typed("This answer is not kept yet. Mend that, and press Enter (q: end) ")
        if said is None or understood(said).key == "q":
            raise Stop("the last answer is not kept.", "All before it are.") from stop

    # -------------------------------------------------------------- the terminal

    def _show(self, lines: Iterable[str]) -> None:
        write_out("\n".join(line.rstrip() for line in lines) + "\n")

    def _ask(self, prompt: str) -> Said:
        line = typed(prompt)
        return Said("q", "") if line is None else understood(line)

    def _words(self, prompt: str) -> str:
        return typed(prompt) or ""


def counted(items: Sequence[Item], at: int) -> str:
    """Which question it is; with several documents also of which, and of how many it is asked."""
    count = f"Question {at + 1} of {len(items)}"
    item = items[at]
    if len({id(one.case) for one in items}) == 1:
        return count
    alike = [n for n, one in enumerate(items) if one.finding.rule == item.finding.rule]
    which = f" ({alike.index(at) + 1} of {len(alike)} alike)" if len(alike) > 1 else ""
    return f"{count}: {item.case.name}{which}"
