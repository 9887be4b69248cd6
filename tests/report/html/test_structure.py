"""What is in the file: data, policy, order, limits; the same results give the same bytes."""

from __future__ import annotations

import base64
import hashlib
import json
import random
import re
import shutil
import subprocess
import zlib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from perkins_rules.findings import Determination, Verdict, Waiver
from perkins_rules.report.html import Limits
from perkins_rules.report.html.page import ASSETS, SCRIPTS
from perkins_rules.report.html.plain_document import CODES
from perkins_rules.report.outputs import OutputFault
from perkins_rules.report.tally import tally
from tests.report.html.making import (
    EXAMPLES,
    HOSTILE,
    blocks,
    checked,
    example,
    examples,
    hostile,
    variants,
    written,
)

NODE = shutil.which("node")


def documents(path: Path) -> list[dict[str, Any]]:
    found = blocks(path)
    packed = [found[f"documents-{k}"] for k in range(len(found)) if f"documents-{k}" in found]
    texts = [zlib.decompress(base64.b64decode(one), -15) for one in packed]
    return [document for text in texts for document in json.loads(text)]


def test_every_document_has_its_row_and_its_page_in_order(tmp_path: Path) -> None:
    results = examples()
    path = written(tmp_path / "report.html", results)
    names = [result.report.path for result in results]
    assert [row["name"] for row in blocks(path)["rows"]] == names
    assert [page["name"] for page in documents(path)] == names


def test_the_same_results_give_the_same_bytes(tmp_path: Path) -> None:
    one = written(tmp_path / "one.html", variants(40)).read_bytes()
    assert one == written(tmp_path / "two.html", variants(40)).read_bytes()


def test_counts_are_of_all_documents(tmp_path: Path) -> None:
    results = examples()
    told = blocks(written(tmp_path / "report.html", results))["report"]["overview"]
    assert told["count"] == len(results)
    assert sum(told["verdicts"].values()) == len(results)
    failing = sum(result.report.verdict == "fail" for result in results)
    assert told["verdicts"]["fail"] == failing


def test_every_page_counts_alike(tmp_path: Path) -> None:
    results = [*examples(), checked("a.yaml", "document: state_plan\nstate: {code: VT}\n")]
    path = written(tmp_path / "report.html", results)
    ids = [rule["id"] for rule in blocks(path)["report"]["rules"]]
    for result, row, page in zip(results, blocks(path)["rows"], documents(path), strict=True):
        told = tally(result.report)
        *counts, waived = row["counts"]
        assert page["counts"] == row["counts"]
        usual = [told.errors, told.missing, told.warnings, told.notes, told.open, told.reviews]
        assert (counts, waived) == (usual, 0)
        in_cells = Counter[int]()
        for rule, code, count in zip(*(row["cells"][k::3] for k in range(3)), strict=True):
            if CODES[code] != "open" or not ids[rule].startswith("document/"):
                in_cells[code] += count
        assert [in_cells[code] for code in range(len(CODES))] == row["counts"]
    rules = blocks(path)["report"]["overview"]["rules"]
    for code in range(len(CODES)):
        found = sum(counts[code][1] for _, counts in rules)
        assert found == sum(row["counts"][code] for row in blocks(path)["rows"])


def test_a_document_that_cannot_be_read_is_of_no_state_and_no_type(tmp_path: Path) -> None:
    nameless = checked("b.yaml", "document: state_plan\n")
    path = written(tmp_path / "report.html", [checked("a.yaml", "document: ["), nameless])
    told = blocks(path)["report"]["overview"]
    assert [name for name, _ in told["states"]] == ["none given", "not read"]
    assert [name for name, _ in told["types"]] == ["State plan", "not read"]
    assert [row["state"] for row in blocks(path)["rows"]] == ["not read", "none given"]


@pytest.mark.parametrize("name", ["all.jsonl:17", "all.zip!plans.ndjson.gz:2"])
def test_a_document_that_is_a_line_of_a_file_tells_of_no_lines(tmp_path: Path, name: str) -> None:
    text = json.dumps(
        yaml.safe_load((EXAMPLES / "sample-plan-with-errors.yaml").read_bytes()), default=str
    )
    page = documents(written(tmp_path / "report.html", [checked(name, text)]))[0]
    findings = [f for section in page["sections"] for f in section["findings"]]
    assert len(findings) > 10
    assert not any("line" in finding for finding in [*findings, *page["reviews"]])
    origins = [step[2] for f in findings for step in f.get("rows", []) + f.get("steps", [])]
    assert not any(origin.startswith("line ") for origin in origins)


