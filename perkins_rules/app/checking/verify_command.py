"""`perkins-rules verify`"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import click

from perkins_rules.app.asking.configuration import configured
from perkins_rules.app.asking.inputs import named_member
from perkins_rules.app.asking.options import (
    color_option,
    config_options,
    given_on,
    max_size_option,
    rules_option,
)
from perkins_rules.app.asking.request import Request
from perkins_rules.app.checking.making import checker_for
from perkins_rules.app.checking.receipt_of import receipt_for, usable_key
from perkins_rules.app.console import console_style, write_out
from perkins_rules.app.faults import Stop
from perkins_rules.batch.making import result_of
from perkins_rules.documents.shown import listed
from perkins_rules.findings import Verdict
from perkins_rules.receipts.comparing import Part, compared
from perkins_rules.receipts.reader import Changed, NoReceipt, read_receipt
from perkins_rules.receipts.receipt import Receipt
from perkins_rules.receipts.signing import is_signed_by, key_digest, public_key
from perkins_rules.report.style import Style
from perkins_rules.report.wrap import hanging

_WIDTH = 18


@click.command("verify")
@click.argument("receipt", metavar="RECEIPT", type=click.Path())
@click.argument("file", metavar="FILE", type=click.Path())
@click.option(
    "--public-key",
    metavar="KEY",
    help="Demand a signature of this key (Ed25519, PEM).",
)
@rules_option
@max_size_option
@click.option("--determinations", metavar="FILE", help="As with `check`.")
@click.option("--waivers", metavar="FILE", help="As with `check`.")
@click.option("--baseline", metavar="FILE", help="As with `check`.")
@config_options
@color_option
@click.pass_context
def command(context: click.Context, /, **told: Any) -> int:
    """Check FILE again, as RECEIPT says that it was checked, and say whether all is the same.

    Exit code 0: everything matches; 1: something differs, or the receipt was changed; 2: it could
    not be verified, because a file is missing or is no receipt.
    """
    style = console_style(told["color"])
    key = usable_key(public_key, told["public_key"])
    try:
        receipt = read_receipt(told["receipt"])
    except Changed as changed:
        write_out(_lines([Part("receipt", matches=False, said=changed.message)], style))
        return 1
    except NoReceipt as fault:
        raise Stop(*_no_receipt(fault, told)) from fault
    parts = [Part("receipt", matches=True, said="whole"), _signature(receipt, key, told)]
    if parts[-1].matches:
        now = _again(receipt, told, given_on(context))
        parts += compared(receipt, now)
    write_out(_lines(parts, style))
    return int(not all(part.matches for part in parts))


def _no_receipt(fault: NoReceipt, told: Mapping[str, Any]) -> tuple[str, str]:
    """What is said of a first file that is no receipt: the second may be it."""
    try:
        read_receipt(told["file"])
    except Changed:
        pass
    except NoReceipt:
        return fault.message, fault.remedy
    first, second = told["receipt"], told["file"]
    return (
        f"the receipt comes first: {second} is one, {first} is not.",
        f"Write: perkins-rules verify {second} {first}",
    )


def _signature(receipt: Receipt, key: Any, told: dict[str, Any]) -> Part:
    made, path = receipt.signature, told["public_key"]
    if key is None:
        if made is None:
            return Part("signature", matches=True, said="none")
        said = f"of the key {made.key_sha256[:16]}; not checked without --public-key"
        return Part("signature", matches=True, said=said)
    if made is None:
        return Part("signature", matches=False, said=f"none, and that of {path} is demanded")
    own = key_digest(key)
    if made.key_sha256 != own:
        said = f"of the key {made.key_sha256[:16]}, and not of {path}, which is {own[:16]}"
        return Part("signature", matches=False, said=said)
    if not is_signed_by(receipt, key):
        said = f"false: it is not what the key of {path} signed. The receipt is forged"
        return Part("signature", matches=False, said=said)
    return Part("signature", matches=True, said=f"of the key {own[:16]}, as in {path}")


def _again(receipt: Receipt, told: dict[str, Any], given: tuple[str, ...]) -> Receipt:
    """The receipt of the same question, asked now. Raises Stop."""
    name = told["file"]
    records = {n: told[n] for n in ("rules", "determinations", "waivers", "baseline", "max_size")}
    settings = {n: told[n] for n in ("config", "no_config")}
    request = configured(Request(files=(name,), **records, **settings, given=given))
    asked = receipt.asked
    request = request._replace(
        as_of=asked.date,
        edition=asked.edition,
        profile=asked.profile,
        state=asked.state,
        select=asked.select,
        ignore=asked.ignore,
        today=receipt.today,
        inline_waivers=asked.inline_waivers,
    )
    checker = checker_for(request)
    result = result_of(named_member(name, checker.options.limit_bytes), checker)
    if result.report.verdict == Verdict.UNREADABLE:
        fault = result.report.findings[0]
        raise Stop(fault.message, fault.remedy or f"See: perkins-rules check {name}")
    shown = result._replace(report=checker.known(result.report))
    return receipt_for(shown, request, checker.records)


def _lines(parts: list[Part], style: Style) -> str:
    lines = [line for part in parts for line in _part(part, style)]
    return "\n".join([*lines, "", *_last(parts, style)]) + "\n"


def _part(part: Part, style: Style) -> Iterator[str]:
    mark = "pass" if part.matches else "fail"
    lead = f"{style.mark(mark)} {part.name:<{_WIDTH}}"
    for line in hanging(lead, style.clean(part.said), style.width):
        yield style.paint("" if part.matches else "bold red", line)


def _last(parts: list[Part], style: Style) -> Iterator[str]:
    other = [part.name for part in parts if not part.matches]
    if not other:
        yield style.paint("bold green", "Everything matches.")
    elif other[0] in ("receipt", "signature"):
        yield style.paint("bold red", "The receipt proves nothing: it was not looked at further.")
    else:
        differs = "differs" if len(other) == 1 else "differ"
        yield style.paint("bold red", f"This does not match: {listed(other)} {differs}.")
