"""What pygls says to an editor, kept to what an editor should be told.

Of a request whose parameters do not fit, pygls 2.1 says nothing at all; of a fault in a handler it
sends a traceback with the paths of this machine. Either gets an answer here, in a sentence.
"""

from __future__ import annotations

import logging
from typing import Any

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcInternalError, JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol
from pygls.protocol.json_rpc import JsonRPCNotification

from perkins_rules.app.faults import Stop, complain
from perkins_rules.diagnostics import RuleFileError

_UNFIT = "The parameters of `{}` are not those of the Language Server Protocol."
_PASSED_OVER = JsonRPCNotification("$/perkinsRules/passedOver", "2.0", None)


class Protocol(LanguageServerProtocol):
    """Answers what cannot be understood."""

    def structure_message(self, data: dict[str, Any]) -> Any:
        """The message of a JSON object; one that does not fit is answered, and passed over."""
        try:
            return super().structure_message(data)
        except Exception:  # noqa: BLE001  # whatever is wrong with it, the next one may be right
            method = str(data.get("method", ""))[:80]
            complain(_UNFIT.format(method))
            if "id" in data and "method" in data:
                error = JsonRpcInvalidParams(message=_UNFIT.format(method))
                self._send_response(data["id"], error=error.to_response_error())
            return _PASSED_OVER


class Server(LanguageServer):
    """Tells of its faults on standard error, where editors keep what a server says."""

    def report_server_error(self, error: Exception, source: Any) -> None:
        """One line; the editor's user is shown nothing."""
        complain(f"a message could not be handled ({type(error).__name__}).")


def quiet_pygls() -> None:
    """pygls logs what it is sent and tracebacks: neither is for the log of an editor."""
    logger = logging.getLogger("pygls")
    logger.addHandler(logging.NullHandler())
    logger.propagate = False


def in_words(error: BaseException) -> JsonRpcInternalError:
    """A fault of a handler, as the editor is told of it: without a traceback."""
    if isinstance(error, Stop):
        return JsonRpcInternalError(message=" ".join(filter(None, (error.message, error.hint))))
    if isinstance(error, RuleFileError):
        return JsonRpcInternalError(
            message="The rules cannot be used; `perkins-rules lint` says why."
        )
    complain(f"this is a fault of the program ({type(error).__name__}: {str(error)[:200]}).")
    return JsonRpcInternalError(message=f"A fault of the program ({type(error).__name__}).")


def shown(server: Server, message: str, level: lsp.MessageType = lsp.MessageType.Info) -> None:
    """A message for the editor's user."""
    server.window_show_message(lsp.ShowMessageParams(level, message))
