"""A document and rules -> text that derives each verdict, instance by instance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from perkins_rules.app.asking.inputs import named_member, unread
from perkins_rules.app.asking.named_rules import statement
from perkins_rules.batch.making import result_of
from perkins_rules.check.tree import CheckedRule
from perkins_rules.checker import Checker
from perkins_rules.engine.shared.states import is_asked
from perkins_rules.findings import DocumentReport, Finding, Step, Verdict
from perkins_rules.report.determined import told
from perkins_rules.report.outputs import About, Rules, around_result
from perkins_rules.report.style import Style
from perkins_rules.report.surroundings import called
from perkins_rules.report.text.block_text import BlockText, sentence
from perkins_rules.report.text.closing_text import heading
from perkins_rules.report.text.derivation_text import derivation_lines
from perkins_rules.report.text.edition_text import about_the_edition
from perkins_rules.report.text.excerpt import excerpt
from perkins_rules.report.waived import told as waived
from perkins_rules.report.wrap import hanging, wrapped
from perkins_rules.version import __version__

_SAID = {
    Verdict.PASS: ("pass", "holds", "bold green"),
    Verdict.FAIL: ("fail", "does not hold", "bold red"),
    Verdict.NOT_APPLICABLE: ("skip", "does not apply", "dim"),
    Verdict.CANNOT_DETERMINE: ("open", "cannot be determined", "bold magenta"),
    Verdict.NEEDS_REVIEW: ("box", "needs a person's judgement", "bold blue"),
}


def explained_document(
    name: str, checker: Checker, chosen: Sequence[CheckedRule], style: Style
) -> str:
    """The verdicts of the chosen rules on a document, with their whole derivation. Raises Stop for
    a document that cannot be read.
    """
    rules, ids = checker.rules, {rule.id for rule in chosen}
    options = checker.options._replace(show_all=True, keep=lambda rule: rule.id in ids)
    member = named_member(name, options.limit_bytes)
    result = result_of(member, Checker(rules, options, checker.records))
    report = result.report
    if report.verdict == Verdict.UNREADABLE:
        raise unread(name, report.findings[0])
    about = About(__version__, options.asked, rules=Rules(lambda: rules.rules), shapes=rules.shapes)
    block = BlockText(called(name), style, around_result(result, about))
    met = [rule for rule in chosen if is_asked(rule, report.state)]
    titles = {rule.id: statement(rule) for rule in (*chosen, *met)}
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
        # Of many places only the first few come with their derivation.
        shared = _shared([finding.derivation for finding in found if finding.derivation])
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
    waiver = f"Waived. {waived(finding)}" if finding.waiver is not None else ""
    for recorded in filter(None, (told(finding), waiver)):
        yield from hanging("  ", style.clean(recorded), style.width)
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
