"""Puts the built-in rule packs, compiled, into the wheel.

They serve the Python that built the wheel; another Python compiles them once, into its user's
cache. The checkout and an editable install do that as well.
"""

from __future__ import annotations

import sys
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


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

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Clears away what was compiled; the wheel has it now."""
        if version != "editable":
            rmtree(self._folder, ignore_errors=True)
