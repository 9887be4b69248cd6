"""Document + rules -> which rules were asked of it, and what came of those that found nothing.

Reports tell of rules that found something; some outputs list every rule.
"""

from __future__ import annotations

from typing import Any

from perkins_rules.documents import Document
from perkins_rules.engine.fast import verdicts_by_rule
from perkins_rules.engine.ready import ReadyRules
from perkins_rules.findings import Verdict
from perkins_rules.pipeline import Options, question_of

KEY = "rules"


def rules_asked(rules: ReadyRules, document: Document, options: Options) -> dict[str, Any]:
    """Under one key of a result's `drawn`: the ids in the order of the rules, with `pass` where
    any instance passed, else `not_applicable`; the findings tell of the others.
    """
    asked, _ = question_of(rules, document, options.asked)
    found = verdicts_by_rule(rules, document, asked, options.keep)
    return {KEY: {rule: _PASS if Verdict.PASS in of else _LEFT for rule, of in found.items()}}


_PASS, _LEFT = Verdict.PASS.value, Verdict.NOT_APPLICABLE.value
