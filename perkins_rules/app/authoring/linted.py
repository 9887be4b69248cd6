"""Rule files -> all warnings of `lint` about them."""

from __future__ import annotations

from collections.abc import Sequence, Set

from perkins_rules.app.authoring.lint import to_fill_in, unused_names, warnings_of
from perkins_rules.app.authoring.old_forms import old_forms
from perkins_rules.diagnostics import Diagnostic
from perkins_rules.lang.nodes import RuleFile
from perkins_rules.pipeline import ReadRules


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
