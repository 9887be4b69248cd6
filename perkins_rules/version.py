"""The version of this program, as it stands in pyproject.toml."""

__version__ = "0.1.0"
