"""`perkins-rules test --mutants`: which small changes of the rules no example notices."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from perkins_rules import assets
from perkins_rules.analysis.mutants.mutant_equivalents import (
    FILE_NAME,
    Equivalent,
    EquivalentsFault,
    Settled,
    read_equivalents,
    settled,
)
from perkins_rules.analysis.mutants.mutant_run import survivors
from perkins_rules.analysis.mutants.mutations import Mutant, mutants_of
from perkins_rules.app.faults import Stop
from perkins_rules.check.tree import RuleSet
from perkins_rules.lang.nodes import RuleFile
from perkins_rules.report.figures import number_of
from perkins_rules.report.style import Style
from perkins_rules.report.wrap import hanging
from perkins_rules.source import SourceText


class Tried(NamedTuple):
    """The mutants of some rule files, and what became of them."""

    mutants: Sequence[Mutant]
    settled: Settled
    unknown: Sequence[Equivalent]


def try_mutants(rules: RuleSet, files: Sequence[RuleFile], own: Sequence[SourceText]) -> Tried:
    """Tries the mutants of `own` rule files against the examples of all. Raises Stop."""
    names = {source.name for source in own}
    made = mutants_of(rules, files)
    mutants = [m for m in made if m.source.name in names]
    entries = _entries(own)
    left: list[Mutant] = []
    for k, (mutant, survives) in enumerate(survivors(rules, mutants), start=1):
        left += [mutant] if survives else []
        _progress(k, len(mutants), len(left))
    owners = {m.owner for m in made}
    unknown = [e for e in entries if e.owner not in owners]
    return Tried(mutants, settled(left, entries, mutants), unknown)


# ------------------------------------------------------------------ equivalent mutants


def _entries(own: Sequence[SourceText]) -> list[Equivalent]:
    """Those of the files that lie beside the rule files or above them."""
    found = dict.fromkeys(file for source in own if (file := _file_for(Path(source.name))))
    try:
        return [entry for file in found for entry in read_equivalents(file)]
    except EquivalentsFault as fault:
        raise Stop(f"{fault}.") from fault
    except OSError as error:
        raise Stop(f"{error.filename}: {error.strerror}.") from error


def _file_for(source: Path) -> Path | None:
    """The file nearest above a rule file, not above the rules or the folder one works in."""
    ends = {assets.built_in_rules().resolve(), Path.cwd()}
    for folder in source.resolve().parents:
        if (folder / FILE_NAME).is_file():
            return _as_named(folder / FILE_NAME)
        if folder in ends:
            break
    return None


def _as_named(path: Path) -> Path:
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


# ------------------------------------------------------------------ telling


def _progress(done: int, of: int, left: int) -> None:
    """A line that counts, on a terminal only."""
    stream = sys.stderr
    if stream is None or not stream.isatty():
        return
    if done == of:
        stream.write("\r\x1b[K")
    elif done % 100 == 0:
        stream.write(f"\r{done} of {of} changes tried, {left} unnoticed")
    stream.flush()


def shown(tried: Tried, style: Style) -> str:
    """The survivors, the entries that explain nothing, and the summary."""
    ordered = sorted(tried.settled.unexplained, key=lambda m: (m.source.name, m.line))
    parts = [_survivor(mutant, style) for mutant in ordered]
    parts += [_stale(entry, style) for entry in tried.settled.stale]
    parts += [_unknown(entry, style) for entry in tried.unknown]
    return "".join([*parts, _by_file(tried), _summary(tried, style)])


def _survivor(mutant: Mutant, style: Style) -> str:
    place = style.clean(f"{mutant.source.name}:{mutant.line}")
    said = style.paint("bold red", "no example notices this change")
    line = mutant.source.line(mutant.line).strip()
    lines = [f"{place}: {style.clean(mutant.owner)}: {said}"]
    lines += hanging("    ", style.clean(line), style.width)
    lines += hanging("    ", style.clean(mutant.words), style.width)
    return "\n".join(lines) + "\n\n"


def _stale(entry: Equivalent, style: Style) -> str:
    said = style.paint("bold red", "every change of this kind is noticed, or there is none")
    lines = [f"{style.clean(entry.place)}: {style.clean(entry.owner)}: {said}"]
    lines += hanging("    ", style.clean(entry.mutation), style.width)
    return "\n".join(lines) + "\n\n"


def _unknown(entry: Equivalent, style: Style) -> str:
    said = style.paint("bold red", "nothing of this name is changed")
    return f"{style.clean(entry.place)}: {style.clean(entry.owner)}: {said}\n\n"


def _by_file(tried: Tried) -> str:
    """A line for each of several files."""
    of = Counter(m.source.name for m in tried.mutants)
    left = Counter(m.source.name for m in tried.settled.unexplained)
    if len(of) < 2:
        return ""
    width = max(map(len, of))
    lines = [
        f"  {name:{width}}  {number_of(of[name], 'change')}, {left[name] or 'none'} unnoticed"
        for name in sorted(of)
    ]
    return "\n".join(lines) + "\n\n"


def _summary(tried: Tried, style: Style) -> str:
    unexplained, explained, stale = tried.settled
    counted = len(tried.mutants) - len(explained)
    noticed = counted - len(unexplained)
    said = (
        f"{noticed:,} of {number_of(counted, 'change')} are noticed ({_share(noticed, counted)})."
    )
    if explained:
        said += f" {number_of(len(explained), 'other')} said to change nothing."
    wrong = len(stale) + len(tried.unknown)
    if wrong:
        said += f" {number_of(wrong, 'entry', 'entries')} of {FILE_NAME} without such a change."
    looks, mark = ("bold red", "fail") if failed(tried) else ("bold green", "pass")
    return f"{style.paint(looks, style.mark(mark))} {said}\n"


def _share(part: int, whole: int) -> str:
    """In percent, never rounded up: 100 is all."""
    tenths = part * 1000 // whole if whole else 1000
    return f"{tenths // 10}.{tenths % 10}%" if tenths < 1000 else "100%"


def failed(tried: Tried) -> bool:
    """Whether something is left to do."""
    return bool(tried.settled.unexplained or tried.settled.stale or tried.unknown)
