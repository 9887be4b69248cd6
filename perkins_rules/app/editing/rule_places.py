"""A rule -> where it is written, as an editor opens it."""

from __future__ import annotations

from pathlib import Path

from lsprotocol import types as lsp
from pygls.uris import from_fs_path

from perkins_rules.app.editing.as_lsp import range_at
from perkins_rules.check.tree import CheckedRule
from perkins_rules.editor.text_places import TextPlaces, Units
from perkins_rules.installed import path_of
from perkins_rules.source import SourceText, Span


def address_of(source: SourceText) -> str:
    """The address of a rule file: of built-in packs, too, which lie beside the program."""
    path = str(Path(path_of(source)).absolute())
    return from_fs_path(path) or path


def location_of(rule: CheckedRule, units: Units) -> lsp.Location:
    """The place of a rule."""
    return location(rule.source, rule.span, units)


def location(source: SourceText, span: Span, units: Units) -> lsp.Location:
    """A span of a rule file as a place."""
    return lsp.Location(address_of(source), range_at(TextPlaces(source.text, units), span))
