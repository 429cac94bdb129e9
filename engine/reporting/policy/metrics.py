"""The chapters on figures: what each metric computes, and the named numbers of the ruleset."""

from collections.abc import Iterator

from ...rules.model import Aggregate, Constant, Lookup, Metric, Value
from .blocks import Block, Cell, Paragraph, lean_table
from .rows import rows_of
from .speaker import Speaker
from .uses import uses_of


def metrics(speaker: Speaker) -> Iterator[Block]:
    _, found = speaker._, speaker.ruleset.metrics
    if not found:
        return
    yield Paragraph(
        _("One figure per account each. Rows dated after the reference date are not seen."), "soft"
    )
    headers = (_("Metric"), _("What it is"), _("Shown as"), _("From whom"))
    yield lean_table(headers, tuple(_row(each, speaker) for each in found.values()))


def _row(metric: Metric, speaker: Speaker) -> tuple[Cell, ...]:
    _ = speaker._
    method = (_("Method: {method}", method=metric.method),) if metric.method else ()
    return (
        Cell(
            speaker.title(metric.title, metric.id),
            metric.id,
            (metric.definition,) if metric.definition else (),
        ),
        computed(metric, speaker),
        Cell(", ".join(part for part in (_shown(metric.format, speaker), metric.unit or "") if part)),
        Cell(metric.owner or "", notes=method),
    )


def _shown(written: str | None, speaker: Speaker) -> str:
    _ = speaker._
    known = {
        "money": _("money"), "percent": _("percentage"), "integer": _("whole number"), "number": _("number"),
    }  # fmt: skip
    return known.get(written or "", "")


def computed(metric: Metric, speaker: Speaker) -> Cell:
    """What a metric is, in words, with the expressions that it is made of."""
    match metric.source:
        case Aggregate():
            return _of_rows(metric, metric.source, speaker)
        case Value(expression=text, over=over):
            told = speaker.rule(f"metrics.{metric.id}.value", text)
            if over is None:
                return told
            return Cell(
                speaker._("the sum over the corporate group of: {value}", value=told.text or told.code),
                told.code or text,
            )
        case Lookup(table=table, field=field, by=by):
            return Cell(
                speaker._(
                    "{field}, looked up in {table} by {by}",
                    field=speaker.field(table, field),
                    table=speaker.table(table),
                    by=speaker.name(by),
                ),
                f"{table}.{field}",
            )


def _of_rows(metric: Metric, source: Aggregate, speaker: Speaker) -> Cell:
    path = f"metrics.{metric.id}"
    of = speaker.rule(f"{path}.{source.aggregation}", source.of) if source.aggregation != "count" else Cell()
    rows = rows_of(source, path, speaker)
    return Cell(
        _aggregated(source, of.text or of.code, rows.text, metric, speaker),
        "; ".join(c for c in (of.code, rows.code) if c),
    )


def _aggregated(source: Aggregate, of: str, rows: str, metric: Metric, speaker: Speaker) -> str:
    _, dated = speaker._, str(speaker.plan.types[metric.id].kind) == "date"
    told = {
        "sum": _("the sum of {of}, over {rows}", of=of, rows=rows),
        "average": _("the average of {of}, over {rows}", of=of, rows=rows),
        "median": _("the median of {of}, over {rows}", of=of, rows=rows),
        "count": _("the number of {rows}", rows=rows),
        "count_distinct": _("the number of different values of {of}, over {rows}", of=of, rows=rows),
        "share": _("the share for which this holds: {of}; counted over {rows}", of=of, rows=rows),
        "latest": _("the latest value of {of}, over {rows}", of=of, rows=rows),
        "earliest": _("the earliest value of {of}, over {rows}", of=of, rows=rows),
        "min": _("the smallest {of}, over {rows}", of=of, rows=rows),
        "max": _("the largest {of}, over {rows}", of=of, rows=rows),
    }
    if dated and source.aggregation in ("min", "max"):
        first, last = (
            _("the earliest {of}, over {rows}", of=of, rows=rows),
            _("the latest {of}, over {rows}", of=of, rows=rows),
        )
        return first if source.aggregation == "min" else last
    return told[source.aggregation]


def parameters(speaker: Speaker) -> Iterator[Block]:
    """The named numbers and lists, and where each is used."""
    _, found = speaker._, speaker.ruleset.parameters
    if not found:
        return
    uses = uses_of(speaker)
    rows = tuple(
        (
            Cell(speaker.name(name), name),
            Cell(constant(value, speaker)),
            Cell(speaker.listed(uses.get(name, ())) or _("nowhere")),
        )
        for name, value in found.items()
    )
    yield lean_table((_("Parameter"), _("Value"), _("Used in")), rows)


def constant(value: Constant, speaker: Speaker) -> str:
    """The value of a parameter."""
    if isinstance(value, tuple):
        return ", ".join(constant(each, speaker) for each in value)
    if isinstance(value, bool):
        return speaker._("yes" if value else "no")
    return value if isinstance(value, str) else speaker.figure(value)
