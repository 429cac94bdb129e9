"""The whole model put together from its parts."""

from dataclasses import dataclass, replace
from pathlib import Path

from ...findings import Finding
from ..model import Ruleset
from ..nodes import Map, Positions
from .analyses import build_best_customers, build_buying_committee, build_opportunity, build_ranking
from .context import Context
from .digest import digest
from .metrics import build_metric, build_parameters
from .part import Part, day_or_today
from .playbooks import build_goals, build_playbook, build_reports
from .scenarios import build_scenario
from .scores import build_knockout, build_score
from .segmentations import build_segmentation
from .tables import build_tables


@dataclass(frozen=True, slots=True)
class Built:
    """The model, None without a table of accounts; the faults met; the paths of parts left out because of them."""

    ruleset: Ruleset | None
    findings: tuple[Finding, ...]
    left_out: frozenset[str]


def build(
    root: Map,
    folder: Path,
    *,
    bases: tuple[Path, ...] = (),
    whole: Map | None = None,
    lost: frozenset[str] = frozenset(),
) -> Built:
    """The typed model of a tree that has the shape of a ruleset, but may lack parts.

    `folder` is where the ruleset's files are, `bases` the folders of rulesets that it extends. `whole` is the tree
    before parts at fault were left out, for places and the fingerprint; `lost` are the names of those parts.
    """
    context = Context(lost=lost)
    top = Part(context, root, "")
    context.parameters = build_parameters(top.part("parameters"))
    ruleset = _ruleset(top, folder, whole or root) if "tables" in top else None
    ruleset = replace(ruleset, bases=bases) if ruleset and bases else ruleset
    return Built(ruleset, tuple(context.findings), frozenset(context.left_out))


def _ruleset(top: Part, folder: Path, whole: Map) -> Ruleset | None:
    tables = build_tables(top.part("tables"))
    if "accounts" not in tables:
        return None
    return Ruleset(
        top.string("name") or folder.name,
        tables,
        title=top.text("title"),
        version=top.string("version") or "",
        owner=top.string("owner"),
        languages=top.strings("languages") or ("en",),
        currency=top.string("currency") or "EUR",
        as_of=day_or_today(top),
        goals=build_goals(top.part("goals")),
        parameters=top.context.parameters,
        metrics=top.part("metrics").each(build_metric),
        knockouts=top.part("knockouts").each(build_knockout),
        scores=top.part("scores").each(build_score),
        segmentations=top.part("segmentations").each(build_segmentation),
        opportunities=top.part("opportunities").each(build_opportunity),
        best_customers=build_best_customers(top.part("best_customers")) if "best_customers" in top else None,
        rankings=top.part("rankings").each(build_ranking),
        buying_committee=build_buying_committee(top.part("buying_committee"))
        if "buying_committee" in top
        else None,
        playbooks=top.part("playbooks").each(build_playbook),
        reports=build_reports(top.part("reports")),
        scenarios=top.part("tests").each(build_scenario),
        folder=folder,
        digest=digest(whole),
        positions=Positions.of(whole),
    )
