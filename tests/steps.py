"""Counts the work of an answer in steps, which are the same on every machine; never in time."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def steps(answer: Callable[[], object]) -> int:
    """How many lines of Python run until the answer is there.

    What one call does within C counts as a single line. A pattern that starts again at each
    character is noticed all the same: on the lengths that tests give it, it does not end.
    """
    count = 0

    def each(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        count += event == "line"
        return each

    before, collects = sys.gettrace(), gc.isenabled()
    gc.disable()  # whoever is told of a collection runs lines that are no part of the answer
    sys.settrace(each)
    try:
        answer()
    finally:
        sys.settrace(before)
        if collects:
            gc.enable()
    return count
