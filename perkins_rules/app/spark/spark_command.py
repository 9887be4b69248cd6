"""`perkins-rules spark`"""

from __future__ import annotations

from typing import Any

import click

from perkins_rules.app.asking.options import (
    asked_options,
    baseline_option,
    color_option,
    config_options,
    given_on,
    max_size_option,
    record_options,
    rules_option,
    weighing_options,
)
from perkins_rules.app.asking.request import Request


@click.command("spark")
@click.argument("files", nargs=-1, required=True, metavar="INPUT...", type=click.Path())
@click.argument("output", metavar="OUTPUT", type=click.Path())
@asked_options
@weighing_options
@rules_option
@max_size_option
@record_options
@baseline_option
@click.option(
    "--path",
    metavar="COLUMN",
    help="The column of a table with the names of the documents.  [default: path; without one, each"
    " is called by its file and row]",
)
@click.option(
    "--content",
    metavar="COLUMN",
    default="content",
    show_default=True,
    help="The column of a table with the text or the bytes of each document.",
)
@click.option(
    "--master",
    metavar="URL",
    help="Where Spark runs, such as local[4] or spark://host:7077.  [default: as Spark is set up;"
    " else all cores of this machine]",
)
@click.option(
    "--conf",
    "settings",
    multiple=True,
    metavar="NAME=VALUE",
    help="A setting of Spark, such as spark.driver.memory=8g. May be given several times.",
)
@click.option(
    "--partitions",
    type=click.IntRange(1),
    metavar="N",
    help="Into how many tasks the documents are parted.  [default: by their size]",
)
@click.option("--quiet", "-q", is_flag=True, help="Tell nothing but what stops the run.")
@config_options
@color_option
@click.pass_context
def command(
    context: click.Context,
    /,
    output: str,
    path: str | None,
    content: str,
    master: str | None,
    settings: tuple[str, ...],
    partitions: int | None,
    **told: Any,
) -> int:
    """Check documents with Apache Spark, on this machine or on many.

    INPUT is what `check` takes, at any address that Spark can read (hdfs://, s3a://): files,
    folders, archives, files with a document on each line (.jsonl); or tables in Parquet with a
    document in each row. OUTPUT is a new folder, for the tables `documents` and `findings` in
    Parquet. What stands in them is what `check --output FILE.parquet` finds.

    Determinations beside documents do not count, as in an archive.

    Exit code: as with `check`.
    """
    from perkins_rules.app.spark.spark_run import Where, run_spark

    where = Where(output, path, content, master, settings, partitions)
    return run_spark(Request(**told, given=given_on(context)), where)
