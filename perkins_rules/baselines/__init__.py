"""Baselines: the findings that were there on the day a repository began to be checked.

They stand in a JSON file, an entry on a line; a check that goes by it fails only on what is new.
"""
