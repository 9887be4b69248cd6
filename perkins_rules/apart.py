"""The program and the folder it is run in: what lies there is read, and never run.

Python looks for modules in the current folder in more cases than one thinks: with `python -m`,
with an empty place in PYTHONPATH, and in each process that is started to work beside it. A file
there that is named like a module of Python (`random.py`, or `__future__.py`, which is why there is
no such line here) would run in its stead.
"""

import os
import sys

_APART = {"PYTHONSAFEPATH": "1", "PYTHONPATH": ""}
"""What a process that starts with it has on its path beside Python itself: nothing, until it is
handed the path of this one.
"""


def forget_here() -> None:
    """Takes the current folder off the path of modules, unless the program itself lies there."""
    here = os.path.realpath(".")
    if here != os.path.dirname(os.path.dirname(os.path.realpath(__file__))):  # noqa: PTH120  # pathlib is looked for
        sys.path[:] = [place for place in sys.path if os.path.realpath(place) != here]


def can_start_apart() -> bool:
    """Whether a process of Python that is started now can be told to stay off the folder."""
    return bool(sys.flags.safe_path) or not sys.flags.ignore_environment


class StartedApart:
    """While it is held, each process of Python that starts stays off the folder it starts in."""

    def __enter__(self) -> None:
        self._before = {name: os.environ.get(name) for name in _APART}
        os.environ.update(_APART)

    def __exit__(self, *_: object) -> None:
        for name, value in self._before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
