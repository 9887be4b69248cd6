"""Puts the product into the page in the browser: `make page` runs it.

    python .ci/page.py parts FOLDER SOURCES   what the built page needs beside its scripts
    python .ci/page.py said FOLDER            what is said of it at the end

SOURCES is the archive of Python files: the package with its grammar, schemas and rules, and the
libraries that it needs in the browser, as they are installed here. page/archive.mjs makes of it
what the page loads. The solver, a library of its own for the browser, is fetched where it can be.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

ROOT = Path(__file__).resolve().parents[1]
LIBRARIES = ("attrs", "Jinja2", "lark", "MarkupSafe", "PyYAML")
IF_THERE = ("xlrd",)
"""What the desk imports, all of it pure Python; and what reads the workbooks of the old Excel."""
NODE = ("preact", "pyodide")
SOLVER = ("z3-solver==5.3.3.0", "pyemscripten_2026_0_wasm32", "3.14", "cp314")
"""The solver of the last version that there is for the kind of Python that is in the page."""
INTO = "/lib/perkins"
_LEFT_OUT = ("app/spark", "spark", "app/page/serve_command.py", "app/page/page_command.py")
_NO_LICENSE = "The package brings no text of its license."


def main(words: list[str]) -> int:
    """The exit code."""
    if len(words) == 3 and words[0] == "parts":
        folder = Path(words[1])
        sources(Path(words[2]))
        policy(folder)
        forms(folder / "forms")
        solver = fetched_solver(folder / "python")
        licenses(folder / "licenses.txt", folder / "python" / solver if solver else None)
        site = {"archive": "python.zip", "format": "zip", "into": INTO}
        told = {"python": site | {"solver": f"python/{solver}" if solver else None}}
        (folder / "site.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
        return 0
    if len(words) == 2 and words[0] == "said":
        sys.stdout.write(said(Path(words[1])))
        return 0
    sys.stderr.write(str(__doc__))
    return 2


# ------------------------------------------------------------------ Python files


def sources(archive: Path) -> None:
    """Writes the files of the product and of its libraries, always in one order."""
    archive.parent.mkdir(parents=True, exist_ok=True)
    with ZipFile(archive, "w", ZIP_DEFLATED) as opened:
        for name, path in sorted({**dict(_of_product()), **dict(_of_libraries())}.items()):
            opened.write(path, name)


def _of_product() -> Iterator[tuple[str, Path]]:
    package = ROOT / "perkins_rules"
    for path in package.rglob("*"):
        inner = path.relative_to(package).as_posix()
        is_part = path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc"
        if is_part and not inner.startswith(("_assets/", *_LEFT_OUT)):
            yield f"perkins_rules/{inner}", path
    for folder in ("grammar", "schemas", "rules"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file():
                yield f"perkins_rules/_assets/{path.relative_to(ROOT).as_posix()}", path


def libraries() -> list[Distribution]:
    """The distributions that go into the page. Raises PackageNotFoundError."""
    found = [distribution(name) for name in LIBRARIES]
    for name in IF_THERE:
        try:
            found.append(distribution(name))
        except PackageNotFoundError:
            continue
    return found


def _of_libraries() -> Iterator[tuple[str, Path]]:
    """Their modules and what these read; nothing compiled, no tests, no metadata."""
    for one in libraries():
        for file in one.files or ():
            of_package = not file.parts[0].endswith((".dist-info", ".data", ".."))
            is_source = file.suffix in (".py", ".lark") and "tests" not in file.parts
            if of_package and is_source and "__pycache__" not in file.parts:
                yield file.as_posix(), Path(str(file.locate()))


# ------------------------------------------------------------------ beside them


def policy(folder: Path) -> None:
    """Lets the page show the HTML report, whose script and style are known by their digests."""
    sys.path.insert(0, str(ROOT))
    from perkins_rules.report.html.page import digests

    script, style = digests()
    page = folder / "index.html"
    text = page.read_text(encoding="utf-8")
    for mark, value in (("%REPORT_SCRIPT%", script), ("%REPORT_STYLE%", style)):
        text = text.replace(mark, value)
    page.write_text(text, encoding="utf-8")


def forms(folder: Path) -> None:
    """Writes the types of documents, their forms, and each document as it begins: with them one can
    type before Python is there.
    """
    sys.path.insert(0, str(ROOT))
    from perkins_rules.app.page.desk import Desk

    desk, folder = Desk(), _made(folder)
    types = desk.types()
    _write(folder / "types.json", types)
    for one in types:
        _write(folder / f"{one['name']}.json", desk.form(one["name"]))
        for kind in (begins["kind"] for begins in one["begins"]):
            _write(folder / f"begin-{kind.replace(':', '-')}.json", desk.begin(kind))


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _write(file: Path, told: Any) -> None:
    file.write_text(json.dumps(told, separators=(",", ":")), encoding="utf-8")


def fetched_solver(folder: Path) -> str:
    """The name of the solver's file, which lies in a folder then; empty where it cannot be had."""
    name, platform, python, abi = SOLVER
    there = sorted(folder.glob("z3_solver-*.whl"))
    if there:
        return there[-1].name
    words = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    words += ["--no-deps", "--only-binary", ":all:", "--dest", str(folder)]
    words += ["--platform", platform, "--python-version", python, "--implementation", "cp"]
    done = subprocess.run([*words, "--abi", abi, name], capture_output=True, text=True, check=False)  # noqa: S603  # fixed words
    found = sorted(folder.glob("z3_solver-*.whl"))
    if done.returncode or not found:
        reason = (done.stderr.strip().splitlines() or ["pip gave no reason"])[-1]
        sys.stdout.write(
            f"The page has no ranges and no repairs: the solver cannot be had ({reason}).\n"
        )
        return ""
    return found[-1].name


