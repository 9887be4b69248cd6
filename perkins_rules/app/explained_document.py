"""A document and rules -> text that derives each verdict, instance by instance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from perkins_rules.app.checking import report_of
from perkins_rules.app.faults import Stop
from perkins_rules.app.inputs import Unreadable, read_input
from perkins_rules.app.named_rules import statement
from perkins_rules.app.surroundings import surroundings
from perkins_rules.check.tree import CheckedRule, RuleSet
from perkins_rules.documents import LIMIT_BYTES
from perkins_rules.engine.states import is_asked
from perkins_rules.findings import Asked, DocumentReport, Finding, Step, Verdict
from perkins_rules.pipeline import Options
from perkins_rules.report.block_text import BlockText, sentence
from perkins_rules.report.closing_text import called, heading
from perkins_rules.report.derivation_text import derivation_lines
from perkins_rules.report.edition_text import about_the_edition
from perkins_rules.report.excerpt import excerpt
from perkins_rules.report.style import Style
from perkins_rules.report.wrap import hanging, wrapped

_SAID = {
    Verdict.PASS: ("pass", "holds", "bold green"),
    Verdict.FAIL: ("fail", "does not hold", "bold red"),
    Verdict.NOT_APPLICABLE: ("skip", "does not apply", "dim"),
    Verdict.CANNOT_DETERMINE: ("open", "cannot be determined", "bold magenta"),
    Verdict.NEEDS_REVIEW: ("box", "needs a person's judgement", "bold blue"),
}


def explained_document(
    name: str, rules: RuleSet, chosen: Sequence[CheckedRule], asked: Asked, style: Style
) -> str:
    """The verdicts of the chosen rules on a document, with their whole derivation. Raises Stop for
    a document that cannot be read.
    """
    try:
        given = read_input(name, LIMIT_BYTES)
    except Unreadable as fault:
        raise Stop(fault.message, fault.remedy) from fault
    ids = {rule.id for rule in chosen}
    options = Options(asked=asked, show_all=True, keep=lambda rule: rule.id in ids)
    report = report_of(rules, given, options)
    if report.verdict == Verdict.UNREADABLE:
        raise Stop(report.findings[0].message, report.findings[0].remedy)
    block = BlockText(called(name), style, surroundings(report, rules, given))
    met = [rule for rule in chosen if is_asked(rule, report.state)]
    titles = {rule.id: statement(rules, rule) for rule in (*chosen, *met)}
    lines = list(_all(report, titles, block))
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _all(report: DocumentReport, titles: Mapping[str, str], block: BlockText) -> Iterator[str]:
    style = block.style
    edition = f"guide edition {report.edition}, " if report.edition is not None else ""
    asked = f"rules of {report.date}, {edition}profile {report.profile}"
    for text in (f"{called(report.path)}: {asked}", *about_the_edition(report)):
        yield from wrapped(style.clean(text), style.width)
    for rule, title in titles.items():
        yield ""
        yield heading(title, style)
        yield style.paint("dim", style.clean(rule))
        found = [finding for finding in report.findings if finding.rule == rule]
        if not found:
            yield "  This rule is not asked of this document: not on this date, or not in this"
            yield "  edition or profile, or it is for another type of document."
        shared = _shared([finding.derivation for finding in found])
        if shared:
            yield ""
            yield f"  For all {len(found)} places:"
            yield from _derived(shared, block)
        for finding in found:
            yield ""
            yield from _instance(finding, finding.derivation[len(shared) :], block)


def _instance(finding: Finding, steps: Sequence[Step], block: BlockText) -> Iterator[str]:
    style = block.style
    mark, words, looks = _SAID[finding.verdict]
    verdict = style.paint(looks, f"{style.mark(mark)} {words}")
    yield f"{verdict}  {style.clean(block.place(finding))}"
    yield from hanging("  ", style.clean(sentence(finding.message)), style.width)
    if block.around.text is not None and finding.path:
        for line in excerpt(block.around.text, finding.span, style.width - 4, style):
            yield f"    {line}"
    if finding.remedy:
        yield from hanging(f"  {style.mark('arrow')} ", style.clean(finding.remedy), style.width)
    if steps:
        yield ""
        yield from _derived(steps, block)


def _derived(steps: Sequence[Step], block: BlockText) -> Iterator[str]:
    for line in derivation_lines(steps, block.style.width - 4, block.style):
        yield f"    {line}"


def _shared(derivations: Sequence[Sequence[Step]]) -> Sequence[Step]:
    """The steps with which all begin, when there are several derivations."""
    if len(derivations) < 2:
        return ()
    count = 0
    for steps in zip(*derivations, strict=False):
        if any(step != steps[0] for step in steps):
            break
        count += 1
    return derivations[0][:count]
