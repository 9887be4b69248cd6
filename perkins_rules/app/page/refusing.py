"""What a person typed or opened may be refused, in words; nothing of it is a fault of the page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec

from perkins_rules.app.faults import Stop
from perkins_rules.diagnostics import RuleFileError
from perkins_rules.documents import Refusal
from perkins_rules.report.clean import clean
from perkins_rules.report.outputs import OutputFault
from perkins_rules.tables.grid import TableFault

P = ParamSpec("P")


def refused(message: str, hint: str = "") -> dict[str, str]:
    """What the page says instead of doing it."""
    said = f"{message[:1].upper()}{message[1:]}"
    return {"refused": clean(f"{said} {hint}".strip())}


def refusing(asked: Callable[P, Any]) -> Callable[P, Any]:
    """Gives `refused` instead of raising."""

    @wraps(asked)
    def answered(*args: P.args, **kwargs: P.kwargs) -> Any:
        try:
            return asked(*args, **kwargs)
        except (Stop, TableFault, OutputFault) as fault:
            return refused(fault.message, fault.hint)
        except Refusal as refusal:
            return refused(f"Line {refusal.span.line}: {refusal.message}", refusal.remedy)
        except RuleFileError as error:
            return refused(f"The rules cannot be used. {error}")

    return answered
