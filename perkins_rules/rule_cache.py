"""Rule sets in the cache: by the content of everything that they are made from.

Two files a rule set: the kit, and the checked rules behind it, in parts. For the built-in packs
both come with the tool, in the folder `compiled` among its assets; all else is kept in the user's
cache.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from perkins_rules import assets, cache
from perkins_rules.below import below
from perkins_rules.documents import Shape
from perkins_rules.engine.compiled.kit import Kit, kit_from_bytes, kit_to_bytes
from perkins_rules.source import SourceText

if TYPE_CHECKING:  # the checked rules are not for the fast path
    from perkins_rules.check.tree import RuleSet
    from perkins_rules.rule_parts import Anew

_PACKAGE = Path(__file__).resolve().parent
_STAGES = ("check", "documents", "engine", "lang")
"""The folders of the package in whose hands, with its own files, it lies what a rule means."""


def key_of(sources: Sequence[SourceText]) -> str:
    """A digest of the rules, the grammar, the schemas, this program and this Python."""
    digest = sha256(f"{sys.version}\n{sys.implementation.cache_tag}\n".encode())
    for content in (*_program(), *(source.text.encode() for source in sources)):
        digest.update(len(content).to_bytes(8, "big"))
        digest.update(content)
    return digest.hexdigest()[:40]


def program_files() -> list[Path]:
    """The files of the program that a cached rule set hangs on."""
    of_stages = (path for stage in _STAGES for path in below(_PACKAGE / stage, ".py"))
    return sorted([*(path for path in _PACKAGE.iterdir() if path.suffix == ".py"), *of_stages])


def _program() -> list[bytes]:
    files = program_files()
    texts = [assets.grammar_text(), *assets.schema_texts().values()]
    return [*(path.read_bytes() for path in files), *(text.encode() for text in texts)]


def cached_kit(key: str) -> Kit | None:
    """The kit of a rule set, if it is at hand."""
    content = _content(f"{key}.kit")
    return kit_from_bytes(content) if content is not None else None


def cached_rules(
    key: str, sources: Sequence[SourceText], shapes: Mapping[str, Shape], anew: Anew
) -> RuleSet:
    """The checked rules, read as they are asked for; their texts are those given, the shapes of
    documents those of their kit. What is not at hand is made anew.
    """
    from perkins_rules.rule_parts import rules_from

    content = _content(f"{key}.rules")
    kept = rules_from(content, sources, shapes, anew) if content is not None else None
    return kept or anew()


def keep(key: str, rules: RuleSet, sources: Sequence[SourceText]) -> Kit:
    """Puts a rule set into the user's cache; its kit."""
    folder = cache.user_folder()
    files = _packed(key, rules, sources)
    for name, content in files.items():
        cache.save(folder, name, content)
    kit = kit_from_bytes(files[f"{key}.kit"])
    assert kit is not None
    return kit


def keep_rules(key: str, rules: RuleSet, sources: Sequence[SourceText]) -> None:
    """Puts the checked rules alone into the user's cache, where those there were not whole."""
    from perkins_rules.rule_parts import parted

    cache.save(cache.user_folder(), f"{key}.rules", parted(rules, sources))


def write(folder: Path, rules: RuleSet, sources: Sequence[SourceText]) -> list[Path]:
    """Writes the files of a rule set into a folder, for a wheel; the files."""
    files = _packed(key_of(sources), rules, sources)
    for name, content in files.items():
        (folder / name).write_bytes(cache.sealed(content))
    return [folder / name for name in files]


def _packed(key: str, rules: RuleSet, sources: Sequence[SourceText]) -> dict[str, bytes]:
    """The names and contents of the two files; the kit last, since it is looked for first."""
    from perkins_rules.engine.compiled.kit_making import kit_of
    from perkins_rules.rule_parts import parted

    checked = parted(rules, sources)
    return {f"{key}.rules": checked, f"{key}.kit": kit_to_bytes(kit_of(rules))}


def _content(name: str) -> bytes | memoryview | None:
    """From among the tool's own files, which are as trusted as its code, or from the cache."""
    shipped = assets.compiled_rules() / name
    whole = cache.unsealed(shipped.read_bytes()) if shipped.is_file() else None
    return whole if whole is not None else cache.load(cache.user_folder(), name)
