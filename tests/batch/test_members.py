"""What a user names -> documents, in order; nothing is lost without a word."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from perkins_rules.batch.members import looks_like_a_document
from perkins_rules.batch.names import is_many
from perkins_rules.below import below
from perkins_rules.schema_files import schema_paths

from .making import BESIDE, LEVELS, LIMIT, LINE, PLAN, filled, found, told

# ------------------------------------------------------------------ files and folders


def test_files_come_in_the_order_of_their_names_on_the_command_line(tmp_path: Path) -> None:
    filled(tmp_path, {"b.yaml": PLAN, "a.yaml": LEVELS})
    names = (str(tmp_path / "b.yaml"), str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml"))
    assert told(*names) == list(names)
    assert [one.data for one in found(*names)] == [PLAN, LEVELS, PLAN]


def test_a_folder_gives_what_is_below_it_by_the_parts_of_paths_and_their_exact_case(
    tmp_path: Path,
) -> None:
    names = ["B.yaml", "a-b/x.yaml", "a.yaml", "a/x.yml", "a/y/z.json", "b.YAML", "ä.yaml"]
    folder = filled(tmp_path, dict.fromkeys(names, LINE))
    assert told(folder) == [
        f"{folder}/{name}"
        for name in ["B.yaml", "a/x.yml", "a/y/z.json", "a-b/x.yaml", "a.yaml", "b.YAML", "ä.yaml"]
    ]


def test_hidden_things_records_schemas_and_other_files_of_a_folder_are_no_documents(
    tmp_path: Path,
) -> None:
    folder = filled(
        tmp_path,
        {
            ".git/a.yaml": PLAN,
            ".hidden.yaml": PLAN,
            "node_modules/a.json": LINE,
            "notes.txt": PLAN,
            "plan.yaml": PLAN,
            **dict.fromkeys(BESIDE, PLAN),
        },
    )
    assert told(folder) == [f"{folder}/plan.yaml"]
    assert told(f"{folder}/*l") == [f"{folder}/plan.yaml"]
    assert told(f"{folder}/own.*") == []


def test_a_file_of_a_folder_without_document_is_left_out_and_said(tmp_path: Path) -> None:
    folder = filled(tmp_path, {"other.yaml": b"documents: 3\n", "plan.yaml": PLAN})
    assert told(folder) == [
        f"{folder}/other.yaml ~ it has no `document:` key",
        f"{folder}/plan.yaml",
    ]
    assert told(f"{folder}/other.yaml") == [f"{folder}/other.yaml"]


@pytest.mark.parametrize(
    "data",
    [
        b"document: x",
        b"\xef\xbb\xbfdocument: x",
        b"a: 1\r\ndocument : x",
        b'{"a": 1, "document": "x"}',
        b'{\n  "document"\n: "x"}',
        b"{a: 1, document: x}",
        b"'document': x",
        b"--- {document: x}",
        b"a: 1\rdocument: x",
        "document: x".encode("utf-16"),
    ],
)
def test_whatever_could_be_a_document_is_taken_for_one(data: bytes) -> None:
    assert looks_like_a_document(data)


@pytest.mark.timeout(30)  # looked for again from each line, the key takes minutes to be missed
@pytest.mark.parametrize("blank", [b"\n", b"\r\n", b" \n", b"\t", b"{", b",\n"])
def test_blanks_without_end_are_gone_through_once(blank: bytes) -> None:
    assert not looks_like_a_document(blank * 200_000 + b"x")
    assert looks_like_a_document(b"{" + blank * 200_000 + b'"document": "x"')


@pytest.mark.parametrize("data", [b"", b"documents: x", b"my_document: x", b"text: the document"])
def test_what_has_no_such_key_is_none(data: bytes) -> None:
    assert not looks_like_a_document(data)


def test_links_to_files_are_read_and_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    folder = Path(filled(tmp_path / "f", {"plan.yaml": PLAN}))
    (folder / "again.yaml").symlink_to(folder / "plan.yaml")
    (folder / "gone.yaml").symlink_to(folder / "nothing")
    (folder / "loop").symlink_to(folder)
    (folder / "loop.yaml").symlink_to(folder)
    assert told(str(folder)) == [
        f"{folder}/again.yaml",
        f"{folder}/gone.yaml ! `{folder}/gone.yaml` cannot be read: No such file or directory.",
        f"{folder}/loop.yaml ~ it is no regular file",
        f"{folder}/plan.yaml",
    ]


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    os.mkfifo(tmp_path / "pipe.jsonl")
    assert told(str(tmp_path)) == [
        f"{tmp_path}/pipe.jsonl ~ it is no regular file",
        f"{tmp_path}/pipe.yaml ~ it is no regular file",
    ]
    (one,) = told(str(tmp_path / "pipe.jsonl"))
    assert one.endswith("cannot be read: it is no regular file.")


@pytest.mark.parametrize("name", ["gone.jsonl", "gone.zip", "gone.tar.gz", "gone.yaml", "gone/*.x"])
def test_what_is_named_and_is_not_there_is_an_error(tmp_path: Path, name: str) -> None:
    (one,) = found(str(tmp_path / name))
    assert one.fault is not None
    assert one.name == str(tmp_path / name)


def test_a_folder_that_may_not_be_read_is_told_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = filled(tmp_path, {"a/x.yaml": PLAN, "b/x.yaml": PLAN})
    scan = os.scandir

    def closed(path: os.PathLike[str]) -> object:
        if str(path).endswith("/a"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", closed)
    assert told(folder) == [
        f"{folder}/a ! The folder `{folder}/a` cannot be read: Permission denied.",
        f"{folder}/b/x.yaml",
    ]


def test_a_file_that_vanishes_meanwhile_is_told(tmp_path: Path) -> None:
    from perkins_rules.batch.places import members

    folder = filled(tmp_path, {"a.yaml": PLAN, "b.yaml": PLAN})
    all_found = members([folder], LIMIT, lambda name: next(iter(found(name))))
    assert next(all_found).name.endswith("a.yaml")
    (tmp_path / "b.yaml").unlink()
    fault = next(all_found).fault
    assert fault is not None
    assert "No such file" in fault.message


@pytest.mark.skipif(sys.platform != "linux", reason="other systems allow no such names")
def test_a_name_that_is_no_text_is_a_name(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff.yaml"
    Path(os.fsdecode(name)).write_bytes(PLAN)
    (one,) = found(str(tmp_path))
    assert os.fsencode(one.name) == name
    assert one.data == PLAN


def test_patterns_match_in_order_and_a_file_that_is_called_so_is_itself(tmp_path: Path) -> None:
    folder = filled(
        tmp_path, {"a/1.yaml": PLAN, "a/b/2.yaml": PLAN, "0.yaml": PLAN, "[x].yaml": PLAN}
    )
    assert told(f"{folder}/**/*.yaml") == [
        f"{folder}/0.yaml",
        f"{folder}/[x].yaml",
        f"{folder}/a/1.yaml",
        f"{folder}/a/b/2.yaml",
    ]
    assert told(f"{folder}/[x].yaml") == [f"{folder}/[x].yaml"]
    assert not is_many(f"{folder}/[x].yaml")
    assert told(f"{folder}/a*") == [f"{folder}/a/1.yaml", f"{folder}/a/b/2.yaml"]


def test_a_pattern_goes_into_no_folder_by_way_of_a_link(tmp_path: Path) -> None:
    """Two links to the folder that they lie in: followed, each leads through each without end."""
    folder = filled(tmp_path, {"a/b/1.yaml": PLAN, "a/.c/2.yaml": PLAN, "x/y/a/3.yaml": PLAN})
    for name in ("a/one", "a/two", "a/b/three"):
        (tmp_path / name).symlink_to(tmp_path / "a")
    assert told(f"{folder}/**/*.yaml") == [f"{folder}/a/b/1.yaml", f"{folder}/x/y/a/3.yaml"]
    assert told(f"{folder}/**/**/a/**/*.yaml") == told(f"{folder}/**/*.yaml")
    assert told(f"{folder}/**") == told(folder)
    assert told(f"{folder}/a/o*/b/*.yaml") == [f"{folder}/a/one/b/1.yaml"]


def test_a_pattern_without_a_folder_is_of_the_one_that_one_is_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(tmp_path, {"a/1.yaml": PLAN, "2.yaml": PLAN})
    monkeypatch.chdir(tmp_path)
    assert told("**/*.yaml") == ["2.yaml", "a/1.yaml"]
    assert told("**") == told(".")
    assert told("../" + tmp_path.name + "/?/*") == [f"../{tmp_path.name}/a/1.yaml"]


@pytest.fixture
def deep(tmp_path: Path) -> Iterator[Path]:
    """A folder a thousand deep; what clears up after tests cannot take it away."""
    folder = tmp_path
    for _ in range(1200):
        folder /= "f"
        folder.mkdir()
    yield folder
    for file in folder.iterdir():
        file.unlink()
    while folder != tmp_path:
        folder.rmdir()
        folder = folder.parent


@pytest.mark.parametrize("name", ["{}", "{}/**/*.yaml"])
def test_folders_may_lie_a_thousand_deep(deep: Path, tmp_path: Path, name: str) -> None:
    (deep / "plan.yaml").write_bytes(PLAN)
    assert told(name.format(tmp_path)) == [f"{deep}/plan.yaml"]


def test_so_may_those_of_rules(deep: Path, tmp_path: Path) -> None:
    (deep / "own.rules").touch()
    (deep / "own.schema.json").write_text('{"x-document": "own"}', encoding="utf-8")
    assert below(tmp_path, ".rules") == [deep / "own.rules"]
    assert schema_paths([tmp_path]) == [deep / "own.schema.json"]


def test_standard_input_is_one_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PLAN)))
    (one,) = found("-")
    assert (one.name, one.data) == ("-", PLAN)
