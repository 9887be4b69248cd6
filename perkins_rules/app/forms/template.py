"""A document's schema -> a YAML file to fill in: every field, in the order of the form.

Values are blank, so a fresh file lacks everything and is wrong in nothing. The entries of lists
stand as comments: an entry that is there, even blank, would count as one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from perkins_rules.app.forms.given_text import written
from perkins_rules.documents import Shape, form_place
from perkins_rules.documents.hints import HINTS
from perkins_rules.report.clean import clean
from perkins_rules.report.wrap import wrapped

_WIDTH = 92
_DASH = "- "
_NOTHING: Mapping[str, Any] = MappingProxyType({})


def template(
    document: str, root: Shape, schema: str, file: str = "", given: Mapping[str, Any] = _NOTHING
) -> str:
    """The text of a document of a type to fill in, in ASCII. `schema` is where an editor finds the
    schema, from the document, empty where it is told so otherwise; `file` is the name under which
    the text is kept, empty if nobody said. `given` is what is known, as it is written: texts, lists
    and dicts by the names of fields.
    """
    opening = _INTRODUCTION.format(file=_as_word(file or _file_name(document)))
    first = [f"# yaml-language-server: $schema={schema}"] if schema else []
    lines = [*first, f"# {root.title}", "#", opening]
    for name, shape in root.fields.items():
        if name == "document":
            lines += ["", f"document: {document}"]
        else:
            lines += ["", *_field(name, shape, "", given=given.get(name))]
    return clean_text("\n".join(lines) + "\n")


def _file_name(document: str) -> str:
    return f"{document.replace('_', '-')}.yaml"


def _as_word(name: str) -> str:
    """A name as it is typed in a command; FILE for one that the text cannot hold."""
    if not (name.isascii() and name.isprintable()) or '"' in name:
        return "FILE"
    return f'"{name}"' if " " in name else name


def clean_text(text: str) -> str:
    """ASCII, whatever a schema says: the file passes through any console."""
    return "\n".join(clean(line, "ascii") for line in text.split("\n"))


_INTRODUCTION = """\
# Write each answer behind its colon; leave blank what does not concern you. The comments
# say what goes there, and by which item of the guide or the law; you may delete them.
#
# A long text goes on lines of its own, indented:
#   name_of_the_field: >-
#     First line of the text,
#     and so on.
# A list of words or numbers goes in brackets:
#   name_of_the_field: [2026, 2027, 2028, 2029]
# The entries of longer lists stand as comments: for each entry copy the lines, and take the
# first `# ` of each line off.
#
# See how far you are:  perkins-rules check --draft {file}"""


def _field(
    name: str, shape: Shape, indent: str, lead: str = "", given: Any = None, *, is_told: bool = True
) -> Iterator[str]:
    """The comment on a field if `is_told`, and the field; `lead` is the dash, or the space below
    it, that a field of an entry has before its name.
    """
    if name != "note" and is_told:
        yield from _comment(shape, indent if lead == _DASH else indent + lead)
    line = f"{indent}{lead}{name}:"
    below = indent + " " * len(lead)
    if shape.kind == "record":
        yield line
        for inner, part in shape.fields.items():
            value = (given or {}).get(inner)
            yield from _field(inner, part, below + "  ", given=value, is_told=is_told)
    elif shape.kind == "list" and shape.entry is not None and shape.entry.kind == "record":
        yield line
        if given:
            yield from _entries(shape.entry, below, given, is_told)
        elif is_told:
            yield from _entry(shape.entry, below if "#" in below else f"{below}# ")
    elif given is not None:
        yield f"{line} {written(given, shape)}"
    else:
        yield line + ("" if name == "note" or not is_told else _hint(shape))


def _entry(entry: Shape, indent: str) -> Iterator[str]:
    """The fields of an entry, as a comment to copy."""
    for number, (name, shape) in enumerate(entry.fields.items()):
        yield from _field(name, shape, indent, _DASH if number == 0 else "  ")


def _entries(entry: Shape, indent: str, given: list[Any], is_told: bool) -> Iterator[str]:
    """The entries that are known; the first is told of."""
    for place, one in enumerate(given):
        for number, (name, shape) in enumerate(entry.fields.items()):
            lead = _DASH if number == 0 else "  "
            value, told = one.get(name), is_told and place == 0
            yield from _field(name, shape, indent, lead, value, is_told=told)


def _comment(shape: Shape, indent: str) -> Iterator[str]:
    if shape.kind == "record" and not indent:
        yield f"# {'-' * (_WIDTH - 2)}"
    title = f"{shape.title} ({form_place(shape.guide)})" if shape.guide else shape.title
    text = f"{title}. {shape.description}" if shape.description else f"{title}."
    choices = shape.choices or (shape.entry.choices if shape.entry is not None else ())
    if choices:
        text += f" {'One' if shape.choices else 'Any'} of: {', '.join(choices)}."
    for line in wrapped(text, _WIDTH - len(indent) - 2):
        yield f"{indent}# {line}"


def _hint(shape: Shape) -> str:
    """What kind of value goes there, behind the colon."""
    hint = HINTS.get(shape.kind, "")
    return f"  # {hint}" if hint else ""
