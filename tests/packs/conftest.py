from tests.app.conftest import _rules_once, run

__all__ = ["_rules_once", "run"]
