"""What is told of rules: a fault or an oddity that was proved, or what could not be told."""

from __future__ import annotations

from typing import NamedTuple

from perkins_rules.check.tree import CheckedRule
from perkins_rules.proving.sample import Sample
from perkins_rules.proving.setting import Setting


class Kind(NamedTuple):
    """`level` is error or warning; `says` a sentence with {0} and {1} for the rules."""

    code: str
    level: str
    says: str
    shows: str


NEVER_APPLIES = Kind("never-applies", "warning", "No document is asked this rule.", "")
NEVER_FAILS = Kind(
    "never-fails",
    "warning",
    "No document fails this rule.",
    "It passes, for one, on this document:",
)
NEVER_PASSES = Kind(
    "never-passes", "error", "Whatever a document says, it does not pass this rule.",
    "It fails, for one, on this document:",
)  # fmt: skip
IMPLIED = Kind(
    "implied", "warning", "Whatever fails this rule fails the other, too: it finds nothing more.",
    "Both fail on this document:",
)  # fmt: skip
CONTRADICTION = Kind(
    "contradiction", "error", "No document that both rules apply to can pass both.",
    "Both apply to this document, and one fails whatever is changed:",
)  # fmt: skip
TOGETHER = Kind(
    "not-together", "error", "These rules cannot be kept together where the first applies.",
    "On this document the first passes and another fails, whatever is changed:",
)  # fmt: skip
IDLE_EXCEPTION = Kind(
    "idle-exception", "warning",
    "Where this exception holds, the rule is kept without it, or does not apply.",
    "It is taken, for one, on this document:",
)  # fmt: skip
IDLE_PARAMETER = Kind(
    "idle-parameter", "warning", "No verdict on any document hangs on the value of this parameter.",
    "",
)  # fmt: skip


class Claim(NamedTuple):
    """Something told of `rules`, the first of which it is about; `of` is what of it, such as the
    label of an exception. It is proved, for the `settings`.
    """

    kind: Kind
    rules: tuple[CheckedRule, ...]
    of: str
    sample: Sample | None
    settings: tuple[Setting, ...]


class Untold(NamedTuple):
    """A question about rules that could not be answered, and why."""

    question: str
    rules: tuple[CheckedRule, ...]
    why: str
    settings: tuple[Setting, ...]
