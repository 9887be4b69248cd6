"""Every command that gives a verdict asks what `check` asks, and goes by the same records."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from pathlib import Path

import pytest

from perkins_rules.app.asking import inputs, rule_sources
from perkins_rules.member import Member
from tests.app.conftest import ERRORS, SAMPLE, Run
from tests.loaded import built_in
from tests.waivers.making import CAP, rules, waiver, write

PLAN = """\
document: state_plan
state: {code: VT, name: Vermont}
submission: {fiscal_years: [2026]}
budget:
  state_administration:
    amount: 500
  reserve: {amount: 0}
  state_match: {amount: 0}
performance: {indicators: []}
"""
INLINE = f"  # perkins-waiver: rule={CAP} authority=Us reason=Ours expires=2027-06-30"
CLAIMING = PLAN.replace("amount: 500", f"amount: 500{INLINE}")
TODAY = ("--today", "2026-11-22")
WAIVED = "1 finding waived"


@pytest.fixture(autouse=True)
def _small_rules(_rules_once: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rule_sources, "load_rules", lambda folders=(): rules())


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN)
    return path


# ------------------------------------------------------------------ the same question


def test_compare_goes_by_waivers(run: Run, plan: Path) -> None:
    better = plan.with_name("better.yaml")
    better.write_text(PLAN.replace("amount: 500", "amount: 50"))
    assert run("compare", str(better), str(plan), *TODAY).code == 1
    write(plan.parent, waiver())
    ran = run("compare", str(better), str(plan), *TODAY)
    assert (ran.code, "error (waived)" in ran.said) == (0, True), ran.out
    assert run("compare", str(better), str(plan), *TODAY, "--no-config").code == 1


def test_compare_review_and_explain_go_by_the_configuration(run: Run, plan: Path) -> None:
    plan.with_name("perkins.yaml").write_text("as-of: 2027-06-30\n")
    asked = json.loads(run("check", str(plan), "--format", "json").out)["documents"][0]["date"]
    assert asked == "2027-06-30"
    compared = json.loads(run("compare", str(plan), str(plan), "--format", "json").out)
    assert compared["documents"][0]["new"]["date"] == asked
    assert f"rules of {asked}" in run("explain", str(plan), CAP).said
    assert f"rules of {asked}" not in run("explain", str(plan), CAP, "--no-config").said


def test_review_asks_what_check_asks(run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rule_sources, "load_rules", lambda folders=(): built_in())
    plan.write_text(Path(SAMPLE).read_text())
    plain = run("review", str(plan), "--list").out
    plan.with_name("perkins.yaml").write_text("edition: 2025-11\nprofile: statute\n")
    told = ("--edition", "2025-11", "--profile", "statute")
    assert run("review", str(plan), "--list").out == (
        run("review", str(plan), "--list", "--no-config", *told).out
    )
    assert run("review", str(plan), "--list").out != plain


def test_explain_tells_what_is_waived(run: Run, plan: Path) -> None:
    write(plan.parent, waiver())
    ran = run("explain", str(plan), CAP, *TODAY)
    assert "Waived. Until 2027-06-30, by Letter of 2 March 2026" in ran.said


# ------------------------------------------------------------------ who decides on waivers


def claims(text: str) -> bool:
    return "A comment claims a waiver of test.waivers/cap by Us, until 2027-06-30: Ours" in text


@pytest.mark.parametrize("options", [(), ("--no-config",), ("--no-inline-waivers",)])
def test_a_document_does_not_clear_itself(run: Run, plan: Path, options: tuple[str, ...]) -> None:
    plan.write_text(CLAIMING)
    ran = run("check", str(plan), *TODAY, *options)
    assert (ran.code, claims(ran.said), WAIVED in ran.said) == (1, True, False)


def test_the_configuration_or_an_option_lets_it(run: Run, plan: Path) -> None:
    plan.write_text(CLAIMING)
    ran = run("check", str(plan), *TODAY, "--inline-waivers")
    assert (ran.code, claims(ran.said), WAIVED in ran.said) == (0, False, True)
    plan.with_name("perkins.yaml").write_text("inline-waivers: yes\n")
    assert run("check", str(plan), *TODAY).code == 0
    assert run("check", str(plan), *TODAY, "--no-inline-waivers").code == 1
    assert run("check", str(plan), *TODAY, "--no-config").code == 1


@pytest.mark.parametrize("kind", ["zip", "tar", "standard input"])
def test_a_configuration_speaks_for_files_alone(
    run: Run, plan: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan.with_name("perkins.yaml").write_text("inline-waivers: yes\n")
    monkeypatch.chdir(plan.parent)
    name, stdin = _held(plan, kind)
    ran = run("check", name, *TODAY, stdin=stdin)
    assert ran.code == 1
    assert run("check", name, *TODAY, "--inline-waivers", stdin=stdin).code == 0


def _held(plan: Path, kind: str) -> tuple[str, bytes]:
    """The plan in another kind of holder, and what standard input then is."""
    data = CLAIMING.encode()
    if kind == "zip":
        with zipfile.ZipFile(plan.with_name("all.zip"), "w") as archive:
            archive.writestr("plan.yaml", data)
        return "all.zip", b""
    if kind == "tar":
        with tarfile.open(plan.with_name("all.tar"), "w") as packed:
            info = tarfile.TarInfo("plan.yaml")
            info.size = len(data)
            packed.addfile(info, io.BytesIO(data))
        return "all.tar", b""
    return "-", data


def test_a_configuration_speaks_for_its_own_folder_alone(
    run: Run, plan: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    plan.write_text(CLAIMING)
    plan.with_name("perkins.yaml").write_text("inline-waivers: yes\n")
    other = tmp_path_factory.mktemp("other") / "plan.yaml"
    other.write_text(CLAIMING)
    assert run("check", str(plan), *TODAY).code == 0
    assert run("check", str(plan), str(other), *TODAY).code == 1
    (plan.parent / "linked").symlink_to(other.parent)
    assert run("check", str(plan.parent / "linked" / "plan.yaml"), *TODAY).code == 1


def test_what_is_read_is_not_written_over(run: Run, plan: Path) -> None:
    before = plan.read_text()
    beside = str(plan.parent / "." / "plan.yaml")
    for words in (("--format", "text", "-o", beside), ("--receipt", beside)):
        ran = run("check", str(plan), *words)
        assert (ran.code, "would be lost" in ran.err) == (2, True)
    assert run("compare", str(plan), str(plan), "-o", beside).code == 2
    assert plan.read_text() == before


def test_verify_goes_by_what_the_receipt_says_of_inline_waivers(run: Run, plan: Path) -> None:
    plan.write_text(CLAIMING)
    receipt = str(plan.with_name("receipt.json"))
    counted = ("check", str(plan), *TODAY, "--inline-waivers", "--receipt", receipt)
    assert run(*counted).code == 0
    ran = run("verify", receipt, str(plan))
    assert (ran.code, "inline waivers counted" in ran.said) == (0, True)


# ------------------------------------------------------------------ one read


def test_what_is_signed_is_what_was_shown(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However often a file is replaced while it is checked."""
    good = PLAN.replace("amount: 500", "amount: 50").encode()
    reads = []

    def replaced(name: str, limit_bytes: int) -> Member:
        reads.append(name)
        return Member(name, good if len(reads) == 1 else PLAN.encode(), is_file=True)

    monkeypatch.setattr(inputs, "named_member", replaced)
    monkeypatch.setattr("perkins_rules.app.asking.documents_in.named_member", replaced)
    receipt = plan.with_name("receipt.json")
    ran = run("check", str(plan), "--format", "json", "--receipt", str(receipt))
    shown, signed = json.loads(ran.out)["documents"][0], json.loads(receipt.read_text())
    assert (ran.code, reads) == (0, [str(plan)])
    assert signed["document_sha256"] == shown["sha256"]
    assert signed["verdict"] == shown["verdict"]


