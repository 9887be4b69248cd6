"""OutputFault: why an output cannot be written, and what would be right."""

from __future__ import annotations


class OutputFault(Exception):
    """Told to the user as it is: a message, and a hint or nothing."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint
