"""One document + a request -> the receipt of its check; and `check` with --receipt."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from perkins_rules.app.asked import asked_of, known_edition
from perkins_rules.app.baseline_of import baseline_of
from perkins_rules.app.checking import determinations_place, kept_waivers, report_of
from perkins_rules.app.configuration import configured
from perkins_rules.app.console import write_file
from perkins_rules.app.faults import COULD_NOT_RUN, Stop, complain
from perkins_rules.app.inputs import Unreadable, read_input
from perkins_rules.app.request import Request
from perkins_rules.app.rule_sources import rules_with
from perkins_rules.batch.names import is_many
from perkins_rules.determinations.place import found_beside
from perkins_rules.engine.askable import AskableRules
from perkins_rules.findings import Verdict
from perkins_rules.pipeline import Options
from perkins_rules.receipts.making import Records, receipt_of
from perkins_rules.receipts.receipt import AskedOf, Receipt, receipt_text
from perkins_rules.receipts.signing import KeyFault, NoLibrary, private_key, signed
from perkins_rules.waivers.place import Applied

_MIB = 1 << 20


def with_receipt(request: Request, run: Callable[[Request], int]) -> int:
    """Checks, and writes the receipt of it; the exit code is that of the check. Raises Stop."""
    place = request.receipt
    if place is None:
        raise Stop("--sign-key signs a receipt.", "Name its file, too: --receipt FILE")
    _refuse_many(request)
    key = usable_key(private_key, request.sign_key)
    code = run(request._replace(receipt=None, sign_key=None))
    receipt = made_now(configured(request)) if code != COULD_NOT_RUN else None
    if receipt is None:
        complain("there is no receipt of what could not be checked.")
        return code
    write_file(place, receipt_text(signed(receipt, key) if key is not None else receipt))
    return code


def usable_key(load: Callable[[str], Any], path: str | None) -> Any:
    """The key in a file, if one is named. Raises Stop."""
    if path is None:
        return None
    try:
        return load(path)
    except KeyFault as fault:
        raise Stop(fault.message, fault.remedy) from None
    except NoLibrary:
        hint = 'pip install "perkins-rules[sign]"'
        raise Stop("signatures need a library that is not installed.", hint) from None


def _refuse_many(request: Request) -> None:
    if len(request.files) != 1 or is_many(request.files[0]):
        raise Stop("--receipt goes with one document.")
    if request.files[0] == "-":
        raise Stop("a receipt is of a file.", "Save the document, and name it.")
    if request.receipt in (request.files[0], *request.outputs):
        raise Stop(f"{request.receipt} is named for something else, too.", "Name another file.")


def made_now(request: Request) -> Receipt | None:
    """The receipt of the one document of a request; None when it cannot be read. Raises Stop."""
    rules = rules_with(request.rules)
    known_edition(rules, request.edition, request.said_in("edition"))
    options = Options(
        asked=asked_of(request.as_of, request.edition, request.profile),
        keep=_keep(rules, request),
        limit_bytes=request.max_size * _MIB,
        state=request.state,
    )
    try:
        given = read_input(request.files[0], options.limit_bytes)
    except Unreadable:
        return None
    place, kept = determinations_place(request), kept_waivers(request)
    report = report_of(rules, given, options, place, Applied(kept, rules))
    if report.verdict == Verdict.UNREADABLE:
        return None
    baseline = baseline_of(request)
    if baseline is not None:
        report = baseline.on(report, options.keep is None)
    records = Records(
        _digest_of(place or found_beside(given.name)),
        _digest_of(kept.path),
        _digest_of(request.baseline),
    )
    return receipt_of(report, _asked(request), records)


def _keep(rules: AskableRules, request: Request) -> Callable[[Any], bool] | None:
    if not request.select and not request.ignore:
        return None
    from perkins_rules.app.selection import keeper

    return keeper(rules.rules, request.select, request.ignore)


def _asked(request: Request) -> AskedOf:
    return AskedOf(
        date=request.as_of,
        edition=request.edition,
        profile=request.profile,
        state=request.state,
        select=request.select,
        ignore=request.ignore,
    )


def _digest_of(path: str | None) -> str | None:
    """The digest of a file that was used. Raises Stop."""
    if path is None:
        return None
    try:
        return sha256(Path(path).read_bytes()).hexdigest()
    except OSError as error:
        raise Stop(f"{path} cannot be read: {error.strerror}.") from error
