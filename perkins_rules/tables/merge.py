"""Values into the text of a plan: what is to be inserted or replaced where. All else stays."""

from __future__ import annotations

from typing import Any, NamedTuple

from perkins_rules.documents.problems import Unfit
from perkins_rules.documents.shape import Shape
from perkins_rules.documents.tree import Mapping, Node, Scalar, Sequence
from perkins_rules.documents.values import READERS, says_not_used
from perkins_rules.same_text import key_form
from perkins_rules.tables import writing
from perkins_rules.tables.cell_text import tidy
from perkins_rules.tables.grid import TableFault
from perkins_rules.tables.taken import Value
from perkins_rules.tables.writing import Wanted


class Kept(NamedTuple):
    """A value of the plan that differs from that of the table; `start` is where it stands."""

    value: Value
    was: str
    start: int


class Merge:
    """Compares a plan with what is wanted. `edits` are start, end and new text."""

    def __init__(self, text: str, *, as_json: bool, replace: bool) -> None:
        self._text, self._json, self._replace = text, as_json, replace
        self._ends = "\r\n" if "\r\n" in text else "\n"
        self.edits: list[tuple[int, int, str]] = []
        self.done: list[Value] = []
        self.same: list[Value] = []
        self.differing: list[Kept] = []

    def edited(self) -> str:
        """The text with all edits made."""
        pieces, at = [], 0
        for start, end, text in sorted(self.edits, key=lambda edit: edit[0]):
            pieces += [self._text[at:start], text]
            at = max(at, end)
        return "".join([*pieces, self._text[at:]])

    def record(self, node: Mapping, shape: Shape, wanted: Wanted) -> None:
        """Puts values into a group of fields."""
        new: Wanted = {}
        for name, part in wanted.items():
            if name not in node.fields:
                new[name] = part
                continue
            key, child = node.fields[name]
            if isinstance(part, Value):
                self._scalar(key, child, part)
            else:
                self._group(node, key, child, shape.fields[name], part)
        if new:
            self._insert(node, shape, new)

    def _group(
        self, above: Mapping, key: Scalar, child: Node, shape: Shape, wanted: Wanted
    ) -> None:
        is_empty = isinstance(child, Sequence) and not child.items
        is_empty |= isinstance(child, Mapping) and not child.fields
        if is_empty or (isinstance(child, Scalar) and child.is_blank):
            self._fill(above, key, child, shape, wanted)
        elif isinstance(child, Mapping) and shape.kind == "record":
            self.record(child, shape, wanted)
        elif isinstance(child, Sequence) and shape.kind == "list":
            self._list(child, shape, wanted)
        else:
            noun = "a group of fields" if shape.kind == "record" else "a list"
            raise TableFault(f"`{key.text}` is not {noun} in the plan.", "Correct the plan first.")

    # -------------------------------------------------------------- single values

    def _scalar(self, key: Scalar, child: Node, value: Value) -> None:
        if not isinstance(child, Scalar):
            name = ".".join(value.path)
            raise TableFault(f"`{name}` is no single value in the plan.", "Correct the plan first.")
        text = writing.written(value, self._json)
        if child.is_blank:
            self._put(key, child, text)
            self.done.append(value)
        elif _is_same(child, value):
            self.same.append(value)
        else:
            self.differing.append(Kept(value, child.text, child.start))
            if self._replace:
                self.edits.append((child.start, child.end, text))
                self.done.append(value)

    def _put(self, key: Scalar, child: Scalar, text: str) -> None:
        """Writes behind a name what had no value."""
        if child.end > child.start:
            self.edits.append((child.start, child.end, text))
        else:
            before = self._text[key.end : child.start]
            at = child.start if before else key.end
            lead = ": " if ":" not in before else "" if before.endswith(" ") else " "
            end = len(self._text) - len(self._text[at:].lstrip(" "))
            # {amount: }: the blank was there for the value.
            end = end if self._text[end : end + 1] in ("}", ",") else at
            self.edits.append((at, end, lead + text))

    def _fill(self, above: Mapping, key: Scalar, child: Node, shape: Shape, wanted: Wanted) -> None:
        """Writes a whole group or list where nothing was."""
        tree = writing.as_tree(wanted, shape, as_json=self._json)
        self.done += _values(wanted)
        start, end = child.start, child.end
        if self._is_flow(above):
            one = writing.json_lines(tree, self._indent(key)) if self._json else None
            text = one or writing.flow(tree, as_json=False)
            self._put(key, Scalar("", "null", start, end), text)
            return
        if end > start:
            before = self._text[key.end : start]
            blanks = len(before) - len(before.rstrip(" "))
            self.edits.append((start - blanks, end, ""))
        indent = " " * (self._column(key.start) + 2)
        at = self._line_end(max(key.end, end))
        self.edits.append((at, at, self._lines(writing.block(tree, indent))))

    # -------------------------------------------------------------- new fields

    def _insert(self, node: Mapping, shape: Shape, new: Wanted) -> None:
        tree = writing.as_tree(new, shape, as_json=self._json)
        self.done += _values(new)
        order = list(shape.fields)
        after: dict[str, dict[str, Any]] = {}
        for name, part in tree.items():
            before = [n for n in node.fields if n in order and order.index(n) < order.index(name)]
            last = max(before, key=order.index) if before else ""
            after.setdefault(last, {})[name] = part
        for last, fields in after.items():
            if self._is_flow(node):
                self._insert_in_flow(node, last, fields)
            else:
                self._insert_in_block(node, last, fields)

    def _insert_in_flow(self, node: Mapping, last: str, fields: dict[str, Any]) -> None:
        key, child = node.fields[last] if last else next(iter(node.fields.values()), (None, None))
        if key is None or child is None:
            written = writing.flow(fields, as_json=self._json)[1:-1]
            self.edits.append((node.start + 1, node.start + 1, written))
            return
        between = self._between(node, key.start)
        indent = self._indent(key)
        shown = [
            f'"{name}": {writing.json_lines(part, indent)}'
            if self._json
            else writing.flow_field(name, part, as_json=False)
            for name, part in fields.items()
        ]
        if last:
            at = max(key.end, child.end)
            self.edits.append((at, at, "".join(between + one for one in shown)))
        else:
            self.edits.append((key.start, key.start, "".join(one + between for one in shown)))

    def _insert_in_block(self, node: Mapping, last: str, fields: dict[str, Any]) -> None:
        key, child = node.fields[last] if last else next(iter(node.fields.values()))
        column = self._column(next(iter(node.fields.values()))[0].start)
        lines = writing.block(fields, " " * column)
        line_start = self._text.rfind("\n", 0, key.start) + 1
        if not last and not self._text[line_start : key.start].strip():
            text = "".join(line + self._ends for line in lines)
            self.edits.append((line_start, line_start, text))
            return
        at = self._line_end(max(key.end, child.end))
        self.edits.append((at, at, self._lines(lines)))

    # -------------------------------------------------------------- lists

    def _list(self, node: Sequence, shape: Shape, wanted: Wanted) -> None:
        assert shape.entry is not None
        assert shape.key is not None
        entries: dict[str, Node] = {}
        for one in node.items:
            key = _key(one, shape.key)
            # A second entry of one key is a fault of the plan, and not what a reader takes.
            entries[key if key not in entries else _nameless(one)] = one
        new: Wanted = {}
        for name, part in wanted.items():
            item = entries.get(key_form(name))
            if isinstance(item, Mapping):
                self.record(item, shape.entry, part)
            else:
                new[name] = part
        after: dict[int, Wanted] = {}
        for name, part in new.items():
            before = [at for at, key in enumerate(entries) if key and _follows(name, key)]
            after.setdefault(max(before, default=-1), {})[name] = part
        items = list(entries.values())
        for at, group in after.items():
            self._insert_entries(node, shape, items, at, group)

    def _insert_entries(
        self, node: Sequence, shape: Shape, items: list[Node], at: int, new: Wanted
    ) -> None:
        tree = writing.as_tree(new, shape, as_json=self._json)
        self.done += _values(new)
        item = items[max(at, 0)]
        if self._is_flow(node):
            between = self._between(node, items[0].start)
            indent = self._indent(items[0])
            shown = [
                writing.json_lines(one, indent) if self._json else writing.flow(one, as_json=False)
                for one in tree
            ]
            place = item.end if at >= 0 else item.start
            text = "".join(between + one if at >= 0 else one + between for one in shown)
            self.edits.append((place, place, text))
            return
        indent = " " * self._column(node.start)
        lines = [line for one in tree for line in writing.block_entry(one, indent)]
        line_start = self._text.rfind("\n", 0, node.start) + 1
        if at < 0 and not self._text[line_start : node.start].strip():
            text = "".join(line + self._ends for line in lines)
            self.edits.append((line_start, line_start, text))
            return
        end = self._line_end(item.end)
        self.edits.append((end, end, self._lines(lines)))

    # -------------------------------------------------------------- places

    def _is_flow(self, node: Mapping | Sequence) -> bool:
        return self._text[node.start : node.start + 1] in ("{", "[")

    def _between(self, node: Mapping | Sequence, first: int) -> str:
        """What stands between two parts of a list or group: a line break, too, if one does."""
        if "\n" in self._text[node.start : first]:
            return "," + self._ends + " " * self._column(first)
        return ", "

    def _lines(self, lines: list[str]) -> str:
        return "".join(self._ends + line for line in lines)

    def _indent(self, node: Node) -> str:
        line_start = self._text.rfind("\n", 0, node.start) + 1
        line = self._text[line_start : node.start]
        return " " * (len(line) - len(line.lstrip()))

    def _column(self, at: int) -> int:
        return at - self._text.rfind("\n", 0, at) - 1

    def _line_end(self, at: int) -> int:
        end = self._text.find("\n", at)
        end = len(self._text) if end < 0 else end
        return end - 1 if end > at and self._text[end - 1] == "\r" else end


def _values(wanted: Wanted) -> list[Value]:
    found: list[Value] = []
    for part in wanted.values():
        found += [part] if isinstance(part, Value) else _values(part)
    return found


def _key(item: Node, key: str) -> str:
    """An entry as paths name it, `[1S1]`, however its key is spelled."""
    if not isinstance(item, Mapping) or key not in item.fields:
        return _nameless(item)
    node = item.fields[key][1]
    return f"[{key_form(node.text)}]" if isinstance(node, Scalar) else _nameless(item)


def _nameless(item: Node) -> str:
    return f" {item.start}"


def _follows(name: str, other: str) -> bool:
    return other.startswith("[") and writing.rank(name) > writing.rank(other)


def _is_same(scalar: Scalar, value: Value) -> bool:
    """Whether the plan says already what the table says, however it is written."""
    new = Scalar(value.text, "quoted", 0, 0)
    if value.shape.kind == "level" and (says_not_used(scalar) or says_not_used(new)):
        return says_not_used(scalar) and says_not_used(new)
    if value.shape.kind == "text":
        return tidy(scalar.text) == tidy(value.text)
    try:
        read = READERS[value.shape.kind]
        return read(scalar, value.shape) == read(new, value.shape)
    except Unfit:
        return False
