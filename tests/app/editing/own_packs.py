"""Two packs of a user's own, one above the other, as an editor has them."""

from __future__ import annotations

from pathlib import Path

from tests.app.editing.editor import Editor

BASE = """\
pack own.base "Base" for state_plan needs language 1.2 extends federal.sources

parameter own_share is 5% from 2019-07-01  cite perkins 112(a)(3)

define own_allotment as budget.total_allocation.amount
"""
PACK = """\
pack own "Own rules" for state_plan needs language 1.2 extends own.base

# A comment with a sign: 😀.
rule line-two "Line 2 is small"
  cite perkins 112(a)(3)
  encodes budget-administration-cap
  let most be own_share of own_allotment
  require budget.state_administration.amount is at most most
  otherwise "Line 2 is {budget.state_administration.amount}, more than {most}."

  passes when own_allotment is $100 and budget.state_administration.amount is $5
  fails  when own_allotment is $100 and budget.state_administration.amount is $5.01
  cannot be determined when own_allotment is missing and budget.state_administration.amount is $5

rule codes-given "Each indicator has a code"
  cite perkins 113(b)(2)
  encodes indicator-codes
  for each row in performance.indicators
  require row.code is present

  passes when given performance.indicators "1S1"
  fails  when given performance.indicators with name "x"
  cannot be determined when performance.indicators is missing
"""


def opened_pack(ed: Editor, folder: Path, text: str = PACK) -> str:
    return ed.open(folder / "own.rules", text, "perkins-rules")
