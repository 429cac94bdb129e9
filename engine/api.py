"""What a Python program calls. The command line does the same through the same doors."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .checking import check_ruleset
from .findings import Finding, SiktaError
from .plan import Plan, make_plan
from .rules.model import Ruleset
from .running import Sources, Wanted, evaluate_plan, write_run

if TYPE_CHECKING:
    from .analysis.comparison import Review
    from .analysis.explanation import Explanation
    from .evaluation.results import Results


def check(path: Path | str) -> tuple[Finding, ...]:
    """Every fault of a ruleset (a folder or its ruleset.yaml) at once; empty where there is none."""
    return check_ruleset(Path(path)).findings


def load_ruleset(path: Path | str) -> Ruleset:
    """The ruleset in a folder or file, typed and frozen. Raises SiktaError with every fault."""
    return check_ruleset(Path(path)).or_raise().ruleset


def evaluate(
    ruleset: Ruleset | Path | str,
    data: Mapping[str, Any] | Path | str | None = None,
    *,
    as_of: date | None = None,
    carrier: str = "auto",
    strict: bool = False,
) -> "Results":
    """One row per account with everything the ruleset computes.

    `data` is a mapping of table ids to data frames (any that Narwhals takes), a folder in which the ruleset's
    files are looked for, or None for the ruleset's own folder. `carrier` is the engine: pandas, polars, duckdb, spark,
    or auto, which takes what the frames are made of, and DuckDB for files that do not fit in memory; the results are
    equal. Raises SiktaError where rules or data are at fault.
    """
    if not isinstance(ruleset, Ruleset):
        ruleset = load_ruleset(ruleset)
    if data is None or isinstance(data, Path | str):
        sources = Sources(folder=None if data is None else Path(data), strict=strict)
    else:
        sources = Sources(frames=data, strict=strict)
    return evaluate_plan(_plan(ruleset), sources, as_of=as_of, carrier=carrier)


def explain(results: "Results", account: str) -> "Explanation":
    """One account's route: data used, knock-outs, points, segments, what is missing, the nearest way up.

    `account` is its key or its exact name. Raises SiktaError with the nearest ones where there is none.
    """
    from .analysis.explanation import explain as explained

    return explained(results, _plan(results.ruleset), account)


def diff(
    old: Path | str,
    new: Path | str,
    data: Mapping[str, Any] | Path | str | None = None,
    *,
    as_of: date | None = None,
    carrier: str = "auto",
    segmentations: Sequence[str] | None = None,
) -> "Review":
    """What differs between two rulesets, who moves, how much money, and by which edit.

    `old` and `new` are folders, files, or versions of a git repository such as `main` or `HEAD~1:rulesets/x`. `data` is
    as for `evaluate`; None is the folder of the new ruleset, and where the files are not there the review is in words
    only. Raises SiktaError where rules or data are at fault. `sikta.engine.reporting.comparison` writes the review.
    """
    from .reviewing import compared

    if data is None or isinstance(data, Path | str):
        sources = Sources(folder=None if data is None else Path(data))
    else:
        sources = Sources(frames=data)
    return compared(str(old), str(new), sources, as_of=as_of, carrier=carrier, segmentations=segmentations)


def render(
    results: "Results", target: Path | str, *, languages: Sequence[str] = (), raw: bool = False
) -> None:
    """Write results, briefs and the record of the run into a folder that appears whole or not at all."""
    write_run(results, _plan(results.ruleset), Path(target), Wanted(languages=languages, raw=raw))


def _plan(ruleset: Ruleset) -> Plan:
    plan, findings = make_plan(ruleset)
    if plan is None:
        raise SiktaError(findings)
    return plan
