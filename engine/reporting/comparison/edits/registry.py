"""The sentence of every kind of edit: by what it is about and which of its keys."""

from collections.abc import Mapping

Key = tuple[str, ...]


def _(message: str) -> str:
    """Marks a message for the catalogues; it is translated where it is said."""
    return message


CHANGED: Mapping[Key, str] = {
    # scores
    ("criterion",): _("Points of {name} in {where} are given in another way: {old} → {new}"),
    ("criterion", "weight"): _("Weight of {name} in {where}: {old} → {new}"),
    ("criterion", "value"): _("{name} in {where} looks at another value: {old} → {new}"),
    ("criterion", "for"): _("Accounts for which {name} counts in {where}: {old} → {new}"),
    ("criterion", "missing"): _("{name} in {where}, value missing: {old} → {new}"),
    ("criterion", "otherwise"): _("{name} in {where}, every other value: {old} → {new}"),
    ("criterion", "scale"): _("Straight line of {name} in {where}: {old} → {new}"),
    ("criterion", "points", "*"): _("{name} in {where}, {item}: {old} → {new}"),
    ("criterion", "table"): _("Sheet with the points of {name} in {where}: {old} → {new}"),
    ("criterion", "bands"): _("Steps of {name} in {where}: {old} → {new}"),
    ("criterion", "bands", "*"): _("Step of {name} in {where}: {old} → {new}"),
    ("criterion", "bands", "*", "points"): _("{name} in {where}, {item}: {old} → {new}"),
    ("criterion", "bands", "*", "from"): _("The step of {name} in {where} at {old} begins at {new}"),
    ("criterion", "rules"): _("Rules of {name} in {where}: {old} → {new}"),
    ("criterion", "rules", "*"): _("Rule of {name} in {where}: {old} → {new}"),
    ("criterion", "rules", "*", "points"): _("{name} in {where}, {item}: {old} → {new}"),
    ("criterion", "rules", "*", "when"): _("Rule of {name} in {where}: where {old} → where {new}"),
    # segments
    ("level",): _("{where}, {axis}: “{name}” begins at {old} → {new}"),
    ("axis",): _("Levels of {name} in {where}: {old} → {new}"),
    ("segmentation",): _("{name} is drawn up in another way"),
    ("segmentation", "for"): _("Accounts that {name} is for: {old} → {new}"),
    ("segmentation", "needs_completeness"): _(
        "{name} asks that so much is known of an account: {old} → {new}"
    ),
    ("segmentation", "overlapping"): _("An account may be in several segments of {name}: {old} → {new}"),
    ("segmentation", "rank_by"): _("{name} ranks accounts by another value: {old} → {new}"),
    ("segmentation", "current"): _("{name} takes another value for this period: {old} → {new}"),
    ("segmentation", "previous"): _("{name} takes another value for the period before: {old} → {new}"),
    ("segmentation", "first"): _("{name} takes another day for the first order: {old} → {new}"),
    ("segmentation", "tolerance"): _("{name} calls an account stable within: {old} → {new}"),
    ("segmentation", "recency"): _("{name} takes another day for how recent: {old} → {new}"),
    ("segmentation", "frequency"): _("{name} takes another value for how often: {old} → {new}"),
    ("segmentation", "monetary"): _("{name} takes another value for how much: {old} → {new}"),
    ("segmentation", "bins"): _("Number of classes of {name}: {old} → {new}"),
    ("segmentation", "cuts"): _("Lower bounds of the classes of {name}: {old} → {new}"),
    ("segment",): _("{name} in {where} is drawn in another way: {old} → {new}"),
    ("segment", "at"): _("{name} in {where} covers other cells: {old} → {new}"),
    ("segment", "when"): _("{name} in {where} takes other accounts: where {old} → where {new}"),
    ("segment", "otherwise"): _("{name} in {where} takes all other accounts: {old} → {new}"),
    ("segment", "up_to"): _("{name} in {where} runs up to {old} → {new}"),
    ("segment", "from"): _("{name} in {where} begins at {old} → {new}"),
    ("segment", "recency"): _("Classes of {name} in {where}, how recent: {old} → {new}"),
    ("segment", "frequency"): _("Classes of {name} in {where}, how often: {old} → {new}"),
    ("segment", "monetary"): _("Classes of {name} in {where}, how much: {old} → {new}"),
    # knock-outs and parameters
    ("knockout", "when"): _("{name} takes out other accounts: where {old} → where {new}"),
    ("parameter",): _("{name}: {old} → {new}"),
    # metrics
    ("metric",): _("{name} is computed in another way: {old} → {new}"),
    ("metric", "from"): _("{name} is computed from other rows: {old} → {new}"),
    ("metric", "sum"): _("{name} sums another value: {old} → {new}"),
    ("metric", "average"): _("{name} averages another value: {old} → {new}"),
    ("metric", "median"): _("{name} takes the median of another value: {old} → {new}"),
    ("metric", "min"): _("{name} takes the smallest of another value: {old} → {new}"),
    ("metric", "max"): _("{name} takes the largest of another value: {old} → {new}"),
    ("metric", "count_distinct"): _("{name} counts the different values of something else: {old} → {new}"),
    ("metric", "share"): _("{name} is the share of other rows: where {old} → where {new}"),
    ("metric", "latest"): _("{name} takes the latest of another value: {old} → {new}"),
    ("metric", "earliest"): _("{name} takes the earliest of another value: {old} → {new}"),
    ("metric", "where"): _("Rows that {name} counts: {old} → {new}"),
    ("metric", "last"): _("Period of {name}: {old} → {new}"),
    ("metric", "ending"): _("The period of {name} ends: {old} → {new}"),
    ("metric", "value"): _("{name} is computed in another way: {old} → {new}"),
    ("metric", "over"): _("{name} is summed over the corporate group: {old} → {new}"),
    ("metric", "lookup"): _("{name} is looked up elsewhere: {old} → {new}"),
    ("metric", "by"): _("{name} is looked up by another value: {old} → {new}"),
    # the ruleset
    ("ruleset", "as_of"): _("The model looks from another day: {old} → {new}"),
    ("ruleset", "name"): _("Name of the ruleset: {old} → {new}"),
    ("ruleset", "title"): _("Title of the ruleset: {old} → {new}"),
    ("ruleset", "version"): _("Version of the ruleset: {old} → {new}"),
    ("ruleset", "owner"): _("Owner of the ruleset: {old} → {new}"),
    ("ruleset", "languages"): _("Languages of the ruleset: {old} → {new}"),
    ("ruleset", "currency"): _("Currency of the ruleset: {old} → {new}"),
}
"""What changed, with what it was and what it becomes. Keys of maps that people fill are `*`."""
