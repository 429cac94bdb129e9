"""Whose rules these are, and the playbooks that they hold."""

from collections.abc import Mapping
from datetime import date

from ....analysis.glossary import ruleset_title, titled
from ....analysis.placeholders import fill, placeholders
from ....evaluation.results import Told
from ....rules.model import Playbook
from ....rules.model.texts import Text
from ..facts import Header, PlaybookFacts, ProductFacts, StageFacts, TaskFacts
from .wording import Wording


def header(results: Told) -> Header:
    """The ruleset's own words about itself."""
    rules, goals = results.ruleset, results.ruleset.goals
    return Header(
        name=rules.name,
        title=ruleset_title(rules),
        as_of=results.as_of.isoformat(),
        currency=rules.currency,
        languages=rules.languages,
        version=rules.version,
        digest=rules.digest,
        owner=rules.owner,
        purpose=goals.purpose,
        supports=goals.supports,
        sponsor=goals.sponsor,
        users=goals.users,
        review_by=_iso(goals.review_by),
        work_plan=tuple(TaskFacts(task.task, task.owner, _iso(task.due)) for task in goals.work_plan),
    )


def playbook(rules: Playbook, wording: Wording, text: Text, files: Mapping[str, str]) -> PlaybookFacts:
    """A playbook in full; `text` is its free text by language, from `files`."""
    offer = rules.offer
    return PlaybookFacts(
        id=rules.id,
        title=titled(rules.title, rules.id),
        rule=wording.rule_at(f"playbooks.{rules.id}.for"),
        objective=rules.objective,
        owner=rules.owner,
        cadence=rules.cadence,
        budget_share=rules.budget_share,
        channels=rules.channels,
        journey=tuple(StageFacts(each.stage, each.touchpoint, each.drop_off) for each in rules.journey),
        messages=rules.messages,
        price_list=offer.price_list,
        language=_language(offer.language, wording),
        language_follows=bool(placeholders(offer.language or "")),
        currency=offer.currency,
        shipping=offer.shipping,
        products=ProductFacts(offer.products.include, offer.products.exclude, offer.products.reason),
        kpis=rules.kpis,
        text=text,
        text_files=files,
    )


def _language(language: str | None, wording: Wording) -> Text:
    """The language of an offer; a value of the account that it names, by the title of that value."""
    if language is None:
        return Text()
    return Text({each: fill(language, titles) for each, titles in wording.titles.items()})


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
