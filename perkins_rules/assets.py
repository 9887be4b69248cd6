"""The only code that knows where grammar/, schemas/ and rules/ are.

In a checkout and in an editable install they stand beside the package; in a wheel they are
inside it, in `_assets/`.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_WHEEL = _PACKAGE / "_assets"


def assets_root() -> Path:
    """The folder that holds grammar/, schemas/ and rules/."""
    return _WHEEL if _WHEEL.is_dir() else _PACKAGE.parent


def grammar_text() -> str:
    """The text of `grammar/rules.lark`."""
    return (assets_root() / "grammar" / "rules.lark").read_text(encoding="utf-8")


def schema_texts() -> dict[str, str]:
    """File name -> text of every JSON Schema, in the order of the names."""
    folder = assets_root() / "schemas"
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.json"))}


def built_in_rules() -> Path:
    """The folder of the rule packs that come with the tool."""
    return assets_root() / "rules"


def compiled_rules() -> Path:
    """The folder of the built-in packs compiled for the Python that built the wheel."""
    return assets_root() / "compiled"


def built_page() -> Path:
    """The folder of the page in the browser, as a wheel carries it or `make page` makes it."""
    return _WHEEL / "page" if _WHEEL.is_dir() else _PACKAGE.parent / "build" / "page"
