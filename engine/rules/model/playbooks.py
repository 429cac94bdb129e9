"""What to do: one playbook per segment or combination of segments."""

from dataclasses import dataclass

from .texts import Text


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of the customer's journey, with the share that is lost there."""

    stage: Text
    touchpoint: Text = Text()
    drop_off: float | None = None


@dataclass(frozen=True, slots=True)
class Products:
    """Products that are offered or left out, and why."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    reason: Text = Text()


@dataclass(frozen=True, slots=True)
class Offer:
    """The commercial terms. `language` may name a value of the account, as `{country_language}`."""

    price_list: str | None = None
    language: str | None = None
    currency: str | None = None
    shipping: Text = Text()
    products: Products = Products()


@dataclass(frozen=True, slots=True)
class Playbook:
    """What to do with the accounts for which `applies` (`for:` in the file) is certainly true."""

    id: str
    applies: str
    title: Text = Text()
    objective: Text = Text()
    owner: str | None = None
    cadence: Text = Text()
    budget_share: float | None = None
    channels: tuple[Text, ...] = ()
    journey: tuple[Stage, ...] = ()
    messages: Text = Text()
    offer: Offer = Offer()
    kpis: tuple[Text, ...] = ()
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Reports:
    """What the result carries along, which money counts accounts, and the folder of own templates."""

    carry: tuple[str, ...] = ()
    templates: str | None = None
    money: str | None = None