def test_money_is_summed_by_line_exactly(tmp_path: Path) -> None:
    report = written(tmp_path / "report.html", [example("sample-plan-with-errors")] * 3)
    money = {line["title"]: line for line in blocks(report)["report"]["overview"]["money"]}
    assert money["State administration"]["over"] == [3, "0.03", "0.01"]
    assert money["State match"]["under"] == [3, "30000.03", "10000.01"]
    assert money["Reserve"]["off"] == [3, "30000.00", "10000.00"]


def test_findings_have_derivation_law_and_remedy(tmp_path: Path) -> None:
    path = written(tmp_path / "report.html", [example("sample-plan-with-errors")])
    report, page = blocks(path)["report"], documents(path)[0]
    findings = [f for section in page["sections"] for f in section["findings"]]
    cap = next(f for f in findings if report["rules"][f["rule"]]["id"].endswith("tion-cap"))
    assert cap["fix"] == "Lower line 2 to $260,000.00 or less."
    assert cap["rows"][-1][:2] == ["cap", "$260,000.00"]
    law = report["laws"][cap["law"][0]]
    assert law["text"] == "Perkins V § 112(a)(3)"
    assert law["at"].endswith("USC-prelim-title20-section2322&num=0&edition=prelim")


def test_sections_stand_in_the_order_of_the_form(tmp_path: Path) -> None:
    page = documents(written(tmp_path / "report.html", [example("sample-plan-with-errors")]))[0]
    titles = [section["title"] for section in page["sections"]]
    budget = next(k for k, title in enumerate(titles) if title.startswith("Budget"))
    cover = next(k for k, title in enumerate(titles) if title.startswith("Cover page"))
    assert cover < budget
    assert len(titles) == len(set(titles))


def test_above_the_limit_only_failing_documents_and_it_says_so(tmp_path: Path) -> None:
    results = list(variants(60))
    path = written(tmp_path / "report.html", results, Limits(documents=50, failing=7))
    failing = [r.report.path for r in results if r.report.verdict in ("fail", "unreadable")]
    found = blocks(path)
    assert [row["name"] for row in found["rows"]] == failing[:7]
    assert [page["name"] for page in documents(path)] == failing[:7]
    assert found["report"]["overview"]["count"] == 60
    assert found["report"]["failing"] == len(failing)
    assert found["report"]["limits"] == [50, 7]


def test_failing_documents_after_the_limit_are_held_too(tmp_path: Path) -> None:
    good, bad = example("sample-plan"), example("sample-plan-with-errors")
    path = written(tmp_path / "report.html", [good] * 5 + [bad], Limits(documents=4, failing=2))
    assert [row["name"] for row in blocks(path)["rows"]] == ["sample-plan-with-errors.yaml"]


def test_a_document_that_cannot_be_read_has_its_page(tmp_path: Path) -> None:
    page = documents(written(tmp_path / "report.html", [checked("a.yaml", "document: [")]))[0]
    assert page["verdict"] == "unreadable"
    assert page["sections"][0]["findings"][0]["message"]


def test_a_remark_on_the_whole_document_has_a_cell_and_is_no_check_that_waits(
    tmp_path: Path,
) -> None:
    begun = "document: state_plan\nsubmission: {fiscal_years: [2026]}\n"
    path = written(tmp_path / "report.html", [checked("a.yaml", begun)])
    held = blocks(path)
    rule = [one["id"] for one in held["report"]["rules"]].index("document/state")
    (row,) = held["rows"]
    cells = list(zip(*(row["cells"][k::3] for k in range(3)), strict=True))
    assert (rule, CODES.index("open"), 1) in cells
    assert row["counts"] == documents(path)[0]["counts"]
    assert (
        sum(count for _, code, count in cells if code == CODES.index("open"))
        == 1 + row["counts"][CODES.index("open")]
    )


def test_no_documents_at_all(tmp_path: Path) -> None:
    assert blocks(written(tmp_path / "report.html", []))["rows"] == []


def test_a_draft_sets_apart_what_is_not_filled_in(tmp_path: Path) -> None:
    begun = "document: state_plan\nstate: {code: VT}\nsubmission: {fiscal_years: [2026]}\n"
    path = written(tmp_path / "report.html", [checked("a.yaml", begun)], draft=True)
    assert documents(path)[0]["to_fill"]
    assert blocks(path)["report"]["draft"] is True


def test_what_a_reviewer_determined_stands_on_the_checklist(tmp_path: Path) -> None:
    result = example("sample-plan")
    first, *others = result.report.findings
    made = Determination("met", "A. Reviewer", "2026-03-01", "Seen.", first.message, "current")
    settled = first._replace(verdict=Verdict.PASS, determination=made)
    report = result.report._replace(findings=(settled, *others))
    page = documents(written(tmp_path / "report.html", [result._replace(report=report)]))[0]
    assert page["sections"] == []
    judged = page["reviews"][0]["judged"]
    assert (judged["answer"], judged["state"]) == ("met", "current")
    assert "A. Reviewer on 2026-03-01: Seen." in judged["told"]


