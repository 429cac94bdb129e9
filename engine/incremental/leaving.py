"""What a run leaves behind for a later one to build on, beside its results."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import ipc

from ... import __version__
from ..data.inventory import Inventory
from ..data.streams import Stream
from ..data.tables import BLOCK, DataSet
from ..evaluation.blockwise import Evaluation
from ..evaluation.notices import Notice
from ..evaluation.results import Results
from ..reporting.results.behind import Behind
from ..rules.model import Aggregate
from .columns import Array, arrays_of
from .inputs import inputs
from .memory import ACCOUNTS, KEY, MEMORY, OF, names_digest, seal
from .needs import compared_rules
from .record import Known, Record, to_json
from .some import outcome_arrays


@dataclass(frozen=True, slots=True, eq=False)
class Leaving:
    """The memory of one evaluation, written into the run's folder as its accounts pass by."""

    evaluation: Evaluation
    inventory: Inventory
    strict: bool

    def along(self, stretches: Iterable[Results], folder: Path) -> Iterator[Results]:
        """The same results; once they are through, both files of the memory are there. Raises OSError."""
        with (
            closing(_Accounts(folder / ACCOUNTS, self.evaluation)) as file,
            Behind[Results](file.add) as behind,
        ):
            for results in stretches:
                behind.put(results)
                yield results
        (folder / MEMORY).write_text(to_json(self._record()), encoding="utf-8", newline="\n")

    def _record(self) -> Record:
        evaluation, tables = self.evaluation, dict(self._tables())
        orphans = any(table.has_orphans for table in tables.values())
        return Record(
            program=__version__,
            ruleset=evaluation.ruleset.digest,
            as_of=evaluation.as_of.isoformat(),
            strict=self.strict,
            names=names_digest(evaluation.data, evaluation.plan) if orphans else "",
            sources=_sources(evaluation),
            tables=tables,
            notices=_in_order(evaluation.notices),
        )

    def _tables(self) -> Iterator[tuple[str, Known]]:
        """The tables that a later run need not read where they are the same."""
        told = self._told_of()
        for name, stream in sorted(self.inventory.streams.streams.items()):
            known = _known(stream, self.inventory.currency)
            if known is not None and name not in told:
                yield name, known

    def _told_of(self) -> set[str]:
        """Tables of whose rows the evaluation had something to say: it says it again only when it reads them again."""
        metrics = self.evaluation.ruleset.metrics
        named = (finding.path.split(".")[1] for finding in self.evaluation.found if "." in finding.path)
        sources = (metrics[id].source for id in named if id in metrics)
        return {source.table for source in sources if isinstance(source, Aggregate)}


def _sources(evaluation: Evaluation) -> dict[str, str]:
    return {each.table: each.digest for each in evaluation.inputs}


def _in_order(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """The same whichever accounts came first."""
    found = (replace(each, values=dict(sorted(each.values.items()))) for each in notices)
    return tuple(sorted(found, key=lambda each: (each.kind, each.path)))


def _known(stream: Stream, currency: str) -> Known | None:
    walked, scan = stream.walked, stream.scan
    if walked is None or not scan.origin.is_file:
        return None
    known = Known(walked.input, scan.findings, walked.findings, walked.appraisal.finished(currency))
    said = (*known.opening, *known.findings, *known.found.findings)
    return None if any(finding.repair is not None for finding in said) else known


class _Accounts:
    """The file with a row for each account: what its evaluation began with, and what came of it."""

    def __init__(self, path: Path, evaluation: Evaluation) -> None:
        self._path, self._evaluation = path, evaluation
        self._compared = bool(compared_rules(evaluation.plan))
        self._done = 0
        self._writer: Any = None

    def add(self, results: Results) -> None:
        """The next accounts."""
        table = pa.table(self._columns(results))
        if self._writer is None:
            schema = table.schema.with_metadata({OF: seal(_sources(self._evaluation))})
            options = ipc.IpcWriteOptions(compression="lz4")
            self._writer = ipc.new_file(str(self._path), schema, options=options)
        self._writer.write_table(table, max_chunksize=BLOCK)
        self._done += len(results)

    def _columns(self, results: Results) -> Mapping[str, Array]:
        """Where accounts are compared with each other, only what tables need not be read for is worth keeping."""
        data, aggregates = self._part(len(results))
        began = dict(inputs(self._evaluation.plan, data, aggregates))
        arrays = {own: array for name, part in began.items() for own, array in arrays_of(name, part)}
        found = {} if self._compared else outcome_arrays(self._evaluation, results)
        return {**dict(arrays_of(KEY, data.keys)), **arrays, **found}

    def _part(self, size: int) -> tuple[DataSet, Mapping[str, Any]]:
        evaluation, part = self._evaluation, slice(self._done, self._done + size)
        data = evaluation.data
        table = data.accounts.stretch(part)
        aggregates = {id: column.take(part) for id, column in evaluation.aggregates.items()}
        return DataSet({**data.tables, "accounts": table}, data.keys.take(part), ()), aggregates

    def close(self) -> None:
        """Complete the file."""
        if self._writer is not None:
            self._writer.close()
