"""What to do with the accounts of a segment."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ....rules.model.texts import Text


@dataclass(frozen=True, slots=True)
class StageFacts:
    """A step of the customer's journey; `drop_off` (0..1) is lost there."""

    stage: Text
    touchpoint: Text = Text()
    drop_off: float | None = None


@dataclass(frozen=True, slots=True)
class ProductFacts:
    """Products that are offered or left out, and why."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    reason: Text = Text()


@dataclass(frozen=True, slots=True)
class PlaybookFacts:
    """A playbook in full. `rule` says whom it is for. Where `language_follows`, `language` is the title
    of the value of an account that tells it.

    `text` is free text in Markdown with placeholders, by language (key "" where there is one for all), and
    `text_files` the names of the files it came from, by the same keys.
    """

    id: str
    title: Text
    rule: Text
    objective: Text = Text()
    owner: str | None = None
    cadence: Text = Text()
    budget_share: float | None = None
    channels: tuple[Text, ...] = ()
    journey: tuple[StageFacts, ...] = ()
    messages: Text = Text()
    price_list: str | None = None
    language: Text = Text()
    language_follows: bool = False
    currency: str | None = None
    shipping: Text = Text()
    products: ProductFacts = ProductFacts()
    kpis: tuple[Text, ...] = ()
    text: Text = Text()
    text_files: Mapping[str, str] = field(default_factory=dict)
