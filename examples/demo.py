"""Shows the tool at work on three plans: `make demo`, or `python examples/demo.py`.

Runs the command line as a user would and shortens the long lists. Exit code 0 when all three were
checked, whatever came out.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
WIDTH = 80
LONG_LISTS = ("Still to fill in", "For a person to judge")
KEPT_LINES = 10
COULD_NOT_RUN = 2


class Scene(NamedTuple):
    """One plan: what to know before, and the arguments it is checked with."""

    title: str
    words: str
    arguments: tuple[str, ...]


SCENES = (
    Scene(
        "A State's published levels",
        "In 2019 New York published the performance levels it proposed for four years. The file "
        "holds them as printed, a doubled percent sign included, and nothing of the rest of a "
        "plan. --draft sets apart what is not yet filled in, so that the levels can be judged by "
        "themselves.",
        ("check", "--draft", "examples/new-york-levels.yaml"),
    ),
    Scene(
        "A complete plan",
        "A whole four-year plan with invented figures. Nothing is wrong with it. What remains is "
        "what no machine can judge: a checklist for a person.",
        ("check", "examples/sample-plan.yaml"),
    ),
    Scene(
        "The same plan with twelve planted errors",
        "Among them one cent too much, one day too few, a slip of the pen in the name of a "
        "field, a level that falls. Each finding shows the line, the figures, the section of the "
        "law and what to do.",
        ("check", "examples/sample-plan-with-errors.yaml"),
    ),
)

NEXT = """
  perkins-rules new state-plan --output plan.yaml
      writes an empty plan with every field and a hint for each

  perkins-rules check plan.yaml
      says what is wrong with it, what is missing, what a person must judge

  perkins-rules explain federal.budget/administration-cap
      shows a rule: what it asks, where the law says so, its examples

The command is in .venv/bin (on Windows in .venv\\Scripts); README.md tells more.
"""


def main() -> int:
    """Plays all scenes; 0 when each plan could be checked."""
    codes = [play(number, scene) for number, scene in enumerate(SCENES, start=1)]
    say("")
    say("Your own plan", "=")
    say(NEXT)
    return COULD_NOT_RUN if COULD_NOT_RUN in codes else 0


def play(number: int, scene: Scene) -> int:
    """Introduces a plan, checks it and prints the report; gives the exit code of the check."""
    say(f"{number}. {scene.title}", "=")
    say("\n" + textwrap.fill(scene.words, WIDTH) + "\n")
    say(f"$ perkins-rules {' '.join(scene.arguments)}\n")
    code, report = run(*scene.arguments)
    say("\n".join(shortened(report.splitlines())))
    say(f"\n(exit code {code}: {meaning(code)})\n")
    return code


def run(*arguments: str) -> tuple[int, str]:
    """Runs the command line in the project's folder: its exit code and what it printed."""
    encoding = sys.stdout.encoding or "utf-8"
    color = "always" if sys.stdout.isatty() and "NO_COLOR" not in os.environ else "never"
    done = subprocess.run(  # noqa: S603  # our own command, with the arguments above
        [sys.executable, "-m", "perkins_rules", *arguments, "--color", color],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": encoding, "COLUMNS": str(WIDTH)},
        stdout=subprocess.PIPE,
        check=False,
    )
    return done.returncode, done.stdout.decode(encoding, "replace")


def shortened(lines: list[str]) -> list[str]:
    """A report with only the beginning of its long lists."""
    parts: list[list[str]] = [[]]
    for line in lines:
        if plain(line) and not plain(line).startswith(" "):
            parts.append([])
        parts[-1].append(line)
    return [line for part in parts for line in beginning(part)]


def beginning(part: list[str]) -> list[str]:
    """A part of a report; of a long list the lines up to the first gap after KEPT_LINES."""
    if not part or not plain(part[0]).startswith(LONG_LISTS):
        return part
    gaps = (k for k, line in enumerate(part) if k > KEPT_LINES and not plain(line))
    end = next(gaps, len(part))
    left = len([line for line in part[end:] if plain(line)])
    return [*part[:end], "", f"     ... {left} lines more", ""] if left else part


def plain(line: str) -> str:
    """A line without its colors."""
    return re.sub(r"\x1b\[[0-9;]*m", "", line).rstrip()


def meaning(code: int) -> str:
    """An exit code in words."""
    return {0: "nothing to correct", 1: "something to correct"}.get(code, "could not be checked")


def say(text: str, under: str = "") -> None:
    """Prints a text, as a heading when a sign to draw the line with is given."""
    line = f"\n{under * WIDTH}" if under else ""
    sys.stdout.write(f"{text}{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
