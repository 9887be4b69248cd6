"""Runs in the Python of the page: compiles what was unpacked, and packs it again."""

import compileall
import sys
from pathlib import Path
from py_compile import PycInvalidationMode
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

PLACE = Path("/lib/perkins")
sys.path.insert(0, str(PLACE))

from perkins_rules import assets, pipeline  # noqa: E402  # it lies in what was unpacked

assets.compiled_rules().mkdir()
pipeline.write_compiled(assets.compiled_rules())

from perkins_rules.app.page.desk import Desk  # noqa: E402  # the rules are at hand by now

begun = Desk().begin("state_plan:budget")
assert begun["report"]["findings"], begun

# Trusted as it is: the times of files are not kept when they are unpacked.
mode = PycInvalidationMode.UNCHECKED_HASH
assert compileall.compile_dir(PLACE, quiet=1, force=True, invalidation_mode=mode)

with ZipFile("/archive.zip", "w", ZIP_DEFLATED, compresslevel=9) as packed:
    for path in sorted(one for one in PLACE.rglob("*") if one.is_file()):
        told = ZipInfo(
            path.relative_to(PLACE).as_posix()
        )  # with no time: the same files, the same bytes
        told.compress_type = ZIP_DEFLATED
        packed.writestr(told, path.read_bytes())
