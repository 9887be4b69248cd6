"""Document types of two rule sets -> what is not the same in their fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from perkins_rules.analysis.changes.rule_diff import Change, PackDiff
from perkins_rules.analysis.changes.rule_diff_values import Detail
from perkins_rules.documents import Shape
from perkins_rules.documents.types import BroughtType

_PARTS = ("title", "description", "guide", "kind", "key", "most", "zone", "minimum", "maximum")


def schema_diff(old: Sequence[BroughtType], new: Sequence[BroughtType]) -> list[PackDiff]:
    """What changed in the types that packs bring, in the order of their names."""
    before, after = ({one.name: one for one in side} for side in (old, new))
    found = []
    for name in sorted({*before, *after}):
        changes = tuple(_changes(before.get(name), after.get(name)))
        if changes:
            found.append(PackDiff(name, (after.get(name) or before[name]).shape.title, changes))
    return found


def _changes(old: BroughtType | None, new: BroughtType | None) -> Iterator[Change]:
    if old is None or new is None:
        one = old or new
        assert one is not None
        how, place = "removed" if new is None else "added", f"{one.file.source.name}:1"
        yield Change("type", how, one.name, one.shape.title, (), place)
        return
    was, now = dict(_fields(old.shape)), dict(_fields(new.shape))
    for path in (*now, *(path for path in was if path not in now)):
        details = tuple(_details(was.get(path, {}), now.get(path, {})))
        if details:
            how = "added" if path not in was else "removed" if path not in now else "changed"
            side = new if path in now else old
            title = (now.get(path) or was[path]).get("title", "")
            yield Change("field", how, path or new.name, title, details, _place(side, path))


def _details(old: dict[str, str], new: dict[str, str]) -> Iterator[Detail]:
    for part in dict.fromkeys((*old, *new)):
        if old.get(part) != new.get(part):
            yield Detail(part, old.get(part, ""), new.get(part, ""))


def _fields(shape: Shape, path: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Each field by its dotted name, with what the schema says of it; entries pass through."""
    said = {part: str(value) for part in _PARTS if (value := getattr(shape, part)) is not None}
    said |= {"choices": ", ".join(shape.choices), "small": "yes" if shape.small else ""}
    said["also"] = ", ".join(f"{name} is {value}" for name, value in shape.also if name != value)
    yield path, {part: value for part, value in said.items() if value}
    entry = shape.entry
    while entry is not None and entry.kind == "list":
        entry = entry.entry
    if entry is not None and entry.kind != "record":
        yield from _fields(entry, f"{path}[]")
    for name, field in (entry or shape).fields.items():
        yield from _fields(field, f"{path}.{name}" if path else name)


def _place(brought: BroughtType, path: str) -> str:
    parts = tuple(path.replace("[]", ".[]").split("."))
    place = brought.places.get(parts)
    if place is None:
        return f"{brought.file.source.name}:1"
    return f"{place.file.source.name}:{place.file.places.line_of(place.node.start)}"
