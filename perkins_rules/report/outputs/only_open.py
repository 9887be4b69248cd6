"""What one output wants to hear of the rules that passed is kept from the others."""

from __future__ import annotations

from collections.abc import Sequence

from perkins_rules.batch.result import Result
from perkins_rules.findings import Verdict
from perkins_rules.report.outputs.output import Output

_PASSED = (Verdict.PASS, Verdict.NOT_APPLICABLE)


def wants_passed(output: Output) -> bool:
    """Whether an output tells of what passed and what does not apply, whatever is shown else."""
    return bool(getattr(output, "wants_passed", False))


def shared(outputs: Sequence[Output]) -> list[Output]:
    """The outputs for results that tell of everything; those that did not ask for it get less."""
    return [output if wants_passed(output) else OnlyOpen(output) for output in outputs]


class OnlyOpen:
    """Hands on what is wrong or open, and what a reviewer determined."""

    def __init__(self, output: Output) -> None:
        self.path, self._output = output.path, output
        self.begin, self.finish, self.abandon = output.begin, output.finish, output.abandon
        self.leave_out = getattr(output, "leave_out", None)

    def add(self, result: Result) -> None:
        """Hands on a result without what passed."""
        report = result.report
        kept = tuple(
            f for f in report.findings if f.verdict not in _PASSED or f.determination is not None
        )
        self._output.add(result._replace(report=report._replace(findings=kept)))
