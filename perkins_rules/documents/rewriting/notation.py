"""Values -> how YAML and JSON write them: as plain as can be, in quotes where a sign would act."""

from __future__ import annotations

import json
import re
import textwrap

from perkins_rules.documents.misread import FIELD
from perkins_rules.documents.rewriting.part import FIGURES, Leaf, Tree

LINE = 88
STEP = "  "
_WORDS = re.compile(r"[A-Za-z][A-Za-z_]*(?: [A-Za-z_]+)*|[1-9][SP][0-9]+")
_NO_TEXTS = ("null", "true", "false", "yes", "no", "on", "off", "y", "n")
_FIGURE = re.compile(r"-?\$?[0-9][0-9.]*%?|N/A|[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WITH_COMMAS = re.compile(r"-?\$?[0-9][0-9,]*(?:\.[0-9]+)?")
_JSON_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_FIELD = re.compile(FIELD, re.MULTILINE)


def in_json(leaf: Leaf) -> str:
    """A value in JSON: figures as numbers where they are, all else as texts."""
    text = leaf.text
    if text is None:
        return "null"
    if leaf.kind in FIGURES and _JSON_NUMBER.fullmatch(text):
        return text
    if leaf.kind == "yes_no" and text in ("true", "false"):
        return text
    return json.dumps(text, ensure_ascii=not text.isprintable())


def in_yaml(leaf: Leaf, *, in_flow: bool) -> str:
    """A value in YAML, on one line; `in_flow` says that it stands between braces or brackets."""
    text = leaf.text
    if text is None:
        return ""
    if _WORDS.fullmatch(text):
        is_text = leaf.kind in ("text", "choice") and text.lower() in _NO_TEXTS
        return _quoted(text) if is_text or text.lower() == "null" else text
    if leaf.kind in ("text", "choice", "time"):
        return _quoted(text)
    is_plain = _FIGURE.fullmatch(text) or (not in_flow and _WITH_COMMAS.fullmatch(text))
    return text if is_plain else _quoted(text)


def as_lines(leaf: Leaf, room: int) -> list[str] | None:
    """A long text of YAML as the lines of a text block, its head first; None for what goes better,
    or only, on one line. `room` is what a line has of the page's width.
    """
    text = leaf.text or ""
    if leaf.kind != "text" or (len(text) <= room and "\n" not in text):
        return None
    lines = text.split("\n")
    if not all(line.isprintable() and line == line.strip() for line in lines) or not lines[0]:
        return None
    if len(lines) == 1:
        lines = textwrap.wrap(text, max(room, 40), break_long_words=False, break_on_hyphens=False)
        if " ".join(lines) != text:
            return None
    # A line that looks like a field would be told as one that became part of the text.
    return None if _FIELD.search("\n".join(lines)) else [">-" if "\n" not in text else "|-", *lines]


def _quoted(text: str) -> str:
    """In double quotes, with escapes for what does not print."""
    return '"' + "".join(map(_escaped, text)) + '"'


_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character.isprintable():
        return character
    code = ord(character)
    return (
        f"\\x{code:02x}"
        if code < 0x100
        else f"\\u{code:04x}"
        if code < 0x10000
        else f"\\U{code:08x}"
    )


# ------------------------------------------------------------------ groups and lists


def block(tree: Tree, indent: str) -> list[str]:
    """Lines of YAML: a field each, and what stands in it below it."""
    if isinstance(tree, dict):
        return [line for name, part in tree.items() for line in _field(name, part, indent)]
    if isinstance(tree, list):
        return [line for entry in tree for line in block_entry(entry, indent)]
    return []


def _field(name: str, part: Tree, indent: str) -> list[str]:
    head = f"{indent}{name_in_yaml(name)}:"
    if isinstance(part, Leaf):
        return _with_leaf(head, part, indent + STEP)
    if not part or (isinstance(part, list) and all(isinstance(one, Leaf) for one in part)):
        return [f"{head} {flow(part, as_json=False)}"]
    return [head, *block(part, indent + STEP)]


def _with_leaf(head: str, leaf: Leaf, indent: str) -> list[str]:
    if (lines := as_lines(leaf, LINE - len(head) - 1)) is not None:
        first, *rest = lines
        return [f"{head} {first}", *(indent + line if line else "" for line in rest)]
    return [f"{head} {in_yaml(leaf, in_flow=False)}".rstrip(" ")]


def block_entry(entry: Tree, indent: str) -> list[str]:
    """The lines of an entry of a list, with its dash at `indent`: on one line if it holds nothing
    but values, and fits there.
    """
    if isinstance(entry, Leaf):
        return _with_leaf(f"{indent}-", entry, indent + STEP)
    if not entry:
        return [f"{indent}-"]
    if isinstance(entry, dict) and len(entry) > 1:
        one = f"{indent}- {flow(entry, as_json=False)}"
        if all(isinstance(part, Leaf) for part in entry.values()) and len(one) <= LINE:
            return [one]
    first, *rest = block(entry, indent + STEP)
    return [f"{indent}- {first.lstrip()}", *rest]


def flow(tree: Tree, *, as_json: bool) -> str:
    """The same between braces and brackets, on one line."""
    if isinstance(tree, Leaf):
        return in_json(tree) if as_json else in_yaml(tree, in_flow=True)
    if isinstance(tree, list):
        return "[" + ", ".join(_flow_entry(one, as_json) for one in tree) + "]"
    return "{" + ", ".join(flow_field(name, tree[name], as_json) for name in tree) + "}"


def _flow_entry(tree: Tree, as_json: bool) -> str:
    """Between brackets a blank is written out."""
    return flow(tree, as_json=as_json) or "null"


def flow_field(name: str, part: Tree, as_json: bool) -> str:
    """A field between braces."""
    shown = json.dumps(name) if as_json else name_in_yaml(name)
    return f"{shown}: {flow(part, as_json=as_json)}"


def name_in_yaml(name: str) -> str:
    """The name of a field: those of the form are plain words."""
    return name if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name) else _quoted(name)


def json_lines(tree: Tree, indent: str) -> str:
    """JSON on one line if it fits there, and otherwise a field a line."""
    one = flow(tree, as_json=True)
    if isinstance(tree, Leaf) or len(indent) + len(one) <= LINE:
        return one
    inner, ends = indent + STEP, "{}" if isinstance(tree, dict) else "[]"
    if isinstance(tree, dict):
        parts = [f"{json.dumps(name)}: {json_lines(tree[name], inner)}" for name in tree]
    else:
        parts = [json_lines(entry, inner) for entry in tree]
    return f"{ends[0]}\n{inner}" + f",\n{inner}".join(parts) + f"\n{indent}{ends[1]}"
