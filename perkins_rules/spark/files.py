"""What is named -> the files that Spark is to read, with their sizes; listed on the driver.

A name without `://` is of this machine, and listed as a run on it alone does; all others are
listed by the file systems that Spark knows.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from perkins_rules.batch.names import is_archive, is_lines, is_pattern, is_remote
from perkins_rules.batch.places import Place, WhyNot, irregular, places
from perkins_rules.batch.wanted import is_beside, is_wanted
from perkins_rules.member import Member, faulty, in_words

if TYPE_CHECKING:  # the extra `spark`
    from pyspark.sql import SparkSession

WHOLE_BYTES = 128 << 20
"""A file that is read in one piece has no more."""
PASSED_OVER = ("_", ".")
"""Spark reads nothing of a file whose name begins so, and does not say so."""


class File(NamedTuple):
    """A file under the name that its user sees; `address` is what Spark calls it. `inner` when it
    was found in a folder or by a pattern.
    """

    name: str
    address: str
    size: int
    inner: bool = False


class Found(NamedTuple):
    """Files to be read, and what is known without reading: faults, and what is left out."""

    files: list[File]
    others: list[Member]


def files_in(
    spark: SparkSession, names: Sequence[str], why_not: WhyNot, read_named: Callable[[str], Member]
) -> Found:
    """Every file that is named, in the order of the names. `read_named` says what is wrong with one
    that the user named and that cannot be opened.
    """
    found = Found([], [])
    for name in names:
        here = partial(_local, why_not=why_not, read_named=read_named)
        listed = _remote(spark, name) if is_remote(name) else here(name)
        for one in listed:
            if isinstance(one, File) and (fault := _fault(one)):
                found.others.append(fault)
            elif isinstance(one, File):
                found.files.append(one)
            else:
                found.others.append(one)
    return found


def _fault(file: File) -> Member | None:
    """Why Spark should not be asked for a file."""
    base = file.address.rstrip("/").rpartition("/")[2]
    if base.startswith(PASSED_OVER) or base.endswith("._COPYING_"):
        message = f"`{file.name}` cannot be read: Spark passes over files of such names."
        return faulty(file.name, message, "Give it a name that begins with a letter or a digit.")
    if file.size > WHOLE_BYTES and not is_split(file):
        message = f"`{file.name}` has more than {WHOLE_BYTES >> 20} MiB, the most for one task."
        remedy = "Split it; or give its documents as lines of a file that is not packed (.jsonl)."
        return faulty(file.name, message, remedy)
    return None


def is_split(file: File) -> bool:
    """Whether several tasks can read a file: one with a document on each line, not packed."""
    return file.name.lower().endswith((".jsonl", ".ndjson"))


# ------------------------------------------------------------------ this machine


def _local(
    name: str, why_not: WhyNot, read_named: Callable[[str], Member]
) -> Iterator[File | Member]:
    if name == "-":
        yield faulty(name, "Spark does not read from standard input.", "Name a file.")
        return
    for place in places(name, why_not):
        yield place if isinstance(place, Member) else _local_file(place, read_named)


def _local_file(place: Place, read_named: Callable[[str], Member]) -> File | Member:
    name = place.name
    try:
        found = os.stat(name)  # noqa: PTH116  # a name, whatever it holds
        if not stat.S_ISREG(found.st_mode):
            return irregular(place)
        with open(name, "rb"):  # noqa: PTH123
            name.encode()  # what is no text, Java does not find
    except (OSError, ValueError) as error:
        if not (place.inner or is_lines(name) or is_archive(name)):
            return read_named(name)
        return faulty(name, f"`{name}` cannot be read: {in_words(error)}.")
    return File(name, address_of(name), found.st_size, place.inner)


def address_of(name: str) -> str:
    """What Spark calls a name: that of a file on this machine tells so."""
    return name if is_remote(name) else f"file:{os.path.abspath(name)}"  # noqa: PTH100


# ------------------------------------------------------------------ other file systems


def _remote(spark: SparkSession, name: str) -> Iterator[File | Member]:
    """By way of Hadoop's file systems: a file, or all below a folder or matching a pattern."""
    try:
        yield from _listed(spark, name)
    except Exception as error:  # noqa: BLE001  # each kind of storage has errors of its own
        said = str(getattr(error, "java_exception", error)).partition("\n")[0]
        yield faulty(name, f"`{name}` cannot be read: {said}.")


def _listed(spark: SparkSession, name: str) -> Iterator[File | Member]:
    system, path = file_system(spark, name)
    statuses = list(system.globStatus(path) or ()) if is_pattern(name) else None
    if statuses is None:
        statuses = [system.getFileStatus(path)] if system.exists(path) else []
    if not statuses:
        yield faulty(name, f"There is no document at `{name}`.")
    for status in sorted(statuses, key=_address):
        if status.isDirectory():
            yield from _below(system, status, name if not is_pattern(name) else _address(status))
        elif not is_pattern(name):
            yield File(name, _address(status), status.getLen())
        elif not is_beside(_address(status)):
            yield File(_address(status), _address(status), status.getLen(), inner=True)


def _below(system: Any, folder: Any, name: str) -> Iterator[File]:
    """The files below a folder, under the name of the folder."""
    start = len(_address(folder).rstrip("/"))
    found = []
    listing = system.listFiles(folder.getPath(), True)  # noqa: FBT003  # of Java
    while listing.hasNext():
        status = listing.next()
        inner = _address(status)[start:]
        if is_wanted(inner):
            shown = name.rstrip("/") + inner
            found.append(File(shown, _address(status), status.getLen(), inner=True))
    yield from _in_order(found)


def _in_order(files: Iterable[File]) -> list[File]:
    return sorted(files, key=lambda file: file.name.split("/"))


def _address(status: Any) -> str:
    return str(status.getPath().toString())


def file_system(spark: Any, name: str) -> tuple[Any, Any]:
    """The file system of Hadoop that an address is of, and the path there."""
    path = spark._jvm.org.apache.hadoop.fs.Path(name)  # noqa: SLF001  # PySpark has no other way
    return path.getFileSystem(spark._jsc.hadoopConfiguration()), path  # noqa: SLF001