def test_a_record_is_read_once(run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Waivers that change meanwhile: those that counted are those that the receipt names."""
    from perkins_rules.app.checking import making as checking
    from perkins_rules.record_file import RecordFile, read_record

    place, reads = write(plan.parent, waiver()), []

    def once(path: str) -> RecordFile:
        reads.append(path)
        return read_record(path)

    monkeypatch.setattr(checking, "read_record", once)
    receipt = plan.with_name("receipt.json")
    run("check", str(plan), *TODAY, "--receipt", str(receipt))
    assert len(reads) == 1
    assert json.loads(receipt.read_text())["waivers_sha256"] == read_record(place).sha256


def test_a_receipt_and_a_document_in_the_other_order_are_told(run: Run, plan: Path) -> None:
    receipt = plan.with_name("receipt.json")
    run("check", str(plan), *TODAY, "--receipt", str(receipt))
    ran = run("verify", str(plan), str(receipt))
    assert ran.code == 2
    assert "the receipt comes first" in ran.said
    assert f"perkins-rules verify {receipt} {plan}" in ran.said
    assert "the receipt comes first" not in run("verify", str(plan), str(plan)).said


def test_a_receipt_knows_the_limit_of_size(run: Run, plan: Path) -> None:
    plan.write_text(PLAN + "# " + "x" * (1 << 20) + "\n")
    receipt = plan.with_name("receipt.json")
    ran = run("check", str(plan), "--max-size", "1", "--receipt", str(receipt))
    assert (ran.code, receipt.exists()) == (2, False)
    assert "there is no receipt" in ran.err


# ------------------------------------------------------------------ many documents


def test_a_wrong_choice_of_rules_is_told_before_any_process_starts(
    run: Run, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for number in range(12):
        (tmp_path / f"{number}.yaml").write_text(PLAN)
    ran = run("check", str(tmp_path), "--select", "test.waivers/capp", "--jobs", "2")
    assert ran.code == 2
    assert ran.err.startswith("perkins-rules: `test.waivers/capp` is no rule")
    assert "Traceback" not in ran.err + capfd.readouterr().err


def test_few_and_many_are_told_the_same(run: Run, tmp_path: Path) -> None:
    """One run for both: the reports differ in nothing but what is told of them."""
    for number in range(3):
        (tmp_path / f"{number}.yaml").write_text(PLAN)
    names = sorted(map(str, tmp_path.glob("*.yaml")))
    few = run("check", *names, "--format", "json")
    many = run("check", str(tmp_path), "--format", "json")
    assert few == many
    out = [str(tmp_path / name) for name in ("few.txt", "many.txt")]
    run("check", *names, "-o", out[0])
    run("check", str(tmp_path), "-o", out[1])
    texts = [Path(name).read_text() for name in out]
    assert texts[0] == texts[1]


def test_an_example_goes_every_way(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """`check`, a receipt's `verify` and `baseline` come to the same findings."""
    monkeypatch.setattr(rule_sources, "load_rules", lambda folders=(): built_in())
    checked = json.loads(run("check", ERRORS, "--format", "json").out)["documents"][0]
    entries = json.loads(run("baseline", ERRORS, "-o", "-").out)["findings"]
    ids = {finding["id"] for finding in checked["findings"]}
    assert entries
    assert {entry["id"] for entry in entries} <= ids
