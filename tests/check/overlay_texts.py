"""Packs for tests of overlays: one below, and what packs above it change."""

from __future__ import annotations

from perkins_rules.check.tree import RuleSet
from tests.check.rule_texts import check_texts

LOW = """\
pack low "Below" for state_plan
law act "The Act" codified at 20 USC { 1 is 1 } reviewed to 2026-07-01
parameter share is 5% from 2019-07-01 cite act 1(a)
parameter names is { "V.*" } from 2019-07-01 cite act 1(a)
parameter grant by state.code
  for GU is $660 from 2019-07-01 cite act 1(a)
  for MA is $6 from 2019-07-01 cite act 1(a)
define total as budget.total_allocation.amount
rule cap "Administration stays within its cap"
  cite act 1(a)
  encodes cap
  require budget.state_administration.amount is at most share of total
  otherwise "The cap is {share}."
  passes when total is $100 and budget.state_administration.amount is $5
  fails  when total is $100 and budget.state_administration.amount is $5.01
  fails  when state.code is "MA" and total is $100 and budget.state_administration.amount is $5.01
  fails  when state.code is "VT" and total is $100 and budget.state_administration.amount is $5.01
rule own-grant "A State has its own grant"
  cite act 1(a)
  require total is at least grant
rule rise "No level is below the baseline"
  cite act 1(b)
  encodes rise
  for each indicator in performance.indicators
  for each step in indicator.levels
  let base be indicator.baseline
  require step.level is at least base
  unless late: step.adjusted is yes cite act 1(b)
  fails when given indicator 1S1 with baseline 80%, levels 2026: 79% (adjusted no)
items list "Items"
  placeholders names
  narrative.educators cite act 1(c) encodes educators
review look "A person looks"
  cite act 1(d)
  look at narrative.educators
  ask "Is it so?"
"""
HEAD = """\
pack {name} "Above" for state_plan{state} extends low
policy {name}_board "The Board" as "Board"
"""


def above(declarations: str, name: str = "high", state: str | None = "MA") -> str:
    """A pack that changes `low`: of a State, or of all where it is None."""
    said = f" in state {state}" if state else ""
    return HEAD.format(name=name, state=said) + declarations.replace("BOARD", f"{name}_board")


def changed(*packs: str) -> RuleSet:
    """`low` and packs above it, which must be sound."""
    checked = check_texts(LOW, *packs)
    assert checked.rules is not None, "\n".join(d.render() for d in checked.diagnostics)
    return checked.rules


CAP = """\
replace rule low/cap "Administration stays within the lower cap"
  cite BOARD "1"
  require budget.state_administration.amount is at most $0
  passes when budget.state_administration.amount is $0
  fails  when budget.state_administration.amount is $0.01
"""
SHARE = 'replace parameter share is 6% from 2025-07-01 cite BOARD "1"\n'
EXCEPT = """\
except low/rise
  encodes small
  unless small: base is at most share and indicator.code is 1S1 cite BOARD "2"
  but not when step.fiscal_year is 0
  not applicable by small when given indicator 1S1 with baseline 5%, levels 2026: 4% (adjusted no)
  fails when given indicator 1S1 with baseline 5.01%, levels 2026: 4% (adjusted no)
  fails when given indicator 1P1 with baseline 5%, levels 2026: 4% (adjusted no)
"""
ITEM = """\
replace rule low/list/narrative.educators "One of the two is written"
  cite BOARD "3"
  encodes either
  require narrative.educators is present or narrative.state_programs is present
"""
REVIEW = """\
replace review low/look "Two persons look"
  cite BOARD "4"
  look at narrative.state_programs
  ask "Do both agree?"
  needs review when narrative.state_programs is given
"""
