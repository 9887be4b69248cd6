"""Parts of a document as they are to be -> what is inserted, replaced and taken out in its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from perkins_rules.documents.rewriting.layout import Layout
from perkins_rules.documents.rewriting.notation import (
    LINE,
    STEP,
    as_lines,
    block,
    block_entry,
    flow,
    flow_field,
    in_json,
    in_yaml,
    json_lines,
)
from perkins_rules.documents.rewriting.part import Leaf, Part, Tree, Unfolded, is_empty, tree_of
from perkins_rules.documents.shape import Shape
from perkins_rules.documents.tree import Mapping, Node, Scalar, Sequence


class Unsafe(Exception):
    """A text that is written in a way in which a change cannot be made without harm."""


class Slot(NamedTuple):
    """Where a value stands: behind the name of a field, or, without `key`, in a list."""

    above: Mapping | Sequence
    key: Scalar | None
    node: Node


def emit(layout: Layout, part: Part, shape: Shape | None) -> None:
    """Puts what is changed below a group or list that stays where it is. Raises Unsafe."""
    node, told = part.node, part.unfolded
    assert told is not None
    if isinstance(node, Mapping):
        _group(layout, node, told.fields or {}, shape)
    elif isinstance(node, Sequence):
        _list(layout, node, told, shape)


def _value(layout: Layout, slot: Slot, part: Part, shape: Shape | None) -> None:
    """What is to be there in a place where something stands, or is left blank."""
    if part.unfolded is None and part.node is slot.node:
        return
    if part.unfolded is None:
        _leaf(layout, slot, part.leaf or Leaf(None, "text"))
    elif part.node is slot.node and not is_empty(slot.node):
        if part.is_blank:  # its last field or entry is taken out
            _replace(layout, slot, "[]" if isinstance(slot.node, Sequence) else "{}")
        else:
            emit(layout, part, shape)
    elif not part.is_blank:
        _fill(layout, slot, tree_of(part, shape))
    elif not is_empty(slot.node):
        _leaf(layout, slot, Leaf(None, "text"))


# ------------------------------------------------------------------ groups


def _group(layout: Layout, node: Mapping, fields: dict[str, Part], shape: Shape | None) -> None:
    known = shape.fields if shape is not None else {}
    for name, (key, was) in node.fields.items():
        if name in fields:
            _value(layout, Slot(node, key, was), fields[name], known.get(name))
    _take_out(layout, node, list(_fields_at(node, fields)))
    new = {
        name: tree_of(part, known.get(name))
        for name, part in fields.items()
        if name not in node.fields
    }
    order = {name: at for at, name in enumerate(known)}
    after: dict[str, dict[str, Tree]] = {}
    for name in sorted(new, key=lambda name: order.get(name, len(order))):
        before = [n for n in node.fields if order.get(n, len(order)) < order.get(name, len(order))]
        last = max(before, key=lambda n: order[n]) if before else ""
        after.setdefault(last, {})[name] = new[name]
    for last, trees in after.items():
        if layout.is_flow(node):
            _insert_in_flow(layout, node, last, trees)
        else:
            _insert_in_block(layout, node, last, trees)


def _fields_at(node: Mapping, fields: dict[str, Part]) -> Iterator[tuple[int, int, bool]]:
    """Where each field stands, and whether it stays."""
    for name, (key, was) in node.fields.items():
        yield key.start, max(key.end, was.end), name in fields


def _insert_in_flow(layout: Layout, node: Mapping, last: str, trees: dict[str, Tree]) -> None:
    as_json = layout.as_json
    key, child = node.fields[last] if last else next(iter(node.fields.values()))
    between, indent = layout.between(node, key.start), layout.indent(key.start)
    shown = [
        f'"{name}": {json_lines(part, indent)}' if as_json else flow_field(name, part, as_json)
        for name, part in trees.items()
    ]
    if last:
        at = max(key.end, child.end)
        layout.put(at, at, "".join(between + one for one in shown))
    else:
        layout.put(key.start, key.start, "".join(one + between for one in shown))


def _insert_in_block(layout: Layout, node: Mapping, last: str, trees: dict[str, Tree]) -> None:
    first = next(iter(node.fields.values()))[0]
    lines = block(trees, " " * layout.column(first.start))
    key, child = node.fields[last] if last else next(iter(node.fields.values()))
    if not last and layout.starts_line(key.start):
        layout.put_above(key.start, lines)
    else:
        layout.put_below(max(key.end, child.end), lines)


# ------------------------------------------------------------------ lists


def _list(layout: Layout, node: Sequence, told: Unfolded, shape: Shape | None) -> None:
    entry = shape.entry if shape is not None else None
    entries = told.entries or []
    kept = {id(part): at for at, part in enumerate(told.written) if part in entries}
    if not kept and layout.is_flow(node):
        tree = [tree_of(part, entry) for part in entries]
        layout.put(node.start, node.end, _in_flow(layout, tree, layout.indent(node.start)))
        return
    spots = list[tuple[int, int, bool]]()
    for part, item in zip(told.written, node.items, strict=True):
        if id(part) in kept:
            _value(layout, Slot(node, None, item), part, entry)
        spots.append((_item_start(layout, node, item), item.end, id(part) in kept))
    _take_out(layout, node, spots)
    after, at = dict[int, list[Tree]](), -1
    for part in entries:
        if id(part) not in kept:
            after.setdefault(at, []).append(tree_of(part, entry))
        at = kept.get(id(part), at)
    for at, trees in after.items():
        _insert_entries(layout, node, at, trees)


def _in_flow(layout: Layout, tree: Tree, indent: str) -> str:
    return json_lines(tree, indent) if layout.as_json else flow(tree, as_json=False) or "null"


def _item_start(layout: Layout, node: Sequence, item: Node) -> int:
    """Where an entry starts: in a block at its dash."""
    if layout.is_flow(node):
        return item.start
    before = layout.text[node.start : item.start]
    return node.start + before.rfind("-") if "-" in before else item.start


def _insert_entries(layout: Layout, node: Sequence, at: int, trees: list[Tree]) -> None:
    item = node.items[max(at, 0)]
    if layout.is_flow(node):
        first = node.items[0].start
        between, indent = layout.between(node, first), layout.indent(first)
        shown = [_in_flow(layout, one, indent) for one in trees]
        place = item.end if at >= 0 else item.start
        layout.put(place, place, "".join(between + s if at >= 0 else s + between for s in shown))
        return
    lines = [line for t in trees for line in block_entry(t, " " * layout.column(node.start))]
    if at < 0 and layout.starts_line(node.start):
        layout.put_above(node.start, lines)
    else:
        layout.put_below(item.end, lines)


# ------------------------------------------------------------------ what goes


def _take_out(layout: Layout, node: Mapping | Sequence, parts: list[tuple[int, int, bool]]) -> None:
    """Takes out the parts of a group or list that do not stay; each with its start and end. At
    least one of them stays: what is emptied is replaced as a whole.
    """
    at = 0
    for stays, run in groupby(parts, key=lambda part: part[2]):
        gone = list(run)
        before, at = at, at + len(gone)
        if stays:
            continue
        if not layout.is_flow(node):
            _take_lines(layout, gone)
        elif before:
            layout.put(parts[before - 1][1], gone[-1][1], "")
        else:
            layout.put(gone[0][0], parts[at][0], "")


def _take_lines(layout: Layout, gone: Iterable[tuple[int, int, bool]]) -> None:
    for start, end, _ in gone:
        if not layout.starts_line(start):  # behind a dash, or a second one
            raise Unsafe
        layout.take_lines(start, end)


# ------------------------------------------------------------------ single values


def _leaf(layout: Layout, slot: Slot, leaf: Leaf) -> None:
    """A value in the place of what stands there; without one, the place is left blank."""
    in_flow, was = layout.is_flow(slot.above), slot.node
    if isinstance(was, Scalar) and (None if was.is_blank else was.text) == leaf.text:
        return
    if layout.as_json:
        _replace(layout, slot, in_json(leaf))
    elif leaf.text is None:
        _replace(layout, slot, "null" if in_flow and slot.key is None else "")
    else:
        lines = None if in_flow else _text_block(layout, slot, leaf)
        _replace(layout, slot, lines or in_yaml(leaf, in_flow=in_flow))


def _text_block(layout: Layout, slot: Slot, leaf: Leaf) -> str | None:
    """A long text on lines of its own, where nothing stands behind it."""
    if not layout.ends_line(slot.node.end):
        return None
    start = layout.column((slot.key or slot.node).start)
    if slot.key is None:
        assert isinstance(slot.above, Sequence)
        start = layout.column(_item_start(layout, slot.above, slot.node))
    lines = as_lines(leaf, LINE - layout.column(max(slot.node.start, (slot.key or slot.node).end)))
    indent = " " * start + STEP
    return "\n".join([lines[0], *(indent + x if x else "" for x in lines[1:])]) if lines else None


def _replace(layout: Layout, slot: Slot, text: str) -> None:
    """Puts a text in the place of a value, or behind the name or dash that has none."""
    node = slot.node
    if layout.is_block(node):
        start = _behind(layout, slot)
        layout.put(start, node.end, f" {text}" if text else "")
    elif node.end > node.start:
        blank = not text and not layout.is_flow(slot.above)
        start = len(layout.text[: node.start].rstrip(" ")) if blank else node.start
        layout.put(start, node.end, text)
    elif text:
        _put_at_blank(layout, slot, text)


def _behind(layout: Layout, slot: Slot) -> int:
    """The offset behind the colon of a field, or the dash of an entry, whose value is a block."""
    if slot.key is None:
        assert isinstance(slot.above, Sequence)
        return _item_start(layout, slot.above, slot.node) + 1
    colon = layout.text.find(":", slot.key.end, slot.node.start)
    if colon < 0:
        raise Unsafe
    return colon + 1


def _put_at_blank(layout: Layout, slot: Slot, text: str) -> None:
    at, lead = slot.node.start, " "
    if slot.key is not None:
        before = layout.text[slot.key.end : at]
        at = at if before else slot.key.end
        lead = ": " if ":" not in before else "" if before.endswith(" ") else " "
    end = len(layout.text) - len(layout.text[at:].lstrip(" "))
    # {amount: }: the blank was there for the value.
    end = end if layout.text[end : end + 1] in ("}", ",") else at
    layout.put(at, end, lead + text)


# ------------------------------------------------------------------ whole groups and lists


def _fill(layout: Layout, slot: Slot, tree: Tree) -> None:
    """Writes a whole group or list where nothing was, or what was is gone."""
    node, key = slot.node, slot.key
    is_short = not tree or (isinstance(tree, list) and all(isinstance(one, Leaf) for one in tree))
    if layout.is_flow(slot.above):
        at = key.start if key is not None else node.start
        _replace(layout, slot, _in_flow(layout, tree, layout.indent(at)))
    elif is_short:
        _replace(layout, slot, flow(tree, as_json=False))
    elif key is None:
        _fill_entry(layout, slot, tree)
    else:
        lines = block(tree, " " * layout.column(key.start) + STEP)
        if is_empty(node):
            _replace(layout, slot, "")
            layout.put_below(max(key.end, node.end), lines)
        else:
            layout.put(_behind(layout, slot), node.end, "\n" + "\n".join(lines))


def _fill_entry(layout: Layout, slot: Slot, tree: Tree) -> None:
    """A group behind a dash."""
    assert isinstance(slot.above, Sequence)
    dash = _item_start(layout, slot.above, slot.node)
    lines = block(tree, " " * layout.column(dash) + STEP)
    if not layout.ends_line(slot.node.end):
        raise Unsafe
    layout.put(dash + 1, slot.node.end, "\n".join([" " + lines[0].lstrip(), *lines[1:]]))
