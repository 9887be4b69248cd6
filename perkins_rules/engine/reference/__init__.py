"""The reference evaluator: checked rules + document -> verdicts with all that led to them."""
