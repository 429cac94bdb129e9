"""Codes that no file can show: each test makes the state of the machine that does, such as a full disk.

`situation.txt` of the code tells the state in words; `says.txt` is the message whole.
"""

import datetime as dt
import errno
import gzip
import os
import shutil
import socket
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import numpy as np
import pyarrow as pa
import pytest

from sikta.engine.api import evaluate
from sikta.engine.carriers import Limits, carrier_named, registry
from sikta.engine.checking import check_ruleset
from sikta.engine.commandline.commands.watch import watch
from sikta.engine.data.readers import content
from sikta.engine.drafting import companions, start
from sikta.engine.findings import Finding, SiktaError
from sikta.engine.mending import mend
from sikta.engine.mending.writing import write
from sikta.engine.reasoning import rulebook
from sikta.engine.reporting.results import writing
from sikta.engine.running import BRIEFED, evaluate_plan, render_again, without_briefs, write_run
from sikta.engine.sinks import Target, database
from sikta.engine.sinks.database import deliver
from sikta.engine.spark.session import Cluster, unreachable
from sikta.engine.spark.whole_run import gave_up, too_many

RULES = Path("my-rules")
OUT = Path("out")

State = Callable[[pytest.MonkeyPatch], Any]


def run() -> None:
    plan = check_ruleset(RULES).or_raise()
    write_run(evaluate_plan(plan), plan, OUT)


def a_file_that_is_read_only(_: pytest.MonkeyPatch) -> None:
    rules = RULES / "ruleset.yaml"
    text = rules.read_text(encoding="utf-8")
    rules.write_text(text.replace("segmentations:", "segmentation:"), encoding="utf-8")
    rules.chmod(0o444)
    mended = mend(RULES)
    write(mended, {file: (RULES / file.name).as_posix() for file in mended.after})


def rules_that_are_too_many(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(rulebook, "_STEPS_EACH", 1)
    return check_ruleset(RULES).findings


def a_link_that_leads_out(_: pytest.MonkeyPatch) -> None:
    Path("export").mkdir()
    Path("export", "accounts.csv").symlink_to((RULES / "accounts.csv").resolve())
    evaluate(RULES, "export")


def a_small_file_that_unpacks_to_very_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "_SAFE_UNPACKED", 100_000)
    rules = RULES / "ruleset.yaml"
    text = rules.read_text(encoding="utf-8")
    rules.write_text(text.replace("accounts.csv", "accounts.csv.gz"), encoding="utf-8")
    (RULES / "accounts.csv.gz").write_bytes(gzip.compress(b"id,employees\n" + b"001,400\n" * 100_000))
    run()


def no_data_frame(_: pytest.MonkeyPatch) -> None:
    evaluate(RULES, {"accounts": [["001", 400]]})


def a_carrier_that_does_not_exist(_: pytest.MonkeyPatch) -> None:
    evaluate(RULES, carrier="polar")


def a_master_that_does_not_answer(_: pytest.MonkeyPatch) -> None:
    raise SiktaError([unreachable(Cluster("spark://anna:secret@cluster.example:7077"), "Py4JJavaError")])


def a_job_that_spark_gives_up(_: pytest.MonkeyPatch) -> None:
    raise SiktaError([gave_up("PythonException")])


def more_accounts_than_come_from_spark(_: pytest.MonkeyPatch) -> None:
    raise SiktaError([too_many(3_400_000, BRIEFED)])


def a_carrier_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "find_spec", lambda _: None)
    evaluate(RULES, carrier="polars")


def a_spill_folder_that_is_a_file(_: pytest.MonkeyPatch) -> None:
    limits = Limits(memory=10**9, spill=RULES / "ruleset.yaml")
    carrier_named("duckdb", limits).store().add(np.array([0]), np.array([1.5]))


def a_full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("sikta.engine.reporting.output.folder._flush_file", full)
    run()


def another_run_at_work(monkeypatch: pytest.MonkeyPatch) -> None:
    def held(_: int) -> None:
        raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    Path(".out.sikta-lock").write_text("4711", encoding="utf-8")
    monkeypatch.setattr("sikta.engine.reporting.output.lock._take", held)
    run()


