"""Puts the built-in rule packs, compiled, into the wheel, and the page in the browser where it is
built; and tells an index what the project is.

They serve the Python that built the wheel; another Python compiles them once, into its user's
cache. The checkout and an editable install do that as well.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

_LINK = re.compile(r"\[([^\[\]]+)\]\((?!https?://)[^()]*\)")


class Description(MetadataHookInterface):
    """The metadata hook: README.md, in which links that lead into the repository are plain words.

    An index has none of its files, and the repository has no public address to lead to.
    """

    PLUGIN_NAME = "custom"

    def update(self, metadata: dict[str, Any]) -> None:
        """Sets `readme`."""
        text = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        metadata["readme"] = {"content-type": "text/markdown", "text": _LINK.sub(r"\1", text)}


class CompiledRules(BuildHookInterface[Any]):
    """The build hook of the wheel; hatch finds it by its base class."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compiles the rules of the source tree. Raises RuleFileError if they have a fault."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from perkins_rules import pipeline

        self._folder = mkdtemp(prefix="perkins-rules-")
        for path in pipeline.write_compiled(Path(self._folder)):
            build_data["force_include"][str(path)] = f"perkins_rules/_assets/compiled/{path.name}"
        page = Path(self.root) / "build" / "page"
        if (page / "site.json").is_file():  # where `make page` was run
            build_data["force_include"][str(page)] = "perkins_rules/_assets/page"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Clears away what was compiled; the wheel has it now."""
        if version != "editable":
            rmtree(self._folder, ignore_errors=True)
