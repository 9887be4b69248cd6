"""Rule files and what was read of them -> all that `lint` says of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from perkins_rules.app.authoring.lint import to_fill_in, unused_names, warnings_of
from perkins_rules.app.authoring.old_forms import old_forms
from perkins_rules.diagnostics import Diagnostic
from perkins_rules.example_documents import is_beside
from perkins_rules.pipeline import ReadRules
from perkins_rules.schema_files import parted
from perkins_rules.source import SourceText


def linted(own: Sequence[SourceText], read: ReadRules) -> list[Diagnostic]:
    """What is wrong with the files, and, if nothing is, what they lack. Of packs that they build
    on nothing is said.
    """
    return [*diagnostics_of(own, read.diagnostics), *_warnings(own, read)]


def diagnostics_of(
    own: Sequence[SourceText], diagnostics: Iterable[Diagnostic]
) -> list[Diagnostic]:
    """Those of the files, and of documents beside them."""
    names = {source.name for source in own}
    return [d for d in diagnostics if d.source.name in names or is_beside(d.source, own)]


def _warnings(own: Sequence[SourceText], read: ReadRules) -> list[Diagnostic]:
    if read.rules is None:
        return []
    found = [d for source in parted(own)[0] for d in unused_names(source, read.used)]
    found += [d for source in own for d in to_fill_in(source)]
    found += [d for source in parted(own)[0] for d in old_forms(source)]
    return found + diagnostics_of(own, warnings_of(read.rules.rules, read.files))
