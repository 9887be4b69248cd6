"""What stops a run, said in words: Stop for the user's mistakes, `guarded` for everything else."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import IO

from perkins_rules.diagnostics import RuleFileError

COULD_NOT_RUN = 2
INTERRUPTED = 130
PIPE_CLOSED = 141


class Stop(Exception):
    """The run cannot be made: what is wrong, and what would be right (or nothing)."""

    def __init__(self, message: str, hint: str = "", code: int = COULD_NOT_RUN) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.code = code


def guarded(run: Callable[[], int], debug: bool = False) -> int:
    """The exit code of `run`; whatever it raises becomes a short message on standard error."""
    try:
        return _flushed(run())
    except Stop as stop:
        complain(stop.message, stop.hint)
        return stop.code
    except RuleFileError as error:
        return _rules_at_fault(error)
    except BrokenPipeError:
        _forget(sys.stdout)
        return PIPE_CLOSED
    except KeyboardInterrupt:
        complain("Interrupted.")
        return INTERRUPTED
    except MemoryError:
        complain("There is not enough memory for this.")
        return COULD_NOT_RUN
    except Exception as error:
        if debug:
            raise
        return _own_fault(error)


def hold_streams() -> None:
    """Opens nothing in the place of input, output and errors that are closed: a file that is opened
    later would take their place, and what Python or a process beside it says would go into it.
    """
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


def complain(message: str, hint: str = "") -> None:
    """A message on standard error, in characters that it can show."""
    from perkins_rules.report.clean import clean_lines, without_commands
    from perkins_rules.report.style import known_encoding

    text = f"perkins-rules: {message}\n" + (f"  {hint}\n" if hint else "")
    if sys.stderr is None:
        return
    encoding = known_encoding(getattr(sys.stderr, "encoding", None))
    try:
        sys.stderr.write(without_commands(clean_lines(text, encoding)))
        sys.stderr.flush()
    except OSError:
        _forget(sys.stderr)  # nobody can be told; the exit code still says it


def _flushed(code: int) -> int:
    """The code, once all output is out: what goes wrong with it is told here, too."""
    if sys.stdout is not None and not sys.stdout.closed:  # `lsp` closes it as its editor goes
        sys.stdout.flush()
    return code


def _rules_at_fault(error: RuleFileError) -> int:
    count = sum(d.level == "error" for d in error.diagnostics)
    complain(f"the rules cannot be used: {count} {'error' if count == 1 else 'errors'}.\n{error}")
    return COULD_NOT_RUN


def _own_fault(error: Exception) -> int:
    """A disk that is full is the user's to mend; all else is a fault of the program."""
    if isinstance(error, OSError) and error.strerror:
        place = f"{error.filename}: " if error.filename else ""
        complain(f"{place}{error.strerror}.")
        return COULD_NOT_RUN
    said = " ".join(str(error).split())[:200]
    complain(
        f"this is a fault of the program, not of your document ({type(error).__name__}: {said}).",
        "Please report it with the output of the same command and --debug.",
    )
    return COULD_NOT_RUN


def _forget(stream: IO[str]) -> None:
    """Nobody reads on: what is still buffered goes nowhere, and the exit stays quiet."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
