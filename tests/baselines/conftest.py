"""The command line, as the tests of the application call it."""

from ..app import conftest

run = conftest.run
_rules_once = conftest._rules_once
