"""`perkins-rules`: arguments -> exit code.

A plain `check` is read here, without click, so that a pre-commit hook starts fast; everything
else, and every mistake, goes to the commands in `cli`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from perkins_rules.apart import forget_here
from perkins_rules.app.faults import guarded, hold_streams
from perkins_rules.garbage import seldom_looked_for


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line and gives its exit code; never raises."""
    forget_here()
    hold_streams()
    given = list(sys.argv[1:] if arguments is None else arguments)
    words = [word for word in given if word != "--debug"]
    debug = len(words) < len(given) or bool(os.environ.get("PERKINS_RULES_DEBUG"))
    with seldom_looked_for():
        return guarded(lambda: _run(words), debug)


def _run(words: list[str]) -> int:
    from perkins_rules.app.asking.request import simple_request

    request = simple_request(words)
    if request is not None:
        if request.only_documents:  # most commits change none: they do not pay for the checker
            from perkins_rules.app.checking.only_documents import documents_of

            if not documents_of(request.files, request.rules):
                return 0
        from perkins_rules.app.checking.run import run_check

        return run_check(request)
    from perkins_rules.app.cli import run_commands

    return run_commands(words)
