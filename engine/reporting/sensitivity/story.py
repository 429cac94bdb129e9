"""The answer told as a document: how stable, what moves most, what moves nothing, who is near a boundary."""

from collections.abc import Iterator

from ...analysis.sensitivity import Sensitivity
from ...analysis.sensitivity.acceptability import SURE
from ...analysis.sensitivity.boundaries import Neighbour
from ...analysis.sensitivity.swing import Swing
from ..explanation.blocks import Block, Grid, Heading, Item, Paragraph
from ..values import format_value
from .clauses import effect
from .names import name_and_value, name_of
from .words import Words

TOLD = 5
"""So many numbers are told in a sentence; the table has more."""
NAMED = 3
"""So many accounts are named below a sentence."""


def story(found: Sensitivity, language: str, limit: int) -> tuple[Block, ...]:
    """The blocks of the document in a language; every list has at most `limit` lines."""
    words = Words(found, language)
    return (
        *_head(words),
        *_most(words, min(TOLD, limit)),
        *_table(words, limit),
        *_dead(words),
        *_near(words, limit),
        *_method(words),
    )


def _head(words: Words) -> Iterator[Block]:
    _, found = words._, words.found
    yield Heading(_("How stable is {segmentation}?", segmentation=words.title()), 1)
    day = format_value(found.as_of, "date", words.language)
    placed = words.accounts(found.stability.all_accounts, found.stability.all_money)
    yield Paragraph(f"{_('{ruleset}, as of {date}', ruleset=words.ruleset(), date=day)}: {placed}")
    yield from (Item(line) for line in verdict(words))


def verdict(words: Words) -> Iterator[str]:
    """The figures of the whole: what stays where it is, number by number and with all weights at once."""
    _, stability, drawn = words._, words.found.stability, words.found.acceptability
    if stability.share is not None:
        within = words.share(stability.within)
        if stability.money_share is None:
            yield _(
                "{share} of the accounts keep their segment whichever single number is turned by up to {within}.",
                share=words.share(stability.share),
                within=within,
            )
        else:
            yield _(
                "{share} of the accounts, with {money} of the money, keep their segment whichever single number is turned by up to {within}.",
                share=words.share(stability.share),
                money=words.share(stability.money_share),
                within=within,
            )
    if drawn is not None and drawn.mean is not None:
        yield _(
            "With all {weights} weights changed at once, each at random by up to {within}, an account keeps its segment in {share} of {draws} draws on average; {accounts} in less than {sure}.",
            weights=words.figure(drawn.weights),
            within=words.share(drawn.within),
            share=words.share(drawn.mean),
            draws=words.figure(drawn.draws),
            accounts=words.accounts(drawn.unsure, None),
            sure=words.share(SURE),
        )


def _most(words: Words, limit: int) -> Iterator[Block]:
    swings = words.found.swings[:limit]
    _ = words._
    money = words.found.money is not None
    yield Heading(_("What moves the most money") if money else _("What moves the most accounts"))
    if not swings:
        yield Paragraph(words._("No number that was turned moves any account."))
    for swing in swings:
        yield Item(effect(words, swing.dial, swing.told or swing.shifts[0]), _movers(words, swing))


def _movers(words: Words, swing: Swing) -> tuple[str, ...]:
    """Whom the shift that is told moves; where a smaller one the same way moves somebody already, whom that moves."""
    _, first = words._, swing.first
    if first is None:
        return ()
    named = [
        f"{mover.name} ({words.segments(mover.before)} → {words.segments(mover.after)})"
        for mover in swing.movers[:NAMED]
    ]
    rest = first.accounts - len(named)
    if rest > 0:
        named.append(_.plural("{count} more", "{count} more", rest, count=words.figure(rest)))
    accounts = "; ".join(named)
    if first == swing.told:
        return (accounts,)
    value = words.value(swing.dial, first.value)
    return (_("The first to move, at {value}: {accounts}", value=value, accounts=accounts),)


