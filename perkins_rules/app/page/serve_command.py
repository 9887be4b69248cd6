"""`perkins-rules serve`: the page in the browser of this machine."""

from __future__ import annotations

import webbrowser
from contextlib import suppress

import click

from perkins_rules.app.console import write_out
from perkins_rules.app.faults import Stop
from perkins_rules.app.page.server import address_of, server_of
from perkins_rules.app.page.site import site_files


@click.command("serve")
@click.option(
    "--port",
    type=click.IntRange(1024, 65535),
    help="Always the same port. Default: one that is free. A browser keeps unsaved work by port.",
)
@click.option("--no-open", is_flag=True, help="Do not open a browser; only tell the address.")
def command(port: int | None, no_open: bool) -> int:
    """Show the page of `perkins-rules page` in a browser, until Ctrl-C.

    It is served to this machine alone: nothing listens on the network, and the pages of other
    sites are refused. What is typed stays in the browser.
    """
    files = site_files()
    try:
        server = server_of(files, port or 0)
    except OSError as error:
        raise Stop(f"port {port} cannot be had: {error.strerror}.", "Take another one.") from error
    address = address_of(server)
    write_out(f"The page is at {address} for this machine alone. Ctrl-C ends it.\n")
    with server, suppress(KeyboardInterrupt):
        if not no_open and not webbrowser.open(address):
            write_out("No browser could be opened: open the address in yours.\n")
        server.serve_forever()
    write_out("\n")
    return 0
