"""JSON pointers (RFC 6901) into a tree: where they lead, and how people say them."""

from __future__ import annotations

from collections.abc import Sequence as Sized

from perkins_rules.documents.shape import Shape
from perkins_rules.documents.tree import Mapping, Node, Scalar, Sequence


def to_pointer(path: Sized[str | int]) -> str:
    """`/budget/reserve`; `~` and `/` inside a name are escaped."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


def from_pointer(pointer: str) -> list[str]:
    """The parts of a pointer, unescaped. The empty pointer is the whole document."""
    parts = pointer.split("/")[1:]
    return [p.replace("~1", "/").replace("~0", "~") for p in parts] if "~" in pointer else parts


def follow(root: Node, parts: Sized[str]) -> list[tuple[Scalar | None, Node]]:
    """The name and node of each part of a path that exists, from the root on."""
    steps: list[tuple[Scalar | None, Node]] = [(None, root)]
    for part in parts:
        step = _child(steps[-1][1], part)
        if step is None:
            break
        steps.append(step)
    return steps


def place_of(root: Node, parts: Sized[str]) -> tuple[int, int]:
    """Offsets of the value at a path; of the name of the nearest thing above when it is absent."""
    steps = follow(root, parts)
    name, node = steps[-1]
    given = len(steps) == len(parts) + 1 and not (isinstance(node, Scalar) and node.is_blank)
    return (node.start, node.end) if given else _heading(name, node)


def spoken(root: Node, shape: Shape, parts: Sized[str | int]) -> str:
    """A path as people say it: `performance.indicators[1S1].baseline`; entries by key or place."""
    said = ""
    node: Node | None = root
    here: Shape | None = shape
    for part in parts:
        step = _child(node, str(part)) if node is not None else None
        node = step[1] if step else None
        if here is not None and here.kind == "list":
            said += f"[{_entry_name(node, here.key) or f'entry {int(part) + 1}'}]"
            here = here.entry
        else:
            said += f".{part}" if said else str(part)
            here = here.fields.get(str(part)) if here is not None else None
    return said


def _child(node: Node, part: str) -> tuple[Scalar | None, Node] | None:
    if isinstance(node, Mapping):
        return node.fields.get(part)
    if isinstance(node, Sequence):
        # More digits than an index of anything in memory; int() of a long text would be slow.
        is_index = part.isascii() and part.isdigit() and len(part) < 10
        if is_index and int(part) < len(node.items):
            return None, node.items[int(part)]
    return None


def _heading(name: Scalar | None, node: Node) -> tuple[int, int]:
    """Where a thing is named: its name, or for an entry or the document its first field's name."""
    if name is not None:
        return name.start, name.end
    if isinstance(node, Mapping) and node.fields:
        first, _ = next(iter(node.fields.values()))
        return first.start, first.end
    return node.start, node.end


def _entry_name(node: Node | None, key: str | None) -> str | None:
    if key is None or not isinstance(node, Mapping) or key not in node.fields:
        return None
    naming = node.fields[key][1]
    return naming.text.strip()[:40] if isinstance(naming, Scalar) and not naming.is_blank else None
