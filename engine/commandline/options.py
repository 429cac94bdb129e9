"""The options that several commands have, and what may be given for them."""

from datetime import date
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

LANGUAGES = ("en", "nl", "sv")
ENGINES = ("auto", "pandas", "polars", "duckdb", "spark")


def _day(_: click.Context, __: click.Parameter, value: str | None) -> date | None:
    """A day as YYYY-MM-DD, or `today`."""
    if value is None:
        return None
    if value == "today":
        return date.today()  # noqa: DTZ011 - the seller's own calendar day is meant
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f'"{value}" is not a day; write it as 2026-06-30, or "today"') from None


def _bytes(_: click.Context, __: click.Parameter, value: str | None) -> int | None:
    """A size of memory such as 4GB."""
    if value is None:
        return None
    from ..carriers.limits import bytes_of

    try:
        return bytes_of(value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


def known_languages(_: click.Context, __: click.Parameter, value: tuple[str, ...] | str | None) -> Any:
    """A language that sikta speaks, or several."""
    for language in (value,) if isinstance(value, str) else value or ():
        if language not in LANGUAGES:
            raise click.BadParameter(f'"{language}" is not one of {", ".join(LANGUAGES)}')
    return value


def choices(text: str, known: tuple[str, ...], option: str) -> tuple[str, ...]:
    """The words of a list with commas, each one of the known ones."""
    chosen = tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    for part in chosen:
        if part not in known:
            raise click.BadParameter(f'"{part}" is not one of {", ".join(known)}', param_hint=option)
    return chosen


ruleset_argument = click.argument("ruleset", required=False, type=click.Path(path_type=Path))
data_option = click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with the data files; else the ruleset's own.",
)
as_of_option = click.option(
    "--as-of",
    callback=_day,
    metavar="DATE",
    help='The day to look from: 2026-06-30 or "today"; else the ruleset\'s own.',
)
engine_option = click.option(
    "--engine",
    type=click.Choice(ENGINES),
    default="auto",
    show_default=True,
    help="What holds the rows; auto: what the data asks for. The results are equal.",
)
memory_option = click.option(
    "--memory",
    callback=_bytes,
    metavar="SIZE",
    help="How much memory there is, such as 4GB; else what is free. DuckDB puts rows that do not fit on disk.",
)
spill_option = click.option(
    "--spill",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for what does not fit in memory; else the system's. It is left empty.",
)
language_option = click.option(
    "--language",
    "languages",
    multiple=True,
    callback=known_languages,
    help="Language of what people read: en, nl, sv. May repeat.",
)


def _variable(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """The name of an environment variable, also written as ${NAME}. What is given is never repeated: it may be an address."""
    if value is None:
        return None
    name = value.removeprefix("${").removesuffix("}")
    if not name.isidentifier() or not name.isascii():
        raise click.BadParameter(
            "give the name of the environment variable that holds the address, such as --to '${CRM_URL}' in single "
            "quotes, and never the address itself"
        )
    return f"${{{name}}}"


to_option = click.option(
    "--to",
    is_eager=True,  # --table looks whether it is there
    callback=_variable,
    metavar="'${CRM_URL}'",
    help="Also write the accounts into a database; its address stands in that environment variable.",
)


def _table(context: click.Context, _: click.Parameter, value: str) -> str:
    if not value.rpartition(".")[2].strip():
        raise click.BadParameter("give the name of a table, such as sales.segments")
    asked = context.get_parameter_source("table") is not ParameterSource.DEFAULT
    if asked and not context.params.get("to"):
        raise click.UsageError("--table goes with --to, which names the database")
    return value


table_option = click.option(
    "--table",
    callback=_table,
    default="sikta_accounts",
    show_default=True,
    help="The table for --to; it is replaced as a whole or not at all.",
)
upsert_option = click.option(
    "--upsert",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write the accounts that changed segment into this CSV file, for a CRM.",
)
previous_option = click.option(
    "--previous",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder of the run to compare with, for --upsert; else that of --since.",
)
since_option = click.option(
    "--since",
    metavar="RUN",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Build on the run in this folder: only what has changed is read and computed, and the results are the same.",
)
remember_option = click.option(
    "--remember",
    is_flag=True,
    help="Leave in the output what a later run with --since can build on; --since does so by itself.",
)
segmentation_option = click.option(
    "--segmentation", help="The segmentation for --upsert; else the matrix, else the first."
)


def _spark_tables(_: click.Context, __: click.Parameter, value: tuple[str, ...]) -> dict[str, str]:
    """Tables of Spark by table of the ruleset: orders=sales.orders."""
    for given in value:
        if "=" not in given.strip("="):
            raise click.BadParameter(f'"{given}" is not TABLE=NAME, such as orders=sales.orders')
    return dict(given.split("=", 1) for given in value)


spark_master_option = click.option(
    "--spark-master",
    metavar="URL",
    help="With --engine spark: the cluster's master, such as spark://host:7077; else that of the environment.",
)
spark_remote_option = click.option(
    "--spark-remote", metavar="URL", help="With --engine spark: a server of Spark Connect, such as sc://host."
)
spark_table_option = click.option(
    "--spark-table",
    "spark_tables",
    multiple=True,
    callback=_spark_tables,
    metavar="TABLE=NAME",
    help="With --engine spark: take a table of the ruleset from a table of Spark. May repeat.",
)
spark_results_option = click.option(
    "--spark-results",
    metavar="NAME",
    help='With --engine spark: write the accounts into this table of Spark, or with "parquet" as files by the workers; '
    "for more accounts than fit here, so without briefs.",
)
