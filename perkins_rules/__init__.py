"""Checks documents filed under Perkins V against the law and the guide that govern them.

    import perkins_rules

    rules = perkins_rules.load_rules()
    report = perkins_rules.check_document(rules, "plan.yaml")
    report.verdict                     # Verdict.FAIL
    for finding in report.findings:    # in the order of the guide's form
        if finding.verdict in (perkins_rules.Verdict.FAIL, perkins_rules.Verdict.UNREADABLE):
            print(finding.span.line, finding.message, finding.remedy)

`load_rules` takes further folders of rule packs; it raises RuleFileError, which carries every
diagnostic. `check_document` takes a path, the bytes of a file or a parsed mapping (amounts as int,
str or Decimal, never float: `json.load(f, parse_float=decimal.Decimal)`), and Options; it never
raises on what a document holds.

The names below are the whole API. They are loaded when first used, so that importing the package
costs next to nothing.
"""

import sys

if "".join(sys.argv[:1]).endswith(("-m", "perkins-rules", "perkins-rules.exe")):
    from perkins_rules.apart import forget_here  # before any module is looked for elsewhere

    forget_here()

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from perkins_rules.checker import check_document as check_document
    from perkins_rules.diagnostics import Diagnostic as Diagnostic
    from perkins_rules.diagnostics import RuleFileError as RuleFileError
    from perkins_rules.findings import Asked as Asked
    from perkins_rules.findings import DocumentReport as DocumentReport
    from perkins_rules.findings import Finding as Finding
    from perkins_rules.findings import Report as Report
    from perkins_rules.findings import Severity as Severity
    from perkins_rules.findings import Step as Step
    from perkins_rules.findings import Verdict as Verdict
    from perkins_rules.pipeline import Options as Options
    from perkins_rules.pipeline import load_rules as load_rules
    from perkins_rules.source import Citation as Citation
    from perkins_rules.source import Span as Span

from perkins_rules.version import __version__

_HOMES = {
    "load_rules": "pipeline",
    "check_document": "checker",
    "Options": "pipeline",
    "Asked": "findings",
    "Report": "findings",
    "DocumentReport": "findings",
    "Finding": "findings",
    "Step": "findings",
    "Verdict": "findings",
    "Severity": "findings",
    "Citation": "source",
    "Span": "source",
    "Diagnostic": "diagnostics",
    "RuleFileError": "diagnostics",
}
__all__ = ["__version__", *_HOMES]  # noqa: PLE0604 - the table above has all names


if not TYPE_CHECKING:  # to a type checker any name at all would be there

    def __getattr__(name: str) -> Any:
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted(__all__)