def test_a_waived_finding_says_on_whose_authority_and_is_no_error(tmp_path: Path) -> None:
    result = example("sample-plan-with-errors")
    cap = next(f for f in result.report.findings if f.rule.endswith("/administration-cap"))
    waiver = Waiver("Letter 7", "Agreed.", "", "2027-01-01", None, "waivers.yaml:3")
    report = result.report._replace(findings=(cap._replace(waiver=waiver),))
    path = written(tmp_path / "report.html", [result._replace(report=report)])
    told = documents(path)[0]["sections"][0]["findings"][0]
    assert told["waived"] == "by Letter 7, until 2027-01-01: Agreed. [waivers.yaml:3]"
    assert blocks(path)["rows"][0]["cells"] == [told["rule"], CODES.index("waived"), 1]


# ------------------------------------------------------------------ nothing acts


def test_the_policy_lets_nothing_in_but_the_script_and_style_by_their_hashes(
    tmp_path: Path,
) -> None:
    text = written(tmp_path / "report.html", [example("guam")]).read_text(encoding="utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy is not None
    told = policy[1].replace("&#39;", "'")
    assert "default-src 'none'" in told
    assert "unsafe" not in told
    for name in ("script", "style"):
        content = re.search(f"<{name}>(.*?)</{name}>", text, re.DOTALL)
        assert content is not None
        digest = base64.b64encode(hashlib.sha256(content[1].encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in told


@pytest.mark.parametrize("hostile_text", HOSTILE)
def test_hostile_texts_stay_in_their_data_block(tmp_path: Path, hostile_text: str) -> None:
    result = hostile()[HOSTILE.index(hostile_text)]
    text = written(tmp_path / "report.html", [result]).read_bytes().decode("utf-8")
    plain = written(tmp_path / "plain.html", [example("sample-plan-with-errors")])
    tags = r"<(?:/?[a-z!][^>]*)>"
    ours = re.findall(tags, plain.read_text(encoding="utf-8").partition("<script>")[0])
    assert re.findall(tags, text.partition("<script>")[0]) == ours
    data = "".join(re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', text))
    assert data.isascii()
    assert not set("<>&") & set(data)


def test_control_characters_and_direction_marks_are_written_out(tmp_path: Path) -> None:
    for page in documents(written(tmp_path / "report.html", hostile())):
        assert all(character.isprintable() or character == "\n" for character in json.dumps(page))
        assert page["name"].isprintable()


@pytest.mark.skipif(NODE is None, reason="no node to run the script in")
@pytest.mark.parametrize("level", [0, 1, 6, 9])
def test_what_is_packed_is_unpacked_by_the_script(level: int) -> None:
    noise = random.Random(level).randbytes(70_000)
    texts = [b"", b"a", b"[]", b"ab" * 300, noise, noise[:500] * 40, json.dumps(HOSTILE).encode()]
    packed = [_packed(text, level) for text in texts]
    script = (ASSETS / "js" / "inflate.js").read_text(encoding="utf-8") + (
        f"for (const one of {json.dumps(packed)})"
        "console.log(Buffer.from(inflate(Buffer.from(one, 'base64'))).toString('base64'));"
    )
    done = subprocess.run(
        [str(NODE), "-"], input=script, capture_output=True, text=True, check=True
    )
    assert [base64.b64decode(line) for line in done.stdout.split("\n")[:-1]] == texts


def _packed(text: bytes, level: int) -> str:
    packer = zlib.compressobj(level, zlib.DEFLATED, -15)
    return base64.b64encode(packer.compress(text) + packer.flush()).decode("ascii")


def test_texts_become_text_only() -> None:
    script = "".join((ASSETS / "js" / name).read_text(encoding="utf-8") for name in SCRIPTS)
    for way in ("innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(", "Function("):
        assert way not in script
    assert sorted(SCRIPTS) == sorted(path.name for path in (ASSETS / "js").glob("*.js"))


# ------------------------------------------------------------------ files


def test_a_file_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(OutputFault):
        written(tmp_path / "missing" / "report.html", [])
    assert list(tmp_path.iterdir()) == []


def test_an_interrupted_run_leaves_the_earlier_report(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text("earlier", encoding="utf-8")

    def broken() -> Any:
        yield example("guam")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        _abandoned(path, broken())
    assert path.read_text(encoding="utf-8") == "earlier"
    assert [one.name for one in tmp_path.iterdir()] == ["report.html"]


def _abandoned(path: Path, results: Any) -> None:
    from perkins_rules.report.html import HtmlOutput
    from perkins_rules.report.outputs import Outputs
    from tests.report.html.making import about

    with Outputs([HtmlOutput(str(path), about())]) as outputs:
        for result in results:
            outputs.add(result)
