"""Checked rules -> what can be proved of them without any document: contradictions, rules that can
never fail, from which allotment on they can be kept, whether two versions say the same.

A document is made for each answer (`form`, `smallest`), and the engine is asked about it before
anyone sees it: what it does not confirm is not told.
"""
