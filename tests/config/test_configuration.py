"""Where a configuration is found, what it may say, and what is said of a faulty one."""

from __future__ import annotations

from pathlib import Path

import pytest

from perkins_rules.app.asking.configuration import configuration, configured
from perkins_rules.app.asking.request import Request, simple_request
from perkins_rules.app.faults import Stop


def put(folder: Path, text: str, name: str = "perkins.yaml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def settings(folder: Path, **told: object) -> dict[str, object]:
    found = configuration([str(folder / "plan.yaml")])
    return {key: setting.value for key, setting in found.settings.items()}


# ------------------------------------------------------------------ where it is


def test_it_is_found_by_walking_up(tmp_path: Path) -> None:
    put(tmp_path, "fail-on: warning\n")
    inner = tmp_path / "plans" / "2026"
    inner.mkdir(parents=True)
    assert settings(inner) == {"fail-on": "warning"}
    put(tmp_path / "plans", "fail-on: info\n")
    assert settings(inner) == {"fail-on": "info"}


def test_it_is_not_looked_for_above_a_repository(tmp_path: Path) -> None:
    put(tmp_path, "fail-on: warning\n")
    put(tmp_path, "waivers: []\n", "waivers.yaml")
    (tmp_path / "repository" / ".git").mkdir(parents=True)
    assert settings(tmp_path / "repository") == {}


def test_a_pyproject_without_the_table_is_passed_by(tmp_path: Path) -> None:
    put(tmp_path, "[tool.perkins-rules]\nprofile = 'strict'\n", "pyproject.toml")
    put(tmp_path / "inner", "[tool.other]\nx = 1\n", "pyproject.toml")
    assert settings(tmp_path / "inner") == {"profile": "strict"}


def test_two_of_them_in_one_folder_are_refused(tmp_path: Path) -> None:
    put(tmp_path, "fail-on: warning\n")
    put(tmp_path, "[tool.other]\n# perkins-rules\n", "pyproject.toml")
    assert settings(tmp_path) == {"fail-on": "warning"}
    put(tmp_path, "[tool.perkins-rules]\nprofile = 'strict'\n", "pyproject.toml")
    with pytest.raises(Stop, match="both set"):
        settings(tmp_path)


def test_standard_input_goes_by_the_folder_of_the_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "fail-on: never\n")
    monkeypatch.chdir(tmp_path)
    assert configuration(["-"]).value("fail-on") == "never"
    assert configuration(["s3://bucket/plan.yaml"]).value("fail-on") == "never"
    assert configuration(["*.yaml"]).value("fail-on") == "never"


def test_waivers_are_found_beside_it_or_in_the_repository(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    plans = tmp_path / "plans"
    plans.mkdir()
    put(tmp_path, "waivers: []\n", "waivers.yaml")
    assert Path(str(settings(plans)["waivers"])).samefile(tmp_path / "waivers.yaml")
    put(plans, "waivers: []\n", "waivers.yaml")
    assert Path(str(settings(plans)["waivers"])).samefile(plans / "waivers.yaml")


def test_without_a_repository_waivers_hold_in_their_own_folder_only(tmp_path: Path) -> None:
    put(tmp_path, "waivers: []\n", "waivers.yaml")
    (tmp_path / "plans").mkdir()
    assert settings(tmp_path / "plans") == {}
    assert list(settings(tmp_path)) == ["waivers"]


# ------------------------------------------------------------------ what it says

WHOLE = """\
# all that can be set
edition: 2025-01
as-of: 2026-07-01
profile: strict
state: MN
rules: packs
fail-on: warning
include: ["plans/*.yaml"]
exclude: [drafts]
waivers: letters/waivers.yaml
baseline: baseline.json
"""
WHOLE_TOML = """\
[tool.other]
edition = 1

[tool.perkins-rules]
edition = "2025-01"
as-of = 2026-07-01
profile = "strict"
state = "MN"
rules = ["packs"]
fail-on = "warning"
include = [
  "plans/*.yaml",
]
exclude = ["drafts"]
waivers = "letters/waivers.yaml"
baseline = "baseline.json"
"""


@pytest.mark.parametrize(
    ("name", "text", "line"), [("perkins.yaml", WHOLE, 6), ("pyproject.toml", WHOLE_TOML, 9)]
)
def test_all_that_can_be_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str, line: int
) -> None:
    monkeypatch.chdir(tmp_path)
    put(tmp_path, text, name)
    put(tmp_path / "packs", "", "a.rules")
    put(tmp_path / "letters", "waivers: []\n", "waivers.yaml")
    found = configuration(["plan.yaml"])
    assert found.settings["rules"] == (("packs",), f"{name}:{line}")
    request = configured(Request(files=("plan.yaml",)))
    assert request.edition == "2025-01"
    assert request.as_of == "2026-07-01"
    assert request.profile == "strict"
    assert request.state == "MN"
    assert request.rules == ("packs",)
    assert request.fail_on == "warning"
    assert request.include == ("plans/*.yaml",)
    assert request.exclude == ("drafts",)
    assert request.waivers == str(Path("letters/waivers.yaml"))


