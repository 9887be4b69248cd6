"""The wheel carries all that the tool needs and works from any folder, away from the checkout."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import lark
import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out)]
    subprocess.run([*build, str(ROOT)], check=True, capture_output=True)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with the wheel in it. The libraries it depends on are lent to it by this
    one, behind its own packages, so that nothing is fetched.
    """
    home = tmp_path_factory.mktemp("clean") / "env"
    venv.create(home, with_pip=False)
    (packages,) = [*home.glob("lib/python*/site-packages"), *home.glob("Lib/site-packages")]
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(packages)
    lent = Path(lark.__path__[0]).parent
    (packages / "lent.pth").write_text(f"import sys; sys.path.append({str(lent)!r})\n")
    return home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def run(python: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    environment |= {"XDG_CACHE_HOME": str(folder / "cache"), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [str(python), *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_wheel_carries_grammar_schemas_rules_and_the_rules_compiled(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assets = {name.split("/")[2] for name in names if name.startswith("perkins_rules/_assets/")}
    page = {"page"} if (ROOT / "build" / "page" / "site.json").is_file() else set()
    assert assets == {"grammar", "schemas", "rules", "compiled"} | page
    assert "perkins_rules/_assets/rules/register/outline/state-plan-guide.yaml" in names
    assert "perkins_rules/report/coverage/templates/coverage.html" in names
    rules = {
        name.rpartition("/")[2] for name in names if name.endswith(".rules") and "federal" in name
    }
    assert rules == {path.name for path in (ROOT / "rules" / "federal").rglob("*.rules")}
    assert not [
        name for name in names if "test" in name.lower() and not name.endswith("_command.py")
    ]


def test_what_an_index_shows_leads_to_no_file_that_it_does_not_have(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    (name,) = [n for n in archive.namelist() if n.endswith(".dist-info/METADATA")]
    told = archive.read(name).decode("utf-8")
    assert "Description-Content-Type: text/markdown" in told
    assert "\n# perkins-rules\n" in told
    assert "installing, also on Windows" in " ".join(told.split())
    assert re.findall(r"\]\((?!https?:)", told) == []


def test_wheel_works_in_a_clean_environment_from_any_folder(python: Path, tmp_path: Path) -> None:
    where = run(python, tmp_path, "-c", "import perkins_rules; print(perkins_rules.__file__)")
    assert str(python.parents[1]) in where.stdout
    new = run(python, tmp_path, "-m", "perkins_rules", "new", "state-plan", "--output", "plan.yaml")
    assert new.returncode == 0, new.stderr
    blank = run(python, tmp_path, "-m", "perkins_rules", "check", "--draft", "plan.yaml")
    assert blank.returncode == 0, blank.stdout + blank.stderr
    sample = ROOT / "examples" / "sample-plan.json"
    words = ("-m", "perkins_rules", "check", "--format", "json", str(sample))
    checked = run(python, tmp_path, *words)
    assert json.loads(checked.stdout)["documents"][0]["verdict"] == "needs_review"


CONSUMER = """\
import perkins_rules

report = perkins_rules.check_document(perkins_rules.load_rules(), "plan.yaml")
verdict: perkins_rules.Verdict = report.verdict
verdict_as_a_number: int = report.verdict
line_as_text: str = report.findings[0].span.line
perkins_rules.nonsense
"""


def test_a_program_that_uses_the_wheel_is_held_to_its_types(python: Path, tmp_path: Path) -> None:
    (tmp_path / "consumer.py").write_text(CONSUMER, encoding="utf-8")
    words = ("-m", "mypy", "--strict", "--python-executable", str(python), "consumer.py")
    asked = run(Path(sys.executable), tmp_path, *words)
    *told, summary = asked.stdout.splitlines()
    assert [re.sub(r"error: .*\[", "[", line) for line in told] == [
        "consumer.py:5: [assignment]",
        "consumer.py:6: [assignment]",
        "consumer.py:7: [attr-defined]",
    ], asked.stdout + asked.stderr
    assert summary.startswith("Found 3 errors")


def test_the_compiled_rules_of_the_wheel_are_used(python: Path, tmp_path: Path) -> None:
    sample = ROOT / "examples" / "sample-plan.json"
    code = (
        "import sys; from perkins_rules.app.main import main;"
        f"code = main(['check', {str(sample)!r}]);"
        "print(code, sorted({'attr', 'attrs', 'lark', 'yaml', 'click'} & set(sys.modules)))"
    )
    checked = run(python, tmp_path, "-c", code)
    assert checked.stdout.endswith("0 []\n"), checked.stdout[-300:] + checked.stderr
    # Which distributions bring packs may be kept by now; that is no rules compiled anew.
    kept = [path.name for path in (tmp_path / "cache").rglob("*") if path.is_file()]
    assert [name for name in kept if not name.endswith(".installed")] == []
