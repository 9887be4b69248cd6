"""`perkins-rules page`: the page in the browser, as files for any web server."""

from __future__ import annotations

from pathlib import Path

import click

from perkins_rules.app.console import write_out
from perkins_rules.app.page.site import write_site
from perkins_rules.report.clean import clean


@click.command("page")
@click.option(
    "--output", "-o", metavar="FOLDER", required=True, help="A folder of its own for the page."
)
def command(output: str) -> int:
    """Write a page with which documents are written, checked and reviewed in a browser.

    It is a folder of files that any web server hands on as they are. The whole program runs in the
    browser: nothing is installed, and nothing that is typed or opened leaves the machine.

    A browser runs it from an address that begins with https://, or with http:// on the same
    machine, and not from a file; `perkins-rules serve` shows it without a web server. The server
    must say of files in .mjs that they are JavaScript, and of .wasm that it is application/wasm.
    """
    count = write_site(Path(output))
    write_out(
        f"{clean(output)} holds the page, {count} files. A web server hands them on as they are;"
        " for yourself: perkins-rules serve\n"
    )
    return 0
