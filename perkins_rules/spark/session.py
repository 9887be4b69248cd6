"""The session of Spark that the command works in, and what is said where there can be none."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from perkins_rules.extras import how_to_get

if TYPE_CHECKING:  # the extra `spark`
    from pyspark.sql import SparkSession

SETTINGS = {
    "spark.log.level": "ERROR",
    "spark.ui.showConsoleProgress": "false",  # the command has a bar of its own
    "spark.sql.execution.arrow.maxRecordsPerBatch": "256",
    "spark.sql.files.openCostInBytes": str(1 << 16),  # documents are small: many make a task
    "spark.executorEnv.PYTHONSAFEPATH": "1",  # what lies in the folder of a worker is never run
}


class NoSpark(Exception):
    """Spark cannot be had: why, and what would be right."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message, self.remedy = message, remedy


def session_of(master: str | None = None, settings: Sequence[str] = ()) -> SparkSession:
    """The session that there is, or a new one: at `master`, or where the settings of Spark say, or
    else on all cores of this machine. `settings` are texts such as `spark.executor.memory=4g`.
    Raises NoSpark.
    """
    builder, given = _builder(), _parted(settings)
    if _is_of_this_machine(master):
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # else `python3` of the path
        given = {"spark.ui.enabled": "false", **given}  # a port that others can reach
    for name, value in {**SETTINGS, **given}.items():
        builder = builder.config(name, value)
    if master is not None:
        builder = builder.master(master)
    try:
        session = builder.getOrCreate()
    except Exception as error:
        first = str(error).strip().partition("\n")[0]
        raise NoSpark(f"Spark cannot be started: {first}", _JAVA) from error
    if not hasattr(session, "_jvm"):
        raise NoSpark("this does not go by way of Spark Connect.", _IN_A_JOB)
    return session


def _is_of_this_machine(master: str | None) -> bool:
    """Whether nothing else starts Spark, or says where it runs."""
    if "PYSPARK_GATEWAY_PORT" in os.environ:  # spark-submit
        return False
    set_up = "SPARK_CONF_DIR" in os.environ or "SPARK_HOME" in os.environ
    return not set_up if master is None else master.startswith("local")


_IN_A_JOB = "In a job of your own, perkins_rules.spark.check_documents does."
_JAVA = "Spark 4 needs Java 17 or later: set JAVA_HOME to it, or put `java` on the path."


def _builder() -> Any:
    try:
        import pandas  # noqa: F401  # without it, Spark has no way to hand tables of Arrow to Python
        import pyarrow  # noqa: F401
        from pyspark.sql import SparkSession
    except ImportError as error:
        missing = f"Spark needs `{error.name}`, and it is not here."
        raise NoSpark(missing, how_to_get("spark")) from error
    if not has_java():
        raise NoSpark("Spark needs Java, and there is none here.", _JAVA)
    return SparkSession.builder.appName("perkins-rules")


def has_java() -> bool:
    """Whether Java is where Spark looks for it."""
    home = os.environ.get("JAVA_HOME")
    if home:
        return any((Path(home) / "bin" / name).is_file() for name in ("java", "java.exe"))
    return shutil.which("java") is not None


def _parted(settings: Sequence[str]) -> dict[str, str]:
    found = {}
    for setting in settings:
        name, sign, value = setting.partition("=")
        if not sign or not name.startswith("spark."):
            raise NoSpark(f"`{setting}` is no setting of Spark.", "Write spark.NAME=VALUE.")
        found[name] = value
    return found