# ------------------------------------------------------------------ licenses


def licenses(file: Path, solver: Path | None) -> None:
    """Writes the notices of all that the page is made of beside this project."""
    parts = [*_of_python(), *_of_node(), *(_of_wheel(solver) if solver is not None else ())]
    head = (ROOT / "LICENSE").read_text(encoding="utf-8")
    text = [f"perkins-rules\n\n{head}", *(f"{name}\n\n{told}" for name, told in parts)]
    file.write_text(("\n" + "=" * 72 + "\n\n").join(text), encoding="utf-8")


def _of_python() -> Iterator[tuple[str, str]]:
    for one in libraries():
        texts = [Path(str(f.locate())) for f in one.files or () if _is_license(f.as_posix())]
        told = "\n".join(path.read_text(encoding="utf-8") for path in texts)
        yield f"{one.name} {one.version}", told or _NO_LICENSE


def _is_license(name: str) -> bool:
    return ".dist-info/" in name and Path(name).name.upper().startswith(
        ("LICEN", "COPYING", "NOTICE")
    )


def _of_node() -> Iterator[tuple[str, str]]:
    for name in NODE:
        folder = ROOT / "page" / "node_modules" / name
        about = json.loads((folder / "package.json").read_text(encoding="utf-8"))
        texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("LICEN[CS]E*"))]
        told = "\n".join(texts) or f"License: {about.get('license', 'not said')}. {_NO_LICENSE}"
        yield f"{name} {about['version']}", told
    yield "Python, in Pyodide", _of_interpreter()


def _of_interpreter() -> str:
    """Of Python itself, as this one has it: the same text for all of its versions."""
    file = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    return file.read_text(encoding="utf-8") if file.is_file() else sys.copyright


def _of_wheel(wheel: Path) -> Iterator[tuple[str, str]]:
    with ZipFile(wheel) as opened:
        names = opened.namelist()
        texts = [opened.read(name).decode("utf-8") for name in names if _is_license(name)]
        about = next(name for name in names if name.endswith(".dist-info/METADATA"))
        said = re.search("^License: (.+)$", opened.read(about).decode("utf-8"), re.MULTILINE)
    told = f"License: {said[1] if said else 'not said'}. {_NO_LICENSE}"
    yield wheel.name.removesuffix(".whl"), "\n".join(texts) or told


# ------------------------------------------------------------------ at the end


def said(folder: Path) -> str:
    """Where the page is, and how large."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return f"{folder}/index.html: {len(sizes)} files, {sum(sizes) / 1e6:.1f} MB\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
