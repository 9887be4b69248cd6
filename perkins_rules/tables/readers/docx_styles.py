"""Which styles of characters in a Word document raise or hide their text."""

from __future__ import annotations

from typing import NamedTuple

from perkins_rules.tables.readers.xml_events import Events

_MOST_PARENTS = 20
# Half points up or down from which on a text counts as raised; less only adjusts it.
_RAISED_BY = 4


class Look(NamedTuple):
    """What a run or a style says of its text; None where it says nothing."""

    is_raised: bool | None = None
    is_hidden: bool | None = None

    def with_property(self, name: str, given: dict[str, str]) -> Look:
        """With what one property of a run says, if it is such a one."""
        value = given.get(":val", "")
        if name == "vertAlign":
            return self._replace(is_raised=value in ("superscript", "subscript"))
        if name == "position" and value.lstrip("-").isdigit():
            return self._replace(is_raised=abs(int(value[:9])) >= _RAISED_BY)
        if name == "vanish":
            return self._replace(is_hidden=is_on(given))
        return self

    def over(self, other: Look) -> Look:
        """What this says and, where it says nothing, what the other does."""
        return Look(*(b if a is None else a for a, b in zip(self, other, strict=True)))


class DocxStyles(Events):
    """Reads the part that holds the styles."""

    def __init__(self) -> None:
        self._looks: dict[str, Look] = {}
        self._parents: dict[str, str] = {}
        self._style = ""

    def start(self, name: str, given: dict[str, str]) -> bool:
        """Takes down what a style of characters says."""
        if name == "style":
            self._style = given.get(":styleId", "") if given.get(":type") == "character" else ""
        elif name == "basedOn":
            self._parents[self._style] = given.get(":val", "")
        elif self._style:
            look = self._looks.get(self._style, Look())
            self._looks[self._style] = look.with_property(name, given)
        return False

    def look(self, style: str) -> Look:
        """What a style says, and those that it is based on."""
        look = Look()
        for _ in range(_MOST_PARENTS):
            look = look.over(self._looks.get(style, Look()))
            style = self._parents.get(style, "")
        return look


def is_on(given: dict[str, str]) -> bool:
    """Whether a property that is there is on."""
    return given.get(":val", "true") not in ("0", "false", "off")