def test_the_command_line_comes_first(tmp_path: Path) -> None:
    put(tmp_path, "fail-on: warning\nprofile: strict\nedition: 2025-11\n")
    plan = str(tmp_path / "plan.yaml")
    told = simple_request(["check", "--fail-on", "error", "--edition=2025-01", plan])
    assert told is not None
    request = configured(told)
    assert (request.fail_on, request.edition, request.profile) == ("error", "2025-01", "strict")


def test_paths_are_named_from_the_folder_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "rules: [packs]\n")
    put(tmp_path / "packs", "", "a.rules")
    (tmp_path / "plans").mkdir()
    monkeypatch.chdir(tmp_path / "plans")
    (folder,) = configuration(["plan.yaml"]).value("rules")
    assert Path(folder).samefile(tmp_path / "packs")


@pytest.mark.parametrize("text", ["", "# nothing\n", "\n\n"])
def test_an_empty_one_sets_nothing(tmp_path: Path, text: str) -> None:
    put(tmp_path, text)
    assert settings(tmp_path) == {}


# ------------------------------------------------------------------ what is wrong


@pytest.mark.parametrize(
    ("text", "line", "said", "hint"),
    [
        ("editon: x\n", 1, "no setting `editon`", "Did you mean `edition`?"),
        ("as_of: 2026-07-01\n", 1, "no setting `as_of`", "Did you mean `as-of`?"),
        ("\n\nfail_on: x\n", 3, "no setting `fail_on`", "Did you mean `fail-on`?"),
        ("colour: red\n", 1, "no setting `colour`", "There are"),
        ("fail-on: warnings\n", 1, "`warnings`", "Did you mean `warning`?"),
        ("profile: loose\n", 1, "`loose`", "`guide`"),
        ("as-of: 7/1/2026\n", 1, "not a date", "2026-07-01"),
        ("as-of: 20260701\n", 1, "not a date", "2026-07-01"),
        ("state: Minnesota\n", 1, "no State's code", "MN"),
        ("rules: nowhere\n", 1, "no file or folder", "folder of this file"),
        ("waivers: nowhere.yaml\n", 1, "no file", "folder of this file"),
        ("rules: [[a]]\n", 1, "not a list of texts", ""),
        ("rules: {a: b}\n", 1, "not a list of texts", ""),
        ("edition:\n", 1, "not given", "take the line out"),
        ("edition: [a]\n", 1, "not a text", ""),
        ("- a\n", 1, "not a group", "fail-on"),
        ("edition: a\nedition: b\n", 2, "", ""),
        ("edition: !!python/name:os x\n", 1, "tag", ""),
        ("edition: [\n", 1, "never closed", ""),
    ],
)
def test_a_fault_is_told_with_its_line(
    tmp_path: Path, text: str, line: int, said: str, hint: str
) -> None:
    path = put(tmp_path, text)
    with pytest.raises(Stop) as stop:
        settings(tmp_path)
    assert f"perkins.yaml:{line}:" in stop.value.message, stop.value.message
    assert path.name in stop.value.message
    assert said in stop.value.message
    assert hint in stop.value.hint
    written = text.splitlines()[line - 1] if line <= len(text.splitlines()) else ""
    assert written in stop.value.message


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("[tool.perkins-rules]\neditoin = 'x'\n", 2, "no setting `editoin`"),
        ("[tool.x]\na=1\n[ tool.'perkins-rules' ]\nfail-on = 'warnings'\n", 4, "`warnings`"),
        ("[tool.perkins-rules]\nedition = 2025\n", 2, "not a text"),
        ("[tool.perkins-rules]\nas-of = 2026-07-01T00:00:00\n", 2, "not a text"),
        ("[tool]\nperkins-rules = 3\n", 2, "not a table"),
        ("[tool.perkins-rules]\nedition = \n", 2, "not TOML"),
        pytest.param(
            "[tool.perkins-rules]\nedition = " + "9" * 5000,
            1,
            "not TOML",
            id="a number of many digits",
        ),
        pytest.param(
            f"[tool.perkins-rules]\nrules = ['{'a' * 300}']",
            2,
            "no file or folder",
            id="a long name",
        ),
        pytest.param(
            f"[tool.perkins-rules]\nwaivers = '{'a' * 300}'",
            2,
            "no file",
            id="a long name of waivers",
        ),
        ("tool.perkins-rules.editoin = 'x'\n", 1, "no setting"),
    ],
)
def test_a_fault_of_the_table_is_told_with_its_line(
    tmp_path: Path, text: str, line: int, said: str
) -> None:
    put(tmp_path, text, "pyproject.toml")
    with pytest.raises(Stop) as stop:
        settings(tmp_path)
    assert f"pyproject.toml:{line}:" in stop.value.message, stop.value.message
    assert said in stop.value.message


@pytest.mark.parametrize("data", [b"\xff\xfe", b"edition: \xff", b"x" * (1 << 21), b"\0"])
def test_other_bytes_are_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "perkins.yaml").write_bytes(data)
    with pytest.raises(Stop):
        settings(tmp_path)


def test_a_named_one_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(Stop, match="cannot be read"):
        configuration(["plan.yaml"], str(tmp_path / "other.yaml"))
