"""Rule sets in the cache: by the content of everything that they are made from.

Two files a rule set: the kit, and the checked rules behind it. For the built-in packs both come
with the tool, in the folder `compiled` among its assets; all else is kept in the user's cache.
"""

from __future__ import annotations

import io
import pickle
import sys
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from perkins_rules import assets, cache
from perkins_rules.engine.compiled.kit import Kit, kit_from_bytes, kit_to_bytes
from perkins_rules.source import SourceText

if TYPE_CHECKING:  # attrs, which the checked rules are made of, is not for the fast path
    from perkins_rules.check.tree import RuleSet

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
    of_stages = (path for stage in _STAGES for path in (_PACKAGE / stage).rglob("*.py"))
    return sorted([*_PACKAGE.glob("*.py"), *of_stages])


def _program() -> list[bytes]:
    files = program_files()
    texts = [assets.grammar_text(), *assets.schema_texts().values()]
    return [*(path.read_bytes() for path in files), *(text.encode() for text in texts)]


def cached_kit(key: str) -> Kit | None:
    """The kit of a rule set, if it is at hand."""
    content = _content(f"{key}.kit")
    return kit_from_bytes(content) if content is not None else None


def cached_rules(key: str, sources: Sequence[SourceText]) -> RuleSet | None:
    """The checked rules, if they are at hand; their texts are those given."""
    content = _content(f"{key}.rules")
    if content is None:
        return None
    try:
        return _Unpickler(content, sources).load()  # type: ignore[no-any-return]  # what `keep` wrote
    except Exception:  # noqa: BLE001  # whatever is wrong with a cache, it only costs time
        return None


def keep(key: str, rules: RuleSet, sources: Sequence[SourceText]) -> Kit:
    """Puts a rule set into the user's cache; its kit."""
    folder = cache.user_folder()
    files = _packed(key, rules, sources)
    for name, content in files.items():
        cache.save(folder, name, content)
    kit = kit_from_bytes(files[f"{key}.kit"])
    assert kit is not None
    return kit


def write(folder: Path, rules: RuleSet, sources: Sequence[SourceText]) -> list[Path]:
    """Writes the files of a rule set into a folder, for a wheel; the files."""
    files = _packed(key_of(sources), rules, sources)
    for name, content in files.items():
        (folder / name).write_bytes(cache.sealed(content))
    return [folder / name for name in files]


def _packed(key: str, rules: RuleSet, sources: Sequence[SourceText]) -> dict[str, bytes]:
    """The names and contents of the two files; the kit last, since it is looked for first."""
    from perkins_rules.engine.compiled.kit_making import kit_of

    checked = io.BytesIO()
    _Pickler(checked, sources).dump(rules)
    return {f"{key}.rules": checked.getvalue(), f"{key}.kit": kit_to_bytes(kit_of(rules))}


def _content(name: str) -> bytes | None:
    """From among the tool's own files, which are as trusted as its code, or from the cache."""
    shipped = assets.compiled_rules() / name
    if shipped.is_file():
        return cache.unsealed(shipped.read_bytes())
    return cache.load(cache.user_folder(), name)


class _Pickler(pickle.Pickler):
    """Leaves the texts of rule files out: they are part of the key, and their names may change."""

    def __init__(self, file: io.BytesIO, sources: Sequence[SourceText]) -> None:
        super().__init__(file, protocol=5)
        self._places = {source.name: place for place, source in enumerate(sources)}

    def persistent_id(self, part: Any) -> int | None:
        """The place of a rule file among those of the rule set."""
        return self._places.get(part.name) if isinstance(part, SourceText) else None


class _Unpickler(pickle.Unpickler):
    def __init__(self, content: bytes, sources: Sequence[SourceText]) -> None:
        super().__init__(io.BytesIO(content))
        self._sources = sources

    def persistent_load(self, place: int) -> SourceText:
        """The rule file at a place."""
        return self._sources[place]
