"""The parts of a plan: what each is made of, and from which columns it is computed."""

from ..plan.plan import Plan
from ..rules.model import Aggregate, Flow, Lookup, Matrix
from .accounts import Accounts


class Parts:
    """The parts of one plan, with the paths of their expressions."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.paths: dict[str, list[str]] = {}
        for path in plan.expressions:
            section, _, rest = path.partition(".")
            part = section if section == "knockouts" else f"{section}.{rest.partition('.')[0]}"
            self.paths.setdefault(part, []).append(path)

    def definition(self, part: str) -> str:
        """All that the plan says of a part, as text: also the order of what it holds, which mappings do not compare."""
        compiled = [(path, self.plan.expressions[path]) for path in self.paths.get(part, ())]
        formulas = [(path, one.text, one.constants, sorted(one.names)) for path, one in compiled]
        return repr((self._model(part), formulas))

    def _model(self, part: str) -> object:
        ruleset = self.plan.ruleset
        section, _, id = part.partition(".")
        if section == "metrics":
            return ruleset.metrics[id].source, self.plan.types[id].kind
        if section == "knockouts":
            return list(ruleset.knockouts)
        if section == "scores":
            return ruleset.scores[id]
        segmentation = ruleset.segmentations[id]
        # The period of a flow is that of the first metric in the file that it rests on.
        return segmentation, list(ruleset.metrics) if isinstance(segmentation, Flow) else None

    def names(self, part: str) -> frozenset[str]:
        """The fields, metrics, scores and segmentations that a part is computed from; none for one over linked rows."""
        section, _, id = part.partition(".")
        source = self.plan.ruleset.metrics[id].source if section == "metrics" else None
        if isinstance(source, Aggregate):
            return frozenset()
        names = {name for path in self.paths.get(part, ()) for name in self.plan.expressions[path].names}
        if isinstance(source, Lookup):
            names.add(source.by)
        segmentation = self.plan.ruleset.segmentations[id] if section == "segmentations" else None
        if isinstance(segmentation, Matrix):
            names |= {*segmentation.axes, "knocked_out"}
        return frozenset(names)

    def inputs(self, part: str, accounts: Accounts) -> tuple[object, ...]:
        """The columns that a part is computed from."""
        section, _, id = part.partition(".")
        if section == "metrics" and isinstance(self.plan.ruleset.metrics[id].source, Aggregate):
            return (accounts.aggregates[id],)
        return tuple(accounts.columns.get(name) for name in sorted(self.names(part)))

    def aggregates(self) -> dict[str, Aggregate]:
        """The metrics over linked rows, by id, in the order of computing."""
        ids = [part.removeprefix("metrics.") for part in self.plan.order if part.startswith("metrics.")]
        sources = {id: self.plan.ruleset.metrics[id].source for id in ids}
        return {id: source for id, source in sources.items() if isinstance(source, Aggregate)}
