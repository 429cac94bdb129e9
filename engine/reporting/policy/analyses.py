"""The chapters on opportunities, best customers, rankings and the buying committee."""

from collections.abc import Iterator

from ...rules.model import Gaps, Opportunity, Ranking, RankingMetric
from .blocks import Block, Cell, Facts, Heading, Items, lean_table
from .scores import cards, overview, parts
from .speaker import Speaker


def opportunities(speaker: Speaker) -> Iterator[Block]:
    """Money that is there to be taken."""
    _, found = speaker._, speaker.ruleset.opportunities
    if found:
        headers = (_("Opportunity"), _("For accounts where"), _("Amount"), _("Owner"))
        yield lean_table(headers, tuple(_opportunity(each, speaker) for each in found.values()))


def _opportunity(chance: Opportunity, speaker: Speaker) -> tuple[Cell, ...]:
    path = f"opportunities.{chance.id}"
    where = speaker.rule(f"{path}.when", chance.when) if chance.when else Cell(speaker._("every account"))
    amount = speaker.rule(f"{path}.amount", chance.amount) if chance.amount else Cell()
    if chance.gaps:
        amount = _gaps(chance.gaps, f"{path}.gaps", speaker)
    return Cell(speaker.title(chance.title, chance.id)), where, amount, Cell(chance.owner or "")


def _gaps(gaps: Gaps, path: str, speaker: Speaker) -> Cell:
    """What peers buy and the account does not."""
    _ = speaker._
    measure = speaker.rule(f"{path}.measure", gaps.measure)
    usual = {
        "median": _("the median of what they buy of it"),
        "average": _("the average of what they buy of it"),
    }
    notes = [
        _("measured as: {value}", value=measure.text or measure.code),
        _("rows of “{table}”", table=speaker.table(gaps.table)),
    ]
    if gaps.last:
        notes.append(_("period: {span}", span=speaker.span(gaps.last)))
    told = _(
        "each {item} that the account does not buy and at least {share} of its peers (same {peers}) do: {expected}",
        item=speaker.field(gaps.table, gaps.item),
        share=speaker.number(gaps.bought_by, f"{path}.bought_by", "percent"),
        peers=speaker.name(gaps.peers),
        expected=usual[gaps.expected],
    )
    return Cell(told, measure.code, tuple(notes))


def best_customers(speaker: Speaker) -> Iterator[Block]:
    """Who the best are, and what may set them apart."""
    _, best = speaker._, speaker.ruleset.best_customers
    if best is None:
        return
    among = speaker.rule("best_customers.among", best.among) if best.among else _("every account")
    yield Facts(
        tuple(
            speaker.facts(
                (_("The best are those where"), speaker.rule("best_customers.are", best.are)),
                (_("Compared with"), among),
                (_("By these traits"), speaker.listed(speaker.name(trait) for trait in best.traits)),
                (_("Traits that are kept"), speaker.count(best.keep)),
            )
        )
    )


def rankings(speaker: Speaker) -> Iterator[Block]:
    """Segments against each other."""
    for ranking in speaker.ruleset.rankings.values():
        yield Heading(speaker.title(ranking.title, ranking.id))
        yield from _ranking(ranking, speaker)


def _ranking(ranking: Ranking, speaker: Speaker) -> Iterator[Block]:
    _ = speaker._
    shortlist = speaker.count(ranking.shortlist) if ranking.shortlist else None
    yield Facts(
        tuple(
            speaker.facts(
                (_("Ranks the segments of"), speaker.name(ranking.of)),
                (_("Ranked apart by"), speaker.name(ranking.apart) if ranking.apart else None),
                (_("Length of the shortlist"), shortlist),
            )
        )
    )
    rows = tuple(
        (Cell(speaker.title(each.title, each.id), each.id), _figure(ranking, each, speaker))
        for each in ranking.metrics.values()
    )
    if rows:
        yield lean_table((_("Figure per segment"), _("What it is")), rows)
    found = parts(ranking.criteria, speaker)
    if found:
        yield overview(found, speaker)
        yield cards(found, speaker)


def _figure(ranking: Ranking, metric: RankingMetric, speaker: Speaker) -> Cell:
    _, path = speaker._, f"rankings.{ranking.id}.metrics.{metric.id}"
    against = (_("divided by the same figure over all accounts"),) if metric.relative_to else ()
    if metric.share is not None:
        told = speaker.rule(f"{path}.share", metric.share)
        return Cell(
            _("the share of accounts for which this holds: {rule}", rule=told.text or told.code),
            told.code,
            against,
        )
    if metric.average is not None:
        told = speaker.rule(f"{path}.average", metric.average)
        return Cell(_("the average of {value}", value=told.text or told.code), told.code, against)
    table = metric.table or ""
    names = {"value": speaker.field(table, metric.weighted or ""), "table": speaker.table(table)}
    if metric.by is None:
        return Cell(_("the average of {value} in {table}", **names), notes=against)
    return Cell(
        _("the average of {value} in {table}, weighted by {by}", by=speaker.field(table, metric.by), **names),
        notes=against,
    )


def committee(speaker: Speaker) -> Iterator[Block]:
    """Who takes part in a purchase, by evidence."""
    _, rules = speaker._, speaker.ruleset.buying_committee
    if rules is None:
        return
    picks = {"latest": _("the latest"), "largest": _("the largest"), "fastest": _("the fastest")}
    study = _("{count} deals, {which}", count=speaker.count(rules.study.deals), which=picks[rules.study.pick])
    yield Facts(
        tuple(
            speaker.facts(
                (_("Contacts"), speaker.table(rules.contacts)),
                (_("Deals"), speaker.table(rules.deals)),
                (_("Who took part"), speaker.table(rules.involvement)),
                (_("Won deals are those where"), speaker.rule("buying_committee.won", rules.won)),
                (_("Deals that are studied"), study),
                (_("Studied apart for each"), speaker.name(rules.study.per) if rules.study.per else None),
            )
        )
    )
    if rules.roles:
        roles = tuple(
            (Cell(role_name(id_)), speaker.rule(f"buying_committee.roles.{id_}.when", when))
            for id_, when in rules.roles.items()
        )
        yield lean_table((_("Role"), _("Held by whoever")), roles)
    for id_, questions in rules.interview.items():
        yield Heading(_("Questions to: {role}", role=role_name(id_)), 4)
        yield Items(tuple(Cell(speaker.text(each)) for each in questions))


def role_name(id_: str) -> str:
    """The id of a role as words."""
    words = id_.replace("_", " ")
    return words[:1].upper() + words[1:]
