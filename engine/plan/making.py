"""A ruleset made ready to run: every expression typed, everything in order."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from ..expressions.compiled import Compiled, ExpressionError, Fault, Scope
from ..expressions.parsing import names_in
from ..expressions.types import BOOLEAN, INTEGER, NUMBER, UNKNOWN, Kind, Type
from ..expressions.typing import compile_expression
from ..findings import Finding
from ..rules.model import Aggregate, Lookup, Metric, Ruleset
from ..rules.rewriting import rewritten_part
from .dependence import compared_names
from .formulas import RANKINGS, ROLES, Formula, formulas
from .money import measures, money_of
from .order import cycle_finding, in_order, needs
from .placeholders import placeholder_findings
from .plan import Plan
from .points import points_findings
from .scenarios import scenario_findings
from .scopes import SCORE, account_scope, ranking_scope, role_scope, row_scope, segmentation_type, table_types


@dataclass(slots=True)
class _Progress:
    """What is known while a ruleset is worked through."""

    ruleset: Ruleset
    left_out: Collection[str]
    types: dict[str, Type]
    expressions: dict[str, Compiled] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    scopes: dict[str | None, Scope] = field(default_factory=dict)


def make_plan(ruleset: Ruleset, left_out: Collection[str] = ()) -> tuple[Plan | None, tuple[Finding, ...]]:
    """A plan and its findings; no plan where one of them is an error.

    `left_out` are ids whose own definitions are at fault: using them is no further fault.
    """
    by_part: dict[str, list[Formula]] = {}
    for formula in formulas(ruleset):
        by_part.setdefault(formula.part, []).append(formula)
    used = {
        part: [name for f in found if f.table is None for name in names_in(f.text)]
        for part, found in by_part.items()
    }
    order, cycles = in_order(needs(ruleset, used))
    progress = _Progress(ruleset, left_out, _first_types(ruleset, left_out, cycles))
    progress.findings += [cycle_finding(ruleset, cycle) for cycle in cycles]
    for part in dict.fromkeys((*order, *by_part)):
        _compile_part(progress, part, by_part.get(part, ()))
    progress.findings += [
        *points_findings(ruleset, progress.expressions),
        *placeholder_findings(ruleset, progress.types),
    ]
    compared = compared_names(ruleset, progress.expressions, order)
    progress.findings += scenario_findings(ruleset, progress.types, left_out, compared, used)
    findings = tuple(sorted(progress.findings, key=Finding.sort_key))
    if any(finding.code.startswith("E") for finding in findings):
        return None, findings
    money = money_of(ruleset)
    plan = Plan(
        ruleset, progress.expressions, order, progress.types, money, measures(ruleset, progress.expressions)
    )
    return plan, findings


def _first_types(
    ruleset: Ruleset, left_out: Collection[str], cycles: tuple[tuple[str, ...], ...]
) -> dict[str, Type]:
    """Names that have a type before anything is compiled; what is at fault has none, so nothing follows from it."""
    types = dict.fromkeys(left_out, UNKNOWN) | table_types(ruleset, "accounts")
    types |= dict.fromkeys(ruleset.scores, SCORE)
    types |= {id: segmentation_type(segmentation) for id, segmentation in ruleset.segmentations.items()}
    types["knocked_out"] = BOOLEAN
    types |= dict.fromkeys(ruleset.metrics, UNKNOWN)
    return types | {part.rpartition(".")[2]: UNKNOWN for cycle in cycles for part in cycle if "." in part}


def _compile_part(progress: _Progress, part: str, found: "Collection[Formula]") -> None:
    for formula in found:
        _compile_formula(progress, formula)
    section, _, id = part.partition(".")
    if section == "metrics":
        metric = progress.ruleset.metrics[id]
        progress.types[id] = metric_type(metric, progress.ruleset, progress.expressions)


def _compile_formula(progress: _Progress, formula: Formula) -> None:
    ruleset = progress.ruleset
    if formula.table is not None and formula.table not in ruleset.tables:
        return  # the table that is not there is a finding of its own
    if formula.text.strip() == "otherwise":
        progress.findings.append(_otherwise(ruleset, formula))
        return
    scope = _scope(progress, formula)
    try:
        kind = formula.kinds[0] if len(formula.kinds) == 1 else None
        compiled = compile_expression(formula.text, scope, kind)
    except ExpressionError as error:
        progress.findings += [_finding(ruleset, formula, fault) for fault in error.faults]
        return
    progress.findings += [_finding(ruleset, formula, fault) for fault in compiled.warnings]
    if compiled.type.kind not in (*formula.kinds, Kind.UNKNOWN):
        progress.findings.append(_wrong_kind(ruleset, formula, compiled))
    progress.expressions[formula.path] = compiled


def _scope(progress: _Progress, formula: Formula) -> Scope:
    """What an expression may name, by whose rows it runs over: the same for all that run over the same rows."""
    rows = formula.part if _is_apart(formula) else formula.table
    if rows not in progress.scopes:
        progress.scopes[rows] = _scope_of(progress, formula)
    return progress.scopes[rows]


def _is_apart(formula: Formula) -> bool:
    """Whether it runs over neither accounts nor the rows of one table."""
    return formula.part == ROLES or (formula.part.startswith(RANKINGS) and ".criteria." in formula.path)


def _scope_of(progress: _Progress, formula: Formula) -> Scope:
    ruleset, left_out = progress.ruleset, progress.left_out
    if formula.part == ROLES:
        return role_scope(ruleset, left_out)
    if _is_apart(formula):
        return ranking_scope(ruleset, formula.part.removeprefix(RANKINGS), left_out)
    if formula.table is not None:
        return row_scope(ruleset, formula.table, left_out)
    return account_scope(ruleset, progress.types)


def _otherwise(ruleset: Ruleset, formula: Formula) -> Finding:
    """The word for all the rest, written as if it were a condition."""
    of_points = ".rules." in formula.path
    return Finding(
        code="E305",
        message="otherwise is not a condition",
        place=ruleset.positions.inside(formula.path, 0, len(formula.text)),
        path=formula.path,
        fix="write otherwise: and the points beside rules:, after the list"
        if of_points
        else "write {otherwise: true}",
    )


def _finding(ruleset: Ruleset, formula: Formula, fault: Fault) -> Finding:
    place = ruleset.positions.inside(formula.path, fault.offset, fault.length)
    scalar, change = ruleset.positions.scalars.get(formula.path), fault.change
    repair = rewritten_part(scalar, change.offset, change.length, change.new) if scalar and change else None
    return Finding(
        fault.code, fault.message, place, formula.path, fault.expected, fault.found, fault.fix, repair
    )


WANTED: Mapping[Kind, str] = {
    Kind.BOOLEAN: "a condition, which is true or false for each account",
    Kind.NUMBER: "a number",
    Kind.DATE: "a date",
    Kind.TEXT: "a text",
}


def _wrong_kind(ruleset: Ruleset, formula: Formula, compiled: Compiled) -> Finding:
    expected = " or ".join(WANTED[kind] for kind in formula.kinds)
    return Finding(
        code="E452",
        message=f'"{compiled.text}" gives a {compiled.type}, which does not fit here',
        place=ruleset.positions.inside(formula.path, 0, len(compiled.text)),
        path=formula.path,
        expected=expected,
        found=f"a {compiled.type}",
        fix=f"write an expression that gives {expected}",
    )


def metric_type(metric: Metric, ruleset: Ruleset, expressions: Mapping[str, Compiled]) -> Type:
    """The type of a metric's values, from what it is computed of."""
    source = metric.source
    if isinstance(source, Lookup):
        return table_types(ruleset, source.table).get(source.field, UNKNOWN)
    if isinstance(source, Aggregate):
        return _aggregate_type(source, expressions.get(f"metrics.{metric.id}.{source.aggregation}"))
    compiled = expressions.get(f"metrics.{metric.id}.value")
    return UNKNOWN if compiled is None else NUMBER if source.over else compiled.type


def _aggregate_type(source: Aggregate, compiled: Compiled | None) -> Type:
    of = compiled.type if compiled else UNKNOWN
    match source.aggregation:
        case "count" | "count_distinct":
            return Type(Kind.NUMBER, integer=True, min=0)
        case "share":
            return Type(Kind.NUMBER, min=0, max=1)
        case "average" | "median":
            return NUMBER
        case "sum":
            return INTEGER if of.integer else NUMBER
        case _:
            return of
