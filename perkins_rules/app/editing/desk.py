"""What is asked of an open text; one desk answers for documents, another for rule files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lsprotocol import types as lsp

from perkins_rules.app.editing.opened import Opened

MUTANTS = "perkins-rules.mutants"
"""The command that tries small changes of rules."""


class Settings(NamedTuple):
    """What an editor sets. With `schema_elsewhere` a YAML language server tells what the schema
    says; `inlays` are the figures between the text.
    """

    schema_elsewhere: bool = False
    inlays: bool = True


class Hovered(NamedTuple):
    """What is told of a place, in Markdown, and of which stretch; the pointer of a figure, whose
    range may be told, too.
    """

    said: str
    range: lsp.Range
    figure: str = ""


class Desk:
    """Answers about texts of one kind; here, that there is nothing to tell. One thread asks, one
    question after another. Either may raise Stop and RuleFileError.
    """

    settings = Settings()

    def diagnostics(self, one: Opened) -> list[lsp.Diagnostic]:
        """What is wrong in a text, and what a person should look at."""
        return []

    def later(self, one: Opened) -> list[lsp.Diagnostic] | None:
        """The same with what takes too long for each keystroke; None where that is all."""
        return None

    def outdated(self) -> list[str]:
        """The texts that were checked before another one changed: each is told of once."""
        return []

    def forget(self) -> None:
        """Looks at all files again when asked: some have changed."""

    def close(self, uri: str) -> None:
        """Lets go of a text."""

    def hover(self, one: Opened, params: lsp.HoverParams) -> Hovered | None:
        """What is told of a place."""
        return None

    def completion(self, one: Opened, params: lsp.CompletionParams) -> list[lsp.CompletionItem]:
        """What may be written at a place."""
        return []

    def definition(self, one: Opened, params: lsp.DefinitionParams) -> list[lsp.Location]:
        """Where that which stands at a place is written."""
        return []

    def references(self, one: Opened, params: lsp.ReferenceParams) -> list[lsp.Location]:
        """Where else a name stands."""
        return []

    def prepare_rename(self, one: Opened, params: lsp.PrepareRenameParams) -> lsp.Range | None:
        """The stretch of the name at a place, if it can be renamed."""
        return None

    def rename(self, one: Opened, params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
        """A name otherwise, wherever it stands."""
        return None

    def symbols(self, one: Opened, params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol]:
        """The outline."""
        return []

    def folds(self, one: Opened, params: lsp.FoldingRangeParams) -> list[lsp.FoldingRange]:
        """What can be folded."""
        return []

    def inlays(self, one: Opened, params: lsp.InlayHintParams) -> list[lsp.InlayHint]:
        """What is shown between the text."""
        return []

    def actions(self, one: Opened, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        """What may be done about a place."""
        return []

    def formatting(
        self, one: Opened, params: lsp.DocumentFormattingParams
    ) -> Sequence[lsp.TextEdit] | None:
        """The text in its canonical layout."""
        return None

    def lenses(self, one: Opened, params: lsp.CodeLensParams) -> list[lsp.CodeLens]:
        """What is shown above declarations."""
        return []

    def tokens(self, one: Opened, params: lsp.SemanticTokensParams) -> lsp.SemanticTokens | None:
        """What the words of a text are."""
        return None
