"""Determinations: what reviewers answered to the questions that no rule can judge.

They stand in a YAML file beside the document, and hold while the text that they were made on
stays the same.
"""
