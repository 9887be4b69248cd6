"""Desk: all that the page asks of the program. One document lies on it at a time.

What its methods take and give is what JSON can hold, and bytes. None raises for what a person
typed or opened: it gives `{"refused": text}` instead.
"""

from __future__ import annotations

from typing import Any

from perkins_rules.app.faults import Stop
from perkins_rules.app.forms.annual_blank import KINDS, annual_blank
from perkins_rules.app.forms.template import template
from perkins_rules.app.page.changing import change_of, changed
from perkins_rules.app.page.held import Content, Held
from perkins_rules.app.page.plain_form import plain_form, plain_types
from perkins_rules.app.page.plain_state import plain_state
from perkins_rules.app.page.refusing import refusing
from perkins_rules.documents import Shape
from perkins_rules.pipeline import load_rules

State = dict[str, Any]
NONE_OPEN = "No document is open."


class Desk:
    """Holds the rules, and the document that is worked on."""

    def __init__(self) -> None:
        self.rules = load_rules()
        self._held: Held | None = None

    @property
    def held(self) -> Held:
        """The document that lies there. Raises Stop where none does."""
        if self._held is None:
            raise Stop(NONE_OPEN, "Begin or open one first.")
        return self._held

    def _lay(self, content: Content) -> State:
        """Puts a document there."""
        self._held = Held(content, self.rules)
        return plain_state(self._held)

    # -------------------------------------------------------------- begin

    def types(self) -> list[dict[str, Any]]:
        """The types of documents, and what one can begin with."""
        return plain_types(dict(self.rules.shapes))

    @refusing
    def form(self, type: str) -> dict[str, Any]:  # noqa: A002  # so the page calls it
        """The fields of a type of document, in the order of the guide."""
        return plain_form(self._shape(type))

    @refusing
    def begin(self, kind: str) -> State:
        """A blank document: of a type, or of a kind of yearly filing, `state_plan:budget`."""
        name, _, annual = kind.partition(":")
        shape, file = self._shape(name), f"{name.replace('_', '-')}.yaml"
        if annual and (name != "state_plan" or annual not in KINDS):
            raise Stop(f"there is no kind of document `{kind}`.")
        blank = annual_blank(annual, shape, "", file) if annual else template(name, shape, "", file)
        return self._lay(Content(file, blank.encode("utf-8")))

    @refusing
    def open(self, name: str, data: bytes, determinations: bytes | None = None) -> State:
        """A file of YAML or JSON. One that holds no text is refused; of one that cannot be read
        for another reason, the state says why, so that its text can be mended.
        """
        held = Held(Content(name, bytes(data), bytes(determinations or b"")), self.rules)
        why = held.refusal
        if why is not None and why.rule in ("document/encoding", "document/too-large"):
            raise Stop(why.message, why.remedy)
        self._held = held
        return plain_state(held)

    def _shape(self, name: str) -> Shape:
        if name not in self.rules.shapes:
            raise Stop(f"there is no type of document `{name}`.")
        return self.rules.shapes[name]

    # -------------------------------------------------------------- changes

    @refusing
    def edit(self, changes: list[dict[str, Any]]) -> State:
        """Changes of fields, one after the other, all of them or none: `{op, at}` with `value` for
        `set`, and perhaps `index` for `add`.
        """
        self._held = changed(self.held, list(map(change_of, changes)))
        return plain_state(self._held)

    @refusing
    def text(self) -> str:
        """The text of the document as it stands."""
        return str(plain_state(self.held)["text"])

    @refusing
    def replace(self, text: str) -> State:
        """Puts another text in the place of the document's: an earlier one, or one typed."""
        data = text.encode("utf-8", "surrogatepass")
        return self._lay(self.held.content._replace(data=data))
