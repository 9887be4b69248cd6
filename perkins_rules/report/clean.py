"""Text from a document -> text that a terminal may be given: nothing in it can act.

Control characters, escape sequences, bidirectional overrides and invisible marks are written out
(`\\x1b`); what the console's encoding lacks is put in plain letters.
"""

from __future__ import annotations

# Typographic characters and what stands for them where a console has none.
_PLAIN = {
    "§": "sec.",
    "\N{EN DASH}": "-",
    "\N{EM DASH}": "--",
    "\N{MINUS SIGN}": "-",
    "…": "...",
    "·": ";",
    "•": "*",
    "≈": "about ",
    "→": "->",
    "\N{LEFT SINGLE QUOTATION MARK}": "'",
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "“": '"',
    "”": '"',
    "\N{MULTIPLICATION SIGN}": "x",
    "│": "|",
    "─": "-",
}


def clean(text: str, encoding: str = "utf-8") -> str:
    """One line of harmless text that `encoding` can hold."""
    if not text.isprintable():
        text = "".join(c if c.isprintable() else _written_out(c) for c in text)
    return text if encoding == "utf-8" else _encodable(text, encoding)


def clean_lines(text: str, encoding: str = "utf-8") -> str:
    """The same for a text whose lines and tabs are to stay."""
    if encoding == "utf-8" and text.replace("\n", "").replace("\t", "").isprintable():
        return text
    lines = text.split("\n")
    return "\n".join(
        "\t".join(clean(part, encoding) for part in line.split("\t")) for line in lines
    )


def without_commands(text: str) -> str:
    """The same text where a log that a machine reads may take lines of it as commands: those of
    GitHub begin a line with `::`, which any word may come to do, or stand anywhere as `##[`.
    """
    if "##[" in text:
        text = text.replace("##[", "## [")
    if "::" not in text:
        return text
    lines = (line.split(" ") for line in text.split("\n"))
    return "\n".join(" ".join(_apart(word) for word in words) for words in lines)


def _apart(word: str) -> str:
    return f": {word[1:]}" if word.startswith("::") else word


def _written_out(character: str) -> str:
    if character in "\t\n\r" or character.isspace():
        return " "
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _encodable(text: str, encoding: str) -> str:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_in(character, encoding) for character in text)
    return text


def _in(character: str, encoding: str) -> str:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return _PLAIN.get(character, "?")
    return character
