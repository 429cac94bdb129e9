"""The yardstick's criteria and knock-outs as expressions over one account, in the words of a rule engine."""

from collections.abc import Mapping
from dataclasses import dataclass

from rivals import yardstick as y


@dataclass(frozen=True, slots=True)
class Dialect:
    """How an engine writes things: `choice` with {test}, {yes}, {no}; `absent` with {name}.

    `least` and `most` are the smaller and the larger of {a} and {b}. `decimal` is how a whole number is written where
    it has to be a fraction.
    """

    choice: str
    absent: str
    present: str
    least: str
    most: str
    nothing: str = "null"
    true: str = "{name} == true"
    both: str = " and "
    no: str = "not {name}"
    decimal: bool = False

    def number(self, value: float) -> str:
        return repr(float(value)) if self.decimal else f"{value:g}"

    def chosen(self, test: str, yes: str, no: str) -> str:
        return self.choice.format(test=test, yes=yes, no=no)

    def known(self, name: str, test: str) -> str:
        """A test of a value that may be missing."""
        return self.present.format(name=name) + self.both + test


def by_bands(bands: y.Bands, words: Dialect) -> str:
    text = words.number(bands.points[-1])
    for edge, points in zip(reversed(bands.edges), reversed(bands.points[:-1]), strict=True):
        text = words.chosen(f"{bands.value} < {words.number(edge)}", words.number(points), text)
    missing = words.nothing if bands.missing is None else words.number(bands.missing)
    return words.chosen(words.absent.format(name=bands.value), missing, text)


def by_value(listed: y.Listed, words: Dialect) -> str:
    text = words.number(listed.rest)
    for value, points in reversed(listed.points.items()):
        text = words.chosen(f"{listed.value} == '{value}'", words.number(points), text)
    return words.chosen(words.absent.format(name=listed.value), words.number(listed.missing), text)


def between(text: str, words: Dialect) -> str:
    """A number held between 0 and 100."""
    above = words.most.format(a=words.number(0), b=text)
    return words.least.format(a=words.number(100), b=above)


def criteria(words: Dialect) -> Mapping[str, str]:
    """The points of every criterion, scales not yet rounded, in the order of the weights."""
    hundred, one = words.number(100), words.number(1)
    before = words.most.format(a="revenue_prev_12m", b=one)
    growth = f"({words.number(50)} + {hundred} * (revenue_12m - revenue_prev_12m) / {before})"
    budget = between(f"(it_spend / {words.number(1000)})", words)
    found = {
        **{criterion: by_bands(bands, words) for criterion, bands in y.BANDS.items()},
        **{criterion: by_value(listed, words) for criterion, listed in y.LISTED.items()},
        "potential.it_budget": words.chosen(words.absent.format(name="it_spend"), words.nothing, budget),
        "potential.growth": between(growth, words),
    }
    return {criterion: found[criterion] for criterion in y.WEIGHTS}


def knockouts(words: Dialect) -> Mapping[str, str]:
    """The test of every knock-out."""
    countries = ", ".join(f"'{country}'" for country in y.OUT_OF_SCOPE)
    public = (
        words.known("industry", "industry == 'Public'") + words.both + words.no.format(name="is_customer")
    )
    silent = words.known("days_since_order", f"days_since_order > {words.number(900)}")
    return {
        "blocked": words.known("is_blocked", words.true.format(name="is_blocked")),
        "credit": words.known("credit_score", f"credit_score < {words.number(20)}"),
        "country_out": f"country in [{countries}]",
        "small": words.known("employees", f"employees < {words.number(5)}"),
        "public": public,
        "dormant": silent + words.both + words.true.format(name="no_contract"),
    }
