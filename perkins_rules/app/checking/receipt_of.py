"""The result of a check + its request -> the receipt: what is signed is what was shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from perkins_rules.app.asking.request import Request
from perkins_rules.app.console import write_file
from perkins_rules.app.faults import Stop, complain
from perkins_rules.batch.names import is_many
from perkins_rules.batch.result import Result
from perkins_rules.checker import Records
from perkins_rules.extras import how_to_get
from perkins_rules.findings import Verdict
from perkins_rules.receipts.making import Digests, receipt_of
from perkins_rules.receipts.receipt import AskedOf, Receipt, receipt_text
from perkins_rules.receipts.signing import KeyFault, NoLibrary, private_key, signed
from perkins_rules.record_file import RecordFile
from perkins_rules.waivers.place import NEVER


class ReceiptFile:
    """The file that `check --receipt` names: takes the one result of the run, and is written when
    all else is.
    """

    def __init__(self, request: Request) -> None:
        """Raises Stop for what no receipt can be made of."""
        if request.receipt is None:
            raise Stop("--sign-key signs a receipt.", "Name its file, too: --receipt FILE")
        _refuse_many(request)
        self._request, self._place = request, request.receipt
        self._key = usable_key(private_key, request.sign_key)
        self._made: Receipt | None = None

    def of(self, result: Result, records: Records) -> None:
        """Takes what was found, as it is shown."""
        if result.report.verdict != Verdict.UNREADABLE:
            self._made = receipt_for(result, self._request, records)

    def write(self) -> None:
        """Writes the receipt, if the document could be checked. Raises Stop."""
        if self._made is None:
            complain("there is no receipt of what could not be checked.")
            return
        made = signed(self._made, self._key) if self._key is not None else self._made
        write_file(self._place, receipt_text(made))


def receipt_for(result: Result, request: Request, records: Records) -> Receipt:
    """The receipt of a result. Raises Stop for a record that could not be read."""
    waivers, baseline = records.waivers, records.baseline
    digests = Digests(
        determinations=result.determinations,
        waivers=_digest(waivers.file if waivers is not None else None),
        baseline=_digest(baseline.file if baseline is not None else None),
    )
    asked = AskedOf(
        date=request.as_of,
        edition=request.edition,
        profile=request.profile,
        state=request.state,
        select=request.select,
        ignore=request.ignore,
        inline_waivers=waivers is not None and waivers.comments != NEVER,
    )
    return receipt_of(result.report, asked, digests)


def usable_key(load: Callable[[str], Any], path: str | None) -> Any:
    """The key in a file, if one is named. Raises Stop."""
    if path is None:
        return None
    try:
        return load(path)
    except KeyFault as fault:
        raise Stop(fault.message, fault.remedy) from None
    except NoLibrary:
        raise Stop("signatures need a library that is not installed.", how_to_get("sign")) from None


def _refuse_many(request: Request) -> None:
    if len(request.files) != 1 or is_many(request.files[0]):
        raise Stop("--receipt goes with one document.")
    if request.files[0] == "-":
        raise Stop("a receipt is of a file.", "Save the document, and name it.")
    if request.receipt in (request.files[0], *request.outputs):
        raise Stop(f"{request.receipt} is named for something else, too.", "Name another file.")
    if request.resume is not None:
        raise Stop("--receipt is of a check that is made now.", "Leave --resume out.")


def _digest(file: RecordFile | None) -> str | None:
    """The digest of a file that was used. Raises Stop."""
    if file is None:
        return None
    if file.fault:
        raise Stop(f"{file.path}: {file.fault}.")
    return file.sha256
