"""Asks whether anything is known against the libraries in constraints.txt.

Exit code 0: all were asked of, and nothing is known. 1: something is known. 2: it could not be
asked, which says nothing of the libraries. `pip-audit` itself makes no difference between the last
two, and without `--strict` calls it good where it could ask of none.
"""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / "build" / "audit"
_MOST_NAMED = 5


class Outcome(NamedTuple):
    """The exit code, and what is said."""

    code: int
    words: str


def main() -> None:
    """Installs the tool into a folder of its own, and asks."""
    venv.create(HOME, with_pip=True)
    folder = HOME / ("Scripts" if sys.platform == "win32" else "bin")
    pip = [str(folder / "python"), "-m", "pip", "--quiet", "--disable-pip-version-check"]
    if (made := _run([*pip, "install", "pip-audit"])).returncode:
        outcome = unasked(f"pip-audit could not be installed ({last_line(made.stderr)})")
    else:
        options = "--disable-pip --no-deps --progress-spinner off --format json -r constraints.txt"
        asked = _run([str(folder / "pip-audit"), *options.split()])
        outcome = outcome_of(asked.stdout, asked.stderr)
    sys.stdout.write(f"{outcome.words}\n")
    sys.exit(outcome.code)


def outcome_of(told: str, complaints: str) -> Outcome:
    """What `pip-audit` said as JSON, or complained of, in words."""
    try:
        libraries = json.loads(told)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return unasked(last_line(complaints))
    known = [
        f"{one['name']} {one['version']}: {flaw['id']}; mended in "
        + (", ".join(flaw.get("fix_versions") or ()) or "no release")
        for one in libraries
        for flaw in one.get("vulns") or ()
    ]
    skipped = [one for one in libraries if "skip_reason" in one]
    if skipped or not libraries:
        names = ", ".join(one["name"] for one in skipped[:_MOST_NAMED]) or "no library"
        more = f" and {len(skipped) - _MOST_NAMED} more" if len(skipped) > _MOST_NAMED else ""
        reason = f" ({skipped[0]['skip_reason']})" if skipped else ""
        missed = unasked(f"no answer for {names}{more} of {len(libraries)} libraries{reason}")
        return Outcome(1, "\n".join([*known, missed.words])) if known else missed
    if known:
        return Outcome(1, "\n".join(known))
    return Outcome(0, f"Nothing is known against the {len(libraries)} libraries.")


def unasked(reason: str) -> Outcome:
    """It could not be asked; nothing is said of the libraries, neither good nor bad."""
    words = f"The data on vulnerabilities could not be asked: {reason or 'no reason was given'}."
    hint = "This says nothing of the libraries. Try again where pypi.org can be reached."
    return Outcome(2, f"{words}\n{hint}")


def last_line(text: str) -> str:
    """The last line that says something: of a traceback, its reason."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1].rstrip(".") if lines else ""


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603  # ours


if __name__ == "__main__":
    main()
