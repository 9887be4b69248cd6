"""Documents in an editor: what is told of them is what `check` says, at the place of it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types as lsp

from perkins_rules.checker import Checker
from perkins_rules.findings import Severity, Verdict
from perkins_rules.member import Member
from tests.app.editing.editor import ROOT, Editor, editor, line_of
from tests.loaded import built_in

EXAMPLES = ROOT / "examples"
DOCUMENTS = sorted([*EXAMPLES.glob("*.yaml"), *EXAMPLES.glob("*.json")])
ERRORS = EXAMPLES / "sample-plan-with-errors.yaml"
SAMPLE = EXAMPLES / "sample-plan.yaml"
_LEVELS = {Severity.ERROR: 1, Severity.WARNING: 2, Severity.INFO: 3}


def units(text: str, line: int, column: int) -> tuple[int, int]:
    """A place of a span, as the protocol counts: UTF-16, from 0."""
    before = text.split("\n")[line - 1][: column - 1]
    return line - 1, len(before.encode("utf-16-le")) // 2


def expected(path: Path) -> list[tuple[Any, ...]]:
    text = path.read_text(encoding="utf-8")
    report = Checker(built_in()).check(Member(str(path), path.read_bytes(), is_file=True)).report
    found = []
    for f in report.told_once:
        if f.verdict == Verdict.NEEDS_REVIEW:
            level = 4
        elif f.verdict == Verdict.CANNOT_DETERMINE:
            level = 3
        else:
            level = _LEVELS[f.severity]
        start, end = (units(text, *place) for place in (f.span[:2], f.span[2:]))
        found.append((f.rule, level, start, end, f.message.strip().rstrip(".")[:100]))
    return sorted(found)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_says_what_check_says(ed: Editor, path: Path) -> None:
    told = ed.found(ed.open(path))
    found = []
    for one in told:
        start, end = one.range.start, one.range.end
        place = (start.line, start.character), (end.line, end.character)
        found.append((one.code, int(one.severity or 0), *place, one.message))
    wanted = expected(path)
    assert [one[:4] for one in sorted(found)] == [one[:4] for one in wanted]
    for want in wanted:
        assert any(want[:4] == f[:4] and want[4] in f[4] for f in found), want


def test_the_examples_have_enough_to_say() -> None:
    assert len(expected(ERRORS)) > 60
    assert {level for _, level, *_ in expected(ERRORS)} == {1, 2, 3, 4}


def test_tells_the_law_and_where_the_figures_stand(ed: Editor) -> None:
    uri = ed.open(ERRORS)
    text = ERRORS.read_text()
    one = next(d for d in ed.found(uri) if d.code == "federal.budget/administration-cap")
    assert one.source == "perkins-rules"
    assert one.message.endswith("Perkins V § 112(a)(3); Guide IV.A line 2")
    assert "Lower line 2 to $260,000.00 or less." in one.message
    assert one.code_description is not None
    assert "title20-section2322" in one.code_description.href
    (related,) = one.related_information or ()
    assert related.message == "$5,200,000.00  budget.total_allocation.amount"
    assert related.location.uri == uri
    told = text.split("\n")[related.location.range.start.line]
    assert told.strip().startswith("amount: 5200000.00")


def test_what_is_typed_is_checked(ed: Editor) -> None:
    uri = ed.open("file:///plans/typed.yaml", SAMPLE.read_text())
    assert not [d for d in ed.found(uri) if d.severity != lsp.DiagnosticSeverity.Hint]
    ed.type(uri, SAMPLE.read_text().replace("amount: 260000.00", "amount: 260000.01", 1))
    found = {d.code for d in ed.found(uri) if d.severity == lsp.DiagnosticSeverity.Error}
    assert "federal.budget/administration-cap" in found
    ed.type(uri, "document: state_plan\nbudget: [\n")
    (fault,) = ed.found(uri)
    assert fault.severity == lsp.DiagnosticSeverity.Error
    assert str(fault.code).startswith("document/")


def test_of_many_keystrokes_the_last_is_told(ed: Editor) -> None:
    text = SAMPLE.read_text()
    uri = ed.open("file:///plans/fast.yaml", text)
    for cents in range(1, 40):
        ed.type(uri, text.replace("amount: 260000.00", f"amount: 260000.{cents:02}", 1))
    (cap,) = [d for d in ed.found(uri) if d.code == "federal.budget/administration-cap"]
    assert "$260,000.39" in cap.message
    assert len(ed.told[uri]) < 20


def test_other_yaml_is_no_business_of_ours(ed: Editor) -> None:
    for name, text in (
        ("a.yaml", "on: push\njobs: {}\n"),
        ("b.json", '{"name": "x"}'),
        ("c.yaml", "documents: many\nbudget: 5\n"),
        ("d.yaml", ""),
    ):
        assert ed.found(ed.open(f"file:///else/{name}", text)) == []


def test_a_configuration_that_cannot_be_read_is_told_on_documents_alone(
    ed: Editor, tmp_path: Path
) -> None:
    (tmp_path / "perkins.yaml").write_text("profile: nothing\n")
    (tmp_path / "plan.yaml").write_text("document: state_plan\n")
    (tmp_path / "other.yaml").write_text("on: push\n")
    assert ed.found(ed.open(tmp_path / "other.yaml")) == []
    (told,) = ed.found(ed.open(tmp_path / "plan.yaml"))
    assert "perkins.yaml" in told.message


def test_a_document_nobody_waits_for_is_not_checked(ed: Editor) -> None:
    text = "document: state_plan\nsource: >-\n" + "  words and words\n" * 70_000
    uri = ed.open("file:///plans/huge.yaml", text)
    (told,) = ed.found(uri)
    assert told.severity == lsp.DiagnosticSeverity.Information
    assert told.message.startswith("This document is too large to be checked while it is typed")
    assert ed.at(lsp.TEXT_DOCUMENT_HOVER, uri, 0, 3) is None


# ---------------------------------------------------------------- places


SIGNS = "document: state_plan\n{before}source: 😀 é\u2028x\u0085y\x0cz\nstaet: {{code: VT}}\n"


@pytest.mark.parametrize(
    ("encodings", "agreed"),
    [
        (None, "utf-16"),
        (["utf-16"], "utf-16"),
        (["utf-8", "utf-16"], "utf-8"),
        (["utf-32"], "utf-32"),
    ],
)
def test_places_are_counted_as_agreed(encodings: list[str] | None, agreed: str) -> None:
    text = 'document: state_plan\nscope: secondary\nstate: {name: "😀é𝔸", cod: VT}\n'
    column = text.split("\n")[2].index("cod")
    before = text.split("\n")[2][:column]
    size = {
        "utf-8": len(before.encode()),
        "utf-16": len(before.encode("utf-16-le")) // 2,
        "utf-32": len(before),
    }[agreed]
    with editor(encodings) as ed:
        assert ed.server.position_encoding == agreed
        uri = ed.open("file:///plans/signs.yaml", text)
        (slip,) = [d for d in ed.found(uri) if d.code == "schema/unknown-field"]
        assert slip.range == lsp.Range(lsp.Position(2, size), lsp.Position(2, size + 3))
        hover = ed.at(lsp.TEXT_DOCUMENT_HOVER, uri, 2, text.split("\n")[2].index("name"))
        assert hover.range.start.character == text.split("\n")[2].index("name")
        (fix,) = [a for a in ed.actions(uri, slip.range) if "Write" in a.title]
        (edit,) = fix.edit.changes[uri]  # type: ignore[union-attr, index]
        assert (edit.range, edit.new_text) == (slip.range, "code")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("sign", ["\u2028", "\u0085", ""])
def test_lines_end_as_the_protocol_says(ed: Editor, end: str, sign: str) -> None:
    lines = ["document: state_plan", f'source: "a{sign}b"', "staet: {code: VT}", ""]
    uri = ed.open(f"file:///plans/ends-{ord(end[0])}-{len(end)}-{sign!r}.yaml", end.join(lines))
    (slip,) = [d for d in ed.found(uri) if d.code == "schema/unknown-field"]
    assert slip.range == lsp.Range(lsp.Position(2, 0), lsp.Position(2, 5))
    ed.type(uri, end.join([lines[0], "", *lines[1:]]))
    (slip,) = [d for d in ed.found(uri) if d.code == "schema/unknown-field"]
    assert slip.range.start == lsp.Position(3, 0)


# ---------------------------------------------------------------- settings, faults


def test_what_a_yaml_server_tells_is_left_to_it() -> None:
    text = "document: state_plan\nstate: {code: VT, nam: Vermont}\nscope: seconday\n"
    with editor(None, {"schema": "yaml-language-server"}) as ed:
        uri = ed.open("file:///plans/beside.yaml", text)
        hint = lsp.DiagnosticSeverity.Hint
        assert severities(ed.found(uri)) == [hint] * 2
        assert ed.at(lsp.TEXT_DOCUMENT_COMPLETION, uri, 1, 20) == []
        told = ed.at(lsp.TEXT_DOCUMENT_HOVER, uri, 1, 9).contents.value
        assert told.startswith("Read by:")
        for settings, level in (
            ({}, hint),  # an editor that has nothing to say takes back nothing
            ({"yaml": {"validate": True}}, hint),
            ({"perkinsRules": {"schema": "perkins-rules"}}, lsp.DiagnosticSeverity.Error),
        ):
            ed.told.pop(uri)
            change = lsp.DidChangeConfigurationParams(settings)
            ed.client.workspace_did_change_configuration(change)
            assert severities(ed.found(uri)) == [level] * 2


def severities(found: list[lsp.Diagnostic]) -> list[lsp.DiagnosticSeverity | None]:
    """Those of slips that a schema tells."""
    return [d.severity for d in found if str(d.code).startswith("schema/")]


def test_configuration_and_rules_of_the_folder_count(ed: Editor, tmp_path: Path) -> None:
    own = tmp_path / "rules" / "own.rules"
    own.parent.mkdir()
    own.write_text(
        'pack own "Own" for state_plan needs language 1.2 extends federal.common\n\n'
        'rule source-said "The source is said"\n  cite perkins 122(a)\n'
        "  require source is present\n\n  passes when source is given\n"
        "  fails when source is missing\n"
    )
    (tmp_path / "perkins.yaml").write_text("rules: [rules]\n")
    plan = tmp_path / "plan.yaml"
    plan.write_text("document: state_plan\nstate: {code: VT}\n")
    uri = ed.open(plan)
    (said,) = [d for d in ed.found(uri) if str(d.code).startswith("own/")]
    assert said.code == "own/source-said"
    own.write_text("pack own\n")
    save = lsp.DidSaveTextDocumentParams(lsp.TextDocumentIdentifier(uri))
    ed.client.text_document_did_save(save)
    (fault,) = ed.found_next(uri)
    assert fault.message == "The rules cannot be used; `perkins-rules lint` says why."


def test_a_request_that_does_not_fit_is_answered(ed: Editor) -> None:
    protocol: Any = ed.client.protocol
    uri = ed.open("file:///plans/unfit.yaml", SAMPLE.read_text())
    for params in ({}, {"textDocument": 5}, {"textDocument": {"uri": uri}, "position": "top"}):
        request = {"jsonrpc": "2.0", "id": "unfit", "method": "textDocument/hover"}
        future = ed.loop.create_future()
        protocol._request_futures["unfit"] = future
        protocol._result_types["unfit"] = None
        protocol._send_data({**request, "params": params})
        with pytest.raises(Exception, match="parameters of `textDocument/hover` are not those"):
            ed._wait(future)
    ed.client.protocol.notify("textDocument/didOpen", {"textDocument": 5})
    line = line_of(SAMPLE.read_text(), "  reserve:")
    assert ed.at(lsp.TEXT_DOCUMENT_HOVER, uri, line, 4) is not None


def test_a_text_that_is_nowhere_is_told_so(ed: Editor) -> None:
    uri = "file:///plans/nowhere.yaml"
    with pytest.raises(Exception, match=f"{uri} is not open in the editor, and cannot be read"):
        ed.at(lsp.TEXT_DOCUMENT_HOVER, uri, 0, 0)


def framed(*messages: dict[str, Any]) -> bytes:
    """Messages as an editor writes them."""
    bodies = [json.dumps({"jsonrpc": "2.0", **message}).encode() for message in messages]
    return b"".join(b"Content-Length: %d\r\n\r\n%s" % (len(body), body) for body in bodies)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"schema": "perkins-rules", "inlayHints": False, "other": 1}, ""),
        (
            {"schema": "yaml", "inlayHints": 1},
            'perkins-rules: the setting `schema` is "perkins-rules" or "yaml-language-server".\n'
            "perkins-rules: the setting `inlayHints` is true or false.\n",
        ),
    ],
)
def test_the_log_tells_of_settings_and_of_no_fault_at_the_end(
    settings: dict[str, Any], said: str
) -> None:
    begins: dict[str, Any] = {"processId": None, "rootUri": None, "capabilities": {}}
    told = framed(
        {"id": 1, "method": "initialize", "params": {**begins, "initializationOptions": settings}},
        {"method": "initialized", "params": {}},
        {"id": 2, "method": "shutdown"},
        {"method": "exit"},
    )
    server = [sys.executable, "-m", "perkins_rules", "lsp"]
    done = subprocess.run(server, input=told, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr.decode()) == (0, said)


@pytest.mark.parametrize("place", [(0, 10_000), (10_000, 0), (10_000, 10_000), (0, 0)])
def test_places_that_are_not_there_do_no_harm(ed: Editor, place: tuple[int, int]) -> None:
    uri = ed.open(f"file:///plans/nowhere-{place}.yaml", "document: state_plan\nstate:\n  code: V")
    for method in (
        lsp.TEXT_DOCUMENT_HOVER,
        lsp.TEXT_DOCUMENT_COMPLETION,
        lsp.TEXT_DOCUMENT_DEFINITION,
    ):
        ed.at(method, uri, *place)


def test_a_closed_document_is_told_clean(ed: Editor) -> None:
    uri = ed.open("file:///plans/closed.yaml", "document: state_plan\n")
    assert ed.found(uri)
    ed.shut(uri)
    ed.pause(0.3)
    assert list(ed.told[uri][-1].diagnostics) == []
