"""Between which values a figure of the document on the desk is lawful; its smallest repair."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from perkins_rules.app.faults import Stop
from perkins_rules.app.page.held import Held
from perkins_rules.app.page.plain_report import field_of
from perkins_rules.app.solving.solver import label_of
from perkins_rules.documents import Document
from perkins_rules.documents.edited import edited
from perkins_rules.report.clean import clean
from perkins_rules.report.lawful.range_plain import range_plain
from perkins_rules.report.lawful.range_text import range_said, shown
from perkins_rules.report.lawful.repair_plain import repair_plain
from perkins_rules.report.lawful.repair_text import waiting, why_changed
from perkins_rules.report.lawful.rule_words import Label, short_words
from perkins_rules.report.repairs import repair
from perkins_rules.report.text.block_text import sentence
from perkins_rules.source import Span

if TYPE_CHECKING:  # loaded when it is known that the solver is there
    from perkins_rules.solving.repair import Repair


def _need_solver() -> None:
    if find_spec("z3") is None:
        raise Stop("the solver is not there (yet).", "What is wrong is told without it.")


def _read(held: Held) -> Document:
    if held.checked.document is None:
        raise Stop("the document cannot be read as it is.", "Put its text right first.")
    return held.checked.document


# ------------------------------------------------------------------ ranges


def plain_range(held: Held, pointer: str) -> dict[str, Any] | None:
    """The range of a figure, given or not, all else standing as it does: its ends as people read
    them (None where nothing bounds it), the rules that fail below and above, and all of it `said`.
    None where no rule bounds it, or it cannot be told. Raises Stop.
    """
    _need_solver()
    from perkins_rules.solving.encoding import posed
    from perkins_rules.solving.lawful_range import is_unbounded
    from perkins_rules.solving.named import NoSuchField, figures_named
    from perkins_rules.solving.ranges import ranges

    document = _read(held)
    try:
        asked = figures_named(document, (document.name_of(pointer),))
    except NoSuchField:
        return None
    of = posed(held.checker.rules, document, held.checker.options)
    found = next((one for one in ranges(of, asked) if one.unknown.pointer == pointer), None)
    if found is None or not found.is_known or is_unbounded(found):
        return None
    return _as_told(range_plain(found, document), label_of(held.checker, document))


def _as_told(plain: Mapping[str, Any], label: Label) -> dict[str, Any]:
    least, most = plain["least"] or {}, plain["most"] or {}
    return {
        "from": _end(least, plain["kind"]),
        "to": _end(most, plain["kind"]),
        "below": clean(short_words(least.get("because", ()), label)),
        "above": clean(short_words(most.get("because", ()), label)),
        "fails": clean(short_words(plain["fails"], label)),
        "said": clean(range_said(plain)),
    }


def _end(end: Mapping[str, Any], kind: str) -> str | None:
    figure = end.get("figure")
    return None if figure is None else clean(shown(figure, kind))


# ------------------------------------------------------------------ repairs


def repair_of(held: Held) -> Repair:
    """The smallest change with which the rules are kept. Raises Stop."""
    _need_solver()
    from perkins_rules.solving.repair import Wish, repaired

    return repaired(held.content.member, held.checker, Wish(today=date.today()))


def plain_repair(held: Held, found: Repair) -> dict[str, Any]:
    """Its changes with what each is for; or, in words, why there is `none`."""
    plain = repair_plain(found, held.checked.document)
    told = clean(f"{plain['said'][:1].upper()}{plain['said'][1:]}")
    left = [
        clean(f"Line {one['line']}: {sentence(one['message'])}{waiting(one)}")
        for one in plain["left"]
    ]
    if not plain["changes"]:
        return {"none": told, "left": left}
    changes = [
        {
            "pointer": one["path"],
            "field": field_of(held, one["path"]),
            "line": one["line"],
            "now": one["was"],
            "proposed": one["now"],
            "why": clean(" ".join(map(why_changed, one["because"]))),
        }
        for one in plain["changes"]
    ]
    return {"changes": changes, "unique": plain["only"], "said": told, "left": left}


def with_changes(held: Held, changes: Iterable[Mapping[str, Any]]) -> bytes:
    """The document's bytes with what `plain_repair` proposes. Raises Stop where the document says
    something else by now.
    """
    document, edits = _read(held), list[tuple[Span, str]]()
    for change in changes:
        span = document.span_of(str(change["pointer"]))
        if document.text.line(span.line)[span.column - 1 : span.end_column - 1] != change["now"]:
            raise Stop("the document has changed since.", "Ask for the repair again.")
        edits.append((span, str(change["proposed"])))
    return edited(held.content.data, edits)


def mended(held: Held, which: str) -> bytes:
    """The document's bytes with what settles a finding in its place. Raises Stop."""
    found = next((f for f in held.checked.report.findings if f.id == which), None)
    now = repair(held.result, found) if found is not None else None
    if found is None or now is None:
        raise Stop("nothing is known that settles this by itself.")
    return edited(held.content.data, [(found.span, now)])
