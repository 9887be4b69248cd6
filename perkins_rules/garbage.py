"""How often Python looks for garbage, in a process that does nothing but check documents.

A check leaves next to none, and each look goes over what the rules are made of. Whoever imports
the package decides for himself.
"""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = 10_000
"""So many objects more than before; Python's own number is 700, from 3.12 on 2,000."""


@contextmanager
def seldom_looked_for() -> Iterator[None]:
    """For one command; afterwards everything is as it was. Where Python never looks, it stays.

    Its look at the very end of the process is left out: all goes back to the system then anyway.
    """
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)
    before = gc.get_threshold()
    if before[0]:
        gc.set_threshold(max(before[0], _SELDOM), *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def look_seldom() -> None:
    """For the rest of a process that belongs to a run, once its rules are loaded: they stay."""
    gc.freeze()
    gc.set_threshold(max(gc.get_threshold()[0], _SELDOM))
