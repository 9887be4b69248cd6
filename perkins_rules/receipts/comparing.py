"""A receipt and one made now -> part by part, whether they say the same; in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from perkins_rules.receipts.receipt import Receipt


class Part(NamedTuple):
    """One part of a receipt: its name, whether it matches, and what is to be said of it."""

    name: str
    matches: bool
    said: str


_DIGESTS = (
    ("document_sha256", "document", "the same bytes", "other bytes than were checked"),
    ("rules_sha256", "rules", "the same", "other rules than it was checked by"),
    ("grammar_sha256", "grammar", "the same", "another grammar of the rules"),
    ("schemas_sha256", "schemas", "the same", "other schemas of documents"),
)
_RECORDS = (
    ("determinations_sha256", "determinations"),
    ("waivers_sha256", "waivers"),
    ("baseline_sha256", "baseline"),
)
_PLAIN = ("date", "edition", "profile")


def compared(receipt: Receipt, now: Receipt) -> Iterator[Part]:
    """Every part, what a check is made of first, then what came of it."""
    for field, name, same, other in _DIGESTS:
        before, here = getattr(receipt, field), getattr(now, field)
        said = same if before == here else f"{other} ({_short(before)}, here {_short(here)})"
        yield Part(name, before == here, said)
    yield _plainly("engine version", receipt.engine_version, now.engine_version)
    yield from _choice(receipt)
    for field in _PLAIN:
        yield _plainly(field, getattr(receipt, field), getattr(now, field))
    for field, name in _RECORDS:
        yield from _record(name, getattr(receipt, field), getattr(now, field))
    if receipt.today or now.today:
        yield _plainly("day for waivers", receipt.today or "none", now.today or "none")
    yield _plainly("verdict", receipt.verdict.replace("_", " "), now.verdict.replace("_", " "))
    yield _counts(receipt, now)
    is_same = receipt.findings_sha256 == now.findings_sha256
    yield Part("findings", is_same, "the same" if is_same else "not the same as then")


def _choice(receipt: Receipt) -> Iterator[Part]:
    """A check of a few rules proves little, and whoever verifies is to see that."""
    asked = receipt.asked
    said = [f"only {', '.join(asked.select)}"] if asked.select else []
    said += [f"without {', '.join(asked.ignore)}"] if asked.ignore else []
    if said:
        yield Part("rules asked", matches=True, said="; ".join(said))
    if asked.inline_waivers:
        yield Part("inline waivers", matches=True, said="counted")


def _plainly(name: str, before: str, here: str) -> Part:
    return Part(name, before == here, before if before == here else f"{before}, here {here}")


def _record(name: str, before: str | None, here: str | None) -> Iterator[Part]:
    if before is None and here is None:
        return
    if before == here:
        yield Part(name, matches=True, said="the same")
    elif before is None:
        yield Part(name, matches=False, said="there were none; here there are")
    elif here is None:
        yield Part(name, matches=False, said="there were some; here there are none")
    else:
        yield Part(
            name, matches=False, said=f"others than then ({_short(before)}, here {_short(here)})"
        )


def _counts(receipt: Receipt, now: Receipt) -> Part:
    names = sorted({*receipt.counts, *now.counts})
    pairs: list[tuple[str, Any, Any]] = [
        (name.replace("_", " "), receipt.counts.get(name, 0), now.counts.get(name, 0))
        for name in names
    ]
    moved = [f"{name} {before}, here {here}" for name, before, here in pairs if before != here]
    return Part("counts", not moved, "; ".join(moved) or "the same")


def _short(digest: str) -> str:
    return f"{digest[:12]}…"
