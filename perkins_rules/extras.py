"""What a plain installation leaves out -> in words how to get it."""

from __future__ import annotations


def how_to_get(extra: str) -> str:
    """The name of the project is not one of a public index: it is installed from where it came."""
    return (
        f"Install perkins-rules with its extra `{extra}`, from where it came:"
        f' pip install ".[{extra}]" or pipx install --force ".[{extra}]" in a'
        " copy of the repository."
    )
