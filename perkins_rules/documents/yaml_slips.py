"""The slip of the pen behind a fault of YAML: what stands there, and what to write in its place.

A parser stops where it can go no further, which is often a line below the slip. Each finder looks
at one kind of fault, from the line where the parser stopped upwards.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import pairwise

from perkins_rules.documents.slip import Finder, Slip, Stop
from perkins_rules.documents.slips_of_names import alignment, bare, colon_above, no_colon
from perkins_rules.documents.slips_of_signs import (
    apostrophe,
    bracket,
    dash,
    dash_blank,
    dash_touching,
    leftover,
    quotation,
    sign,
    special_blank,
    tab,
)
from perkins_rules.documents.special_signs import BLANKS
from perkins_rules.documents.yaml_lines import Lines

_FIRST_WORD = re.compile(rf"([a-z_][a-z0-9_]*)(?:[ ]?[:=;{BLANKS}]|(?:\s\S+){{1,3}}$)")
_FINDERS: tuple[Finder, ...] = (
    special_blank,
    tab,
    quotation,
    apostrophe,
    sign,
    dash_blank,
    no_colon,
    colon_above,
    dash,
    bracket,
    leftover,
    alignment,
)


def slip_behind(text: str, stop: Stop, names: Collection[str] = ()) -> Slip | None:
    """The slip that made the parser stop, None where none is known by its look.

    `names` are those of fields, as far as the reader knows them.
    """
    end = text.find("\n", stop.at)
    lines = Lines(text, len(text) if end < 0 else end, names)
    return next((slip for finder in _FINDERS if (slip := finder(lines, stop))), None)


def swallowed(text: str, names: Collection[str]) -> list[Slip]:
    """Lines that look like fields and are none: the parser takes them for a text and reads on."""
    lines = Lines(text, len(text), names)
    found: list[Slip | None] = []
    depth = -1  # of the bare lines below a name without a value
    for above, line in pairwise(lines.said):
        if above.name is not None:
            depth = line.indent if not above.value and line.indent > above.indent else -1
        words = _FIRST_WORD.match(line.said)
        if line.name is None and line.indent == depth and words and words[1] in names:
            found.append(bare(lines, line))
    return [slip for slip in found if slip is not None]


def slip_of_line(text: str, at: int, names: Collection[str]) -> Slip | None:
    """What made no field of the line in which an offset lies; None where nothing did."""
    end = text.find("\n", at)
    lines = Lines(text, len(text) if end < 0 else end, names)
    line = lines.at(at)
    return (
        None if line.name is not None or not line.said else dash_touching(line) or bare(lines, line)
    )