def _table(words: Words, limit: int) -> Iterator[Block]:
    _, found = words._, words.found
    if not found.swings:
        return
    shares = sorted(sign * shift for shift in set(found.question.shifts) for sign in (-1, 1))
    money = found.money is not None
    yield Heading(
        _("Accounts that change segment when a number is turned, the most money first")
        if money
        else _("Accounts that change segment when a number is turned, the most first")
    )
    headers = (
        _("Number"),
        _("Now"),
        *(words.change(share) for share in shares),
        *((_("Money"),) if money else ()),
    )
    rows = tuple(_row(words, swing, shares, money) for swing in found.swings[:limit])
    yield Grid(headers, rows, frozenset(range(1, len(headers))))
    rest = len(found.swings) - limit
    if rest > 0:
        yield Paragraph(
            _.plural(
                "{count} more number moves somebody; --limit {all} shows all.",
                "{count} more numbers move somebody; --limit {all} shows all.",
                rest,
                count=words.figure(rest),
                all=len(found.swings),
            )
        )


def _row(words: Words, swing: Swing, shares: list[float], money: bool) -> tuple[str, ...]:
    by_share = {shift.share: shift for shift in swing.shifts}
    counts = (words.figure(by_share[share].accounts) if share in by_share else "–" for share in shares)
    worth = (words.figure(swing.worth(words.found.question.within), "money"),) if money else ()
    return (name_of(words, swing.dial), words.value(swing.dial, swing.dial.value), *counts, *worth)


def _dead(words: Words) -> Iterator[Block]:
    _, found = words._, words.found
    if not (found.dead or found.fixed or found.elsewhere):
        return
    yield Heading(_("Numbers that move nobody"))
    if found.dead:
        most = words.share(max(found.question.shifts))
        names = "; ".join(name_and_value(words, swing.dial) for swing in found.dead)
        yield Item(
            _(
                "Turned by up to {share}, these move nobody: {names}. They can do without a precise value; that does not mean that you can delete them.",
                share=most,
                names=names,
            )
        )
    if found.fixed:
        names = "; ".join(name_and_value(words, dial) for dial in found.fixed)
        yield Item(
            _(
                "Not turned, as they are 0, or would pass the next number or what there can be: {names}",
                names=names,
            )
        )
    if found.elsewhere:
        yield Item(
            _.plural(
                "{count} other number of the ruleset has nothing to do with this segmentation.",
                "{count} other numbers of the ruleset have nothing to do with this segmentation.",
                found.elsewhere,
                count=words.figure(found.elsewhere),
            )
        )


def _near(words: Words, limit: int) -> Iterator[Block]:
    _, found = words._, words.found.boundaries
    if found is None:
        return
    yield Heading(_("Accounts near a boundary"))
    many = words.accounts(len(found.near), found.money)
    points = format_value(found.within, "number", words.language)
    yield Paragraph(
        _.plural(
            "{accounts} is at most {points} points away from another segment.",
            "{accounts} are at most {points} points away from another segment.",
            len(found.near),
            accounts=many,
            points=points,
        )
    )
    yield from (Item(_neighbour(words, each)) for each in found.near[:limit])
    rest = len(found.near) - limit
    if rest > 0:
        count = words.figure(rest)
        yield Item(
            _.plural("{count} more, with less money", "{count} more, with less money", rest, count=count)
        )


def _neighbour(words: Words, each: Neighbour) -> str:
    """An account with its score beside the boundary, and where it would be behind it."""
    money = "" if each.money is None else f" ({words.figure(each.money, 'money')})"
    score = f"{words.score(each.axis)} {words.figure(each.score, 'score')}"
    before, after = words.segments((each.segment,)), words.segments((each.other,) if each.other else ())
    return words._(
        "{account}: {score}, boundary at {start}; {before} → {after}",
        account=f"{each.name}{money}",
        score=score,
        start=words.figure(each.start, "number"),
        before=before,
        after=after,
    )


def _method(words: Words) -> Iterator[Block]:
    _ = words._
    yield Heading(_("How this was reckoned"))
    yield Paragraph(
        _(
            "Every number is turned by itself, all others as they are, and every account is computed anew. Numbers that count in wholes move by at least 1. A number is not turned past the next one, nor beyond what there can be, such as 100% of a share; a dash then stands in its place."
        )
    )
    yield Paragraph(_money(words))


def _money(words: Words) -> str:
    """Which money stands in the table, and that it sets the order."""
    within = words.share(words.found.question.within)
    if words.found.money is None:
        return words._("The order is by the accounts that a shift of up to {within} moves.", within=within)
    return words._(
        "The money is that of the accounts that a shift of up to {within} moves, in the direction that moves most.",
        within=within,
    )
