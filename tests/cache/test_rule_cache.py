"""Rule sets in the cache: the same report with it, without it, and whatever is wrong with it."""

from __future__ import annotations

import marshal
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from perkins_rules import assets, cache, pipeline, rule_cache
from perkins_rules.checker import check_document
from perkins_rules.diagnostics import RuleFileError
from perkins_rules.engine.ready import ReadyRules
from perkins_rules.findings import DocumentReport
from perkins_rules.pipeline import load_rules

SMALL = """pack test.small "A small pack" for state_plan
law perkins "An act" as "Perkins V" codified at 20 USC { 112 is 2322 } reviewed to 2026-07-01
rule it "The budget gives the amount of State administration"
  cite perkins 112(a)(3)
  require budget.state_administration.amount is more than $0
"""
PLAN = {
    "document": "state_plan",
    "submission": {"fiscal_years": [2026]},
    "budget": {"state_administration": {"amount": 0}},
}


@pytest.fixture
def rules_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small set of rules in place of the built-in ones, and a cache of its own."""
    folder = tmp_path / "packs"
    folder.mkdir()
    (folder / "small.rules").write_text(SMALL, encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(assets, "built_in_rules", lambda: folder)
    monkeypatch.setattr(assets, "compiled_rules", lambda: tmp_path / "none")
    return folder


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """One entry for each time that rule files were parsed."""
    times: list[Any] = []
    original = pipeline.read_rules

    def counted(sources: Any) -> Any:
        times.append(sources)
        return original(sources)

    monkeypatch.setattr(pipeline, "read_rules", counted)
    return times


def files() -> list[Path]:
    """What is kept of rules; of installed packs and of the parser something is kept beside it."""
    folder = cache.user_folder()
    found = sorted(folder.iterdir()) if folder is not None and folder.is_dir() else []
    return [path for path in found if path.suffix not in (".installed", ".parser")]


def report() -> DocumentReport:
    return check_document(load_rules(), PLAN)


def test_rules_are_read_once_and_mean_the_same_from_the_cache(
    rules_folder: Path, parsed: list[Any]
) -> None:
    first, again = report(), report()
    assert first == again
    assert [finding.rule for finding in first.findings if finding.rule == "test.small/it"]
    assert len(parsed) == 1
    assert [path.suffix for path in files()] == [".kit", ".rules"]


def test_a_changed_rule_counts(rules_folder: Path, parsed: list[Any]) -> None:
    failed = report()
    eased = SMALL.replace("is more than", "is at least")
    (rules_folder / "small.rules").write_text(eased, encoding="utf-8")
    assert report().counts != failed.counts
    assert len(parsed) == 2


def test_a_moved_pack_is_found_again_under_its_new_name(
    rules_folder: Path, parsed: list[Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = report()
    moved = tmp_path / "moved"
    shutil.move(rules_folder, moved)
    monkeypatch.setattr(assets, "built_in_rules", lambda: moved)
    assert report() == before
    assert load_rules().rules[0].source.name == str(moved / "small.rules")
    assert len(parsed) == 1


@pytest.mark.parametrize("changed", ["grammar_text", "schema_texts"])
def test_the_key_covers_grammar_and_schemas(
    rules_folder: Path, monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    before = rule_cache.key_of([])
    other: dict[str, Callable[[], Any]] = {
        "grammar_text": lambda: "another grammar",
        "schema_texts": lambda: {"a.json": "{}"},
    }
    monkeypatch.setattr(assets, changed, other[changed])
    assert rule_cache.key_of([]) != before


def test_the_key_covers_this_python_and_this_program(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = rule_cache.key_of([])
    with monkeypatch.context() as patch:
        patch.setattr("sys.version", "another Python")
        assert rule_cache.key_of([]) != before
    monkeypatch.setattr(rule_cache, "_PACKAGE", tmp_path)
    assert rule_cache.key_of([]) != before


def test_rules_with_faults_are_told_and_not_kept(rules_folder: Path) -> None:
    (rules_folder / "small.rules").write_text(SMALL + "rule broken\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(RuleFileError):
            load_rules()
    assert files() == []


def _truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:200])


def _emptied(path: Path) -> None:
    path.write_bytes(b"")


def _other_content(path: Path) -> None:
    path.write_bytes(cache.sealed(b"whole, but no kit and no rules"))


def _no_list(path: Path) -> None:
    path.write_bytes(cache.sealed(b"N" if path.suffix == ".kit" else b"N."))


def _other_parts(path: Path) -> None:
    """What can be unpacked, and is something else in part."""
    if path.suffix == ".rules":
        path.write_bytes(cache.sealed(marshal.dumps(42)))
        return
    content = cache.unsealed(path.read_bytes())
    assert content is not None
    plain = marshal.loads(content)  # noqa: S302  # written by this test
    del plain["law"], plain["texts"]
    path.write_bytes(cache.sealed(marshal.dumps(plain)))


def _other_shapes(path: Path) -> None:
    if path.suffix == ".rules":
        path.write_bytes(cache.sealed(marshal.dumps((0, [0], [7]))))
        return
    content = cache.unsealed(path.read_bytes())
    assert content is not None
    plain = marshal.loads(content) | {"shapes": {"state_plan": 7}}  # noqa: S302  # as above
    path.write_bytes(cache.sealed(marshal.dumps(plain)))


def _open_to_all(path: Path) -> None:
    path.chmod(0o666)


@pytest.mark.parametrize(
    "harm",
    [
        _truncated,
        _emptied,
        _other_content,
        _no_list,
        _other_parts,
        _other_shapes,
        _open_to_all,
        Path.unlink,
    ],
)
@pytest.mark.parametrize("which", [".kit", ".rules"])
def test_a_spoilt_cache_only_costs_time_once(
    rules_folder: Path, parsed: list[Any], harm: Callable[[Path], None], which: str
) -> None:
    before = report()
    for path in files():
        if path.suffix == which:
            harm(path)
    assert report() == report() == before
    assert len(parsed) == 2


def test_a_cache_that_cannot_be_written_only_costs_time(
    rules_folder: Path, tmp_path: Path, parsed: list[Any]
) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be", encoding="utf-8")
    assert report() == report()
    assert len(parsed) == 2


def test_further_folders_are_kept_by_their_content_too(
    rules_folder: Path, parsed: list[Any], tmp_path: Path
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    extended = SMALL.replace("test.small", "test.own").replace("law perkins", "law other")
    (own / "own.rules").write_text(extended.replace("cite perkins", "cite other"), encoding="utf-8")
    for _ in range(2):
        assert [pack.name for pack in load_rules([own]).packs] == ["test.small", "test.own"]
    assert len(parsed) == 1


def test_what_a_wheel_carries_is_used_without_a_cache(
    rules_folder: Path, parsed: list[Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    names = [path.name for path in pipeline.write_compiled(shipped)]
    assert len(names) == 2
    monkeypatch.setattr(assets, "compiled_rules", lambda: shipped)
    parsed.clear()
    rules = load_rules()
    assert check_document(rules, PLAN) == check_document(rules.rule_set, PLAN)
    assert parsed == files() == []


def test_every_file_of_the_engines_is_in_the_key() -> None:
    """In whatever room it lies: another engine must not go by what this one kept."""
    import perkins_rules.engine

    folder = Path(perkins_rules.engine.__file__).parent
    files = set(folder.rglob("*.py"))
    assert len(files) > 30
    assert files <= set(rule_cache.program_files())


def test_rules_go_to_other_processes_as_the_texts_of_their_files(
    rules_folder: Path, parsed: list[Any], tmp_path: Path
) -> None:
    """There they are made from the cache, without the files; and once, however often sent."""
    rules = load_rules()
    sent = pickle.dumps(rules)
    for path in rules_folder.rglob("*.rules"):
        path.unlink()
    parsed.clear()
    there = pickle.loads(sent)  # noqa: S301  # our own
    assert there is pickle.loads(sent)  # noqa: S301
    assert there.sha256 == rules.sha256
    assert check_document(there, PLAN) == check_document(rules, PLAN)
    assert parsed == []


def test_rules_that_nothing_makes_again_are_not_sent() -> None:
    rules = ReadyRules(load_rules().kit, lambda: load_rules().rule_set)
    with pytest.raises(TypeError, match="cannot be sent anywhere"):
        pickle.dumps(rules)
