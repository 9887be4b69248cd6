"""Configuration and waivers on the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.app.conftest import ERRORS, TINY, Run

PLAN = """\
document: state_plan
state: {code: VT, name: Vermont}
submission: {option: annual_revisions, revises: [], fiscal_years: [2026]}
budget:
  total_allocation: {amount: 5200000}
  state_administration: {amount: 260000.01}
"""
CAP = "federal.budget/administration-cap"
WAIVER = f"""\
waivers:
  - rule: {CAP}
    path: budget.state_administration.amount
    authority: Letter of 2 March 2026
    reason: A cent of rounding
    expires: 2027-06-30
    cite: perkins 131(b)
"""


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "vt.yaml").write_text(PLAN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def capped(*words: str) -> list[str]:
    return ["check", "--select", CAP, "--today", "2026-11-22", *words]


# ------------------------------------------------------------------ configuration


def test_config_shows_what_is_in_force_and_whence(run: Run, repository: Path) -> None:
    (repository / "perkins.yaml").write_text("\nfail-on: warning\nprofile: strict\n")
    ran = run("config", "plans", "--profile", "statute", "--format", "json")
    told = json.loads(ran.out)
    assert told["file"] == "perkins.yaml"
    assert told["settings"]["fail-on"] == {"value": "warning", "from": "perkins.yaml:2"}
    assert told["settings"]["profile"] == {"value": "statute", "from": "command line"}
    assert told["settings"]["edition"] == {"value": None, "from": "default"}
    text = run("config", "plans").out
    assert "fail-on         warning (perkins.yaml:2)" in text
    assert "the one in force on the day of filing of each document" in " ".join(text.split())


def test_config_of_pyproject(run: Run, repository: Path) -> None:
    (repository / "pyproject.toml").write_text('[tool.perkins-rules]\nedition = "2025-11"\n')
    told = json.loads(run("config", "--format", "json").out)
    assert told["settings"]["edition"] == {"value": "2025-11", "from": "pyproject.toml:2"}


def test_a_faulty_configuration_stops_every_command(run: Run, repository: Path) -> None:
    (repository / "perkins.yaml").write_text("fail-on: warnings\n")
    for words in (["check", "plans/vt.yaml"], ["config"], ["rules"], ["check", "plans"]):
        ran = run(*words)
        assert ran.code == 2
        assert "perkins.yaml:1:" in ran.err
        assert "fail-on: warnings" in ran.err
        assert "Did you mean `warning`?" in ran.err
    assert run("check", "--no-config", "plans/vt.yaml").code == 1


def test_an_unknown_edition_is_told_with_its_line(run: Run, repository: Path) -> None:
    (repository / "perkins.yaml").write_text("edition: 2031-01\n")
    for words in (["check", "plans/vt.yaml"], ["check", "plans"], ["config"]):
        assert "perkins.yaml:1: edition 2031-01" in run(*words).err


def test_fail_on_is_taken_from_it_unless_the_command_line_says_it(
    run: Run, repository: Path
) -> None:
    (repository / "perkins.yaml").write_text("fail-on: never\n")
    assert run("check", "plans/vt.yaml").code == 0
    assert run("check", "plans").code == 0
    assert run("check", "--fail-on", "error", "plans/vt.yaml").code == 1
    assert run("check", "--fail-on", "error", "--show", "all", "plans/vt.yaml").code == 1


def test_the_state_is_for_documents_that_say_none(run: Run, repository: Path) -> None:
    (repository / "perkins.yaml").write_text("state: MN\n")
    report = repository / "plans" / "levels.yaml"
    report.write_text("document: local_levels\n")
    told = json.loads(run("check", "--format", "json", "plans/levels.yaml").out)
    (document,) = told["documents"]
    assert document["state"] == "MN"
    assert not [f for f in document["findings"] if f["rule"] == "document/state"]
    report.write_text("document: local_levels\nstate: {code: NY}\n")
    told = json.loads(run("check", "--format", "json", "plans/levels.yaml").out)
    assert told["documents"][0]["state"] == "NY"


def test_includes_and_excludes_are_for_folders(run: Run, repository: Path) -> None:
    (repository / "perkins.yaml").write_text(
        "include: ['plans/**']\nexclude: [drafts, '*.tmp.yaml']\n"
    )
    for name in ("plans/drafts/a.yaml", "plans/b.tmp.yaml", "other/c.yaml"):
        path = repository / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(PLAN)
    ran = run("check", "-q", "-o", "report.json", "--jobs", "1", ".")
    told = json.loads((repository / "report.json").read_text("utf-8"))
    assert [Path(d["path"]).name for d in told["documents"]] == ["vt.yaml"]
    assert "excluded by perkins.yaml:2" in ran.err
    assert run("check", *["--format", "json", "plans/b.tmp.yaml"]).code == 1
    assert run("check", "--only-documents", "plans/b.tmp.yaml").code == 0
    assert run("check", "--only-documents", "plans/vt.yaml").code == 1


def test_own_rules_are_for_all_commands(run: Run, repository: Path) -> None:
    packs = repository / "packs"
    packs.mkdir()
    (packs / "own.rules").write_text(
        'pack own.rules "Our own" for state_plan\n\nextends federal.sources\n\n'.replace(
            "\n\nextends federal.sources", " extends federal.sources"
        )
        + 'rule named "It has a name"\n  cite perkins 112(a)\n  encodes own\n'
        "  require state.name is present\n"
        '  remedy "Name it."\n'
    )
    (repository / "perkins.yaml").write_text("rules: packs\n")
    assert "own.rules/named" in run("rules", "own.rules/*").out
    assert run("explain", "own.rules/named").code == 0
    assert "1 rule file" in run("lint").out
    assert run("test").code in (0, 1)
    assert "1 file" in run("fmt", "--check").out
    everything = ["check", "--format", "json", "--show", "all", "plans/vt.yaml"]
    assert "own.rules/named" in run(*everything).out


def test_without_a_configuration_nothing_heavy_is_imported(repository: Path) -> None:
    (repository / "plan.json").write_text('{"document": "state_plan"}')
    code = (
        "import sys; from perkins_rules.app.main import main; main(['check', '-q', 'plan.json']);"
        "print(sorted({'yaml', 'tomllib', 'click', 'perkins_rules.waivers.applying',"
        " 'perkins_rules.app.asking.configuration_reader'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr.strip().endswith("[]"), done.stderr


# ------------------------------------------------------------------ waivers


def test_a_waived_finding_is_shown_in_every_output_and_fails_nothing(
    run: Run, repository: Path
) -> None:
    assert run(*capped("plans/vt.yaml")).code == 1
    (repository / "waivers.yaml").write_text(WAIVER)
    text = run(*capped("plans/vt.yaml"))
    assert text.code == 0
    assert "waived   Line 2 is" in text.out
    assert "Letter of 2 March 2026" in text.out
    assert "20 U.S.C. 2351(b)" in " ".join(text.out.split())
    assert "1 finding waived, as of 2026-11-22" in " ".join(text.out.split())
    quiet = run(*capped("-q", "plans/vt.yaml"))
    assert "vt.yaml:6:34: waived: Line 2 is" in quiet.out
    (document,) = json.loads(run(*capped("--format", "json", "plans/vt.yaml")).out)["documents"]
    assert document["today"] == "2026-11-22"
    assert document["findings"][0]["waiver"]["place"] == "waivers.yaml:2"
    files = ["r.txt", "r.json", "r.ndjson", "r.csv", "r.html"]
    words = [word for name in files for word in ("-o", name)]
    assert run(*capped(*words, "plans")).code == 0
    for name in files[:4]:
        assert "Letter of 2 March 2026" in (repository / name).read_text("utf-8"), name


def test_an_expired_one_fails(run: Run, repository: Path) -> None:
    (repository / "waivers.yaml").write_text(WAIVER)
    words = ["check", "--select", CAP, "--today", "2027-07-01"]
    for target in ("plans/vt.yaml", "plans"):
        ran = run(*words, "-q", target)
        assert ran.code == 1
        assert "[waivers/expired]" in ran.out
    assert "`soon` is not a date" in run("check", "--today", "soon", "plans/vt.yaml").err


def test_a_stray_one_is_reported(run: Run, repository: Path) -> None:
    (repository / "waivers.yaml").write_text(WAIVER.replace("state_administration", "reserve"))
    words = ["check", "--today", "2026-11-22", "-q", "--fail-on", "warning"]
    assert "[waivers/stray]" in run(*words, "plans/vt.yaml").out
    (repository / "plans" / "tiny.yaml").write_text(TINY)
    for target in (["plans"], ["plans/vt.yaml", "plans/tiny.yaml"]):
        ran = run(*words, *target)
        assert "matches nothing in the documents checked. [waivers/stray]" in ran.err
        assert ran.code == 1
    assert "stray" not in run(*capped("plans")).err


def test_one_that_is_used_is_not_called_stray(run: Run, repository: Path) -> None:
    (repository / "waivers.yaml").write_text(WAIVER)
    (repository / "plans" / "tiny.yaml").write_text(TINY)
    ran = run("check", "--today", "2026-11-22", "plans")
    assert ran.out
    assert "stray" not in ran.said


def test_one_for_a_document_that_is_gone_is_reported(run: Run, repository: Path) -> None:
    (repository / "waivers.yaml").write_text(f"{WAIVER}    file: plans/gone.yaml\n")
    assert "there is no such file" in run("check", "-q", "plans").err


def test_a_store_does_not_keep_what_has_expired(run: Run, repository: Path) -> None:
    (repository / "waivers.yaml").write_text(WAIVER)
    words = ["check", "--select", CAP, "--resume", "store.db", "--jobs", "1", "-q", "plans"]
    assert run(*words, "--today", "2027-06-30").code == 0
    assert run(*words, "--today", "2027-07-01").code == 1
    assert run(*words, "--today", "2027-06-30").code == 0
    (repository / "waivers.yaml").unlink()
    assert run(*words, "--today", "2027-06-30").code == 1


def test_named_waivers_must_be_there(run: Run, repository: Path) -> None:
    ran = run("check", "--waivers", "nowhere.yaml", "plans/vt.yaml")
    assert ran.code == 2
    assert "no file nowhere.yaml of waivers" in ran.err


@pytest.mark.parametrize("order", [1, -1])
def test_what_lies_beside_one_document_of_several_counts_for_none(
    run: Run, tmp_path: Path, order: int
) -> None:
    """Neither may a document clear itself among others, nor the order of names decide."""
    plans = []
    for name in ("acme", "beta"):
        (tmp_path / name).mkdir()
        plans.append(tmp_path / name / "plan.yaml")
        plans[-1].write_bytes(Path(ERRORS).read_bytes())
    (tmp_path / "acme" / "perkins.yaml").write_text("fail-on: never\n", encoding="utf-8")
    assert run("check", "-q", *map(str, plans[::order])).code == 1
    assert run("check", "-q", str(plans[0])).code == 0
    (tmp_path / "perkins.yaml").write_text("fail-on: never\n", encoding="utf-8")
    assert run("check", "-q", *map(str, plans[::order])).code == 0
