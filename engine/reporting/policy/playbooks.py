"""The chapter on playbooks: what to do with which accounts, in full."""

import ast
import re
from collections.abc import Iterator, Mapping

from ...findings import Finding
from ...plan.plan import Plan
from ...rules.model import Playbook, Stage
from ..briefs.gathering.prose import prose
from .blocks import Block, Card, Cell, Facts, Heading, Paragraph, Prose
from .speaker import Speaker

_PLACEHOLDER = re.compile(r"\{\{-?\s*([\w.]+)[^{}]*\}\}")
_STEERING = re.compile(r"\{%.*?%\}|\{#.*?#\}", re.DOTALL)


def playbooks(speaker: Speaker) -> Iterator[Block]:
    for book in speaker.ruleset.playbooks.values():
        yield Heading(speaker.title(book.title, book.id))
        yield Card(tuple(_blocks(book, speaker)))


def playbooks_of(segmentation: str, segment: str, plan: Plan) -> tuple[Playbook, ...]:
    """The playbooks whose rule names a segment."""
    return tuple(
        book
        for book in plan.ruleset.playbooks.values()
        if _names(plan.expressions[f"playbooks.{book.id}.for"].tree, segmentation, segment)
    )


def _names(tree: ast.expr, segmentation: str, segment: str) -> bool:
    """Whether a rule asks for a segment: `priority == "invest"`, `priority in ["invest", "qualify"]`, `"a" in interest`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Eq | ast.In):
            names = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
            texts = {each.value for each in ast.walk(node) if isinstance(each, ast.Constant)}
            if segmentation in names and segment in texts:
                return True
    return False


def _blocks(book: Playbook, speaker: Speaker) -> Iterator[Block]:
    if book.objective:
        yield Paragraph(speaker.text(book.objective))
    yield Facts(tuple(speaker.facts(*_facts(book, speaker))))
    files: list[Finding] = []
    texts, _ = prose(speaker.ruleset, book, files)
    known = {"playbook.owner": book.owner or "", "playbook.title": speaker.title(book.title, book.id)}
    text = shown(speaker.sentences.lines(texts), known)
    if text:
        yield Prose(text)


def shown(text: str, known: Mapping[str, str]) -> str:
    """A playbook's text without data: what only a brief can put in stands between angle brackets, by its name."""

    def put_in(found: re.Match[str]) -> str:
        return known.get(found[1]) or f"‹{found[1].replace('.', ' ').replace('_', ' ')}›"

    return _PLACEHOLDER.sub(put_in, _STEERING.sub("", text)).strip()


def _facts(book: Playbook, speaker: Speaker) -> Iterator[tuple[str, Cell | str | None]]:
    _, offer, path = speaker._, book.offer, f"playbooks.{book.id}"
    yield _("For accounts where"), speaker.rule(f"{path}.for", book.applies)
    yield _("Who"), book.owner
    yield _("How often"), speaker.text(book.cadence)
    yield (
        _("Share of the budget"),
        None
        if book.budget_share is None
        else speaker.number(book.budget_share, f"{path}.budget_share", "percent"),
    )
    yield _("Channels"), speaker.listed(speaker.text(each) for each in book.channels)
    yield _("Journey"), " → ".join(_stage(stage, speaker) for stage in book.journey)
    yield _("Message"), speaker.text(book.messages)
    yield _("Offer"), "; ".join(_terms(book, speaker))
    yield _("Products to offer"), speaker.listed(offer.products.include)
    yield _("Products to leave out"), speaker.listed(offer.products.exclude)
    yield _("Why these products"), speaker.text(offer.products.reason)
    yield _("Measured by"), speaker.listed(speaker.text(each) for each in book.kpis)


def _stage(stage: Stage, speaker: Speaker) -> str:
    _, told = speaker._, speaker.text(stage.stage)
    if stage.touchpoint:
        told = _("{stage}: {touchpoint}", stage=told, touchpoint=speaker.text(stage.touchpoint))
    if stage.drop_off is None:
        return told
    lost = _("{share} drops off here", share=speaker.share(stage.drop_off))
    return _("{stage} ({note})", stage=told, note=lost)


def _terms(book: Playbook, speaker: Speaker) -> Iterator[str]:
    _, offer = speaker._, book.offer
    if offer.price_list:
        yield _("Price list: {name}", name=offer.price_list)
    if offer.currency:
        yield _("Currency: {name}", name=offer.currency)
    if offer.language:
        yield _("Language: {name}", name=speaker.filled(offer.language))
    if offer.shipping:
        yield _("Shipping: {how}", how=speaker.text(offer.shipping))