def briefs_as_a_pdf(_: pytest.MonkeyPatch) -> None:
    run()
    render_again(OUT, formats=("pdf",))


def more_accounts_than_a_sheet_holds(_: pytest.MonkeyPatch) -> Any:
    OUT.mkdir()
    return writing.write_xlsx({"accounts": pa.table({"account": pa.nulls(1_200_000)})}, OUT, raw=False)


def more_accounts_than_briefs_are_written_for(_: pytest.MonkeyPatch) -> Any:
    return [without_briefs(3_400_000)]


def begin(*sources: str, copy: bool = True) -> None:
    start(Path("new-rules"), sources, copy=copy, ci=None, today=dt.date(2026, 6, 30))


def a_file_with_a_strange_name(_: pytest.MonkeyPatch) -> None:
    shutil.copy(RULES / "accounts.csv", "accounts: 2026.csv")
    begin("accounts: 2026.csv", copy=False)


def a_draft_with_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        import_module("sikta.engine.drafting.start"),
        "example",
        lambda *_, **__: {"ruleset.yaml": "sikta: 1\n"},
    )
    begin()


def a_workflow_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(companions, "files", lambda _: Path())
    companions._workflow("gitlab")


def packages_that_are_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    watch.main([str(RULES)], standalone_mode=False)


def a_port_that_is_in_use(monkeypatch: pytest.MonkeyPatch) -> None:
    def taken(*_: object) -> None:
        raise OSError(errno.EADDRINUSE, os.strerror(errno.EADDRINUSE))

    monkeypatch.setattr(socket, "socket", lambda *_: Mock(bind=taken))
    watch.main([str(RULES), "--port", "8080"], standalone_mode=False)


def results_into(table: str, results: Any) -> tuple[Finding, ...]:
    return deliver([results], Target("${CRM}", table), {"CRM": "sqlite:///crm.db"}).findings


def a_table_of_the_crm_itself(_: pytest.MonkeyPatch) -> None:
    with closing(sqlite3.connect("crm.db")) as crm:
        crm.execute("create table customers (id text, contact text, phone text)")
    results_into("customers", pa.table({"id": ["A1"], "priority": ["high"]}))


def names_that_a_database_cuts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_LONGEST_NAME", {"sqlite": 63})
    name = "potential.relationship_with_the_purchasing_department.known_by_name.points"
    results_into("segments", pa.table({"id": ["A1"], name: [40.0]}))


def a_metric_more_than_at_the_last_run(_: pytest.MonkeyPatch) -> Any:
    results_into("segments", pa.table({"id": ["A1"], "priority": ["high"]}))
    return results_into("segments", pa.table({"id": ["A1"], "revenue": [1.5], "priority": ["high"]}))


STATES: dict[str, State] = {
    "N449": rules_that_are_too_many,
    "E112": a_file_that_is_read_only,
    "E502": a_link_that_leads_out,
    "E511": a_small_file_that_unpacks_to_very_much,
    "E514": no_data_frame,
    "E551": a_carrier_that_does_not_exist,
    "E552": a_carrier_that_is_not_installed,
    "E556": a_master_that_does_not_answer,
    "E557": a_job_that_spark_gives_up,
    "E558": more_accounts_than_come_from_spark,
    "E553": a_spill_folder_that_is_a_file,
    "E602": a_full_disk,
    "E603": another_run_at_work,
    "E612": a_table_of_the_crm_itself,
    "E613": names_that_a_database_cuts,
    "E709": briefs_as_a_pdf,
    "E963": a_file_with_a_strange_name,
    "E966": a_draft_with_a_fault,
    "E967": a_workflow_that_is_not_there,
    "E981": packages_that_are_not_installed,
    "E982": a_port_that_is_in_use,
    "W601": more_accounts_than_a_sheet_holds,
    "W602": more_accounts_than_briefs_are_written_for,
    "W611": a_metric_more_than_at_the_last_run,
}


@pytest.mark.parametrize(("code", "state"), STATES.items())
def test_the_state_gives_its_message_whole(
    code: str, state: State, told_whole: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    told_whole(code, lambda: state(monkeypatch))
