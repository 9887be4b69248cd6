"""`check --receipt` and `verify`: what matches, and which part does not."""

from __future__ import annotations

import builtins
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from perkins_rules import __version__
from perkins_rules.receipts import making
from perkins_rules.receipts.reader import receipt_in
from perkins_rules.receipts.receipt import receipt_text

from ..app.conftest import ERRORS, SAMPLE, Run
from .test_receipt import pem, public

PACK = """\
pack test.own "Rules of our own" for state_plan extends federal.sources

rule named "The State has a name"
  cite perkins 122(d)(2)
  require state.name is present
  remedy "Give the name."
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a plan, a bad one and two pairs of keys; the working folder."""
    shutil.copy(SAMPLE, tmp_path / "plan.yaml")
    shutil.copy(ERRORS, tmp_path / "bad.yaml")
    for name in ("a", "b"):
        key = Ed25519PrivateKey.generate()
        (tmp_path / f"{name}.pem").write_bytes(pem(key))
        (tmp_path / f"{name}.pub").write_bytes(public(key))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def differing(out: str) -> set[str]:
    """The names of the parts that do not match."""
    return {line[2:20].strip() for line in out.splitlines() if line.startswith("✗ ")}


def forge(path: Path, **parts: Any) -> None:
    """Changes parts of a receipt, and its sum with them."""
    receipt = receipt_in(path.read_bytes())._replace(**parts)
    path.write_bytes(receipt_text(receipt).encode())


def test_everything_matches(run: Run, folder: Path) -> None:
    assert run("check", "plan.yaml", "--receipt", "r.json").code == 0
    ran = run("verify", "r.json", "plan.yaml")
    assert (ran.code, differing(ran.out)) == (0, set())
    assert ran.out.endswith("Everything matches.\n")


def test_a_failing_document_has_a_receipt_too(run: Run, folder: Path) -> None:
    assert run("check", "bad.yaml", "--receipt", "r.json").code == 1
    assert json.loads((folder / "r.json").read_text())["verdict"] == "fail"
    assert run("verify", "r.json", "bad.yaml").code == 0


def test_the_same_check_gives_the_same_receipt(run: Run, folder: Path) -> None:
    asked = ("--as-of", "2026-08-01", "--profile", "strict", "--select", "112(b)")
    run("check", "plan.yaml", "--receipt", "r.json", *asked)
    run("check", "plan.yaml", "--receipt", "s.json", *asked, "--show", "all", "-o", "x.html")
    assert (folder / "r.json").read_bytes() == (folder / "s.json").read_bytes()
    ran = run("verify", "r.json", "plan.yaml")
    assert ran.code == 0
    assert "only 112(b)" in ran.out


def test_the_document_may_be_moved_and_not_changed(run: Run, folder: Path) -> None:
    run("check", "plan.yaml", "--receipt", "r.json")
    (folder / "sub").mkdir()
    shutil.copy("plan.yaml", "sub/other.yaml")
    assert run("verify", "r.json", "sub/other.yaml").code == 0
    with (folder / "sub" / "other.yaml").open("ab") as file:
        file.write(b"\n")
    ran = run("verify", "r.json", "sub/other.yaml")
    assert (ran.code, differing(ran.out)) == (1, {"document"})
    assert "This does not match: `document` differs." in ran.out


def test_another_document_differs_in_what_was_found(run: Run, folder: Path) -> None:
    run("check", "plan.yaml", "--receipt", "r.json")
    ran = run("verify", "r.json", "bad.yaml")
    assert ran.code == 1
    assert {"document", "verdict", "counts", "findings"} <= differing(ran.out)
    assert "needs review, here fail" in ran.out


def test_other_rules(run: Run, folder: Path) -> None:
    (folder / "own").mkdir()
    (folder / "own" / "own.rules").write_text(PACK, encoding="utf-8")
    run("check", "plan.yaml", "--receipt", "r.json", "--rules", "own")
    assert run("verify", "r.json", "plan.yaml", "--rules", "own").code == 0
    ran = run("verify", "r.json", "plan.yaml")
    assert ran.code == 1
    assert "rules" in differing(ran.out)
    assert "other rules than it was checked by" in ran.out


