"""The site that `make docs` builds, for Sphinx: the pages of docs/, and those of each rule.

`docs/index.md` is the home page, and the lists under its headings are the sidebar.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pygments.lexers.special import TextLexer

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import perkins_rules  # noqa: E402  # what is imported from here on stands in the folder above
from docs.site.law_pages import rules_of_the_site, write_law_pages  # noqa: E402
from docs.site.rules_lexer import RulesLexer  # noqa: E402

project = "perkins-rules"
version = release = perkins_rules.__version__
html_title = f"perkins-rules {version}"
html_theme = "furo"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_copy_source = False
smartquotes = False  # texts are shown as they are written
html_show_sphinx = False
html_show_copyright = False
extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["site", "reference/documents/openings"]
myst_heading_anchors = 4
myst_ref_domains = ["std", "py"]  # the others would each be asked for every link
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
python_maximum_signature_line_length = 90
toc_object_entries = False
_LISTED = re.compile(r"^- \[(?P<title>[^]]*)\]\((?P<page>[^):]+)\.md\)", re.MULTILINE)
_CODE = re.compile(r"(?<!`)`([^`]+)`(?!`)")


def setup(app: Any) -> None:
    """Has the pages of the rules written before Sphinx looks for pages."""
    app.add_lexer("rules", RulesLexer)
    app.add_lexer("examples", RulesLexer)
    app.add_lexer("values", TextLexer)
    app.connect("builder-inited", _write_law_pages)
    app.connect("source-read", _made_whole)
    app.connect("autodoc-process-docstring", _from_markdown)


def _write_law_pages(app: Any) -> None:
    write_law_pages(Path(app.srcdir) / "law", rules_of_the_site())


def _made_whole(_app: Any, name: str, text: list[str]) -> None:
    """Adds to a page what only the site has."""
    if name == "index":
        text[0] += "- [Every rule](law/index.md): by source, and by type of document\n"
        text[0] += "".join(_sidebar(text[0]))
    elif name == "reference/documents":
        text[0] += "\n```{toctree}\n:hidden:\n:titlesonly:\n:glob:\n\ndocuments/*\n```\n"
    elif name == "reference/python":
        text[0] += "\n```{eval-rst}\n" + "\n".join(_interface()) + "\n```\n"
    elif name == "changes":
        text[0] = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def _interface() -> Iterator[str]:
    for name in perkins_rules.__all__:
        if isinstance(getattr(perkins_rules, name), type):
            yield f".. autoclass:: perkins_rules.{name}\n   :members:\n"
        elif not name.startswith("_"):
            yield f".. autofunction:: perkins_rules.{name}\n"


def _sidebar(home: str) -> list[str]:
    """A list under a heading of the home page is a part of the sidebar."""
    found = []
    for part in re.split(r"^## ", home, flags=re.MULTILINE)[1:]:
        pages = "\n".join(f"{m['title']} <{m['page']}>" for m in _LISTED.finditer(part))
        heading = part.split("\n", 1)[0]
        found.append(
            f"\n\n```{{toctree}}\n:hidden:\n:titlesonly:\n:caption: {heading}\n\n{pages}\n```\n"
        )
    return found


def _from_markdown(
    _app: Any, _what: str, _name: str, _of: Any, _how: Any, lines: list[str]
) -> None:
    """Docstrings are written with one backtick around code, which here takes two. What Python says
    of the fields of a tuple is left out.
    """
    told = [line for line in lines if not line.startswith("Alias for field number")]
    lines[:] = [_CODE.sub(r"``\1``", line) for line in told]
