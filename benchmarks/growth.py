"""python -m benchmarks.growth [--lengths 100,1000,10000] [--over 1.3] [NAME…]

How the check of a document grows with each of its lists: every list of every example is filled
up to some lengths with entries like its first, in four ways (the same entry again; keys told apart;
entries that hold nothing; entries of another kind). A line for each list whose time, or whose JSON
report, grows faster than the list: the exponent of the growth between the last two lengths, over
what the rest of the document takes. Linear is 1.
"""

from __future__ import annotations

import argparse
import copy
import json
import math
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from benchmarks.many import examples
from perkins_rules import check_document, load_rules
from perkins_rules.findings_plain import document_to_plain

Path = tuple[str | int, ...]


class Growth(NamedTuple):
    """Seconds, bytes of report and of document, for one length of a list."""

    seconds: float
    report: int
    document: int


def lists_in(value: Any, path: Path = ()) -> Iterator[Path]:
    """The paths of all lists with entries; of lists in lists, those of the first entry."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from lists_in(part, (*path, key))
    elif isinstance(value, list) and value:
        yield path
        yield from lists_in(value[0], (*path, 0))


def _again(entry: Any, _: int) -> Any:
    return entry


def _apart(entry: Any, number: int) -> Any:
    if isinstance(entry, dict):
        return {k: f"{v} {number}" if isinstance(v, str) else v for k, v in entry.items()}
    return f"{entry} {number}" if isinstance(entry, str) else entry


def _empty(entry: Any, _: int) -> Any:
    return {} if isinstance(entry, dict) else None


def _other(entry: Any, _: int) -> Any:
    return "no" if isinstance(entry, dict) else {"no": "no"}


WAYS: dict[str, Callable[[Any, int], Any]] = {
    "again": _again,
    "apart": _apart,
    "empty": _empty,
    "other": _other,
}


def grown(document: Any, path: Path, way: str, length: int) -> bytes:
    """The document with the list at the path filled up to a length."""
    made = copy.deepcopy(document)
    of = made
    for key in path:
        of = of[key]
    of += [WAYS[way](copy.deepcopy(of[0]), n) for n in range(length - len(of))]
    return json.dumps(made, default=str).encode()


def measured(rules: Any, given: bytes) -> Growth:
    """One check, and its report as JSON."""
    start = time.process_time()
    written = json.dumps(document_to_plain(check_document(rules, given)))
    return Growth(time.process_time() - start, len(written), len(given))


def main() -> int:
    """Prints a line for each list that grows faster than it should."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lengths", default="100,1000")
    parser.add_argument("--over", type=float, default=1.3)
    parser.add_argument("--all", action="store_true", help="tell those that grow as they should")
    parser.add_argument("names", nargs="*", help="parts of the names of lists")
    asked = parser.parse_args()
    lengths = [int(one) for one in asked.lengths.split(",")]
    rules = load_rules()
    for document in examples():
        for path in lists_in(document):
            name = f"{document['document']}/{'/'.join(map(str, path))}"
            for way in WAYS if all(part in name for part in asked.names) else ():
                line, slope = _curve(rules, document, (path, way), lengths)
                if asked.all or slope > asked.over:
                    print(f"{name} {way}: {line}", flush=True)
    return 0


def _curve(
    rules: Any, document: Any, where: tuple[Path, str], lengths: list[int]
) -> tuple[str, float]:
    base = min(measured(rules, json.dumps(document, default=str).encode()) for _ in range(2))
    found = [measured(rules, grown(document, *where, length)) for length in lengths]
    (*_, before, last), step = found, math.log(lengths[-1] / lengths[-2])
    slopes = [
        math.log(max(last[k] - base[k], least) / max(before[k] - base[k], least)) / step
        for k, least in enumerate((0.001, 1000))
    ]
    line = f"time^{slopes[0]:.2f} {last.seconds:.2f} s, report^{slopes[1]:.2f}"
    line += f" {last.report / 1e6:.2f} MB, {last.report / last.document:.0f} times the document"
    return line, max(slopes)


if __name__ == "__main__":
    sys.exit(main())
