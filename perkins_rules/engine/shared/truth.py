"""Kleene's three-valued logic: True, False, and None for what is not determined."""

from __future__ import annotations

from collections.abc import Iterable

Truth = bool | None


def both(truths: Iterable[Truth]) -> Truth:
    """`and`: false if one is false, else open if one is open."""
    found = list(truths)
    if False in found:
        return False
    return None if None in found else True


def either(truths: Iterable[Truth]) -> Truth:
    """`or`: true if one is true, else open if one is open."""
    found = list(truths)
    if True in found:
        return True
    return None if None in found else False


def opposite(truth: Truth) -> Truth:
    """`not`"""
    return None if truth is None else not truth