def test_another_version(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("check", "plan.yaml", "--receipt", "r.json")
    monkeypatch.setattr(making, "__version__", "9.9.9")
    ran = run("verify", "r.json", "plan.yaml")
    assert (ran.code, differing(ran.out)) == (1, {"engine version"})
    assert f"{__version__}, here 9.9.9" in ran.out


@pytest.mark.parametrize(
    ("part", "value", "name"),
    [
        ("verdict", "pass", "verdict"),
        ("date", "2027-07-01", "date"),
        ("edition", "2025-01", "edition"),
        ("profile", "strict", "profile"),
        ("counts", {"pass": 1}, "counts"),
        ("grammar_sha256", "0" * 64, "grammar"),
        ("schemas_sha256", "0" * 64, "schemas"),
        ("findings_sha256", "0" * 64, "findings"),
        ("waivers_sha256", "0" * 64, "waivers"),
        ("today", "2026-01-01", "day for waivers"),
    ],
)
def test_a_forged_part_is_found(run: Run, folder: Path, part: str, value: Any, name: str) -> None:
    run("check", "bad.yaml", "--receipt", "r.json", "--sign-key", "a.pem")
    forge(folder / "r.json", **{part: value})
    ran = run("verify", "r.json", "bad.yaml")
    assert (ran.code, differing(ran.out)) == (1, {name})
    ran = run("verify", "r.json", "bad.yaml", "--public-key", "a.pub")
    assert (ran.code, differing(ran.out)) == (1, {"signature"})
    assert "forged" in ran.out


def test_a_receipt_edited_by_hand_is_found(run: Run, folder: Path) -> None:
    run("check", "bad.yaml", "--receipt", "r.json")
    text = (folder / "r.json").read_text().replace('"verdict": "fail"', '"verdict": "pass"')
    (folder / "r.json").write_text(text)
    ran = run("verify", "r.json", "bad.yaml")
    assert (ran.code, differing(ran.out)) == (1, {"receipt"})
    assert "changed after it was written" in ran.out


def test_signatures(run: Run, folder: Path) -> None:
    ran = run("check", "plan.yaml", "--receipt", "r.json", "--sign-key", "a.pem")
    assert ran.code == 0
    assert run("verify", "r.json", "plan.yaml", "--public-key", "a.pub").code == 0
    unchecked = run("verify", "r.json", "plan.yaml")
    assert unchecked.code == 0
    assert "not checked without --public-key" in " ".join(unchecked.out.split())
    wrong = run("verify", "r.json", "plan.yaml", "--public-key", "b.pub")
    assert (wrong.code, differing(wrong.out)) == (1, {"signature"})
    assert "and not of b.pub" in wrong.out


def test_an_unsigned_receipt_where_a_signature_is_demanded(run: Run, folder: Path) -> None:
    run("check", "plan.yaml", "--receipt", "r.json")
    ran = run("verify", "r.json", "plan.yaml", "--public-key", "a.pub")
    assert (ran.code, differing(ran.out)) == (1, {"signature"})
    assert "none, and that of a.pub is demanded" in ran.out


def test_records_that_were_used_belong_to_it(run: Run, folder: Path) -> None:
    run("baseline", "bad.yaml")
    words = ("--baseline", "baseline.json")
    assert run("check", "bad.yaml", "--receipt", "r.json", *words).code == 0
    assert run("verify", "r.json", "bad.yaml", *words).code == 0
    assert "baseline" in differing(run("verify", "r.json", "bad.yaml").out)
    (folder / "bad.determinations.yaml").write_text("determinations: []\n")
    ran = run("verify", "r.json", "bad.yaml", *words)
    assert (ran.code, differing(ran.out)) == (1, {"determinations"})
    assert "there were none; here there are" in ran.out


def test_no_private_key_is_ever_shown(run: Run, folder: Path) -> None:
    secret = (folder / "a.pem").read_text().splitlines()[1]
    for words in (
        ("check", "plan.yaml", "--receipt", "r.json", "--sign-key", "a.pem"),
        ("check", "plan.yaml", "--receipt", "r.json", "--sign-key", "a.pub"),
        ("verify", "r.json", "plan.yaml", "--public-key", "a.pem"),
        ("--debug", "verify", "r.json", "plan.yaml", "--public-key", "a.pem"),
    ):
        ran = run(*words)
        assert secret[8:] not in ran.out + ran.err
    assert secret[8:] not in (folder / "r.json").read_text()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("check", "plan.yaml", "--sign-key", "a.pem"), "signs a receipt"),
        (("check", "plan.yaml", "bad.yaml", "--receipt", "r.json"), "one document"),
        (("check", ".", "--receipt", "r.json"), "one document"),
        (("check", "-", "--receipt", "r.json"), "a receipt is of a file"),
        (("check", "plan.yaml", "--receipt", "plan.yaml"), "would be lost"),
        (("check", "plan.yaml", "--receipt", "r.json", "--sign-key", "no.pem"), "no key no.pem"),
        (("check", "plan.yaml", "--receipt", "r.json", "--sign-key", "."), "the key . cannot be"),
        (("verify", "good.json", "plan.yaml", "--public-key", "."), "the key . cannot be"),
        (("check", "plan.yaml", "--receipt", "r.json", "--sign-key", "cut.pem"), "cannot be read"),
        (("check", "none.yaml", "--receipt", "r.json"), "there is no receipt"),
        (("verify", "none.json", "plan.yaml"), "there is no file none.json"),
        (("verify", "plan.yaml", "plan.yaml"), "this is no receipt"),
        (("verify", "good.json", "none.yaml"), "no file `none.yaml`"),
        (("verify", "good.json", "plan.yaml", "--public-key", "no.pub"), "no key no.pub"),
    ],
)
def test_what_cannot_be_done_gives_two(
    run: Run, folder: Path, words: tuple[str, ...], said: str
) -> None:
    run("check", "plan.yaml", "--receipt", "good.json")
    (folder / "cut.pem").write_bytes((folder / "a.pem").read_bytes()[:60])
    ran = run(*words)
    assert ran.code == 2
    assert said in ran.err
    assert not (folder / "r.json").exists()


def test_without_the_library_the_extra_is_named(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def missing(name: str, *rest: Any) -> Any:
        if name.startswith("cryptography"):
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", missing)
    ran = run("check", "plan.yaml", "--receipt", "r.json", "--sign-key", "a.pem")
    assert ran.code == 2
    assert 'pip install ".[sign]" or pipx' in ran.err
