"""Tree + shape -> typed data, and every way in which the tree departs from the shape.

A value that departs is left out of the data, so that it counts as missing and the rest can still
be checked; an entry of a list that departs keeps its place, as `{}` or None.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from collections.abc import Mapping as AnyMapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from perkins_rules.documents import cut_values, values
from perkins_rules.documents.cut_values import Cuts
from perkins_rules.documents.misfits import EXAMPLES, NOUNS, is_withheld, years_meant
from perkins_rules.documents.misread import Misreader
from perkins_rules.documents.other_names import value_meant
from perkins_rules.documents.places import Places
from perkins_rules.documents.pointers import spoken, to_pointer
from perkins_rules.documents.problems import Problem, Unfit, severity_of
from perkins_rules.documents.quick_types import OF_EDITORS, Indicator
from perkins_rules.documents.refusal import REFUSALS, Refusal
from perkins_rules.documents.shape import Shape, shape_at
from perkins_rules.documents.shown import listed, shown
from perkins_rules.documents.special_signs import CURLY_QUOTES, in_plain_quotes
from perkins_rules.documents.tree import Mapping, Node, Scalar, Sequence
from perkins_rules.findings import Severity
from perkins_rules.nearest import nearest
from perkins_rules.same_text import key_form

if TYPE_CHECKING:
    from perkins_rules.documents.unknown_fields import Unknown

# More misspelt names than a person can have made are told by their number.
_MOST_UNKNOWN = 100


class Conformance:
    """Types one tree by its shape. `data` and `problems` are the result.

    `settled` are the typed values of those fields of the document of which nothing is to be said.
    Raises Refusal for a number field that holds NaN, an infinity or a monstrous exponent.
    """

    def __init__(
        self, root: Mapping, shape: Shape, places: Places, settled: AnyMapping[str, Any]
    ) -> None:
        self.problems: list[Problem] = []
        self._root = root
        self._shape = shape
        self._places = places
        self._settled = settled
        self._path: list[str | int] = []
        self._indicator = Indicator()
        self._unknown = self._more = 0
        self._further: tuple[Scalar, tuple[str | int, ...]] | None = None
        self._misreader = Misreader(places.text)
        self._named: set[tuple[str, str]] = set()
        self.data: dict[str, Any] = self._record(root, shape)
        self._further_unknown()

    def _value(self, node: Node, shape: Shape) -> Any:
        """The typed value of a node; None when it is not given or does not fit."""
        if isinstance(node, Scalar):
            return None if node.is_blank else self._scalar(node, shape)
        if isinstance(node, Mapping) and shape.kind == "record":
            return self._record(node, shape)
        if isinstance(node, Sequence) and shape.kind == "list":
            return self._list(node, shape)
        self._wrong_structure(node, shape)
        return None

    def _record(self, node: Mapping, shape: Shape) -> dict[str, Any]:
        if "used" not in shape.fields:
            return self._fields(node, shape)
        outer, self._indicator = self._indicator, Indicator(_is_in_numbers(node))
        data = self._fields(node, shape)
        if self._indicator.not_used and not self._indicator.has_level:
            data.setdefault("used", False)
        self._indicator = outer
        return data

    def _fields(self, node: Mapping, shape: Shape) -> dict[str, Any]:
        data: dict[str, Any] = {}
        cut, before = self._cuts(node, shape), ""
        for name, (key, value) in node.fields.items():
            if name in cut.ends:
                continue
            if not self._path and name in self._settled:
                if self._settled[name] is not None:
                    data[name] = self._settled[name]
                before = name
                continue
            self._path.append(name)
            field = shape.fields.get(name)
            if field is None and len(self._path) == 1 and name == OF_EDITORS:
                pass
            elif field is None:
                # Imported here: only a document with a fault pays for it.
                from perkins_rules.documents.unknown_fields import Unknown

                unknown = Unknown(key, value, before, node, shape, tuple(self._path[:-1]))
                self._unknown_field(unknown)
            elif name in cut.whole:
                self._note_cut(cut.whole[name], value, field)
            elif field is not None and (typed := self._value(value, field)) is not None:
                data[name] = typed
            if isinstance(value, Scalar) and name not in cut.whole:
                self._note_misread(value, shape.fields, node.fields)
            self._path.pop()
            before = name
        return data

    def _cuts(self, node: Mapping, shape: Shape) -> Cuts:
        """The values of a group that commas cut: only then does it have names that are none."""
        if node.fields.keys() <= shape.fields.keys():
            return Cuts({}, set())
        kinds = {name: field.kind for name, field in shape.fields.items()}
        return cut_values.cuts(node.fields, kinds, self._places)

    def _note_cut(self, whole: Scalar, value: Node, field: Shape) -> None:
        """Half an amount is no amount: the value counts as not given."""
        self._unfit(cut_values.unfit(whole, value.end, field.kind), whole)

    def _list(self, node: Sequence, shape: Shape) -> list[Any] | None:
        assert shape.entry is not None  # a list's shape always has the shape of its entries
        if shape.most is not None and len(node.items) > shape.most:
            self._too_many(len(node.items), shape.most, node)
            return None
        empty = dict if shape.entry.kind == "record" else lambda: None
        items: list[Any] = []
        first: dict[Any, tuple[int, int, str]] = {}
        for index, item in enumerate(node.items):
            self._path.append(index)
            typed = self._value(item, shape.entry)
            if isinstance(item, Scalar):
                self._note_misread(item, (), ())
            if typed and shape.key is not None and self._is_repeated(item, typed, shape.key, first):
                typed = None
            items.append(empty() if typed is None else typed)
            self._path.pop()
        return items

    def _too_many(self, count: int, most: int, node: Node) -> None:
        """A list that no form can hold: rules that hold its entries together would not end."""
        message = f"`{self._said()}` has {count:,} entries; it can have at most {most:,}."
        remedy = "Take out what does not belong there; none of the entries is checked until then."
        self._note("too-many-entries", message, remedy, node)

    def _is_repeated(
        self, item: Node, typed: dict[str, Any], key: str, first: dict[Any, tuple[int, int, str]]
    ) -> bool:
        """Whether an earlier entry has the key of this one; notes it as a problem.

        `first` holds, for each key met, index, offset and spelling of the entry that had it first.
        """
        if key not in typed or not isinstance(item, Mapping):
            return False
        index, node = self._path[-1], item.fields[key][1]
        earlier, start, written = first.setdefault(
            key_form(typed[key]), (int(index), node.start, str(typed[key]))
        )
        if earlier == index:
            return False
        said = spoken(self._root, self._shape, self._path[:-1])
        message = f"`{said}` has two entries with the {key} {shown(str(typed[key]))}"
        message += f"; the first is {self._places.said(start)}"
        if written != str(typed[key]):
            message += f" and reads {shown(written)}, which counts as the same: capitals and spaces"
            message += " make no difference"
        message += "."
        self._path.append(key)
        remedy, loses = "Keep one of them, or correct its key.", to_pointer(self._path[:-1])
        self._note("duplicate-key-entry", message, remedy, node, loses)
        self._path.pop()
        return True

    def _scalar(self, node: Scalar, shape: Shape) -> Any:
        read = values.READERS.get(shape.kind)
        if read is None:
            return self._wrong_structure(node, shape)
        if shape.kind == "level":
            return self._level(node, shape)
        if shape.also and (meant := value_meant(node.text, shape.also)) is not None:
            self._note_other_name(node, meant)
            return meant
        try:
            value = read(node, shape)
        except Unfit as unfit:
            return self._unfit(unfit, node)
        if shape.kind == "percent":
            self._note_percent(node, value, shape)
        if shape.kind == "text" and node.style == "plain" and node.text[0] in CURLY_QUOTES:
            self._note_quotes(node)
        if shape.kind == "path" and shape_at(self._shape, str(value).split(".")) is None:
            return self._no_such_field(str(value), node)
        return value

    def _note_misread(self, node: Scalar, names: Collection[str], given: Collection[str]) -> None:
        """Says what YAML reads of a value otherwise than it looks."""
        for kind, reason, remedy, start, end in self._misreader.of(node, names, given):
            value = "not given" if node.is_blank else shown(node.text)
            message = f"`{self._said()}` is {value}; {reason}."
            self._note(kind, message, remedy, Scalar(node.text, node.style, start, end))

    def _note_quotes(self, node: Scalar) -> None:
        """Says of a text that the quotation marks of a word processor are part of it."""
        right = in_plain_quotes(node.text)
        if right is not None:
            message = f"`{self._said()}` is {shown(node.text)}; its typographic quotation marks are"
            message += " read as part of the text."
            remedy = f"Write {shown(right, 100)}, or leave it so if they belong to the text."
            self._note("curly-quotes", message, remedy, node)

    def _note_other_name(self, node: Scalar, meant: str) -> None:
        """Says of each other name once in a document how it is read."""
        written = node.text.strip()
        if written == meant or (written, meant) in self._named:
            return
        self._named.add((written, meant))
        message = (
            f"`{self._said()}` is {shown(written)}; it is read as `{meant}` wherever it stands."
        )
        self._note("other-name", message, f"Write `{meant}`, or leave it as it is.", node)

    def _no_such_field(self, name: str, node: Scalar) -> None:
        """A text that should name a field of the document, and names none."""
        message = f"`{self._said()}` is {shown(name)}, which is no section or field of a plan"
        meant = nearest(name, _all_names(self._shape, ""))
        message += f"; did you mean `{meant}`?" if meant else "."
        remedy = f"Write `{meant}`." if meant else "Write a section, such as `performance`."
        self._note("choice", message, remedy, node)

    def _level(self, node: Scalar, shape: Shape) -> Any:
        """A level in the unit of its indicator, percent or plain number."""
        counts = shape.name in ("level", "baseline")
        if values.says_not_used(node):
            self._indicator.not_used |= counts
            return None
        in_numbers = self._indicator.in_numbers
        try:
            value = (values.level_in_numbers if in_numbers else values.percent)(node, shape)
        except Unfit as unfit:
            return self._unfit(unfit, node)
        self._indicator.has_level |= shape.name == "level"
        if not in_numbers:
            self._note_percent(node, value, shape)
        return value

    def _note_percent(self, node: Scalar, value: Any, shape: Shape) -> None:
        signs = values.percent_signs(node)
        said = f"`{self._said()}` is {shown(node.text)}"
        if signs > 1:
            message = f"{said}; it is read with one percent sign."
            self._note("repeated-percent-sign", message, "Write one percent sign.", node)
        if not signs and values.may_be_fraction(value, shape):
            written = node.text.strip()
            likely = format((Decimal(written) * 100).normalize(), "f")
            message = f"{said}, which is read as {written} percent (a hundredth of {likely})."
            remedy = f'Write `{likely}` if {likely} percent is meant, else `"{written}%"`.'
            self._note("percent-as-fraction", message, remedy, node)

    def _unfit(self, unfit: Unfit, node: Scalar) -> None:
        message = f"`{self._said()}` is {shown(node.text)}, {unfit.reason}."
        if unfit.kind in REFUSALS:
            span = self._places.span(node.start, node.end)
            raise Refusal(unfit.kind, message, span, unfit.remedy)
        self._note(unfit.kind, message, self._remedy(unfit, node), node)

    def _remedy(self, unfit: Unfit, node: Scalar) -> str:
        """What to do about a value that does not fit, as far as its group or its lines tell."""
        names = [part for part in self._path[:-1] if isinstance(part, str)]
        group = shape_at(self._shape, names)
        while group is not None and group.kind == "list":
            group = group.entry
        if is_withheld(node.text.strip()) and group is not None and "suppressed" in group.fields:
            return "Leave the figure out, and write `suppressed: yes` beside it."
        lines = self._places.text[node.start : node.end].split("\n")
        entry = next((line.strip() for line in lines[1:] if line.lstrip()[:2] == "- "), None)
        if entry is not None:
            return f"{shown(entry)} is read as part of it: align it with the entry above."
        return unfit.remedy

    def _wrong_structure(self, node: Node, shape: Shape) -> None:
        message = f"`{self._said()}` is {_structure(node)}, not {NOUNS[shape.kind]}."
        if shape.kind == "record":
            remedy = f"Write its fields below it: {listed(list(shape.fields), 6)}."
            if isinstance(node, Scalar) and (part := _as_a_part(node.text.strip(), shape)):
                remedy = f"Write {shown(part)} in its place;"
                remedy += f" its fields are {listed([*shape.fields], 6)}."
        elif shape.kind == "list":
            remedy = _as_a_list(node, shape)
        else:
            remedy = EXAMPLES.get(shape.kind, "Write one value.")
        if isinstance(node, Scalar) and node.style == "plain" and shape.kind in ("record", "list"):
            # Imported here: only a document with a fault pays for it.
            from perkins_rules.documents.yaml_slips import slip_of_line

            names = shape.fields or (shape.entry.fields if shape.entry is not None else {})
            slip = slip_of_line(self._places.text, node.start, names)
            if slip is not None:
                message, remedy = f"{message} {slip.message}", slip.remedy
        self._note("type", message, remedy, node)

    def _unknown_field(self, unknown: Unknown) -> None:
        from perkins_rules.documents.unknown_fields import meaning

        self._unknown += 1
        if self._unknown > _MOST_UNKNOWN:
            self._further = self._further or (unknown.key, tuple(self._path))
            self._more += 1
            return
        meant = meaning(unknown, self._root, self._shape, self._places)
        owner = str(self._path[0]).replace("_", " ") if len(self._path) > 1 else "document"
        message = f"`{self._said()}` is not a field of the {owner}{meant.said}"
        self._note("unknown-field", message, meant.remedy, unknown.key, meant.loses)

    def _further_unknown(self) -> None:
        """What is said of unknown fields beyond those that are told one by one."""
        if self._further is None:
            return
        key, path = self._further
        self._path = list(path)
        are = "1 more field" if self._more == 1 else f"{self._more:,} more fields"
        message = (
            f"The document has {are} that its form has not, the first of them `{self._said()}`."
        )
        self._note("unknown-field", message, "Take out what is not of the form.", key)

    def _note(
        self, kind: str, message: str, remedy: str, node: Node, loses: str | None = None
    ) -> None:
        span = self._places.span(node.start, node.end)
        pointer, severity = to_pointer(self._path), severity_of(kind)
        if loses is None and kind != "unknown-field" and severity == Severity.ERROR:
            loses = pointer
        self.problems.append(Problem(kind, pointer, message, remedy, severity, span, loses))

    def _said(self) -> str:
        return shown(spoken(self._root, self._shape, self._path), 120)[1:-1]


def _as_a_part(written: str, shape: Shape) -> str:
    """A value that stands for a whole group, as the one field of it that it fits by its look."""
    quoted = f'"{written}"' if "," in written else written
    for name, field in shape.fields.items():
        if meant := written if written in field.choices else value_meant(written, field.also):
            return f"{{{name}: {meant}}}"
        if {"percent": "%", "money": "$"}.get(field.kind, "\n") in written:
            return f"{{{name}: {quoted}}}"
    return ""


def _structure(node: Node) -> str:
    if isinstance(node, Mapping):
        return "a group of fields"
    return "a list" if isinstance(node, Sequence) else "a single value"


def _as_a_list(node: Node, shape: Shape) -> str:
    """What to write for a list where a single value stands."""
    written = node.text.strip().strip("[]()\u2013\u2014 ") if isinstance(node, Scalar) else ""
    if written.lower() in ("none", "n/a", "nothing"):
        return "Write `[]` for an empty list."
    if match := re.fullmatch(r"[^\[\]]*\[(.+)", written):  # words before the bracket
        written = match[1]
    entries = years_meant(written) or re.split(r"\s*[,;]\s*", written)
    is_year = shape.entry is not None and shape.entry.kind == "integer"
    if all(re.fullmatch(r"\d{4}" if is_year else r"[A-Za-z_][\w.]*", entry) for entry in entries):
        return f"Write `[{', '.join(entries)}]`."
    return "Write a list: one line with `- ` for each entry, or `[…]`."


def _is_in_numbers(indicator: Mapping) -> bool:
    """Whether an indicator says that its unit is `number`."""
    _, unit = indicator.fields.get("unit", (None, None))
    return isinstance(unit, Scalar) and unit.text.strip() == "number"


def _all_names(shape: Shape, path: str) -> list[str]:
    """The dotted names of all sections and fields; entries of lists are passed through."""
    while shape.kind == "list" and shape.entry is not None:
        shape = shape.entry
    names = []
    for field in shape.fields.values():
        names.append(f"{path}{field.name}")
        names += _all_names(field, f"{path}{field.name}.")
    return names
