"""The documents of two sides -> which belongs to which.

Files belong together by their names, two that are alone on their sides whatever they are called.
The lines of a file have none: they belong together, and with a document that is alone on the other
side, by what is in them, the same bytes first, then the same type, State, filer and years; never
two types.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from perkins_rules.batch.names import is_archive, is_lines
from perkins_rules.documents import Document
from perkins_rules.findings import DocumentReport, Verdict

_FILERS = ("recipient", "district", "consortium")


class Whose(NamedTuple):
    """What a document is, and whose: its type, its State, who files it, for which years."""

    document: str
    state: str
    filer: tuple[str, ...] = ()
    years: tuple[str, ...] = ()


class Placed(NamedTuple):
    """A document of a side: what it is called there, its report, and whose it is, if that can be
    told from it.
    """

    name: str
    report: DocumentReport
    whose: Whose | None = None

    @property
    def is_unreadable(self) -> bool:
        """Whether it could not be read: a document, or what holds some."""
        return self.report.verdict == Verdict.UNREADABLE

    @property
    def of_any_year(self) -> Whose | None:
        """Whose it is, whatever the years."""
        return self.whose._replace(years=()) if self.whose is not None else None


class Pair(NamedTuple):
    """A document on both sides, or on one alone, under the name that is told."""

    name: str
    old: Placed | None
    new: Placed | None


def whose(document: Document) -> Whose:
    """What tells one document from the others of its type in a collection."""
    data = document.data
    state = data.get("state")
    submission = data.get("submission")
    years = submission.get("fiscal_years") if isinstance(submission, dict) else None
    return Whose(
        document.type,
        str(state.get("code") if isinstance(state, dict) else state),
        tuple(text for name in _FILERS for text in _texts(data.get(name))),
        tuple(map(str, years or [data.get("fiscal_year")])),
    )


def _texts(group: Any) -> Iterator[str]:
    """The names and numbers of who files."""
    for value in group.values() if isinstance(group, dict) else [group]:
        if isinstance(value, str):
            yield value


def paired(old: Sequence[Placed], new: Sequence[Placed]) -> list[Pair]:
    """Each document once, in the order of the names below the folder that all of a side share.

    Where an archive or a line of the new side cannot be read, what is not found there may be in it:
    it is lost, and not gone.
    """
    pairs = _paired(old, new)
    lost = next((p.new for p in pairs if p.old is None and p.new and p.new.is_unreadable), None)
    return [p._replace(new=lost) if p.new is None else p for p in pairs]


def _paired(old: Sequence[Placed], new: Sequence[Placed]) -> list[Pair]:
    if len(old) == 1 and len(new) == 1 and not (_is_line(old[0]) and _is_line(new[0])):
        return list(_matched(old, new, _file(new[0]), (_of_files,)))
    before, after = _by_place(old), _by_place(new)
    if len(before) == 1 and len(after) == 1:
        (was,), (now,) = before.values(), after.values()
        return list(_matched(was, now, next(iter(after))))
    places = sorted(before.keys() | after.keys(), key=lambda name: name.split("/"))
    return [p for name in places for p in _matched(before.get(name, []), after.get(name, []), name)]


# ------------------------------------------------------------------ names


def _by_place(side: Iterable[Placed]) -> dict[str, list[Placed]]:
    """The documents of a side by the file they are in, from the folder that all share."""
    split = [(_parts(one.name), one) for one in side]
    shared = _shared([parts[:-1] for parts, one in split if not is_archive(one.name)])
    found: dict[str, list[Placed]] = {}
    for parts, one in split:
        found.setdefault("/".join(parts[shared:]) or one.name, []).append(one)
    return found


def _parts(name: str) -> list[str]:
    place = name.replace("\\", "/").replace("!", "/")
    return (place.rpartition(":")[0] if _line_of(name) else place).split("/")


def _line_of(name: str) -> str:
    """The number of the line that a document stands in; empty for one that is a file."""
    file, _, number = name.rpartition(":")
    return number if number.isdecimal() and is_lines(file) else ""


def _is_line(one: Placed) -> bool:
    return bool(_line_of(one.name))


def _file(one: Placed) -> str:
    """The name of a document, or of the file of which it is a line."""
    return one.name.rpartition(":")[0] if _is_line(one) else one.name


def _shared(folders: list[list[str]]) -> int:
    """How many folders all names begin with."""
    count = 0
    for level in zip(*folders, strict=False):
        if len(set(level)) > 1:
            break
        count += 1
    return count


# ------------------------------------------------------------------ one place


def _matched(
    old: Sequence[Placed], new: Sequence[Placed], name: str, ways: Sequence[Way] = ()
) -> Iterator[Pair]:
    """The pairs at one place. A file is one document, unless it is now one of another type."""
    by_line = any(map(_is_line, (*old, *new)))
    left, found = list(old), dict[str, Placed]()
    for way in ways or (_OF_LINES if by_line else (_of_files,)):
        for was, now in way(left, [one for one in new if one.name not in found]):
            found[now.name] = was
            left.remove(was)
    for one in new:
        yield Pair(_called(name, one), found.get(one.name), one)
    for one in left:
        is_file_beside_lines = by_line and not _is_line(one)
        yield Pair(one.name if is_file_beside_lines else _called(name, one), one, None)


def _called(name: str, one: Placed) -> str:
    return f"{name}:{_line_of(one.name)}" if _is_line(one) else name


Matches = Iterator[tuple[Placed, Placed]]
Way = Callable[[Sequence[Placed], Sequence[Placed]], Matches]


def _of_files(old: Sequence[Placed], new: Sequence[Placed]) -> Matches:
    for was, now in zip(old, new, strict=False):
        if len({was.report.document, now.report.document} - {None}) < 2:
            yield was, now


def _of_same_bytes(old: Sequence[Placed], new: Sequence[Placed]) -> Matches:
    there: dict[str, list[Placed]] = {}
    for one in reversed(old):
        there.setdefault(one.report.sha256, []).append(one)
    for now in new:
        if there.get(now.report.sha256):
            yield there[now.report.sha256].pop(), now


def _by(key: Callable[[Placed], object]) -> Way:
    """Those that alone have something, on both sides: of two that are alike, neither is guessed."""

    def way(old: Sequence[Placed], new: Sequence[Placed]) -> Matches:
        before, after = _alone(old, key), _alone(new, key)
        for said, now in after.items():
            if said in before:
                yield before[said], now

    return way


def _alone(side: Iterable[Placed], key: Callable[[Placed], object]) -> dict[object, Placed]:
    found: dict[object, list[Placed]] = {}
    for one in side:
        if (said := key(one)) is not None:
            found.setdefault(said, []).append(one)
    return {said: ones[0] for said, ones in found.items() if len(ones) == 1}


def _of_lost_lines(old: Sequence[Placed], new: Sequence[Placed]) -> Matches:
    """A line that cannot be read is what stands there on the other side."""
    there = {_line_of(one.name): one for one in old}
    for now in new:
        was = there.get(_line_of(now.name))
        if was is not None and None in (was.report.document, now.report.document):
            yield was, now


_OF_LINES = (
    _of_same_bytes,
    _by(lambda one: one.whose),
    _by(lambda one: one.of_any_year),
    _of_lost_lines,
)
