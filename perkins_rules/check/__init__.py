"""Syntax trees -> checked rules: names resolved, types checked, against the schemas."""
