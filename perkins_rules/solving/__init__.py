"""Checked rules + a document some figures of which may be others -> what the law allows them.

The rules become formulas over those figures (`encoding`), a solver finds figures that satisfy them,
and what it finds counts only once the engine has checked the document that is made of it.
"""
