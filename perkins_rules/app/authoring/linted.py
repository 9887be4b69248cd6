"""Rule files and what was read of them -> all that `lint` says of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from perkins_rules.app.authoring.lint import to_fill_in, unused_names, warnings_of
from perkins_rules.app.authoring.old_forms import old_forms
from perkins_rules.diagnostics import Diagnostic
from perkins_rules.example_documents import is_beside
from perkins_rules.lang.nodes import RuleFile
from perkins_rules.lang.parse import parse_rule_file
from perkins_rules.pipeline import ReadRules
from perkins_rules.schema_files import parted
from perkins_rules.source import SourceText


def linted(own: Sequence[SourceText], read: ReadRules) -> list[Diagnostic]:
    """What is wrong with the files, and, if nothing is, what they lack. Of packs that they build
    on nothing is said.
    """
    rules, schemas = parted(own)
    written = [parse_rule_file(source).file for source in rules]
    found = [*diagnostics_of(own, read.diagnostics), *warnings_in(written, read, read.used)]
    is_whole = read.rules is not None
    return [*found, *(one for schema in schemas if is_whole for one in to_fill_in(schema))]


def diagnostics_of(
    own: Sequence[SourceText], diagnostics: Iterable[Diagnostic]
) -> list[Diagnostic]:
    """Those of the files, and of documents beside them."""
    names = {source.name for source in own}
    return [d for d in diagnostics if d.source.name in names or is_beside(d.source, own)]


def warnings_in(files: Sequence[RuleFile], read: ReadRules, used: Set[str]) -> list[Diagnostic]:
    """The warnings about files as they are written; none where the rules have an error. `read` is
    what came of them and others, `used` the names that something reads.
    """
    if read.rules is None:
        return []
    names = {file.source.name for file in files}
    found = [d for file in files for d in unused_names(file, used)]
    found += [d for file in files for d in to_fill_in(file.source)]
    found += [d for file in files for d in old_forms(file)]
    lacking = warnings_of(read.rules.rules, read.files)
    return found + [d for d in lacking if d.source.name in names]
