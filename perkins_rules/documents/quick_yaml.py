"""YAML text -> plain values, by libyaml's events; or Unsure.

It never says what is wrong, keeps no place, and leaves to `yaml_reader` what is seldom in a plan:
anchors, tags, comments that cut a value, lines of a text that look like fields.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import yaml

from perkins_rules.documents.limits import DEEPEST, MOST_VALUES
from perkins_rules.documents.misread import CUT, FIELD
from perkins_rules.documents.quick_json import Unsure
from perkins_rules.documents.yaml_parser import is_decided_here
from perkins_rules.documents.yaml_reader import FAULTS, NULLS

_Events: Any = getattr(yaml, "CSafeLoader", None)  # without libyaml nothing is quick
_PROPERTIES = (  # marks and tags, where a value may start
    ("&", re.compile(r"&(?<![^\s\[{,:]&)(?=\S)")),
    ("*", re.compile(r"\*(?<![^\s\[{,:]\*)(?=\S)")),
    ("!", re.compile(r"!(?<![^\s\[{,:]!)")),
)
_ESCAPE = re.compile(r"\\(?:0|x00|u0000|u[dD][89a-fA-F]|U)")  # of what is no character
_CUT, _FIELD = re.compile(CUT), re.compile(FIELD, re.MULTILINE)
_NOT_A_NUMBER = (
    f"{sign}.{word}"
    for sign in ("", "+", "-")
    for word in ("inf", "Inf", "INF", "nan", "NaN", "NAN")
)
_SPECIAL = {**dict.fromkeys(_NOT_A_NUMBER, False), **dict.fromkeys(NULLS, True)}
_Scalar, _Mapping, _Sequence = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent


def quick_yaml(text: str) -> dict[str, Any]:
    """The fields of a YAML text: dict, list, str; None for what is not given.

    A name may be none for the exact reader: `quick_types` knows of no such field.
    Raises Unsure for what the exact reader refuses or says a word of, and for much else.
    """
    if _Events is None or len(text) > MOST_VALUES or _is_doubtful(text):
        raise Unsure
    try:
        parser = _Events(text)
        try:
            return _Quick(text, parser.get_event).document()
        finally:
            parser.dispose()
    except FAULTS:
        raise Unsure from None


def _is_doubtful(text: str) -> bool:
    return bool(
        is_decided_here(text)
        or any(sign in text and pattern.search(text) for sign, pattern in _PROPERTIES)
        or ("\\" in text and _ESCAPE.search(text))
        or _CUT.search(text)
    )


class _Quick:
    """Takes the events of one text."""

    def __init__(self, text: str, get: Callable[[], Any]) -> None:
        self.text, self.get = text, get

    def document(self) -> dict[str, Any]:
        """What stands between the starts and ends of stream and document."""
        self.get(), self.get()
        if type(self.get()) is not _Mapping:
            raise Unsure
        fields = self._group(1)
        self.get()
        if type(self.get()) is not yaml.StreamEndEvent:  # a second document
            raise Unsure
        return fields

    def _group(self, depth: int) -> dict[str, Any]:
        get, fields = self.get, {}
        while type(event := get()) is _Scalar:
            name = event.value
            if name in fields:
                raise Unsure
            event = get()
            if type(event) is not _Scalar:
                fields[name] = self._in(event, depth)
            elif ":" in (value := event.value) or value in _SPECIAL:
                fields[name] = self._looked_at(event)
            else:
                fields[name] = value
        if type(event) is not yaml.MappingEndEvent:
            raise Unsure
        return fields

    def _list(self, depth: int) -> list[Any]:
        get, items = self.get, []
        while type(event := get()) is not yaml.SequenceEndEvent:
            is_text = type(event) is _Scalar
            items.append(self._looked_at(event) if is_text else self._in(event, depth))
        return items

    def _in(self, event: Any, depth: int) -> Any:
        """A group or list inside another."""
        kind = type(event)
        if depth >= DEEPEST or kind not in (_Mapping, _Sequence):
            raise Unsure
        return self._group(depth + 1) if kind is _Mapping else self._list(depth + 1)

    def _looked_at(self, event: Any) -> str | None:
        """A text, unless it stands for something else, or a line in it looks like a field."""
        value: str = event.value
        start, end = event.start_mark, event.end_mark
        is_long = ":" in value and start.line != end.line
        if is_long and _FIELD.search(self.text, start.index, end.index):
            raise Unsure
        if value not in _SPECIAL or event.style:
            return value
        if not _SPECIAL[value]:
            raise Unsure
        return None
