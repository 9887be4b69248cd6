"""Request -> the documents that it names, one after the other, and what it leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from perkins_rules.app.asking.inputs import named_member
from perkins_rules.app.asking.request import Request
from perkins_rules.app.faults import Stop
from perkins_rules.batch.members import MissingLibrary
from perkins_rules.batch.names import is_many
from perkins_rules.extras import how_to_get
from perkins_rules.member import Member

_MIB = 1 << 20


def documents_in(request: Request) -> Iterator[Member]:
    """Every document that is named, and what is left out of folders and archives. Raises Stop."""
    read = partial(named_member, limit_bytes=request.max_size * _MIB)
    for name in request.files:
        if is_many(name):
            yield from _many(name, request)
        else:
            yield read(name)


def _many(name: str, request: Request) -> Iterator[Member]:
    from perkins_rules.app.asking.chosen_files import why_not
    from perkins_rules.batch.places import members

    limit = request.max_size * _MIB
    read = partial(named_member, limit_bytes=limit)
    try:
        yield from members([name], limit, read, why_not(request))
    except MissingLibrary as missing:
        message = f"{missing.what} needs a library that is not installed."
        raise Stop(message, how_to_get(missing.extra)) from missing


def expected_in(request: Request) -> int | None:
    """How many documents are named, if that can be told without opening anything."""
    from perkins_rules.app.asking.chosen_files import why_not
    from perkins_rules.batch.places import expected

    return expected(request.files, why_not(request))
