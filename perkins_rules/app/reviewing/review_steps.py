"""The steps of a review on a terminal: question after question, each answer kept at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from perkins_rules.app.console import write_out
from perkins_rules.app.reviewing.review_case import Item
from perkins_rules.app.reviewing.review_page import page
from perkins_rules.report.clean import clean
from perkins_rules.report.style import Style
from perkins_rules.report.wrap import filled

_KEYS = {
    "y": "met",
    "n": "not met",
    "a": "does not apply",
    "s": "skip",
    "b": "back",
    "e": "edit the note",
    "t": "whole text",
    "q": "save and quit",
}
_ANSWERS = {"y": "met", "n": "not_met", "a": "not_applicable"}
_WORDS = {
    "not met": "n",
    "not_met": "n",
    "does not apply": "a",
    "not applicable": "a",
    "not_applicable": "a",
    "n/a": "a",
    "na": "a",
    "yes": "y",
    "met": "y",
    "no": "n",
    "skip": "s",
    "back": "b",
    "edit": "e",
    "note": "e",
    "text": "t",
    "quit": "q",
    "exit": "q",
}
LONGEST_NOTE = 20_000


class Said(NamedTuple):
    """What the reviewer typed: a key of `_KEYS` (empty: nothing that is known), and words."""

    key: str
    words: str


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
                items[at] = self._answer(items[at], _ANSWERS[said.key], said)
                return 1
            else:
                self._show(
                    ["Type one of these, and Enter:", *filled(self._keys(), self.style.width)]
                )

    def _keys(self) -> list[str]:
        return [f"[{key}] {means}  " for key, means in _KEYS.items()]

    # -------------------------------------------------------------- answers

    def _answer(self, item: Item, answer: str, said: Said) -> Item:
        """Keeps an answer. One that the plan does not meet, or need not, asks for words."""
        note = said.words
        if not note and answer != "met":
            asks = "What is lacking?" if answer == "not_met" else "Why does it not apply?"
            note = self._words(f"{asks} (Enter: no words) ")
        return self._keep(item, answer, note)

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
        record = item.case.answered(item, answer, self.reviewer, note)
        old = item.record.finding if item.record is not None else record.finding
        item.case.save([record], [] if old == record.finding else [old])
        return item._replace(record=record)

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


def typed(prompt: str) -> str | None:
    """A line from the keyboard, without what no text can hold; None at its end."""
    write_out(prompt)
    try:
        line = input()
    except EOFError:
        write_out("\n")
        return None
    harmless = "".join(c if c.isprintable() else " " for c in line)
    return clean(" ".join(harmless.split()))[:LONGEST_NOTE]


def understood(line: str) -> Said:
    """`y`, `not met`, or a key and words: `n it names no sectors`."""
    whole = line.strip()
    folded = whole.lower()
    if folded in _WORDS:
        return Said(_WORDS[folded], "")
    first, _, words = whole.partition(" ")
    key = first.lower().rstrip(":,")
    key = key if key in _KEYS else _WORDS.get(key, "")
    if words and key not in _ANSWERS:
        return Said("", "")
    return Said(key, words.strip())
