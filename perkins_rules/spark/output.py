"""A folder for the tables of a run, at any address that Spark can write: whole, or not there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from perkins_rules.spark.files import address_of, file_system


class AlreadyThere(Exception):
    """There is something in the place of a new folder."""


@contextmanager
def new_folder(spark: Any, name: str) -> Iterator[str]:
    """The address of a folder that is not there yet; it is taken away again if the run fails.
    Raises AlreadyThere.
    """
    system, path = file_system(spark, address_of(name))
    if system.exists(path):
        raise AlreadyThere(f"{name} is there already.")
    try:
        yield address_of(name)
    except BaseException:
        with suppress(Exception):  # what went wrong is what is told
            system.delete(path, True)  # noqa: FBT003  # a method of Java: with all that is in it
        raise
