"""Outputs: what is written while a run goes on, one result after the other, in flat memory.

`outputs_for` chooses them by the names of the files; `Outputs` hands each result to all.
"""

from perkins_rules.report.outputs.about import About, RuleAbout, Rules, about_rules, around_result
from perkins_rules.report.outputs.faults import OutputFault
from perkins_rules.report.outputs.output import ENDINGS, Output, Outputs, output_for, outputs_for

__all__ = [
    "ENDINGS",
    "About",
    "Output",
    "OutputFault",
    "Outputs",
    "RuleAbout",
    "Rules",
    "about_rules",
    "around_result",
    "output_for",
    "outputs_for",
]
