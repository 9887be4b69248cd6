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
from perkins_rules.app.page.handing_on import download
from perkins_rules.app.page.held import Content, Held
from perkins_rules.app.page.importing import Import, import_of
from perkins_rules.app.page.judging import judged, plain_questions
from perkins_rules.app.page.law import plain_rule, plain_rules, plain_sandbox
from perkins_rules.app.page.lawful import mended, plain_range, plain_repair, repair_of, with_changes
from perkins_rules.app.page.many import Heap, compared_text
from perkins_rules.app.page.plain_form import plain_form, plain_types
from perkins_rules.app.page.plain_state import plain_state
from perkins_rules.app.page.refusing import refusing
from perkins_rules.documents import Shape
from perkins_rules.documents.decoding import decode_loosely
from perkins_rules.pipeline import load_rules

State = dict[str, Any]
NONE_OPEN = "No document is open."


class Desk:
    """Holds the rules, and the document that is worked on."""

    def __init__(self) -> None:
        self.loaded = load_rules()
        self._held: Held | None = None
        self._import: Import | None = None
        self._heap = Heap(self.loaded)

    @property
    def held(self) -> Held:
        """The document that lies there. Raises Stop where none does."""
        if self._held is None:
            raise Stop(NONE_OPEN, "Begin or open one first.")
        return self._held

    def _lay(self, content: Content) -> State:
        """Puts a document there."""
        self._held = Held(content, self.loaded)
        return plain_state(self._held)

    # -------------------------------------------------------------- begin

    def types(self) -> list[dict[str, Any]]:
        """The types of documents, and what one can begin with."""
        return plain_types(dict(self.loaded.shapes))

    @refusing
    def form(self, type: str) -> dict[str, Any]:  # noqa: A002  # so the page calls it
        """The fields of a type of document, in the order of the guide."""
        return plain_form(self._shape(type)) | {"name": type}

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
    def open(self, name: str, data: bytes, determinations: bytes | str | None = None) -> State:
        """A file of YAML or JSON, with the file of its determinations. One that holds no text is
        refused; of one that cannot be read for another reason, the state says why, so that its
        text can be mended.
        """
        if isinstance(determinations, str):
            determinations = determinations.encode("utf-8")
        held = Held(Content(name, bytes(data), bytes(determinations or b"")), self.loaded)
        why = held.refusal
        if why is not None and why.rule in ("document/encoding", "document/too-large"):
            raise Stop(why.message, why.remedy)
        self._held = held
        return plain_state(held)

    def _shape(self, name: str) -> Shape:
        if name not in self.loaded.shapes:
            raise Stop(f"there is no type of document `{name}`.")
        return self.loaded.shapes[name]

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

    # -------------------------------------------------------------- what would be lawful

    @refusing
    def lawful(self, pointer: str) -> dict[str, Any] | None:
        """Between which values a figure is lawful; None where no rule bounds it."""
        return plain_range(self.held, pointer)

    @refusing
    def repair(self) -> dict[str, Any]:
        """The smallest change of figures with which the rules are kept, or why there is none."""
        return plain_repair(self.held, repair_of(self.held))

    @refusing
    def carry_out(self, changes: list[dict[str, Any]]) -> State:
        """Writes changes that `repair` proposed, or some of them."""
        content = self.held.content
        return self._lay(content._replace(data=with_changes(self.held, changes)))

    @refusing
    def mend(self, id: str) -> State:  # noqa: A002  # so the page calls it
        """Writes what a finding has as its `mend`."""
        return self._lay(self.held.content._replace(data=mended(self.held, id)))

    # -------------------------------------------------------------- questions for a person

    @refusing
    def questions(self) -> list[dict[str, Any]]:
        """What the document leaves to a person, and what was answered."""
        return plain_questions(self.held)

    @refusing
    def judge(self, id: str, answer: str, note: str = "", by: str = "") -> State:  # noqa: A002  # so the page calls it
        """Keeps an answer to a question, beside the document."""
        kept = judged(self.held, id, answer, note, by)
        return self._lay(self.held.content._replace(determinations=kept))

    @refusing
    def determinations(self) -> dict[str, str]:
        """The file of the answers; its text is empty without any."""
        content = self.held.content
        return {"name": content.place, "text": decode_loosely(content.determinations)}

    # -------------------------------------------------------------- to keep and hand on

    @refusing
    def download(self, kind: str) -> dict[str, Any]:
        """A file of a kind (see handing_on.KINDS): name, type, bytes."""
        return download(self.held, kind)

    # -------------------------------------------------------------- tables

    @refusing
    def import_table(
        self, name: str, data: bytes, options: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """What a table holds for the document; nothing is written yet."""
        self._import, told = import_of(self.held, name, bytes(data), options or {})
        return told

    @refusing
    def enter_table(self, replace: bool = False) -> State:
        """Writes the values of that table; where the document says otherwise, with `replace`."""
        content = self.held.content
        if self._import is None or self._import.plan.sha256 != self.held.checked.report.sha256:
            raise Stop("the document has changed since.", "Open the table again.")
        text = self._import.entered(replace=replace).text
        self._import = None
        return self._lay(content._replace(data=text.encode("utf-8")))

    # -------------------------------------------------------------- many documents

    @refusing
    def review(self, files: list[dict[str, Any]]) -> dict[str, Any]:
        """The HTML report of many documents, and a row for each."""
        self.review_start()
        return {"rows": self._heap.add(files)} | self._reviewed()

    def review_start(self) -> dict[str, Any]:
        """The same step by step, so that each row is there when its document is checked."""
        self._heap = Heap(self.loaded)
        return {}

    @refusing
    def review_more(self, files: list[dict[str, Any]]) -> dict[str, Any]:
        """Takes further files in: the rows of the documents among them."""
        return {"rows": self._heap.add(files)}

    @refusing
    def review_end(self) -> dict[str, Any]:
        """The HTML report of all, and what was left out of it."""
        return self._reviewed()

    def _reviewed(self) -> dict[str, Any]:
        left_out = [*self._heap.left_out, *self._heap.passed_over]
        return {"html": self._heap.html(), "left_out": left_out}

    @refusing
    def compare(self, before: list[dict[str, Any]], after: list[dict[str, Any]]) -> dict[str, str]:
        """What changed from some documents to others."""
        sides = (Heap(self.loaded), Heap(self.loaded))
        for heap, files in zip(sides, (before, after), strict=True):
            heap.add(files)
        return {"text": compared_text(*sides)}

    # -------------------------------------------------------------- the law

    @refusing
    def rules(self, search: str = "") -> list[dict[str, Any]]:
        """The rules to which some words lead."""
        return plain_rules(self.loaded, search)

    @refusing
    def rule(self, id: str) -> dict[str, Any]:  # noqa: A002  # so the page calls it
        """All there is to know of a rule."""
        return plain_rule(self.loaded, id)

    @refusing
    def sandbox(self, rule_text: str, document_text: str = "") -> dict[str, Any]:
        """A pack that is being written: what is wrong with it, its examples, what it finds."""
        return plain_sandbox(rule_text, document_text)
