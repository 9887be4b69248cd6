"""What is named -> the documents to review, each with a file of determinations of its own."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from perkins_rules.app.asking.documents_in import documents_in, expected_in
from perkins_rules.app.asking.left_out import LeftOut
from perkins_rules.app.asking.request import Request
from perkins_rules.app.checking.making import checker_for
from perkins_rules.app.checking.progress import progress
from perkins_rules.app.faults import COULD_NOT_RUN, Stop, complain
from perkins_rules.app.reviewing.review_case import Case, Item, file_for
from perkins_rules.batch.names import is_many
from perkins_rules.checker import Checker


@dataclass
class Cases:
    """What is to be reviewed, the questions as they stand at the start, and how many documents
    cannot be reviewed.
    """

    cases: list[Case] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    left: int = 0
    _by_place: dict[str, Case] = field(default_factory=dict)

    @property
    def code(self) -> int:
        """2 where a document cannot be reviewed."""
        return COULD_NOT_RUN if self.left else 0

    def add(self, case: Case) -> None:
        """Takes a document, once. Raises Stop where its answers would replace those on another."""
        items = case.items()
        first = self._by_place.setdefault(os.path.realpath(case.place), case)
        if first is case:
            self.cases.append(case)
            self.items += items
        elif not case.asks_as(first):
            raise Stop(
                f"{case.name}: its answers would replace those on {first.name} in {case.place}.",
                "Give one of the two another name, or review it by itself, with --determinations.",
            )


def cases_of(request: Request, place: str | None) -> Cases:
    """Raises Stop when nothing can be reviewed; of several documents, tells those that cannot."""
    made = checker_for(request)
    # It asks as if nothing were determined, waived or known.
    checker = Checker(made.rules, made.options._replace(derive_reviews=False))
    alone = len(request.files) == 1 and not is_many(request.files[0])
    found, left_out = Cases(), LeftOut()
    with progress(alone, lambda: expected_in(request)) as bar:
        for member in documents_in(request):
            if member.left_out:
                left_out.add(member)
                continue
            try:
                found.add(Case(member, file_for(member, place), checker))
            except Stop as stop:
                if alone:
                    raise
                complain(stop.message, stop.hint)
                found.left += 1
            bar.advance()
    left_out.complain()
    if not found.cases and not found.left:
        raise Stop("there is no document in what is named.")
    return found
