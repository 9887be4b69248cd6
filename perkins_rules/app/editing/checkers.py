"""The file of a document -> the checker that `check` would go by, kept while nothing changes."""

from __future__ import annotations

import os
from pathlib import Path

from perkins_rules.app.asking.configuration import configured
from perkins_rules.app.asking.request import Request
from perkins_rules.app.asking.rule_sources import rules_with
from perkins_rules.app.checking.making import checker_for, making_of
from perkins_rules.below import below
from perkins_rules.checker import Checker
from perkins_rules.engine.ready import ReadyRules

Stamps = tuple[tuple[str, int, int], ...]


class Checkers:
    """Checkers by the file of the document; rules are loaded once for all that go by the same.

    What lies beside a document (configuration, waivers, baseline, rules) is looked at again after
    `forget`, which is called when a file was saved or changed.
    """

    def __init__(self, rules: tuple[str, ...] = ()) -> None:
        self._given = rules
        self._of: dict[str, Checker] = {}
        self._rules: dict[tuple[tuple[str, ...], Stamps], ReadyRules] = {}

    def of(self, path: str) -> Checker:
        """The checker of a document. Raises Stop, RuleFileError."""
        if path not in self._of:
            given = ("rules",) if self._given else ()
            request = configured(Request((path,), rules=self._given, given=given))
            self._of[path] = checker_for(request, making_of(request), self.rules(request.rules))
        return self._of[path]

    def rules(self, folders: tuple[str, ...]) -> ReadyRules:
        """The built-in rules and those of folders. Raises Stop, RuleFileError."""
        key = (folders, _stamps(folders))
        if key not in self._rules:
            self._rules = {known: rules for known, rules in self._rules.items() if known[0] == ()}
            self._rules[key] = rules_with(folders)
        return self._rules[key]

    def forget(self) -> None:
        """Looks again at what lies beside documents."""
        self._of.clear()


def _stamps(folders: tuple[str, ...]) -> Stamps:
    """When the files of rules and schemas changed, and their sizes."""
    found: list[tuple[str, int, int]] = []
    for folder in folders:
        place = Path(folder)
        files = [*below(place, ".rules"), *below(place, ".json")] if place.is_dir() else [place]
        for file in files:
            try:
                told = os.stat(file)  # noqa: PTH116
            except OSError:
                continue
            found.append((str(file), told.st_mtime_ns, told.st_size))
    return tuple(found)
