"""The sentences of parts that come, go, or are called otherwise."""

from collections.abc import Mapping

from .registry import Key


def _(message: str) -> str:
    """Marks a message for the catalogues; it is translated where it is said."""
    return message


COME: Mapping[Key, str] = {
    ("criterion",): _("New criterion {name} in {where}: {new}"),
    ("criterion", "bands", "*"): _("New step of {name} in {where}: {new}"),
    ("criterion", "rules", "*"): _("New rule of {name} in {where}: {new}"),
    ("criterion", "for"): _("{name} in {where} counts for some accounts only now: where {new}"),
    ("score",): _("New score {name}: {new}"),
    ("axis",): _("New axis {name} in {where}: {new}"),
    ("level",): _("{where}, {axis}: new level “{name}” from {new}"),
    ("segmentation",): _("New segmentation {name}: {new}"),
    ("segmentation", "for"): _("{name} is for some accounts only now: where {new}"),
    ("segment",): _("New segment {name} in {where}: {new}"),
    ("knockout",): _("New knock-out {name}: takes out accounts where {new}"),
    ("parameter",): _("New parameter {name}: {new}"),
    ("metric",): _("New metric {name}: {new}"),
    ("metric", "where"): _("{name} counts some rows only now: where {new}"),
    ("table",): _("New table {name}: {new}"),
    ("field",): _("New field {name} of {where}: {new}"),
    ("opportunity",): _("New opportunity {name}: {new}"),
    ("best_customers",): _("Best customers are sought now: where {new}"),
    ("ranking",): _("New ranking {name}: {new}"),
    ("ranking_metric",): _("New figure {name} in {where}: {new}"),
    ("buying_committee",): _("The buying committee is studied now: {new}"),
    ("role",): _("New role {name} in a purchase: who {new}"),
    ("playbook",): _("New playbook {name}: for accounts where {new}"),
    ("scenario",): _("New test {name}"),
    ("goals",): _("Goals are written down now"),
}
"""What was not there before. `{new}` says in short what it is."""

GONE: Mapping[Key, str] = {
    ("criterion",): _("Criterion {name} in {where} removed; it was: {old}"),
    ("criterion", "bands", "*"): _("Step of {name} in {where} removed: {old}"),
    ("criterion", "rules", "*"): _("Rule of {name} in {where} removed: {old}"),
    ("criterion", "for"): _("{name} in {where} counts for every account now, no longer only where {old}"),
    ("score",): _("Score {name} removed; it was: {old}"),
    ("axis",): _("Axis {name} in {where} removed; it was: {old}"),
    ("level",): _("{where}, {axis}: level “{name}” removed; it began at {old}"),
    ("segmentation",): _("Segmentation {name} removed; it was: {old}"),
    ("segmentation", "for"): _("{name} is for every account now, no longer only where {old}"),
    ("segment",): _("Segment {name} in {where} removed; it was: {old}"),
    ("knockout",): _("Knock-out {name} removed; it took out accounts where {old}"),
    ("parameter",): _("Parameter {name} removed; it was {old}"),
    ("metric",): _("Metric {name} removed; it was: {old}"),
    ("metric", "where"): _("{name} counts every row now, no longer only where {old}"),
    ("table",): _("Table {name} removed; it was: {old}"),
    ("field",): _("Field {name} of {where} removed; it was: {old}"),
    ("opportunity",): _("Opportunity {name} removed; it was: {old}"),
    ("best_customers",): _("Best customers are no longer sought"),
    ("ranking",): _("Ranking {name} removed; it was: {old}"),
    ("ranking_metric",): _("Figure {name} in {where} removed; it was: {old}"),
    ("buying_committee",): _("The buying committee is no longer studied"),
    ("role",): _("Role {name} in a purchase removed; it was: who {old}"),
    ("playbook",): _("Playbook {name} removed; it was for accounts where {old}"),
    ("scenario",): _("Test {name} removed"),
    ("goals",): _("Goals removed"),
}
"""What is there no longer. `{old}` says in short what it was."""

ORDER: Mapping[Key, str] = {
    ("segmentation", "segments"): _("Order in which the segments of {name} are tried: {old} → {new}"),
    ("criterion", "rules"): _("Order in which the rules of {name} in {where} are tried: {old} → {new}"),
    ("ruleset", "playbooks"): _("Order of the playbooks: {old} → {new}"),
}

RENAMED = _("{name} has another id, wherever it is used: {old} → {new}")
