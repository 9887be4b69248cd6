"""The compiled evaluator: rules as Python functions that give verdicts, and no more."""
