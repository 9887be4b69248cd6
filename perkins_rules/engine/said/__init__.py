"""Findings in words: values as they are shown, reasons, derivations, lawful figures."""
