"""Outputs: what is written while a run goes on, one result after the other, in flat memory.

`outputs_for` chooses them by the names of the files; `Outputs` hands each result to all.
"""

from perkins_rules.report.outputs.about import About, RuleAbout, Rules, around_result
from perkins_rules.report.outputs.faults import OutputFault
from perkins_rules.report.outputs.file_output import PartsOutput, parts_of
from perkins_rules.report.outputs.output import Output, Outputs, output_for, outputs_for

__all__ = [
    "About",
    "Output",
    "OutputFault",
    "Outputs",
    "PartsOutput",
    "RuleAbout",
    "Rules",
    "around_result",
    "output_for",
    "outputs_for",
    "parts_of",
]
