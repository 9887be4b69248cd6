"""Request: what `check` was asked to do; and the short way to one, for plain command lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from perkins_rules.report.output_formats import FORMATS

FAIL_ON = ("error", "warning", "info", "never")
COLORS = ("auto", "always", "never")
PROFILES = ("guide", "statute", "strict")
SHOW = ("brief", "open", "all")


class Request(NamedTuple):
    """All that `check` can be told. Without `outputs` the report goes to standard output; a file
    `-` is standard input. `jobs` 0 is as many as there are cores.

    `select` and `ignore` hold rule ids (or patterns), sections or requirement ids. `max_size` is
    in MiB. `determinations` None are those beside each document.

    `inline_waivers` says whether waivers beside values count; None leaves it to the default, which
    is no. `today` is the day by which waivers are judged, `state` that of documents that say none.
    `include` and `exclude` are patterns of names in folders, from the folder `files_of` on.
    `settings_of` is the folder of the configuration.
    `given` names what the command line says, whatever its value; `origins` where a configuration
    says what it does not.

    `baseline` holds the findings that fail no run, `receipt` is the file for a receipt and
    `sign_key` that of the key which signs it. `site` is where the pages of the rules are. `fix`
    puts right what has one right answer, `diff` shows what that would be; `repairs` and `headroom`
    have reports carry the smallest lawful change, and how far figures can move.
    """

    files: tuple[str, ...]
    as_of: str | None = None
    edition: str | None = None
    profile: str | None = None
    format: str = "text"
    outputs: tuple[str, ...] = ()
    show: str = "open"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    draft: bool = False
    fail_on: str = "error"
    rules: tuple[str, ...] = ()
    color: str = "auto"
    quiet: bool = False
    max_size: int = 64
    jobs: int = 0
    resume: str | None = None
    determinations: str | None = None
    only_documents: bool = False
    waivers: str | None = None
    today: str | None = None
    state: str | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    files_of: str = ""
    settings_of: str = ""
    config: str | None = None
    no_config: bool = False
    given: tuple[str, ...] = ()
    origins: tuple[tuple[str, str], ...] = ()
    baseline: str | None = None
    inline_waivers: bool | None = None
    receipt: str | None = None
    sign_key: str | None = None
    site: str | None = None
    fix: bool = False
    diff: bool = False
    repairs: bool = False
    headroom: bool = False

    def said_in(self, field: str) -> str:
        """Where a configuration says a field; empty for what it does not say."""
        return dict(self.origins).get(field, "")


_FLAGS = {"--draft": "draft", "--quiet": "quiet", "-q": "quiet"}
_FLAGS["--only-documents"] = "only_documents"
_CHOICES = {
    "--format": FORMATS,
    "--fail-on": FAIL_ON,
    "--color": COLORS,
    "--profile": PROFILES,
    "--show": SHOW,
}
_VALUES = ("--as-of", "--edition")


def simple_request(words: Sequence[str]) -> Request | None:
    """The request of a plain `check`; None for all that click should read, mistakes included."""
    if words[:1] != ["check"]:
        return None
    files: list[str] = []
    told: dict[str, object] = {}
    rest = iter(words[1:])
    for word in rest:
        name, equals, value = word.partition("=")
        if word in _FLAGS:
            told[_FLAGS[word]] = True
        elif name in _CHOICES or name in _VALUES:
            value = value if equals else next(rest, "")
            if not value or value not in _CHOICES.get(name, (value,)):
                return None
            told[name.strip("-").replace("-", "_")] = value
        elif word.startswith("-") and word != "-":
            return None
        else:
            files.append(word)
    if not files:
        return None
    return Request(files=tuple(files), **told, given=tuple(told))  # type: ignore[arg-type]  # by name
