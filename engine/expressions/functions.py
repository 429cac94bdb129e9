"""The functions of the expression language: one table, from which come types, help, the reference page and sentences."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from .types import BOOLEAN, DATE, INTEGER, NUMBER, TEXT, Kind, Type, join

Theme: TypeAlias = Literal["missing", "numbers", "text", "dates", "population"]
Result: TypeAlias = Callable[[Sequence[Type]], Type]

ANY = frozenset({Kind.NUMBER, Kind.TEXT, Kind.BOOLEAN, Kind.DATE})
NUMBERS = frozenset({Kind.NUMBER})
ORDERED = frozenset({Kind.NUMBER, Kind.DATE})
TEXTS = frozenset({Kind.TEXT})
LISTS = frozenset({Kind.LIST})
DATES = frozenset({Kind.DATE})
CONDITIONS = frozenset({Kind.BOOLEAN})


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a function takes in one place.

    `constant` asks for a literal or a parameter of the ruleset, `integer` for a whole number within `low` and
    `high`. `repeated` may be given more than once, `keyword` only by its name, as in `by=industry`.
    """

    name: str
    kinds: frozenset[Kind]
    constant: bool = False
    integer: bool = False
    low: float | None = None
    high: float | None = None
    optional: bool = False
    repeated: bool = False
    keyword: bool = False


@dataclass(frozen=True, slots=True)
class Function:
    """A function: `result` is its type, from the types of its arguments where it depends on them.

    `help` is one line for the reference page and the editor; `example` an expression that uses it.
    """

    name: str
    theme: Theme
    parameters: tuple[Parameter, ...]
    result: Type | Result
    help: str
    example: str

    @property
    def population(self) -> bool:
        """Whether its value for one account depends on the other accounts."""
        return self.theme == "population"

    @property
    def positional(self) -> tuple[Parameter, ...]:
        return tuple(parameter for parameter in self.parameters if not parameter.keyword)

    @property
    def signature(self) -> str:
        """How it is written, such as `round(x, decimals)`."""
        names = [
            f"{p.name}=" if p.keyword else f"{p.name}, ..." if p.repeated else p.name for p in self.parameters
        ]
        return f"{self.name}({', '.join(names)})"

    def result_type(self, arguments: Sequence[Type]) -> Type:
        return self.result if isinstance(self.result, Type) else self.result(arguments)


def _joined(arguments: Sequence[Type]) -> Type:
    return join(*arguments)


def _whole_if_first(arguments: Sequence[Type]) -> Type:
    return Type(Kind.NUMBER, integer=arguments[0].integer)


def _whole_if_all(arguments: Sequence[Type]) -> Type:
    return Type(arguments[0].kind, integer=all(argument.integer for argument in arguments))


def _rounded(arguments: Sequence[Type]) -> Type:
    return INTEGER if len(arguments) == 1 or arguments[0].integer else NUMBER


def _size(arguments: Sequence[Type]) -> Type:
    return Type(Kind.NUMBER, integer=arguments[0].integer, min=0)


def _rewritten(change: Callable[[str], str]) -> Result:
    def result(arguments: Sequence[Type]) -> Type:
        values = arguments[0].values
        return TEXT if values is None else Type(Kind.TEXT, values=tuple(dict.fromkeys(map(change, values))))

    return result


def _whole(low: float | None = None, high: float | None = None) -> Type:
    return Type(Kind.NUMBER, integer=True, min=low, max=high)


_X = Parameter("x", NUMBERS)
_TEXT = Parameter("text", TEXTS)
_PART = Parameter("part", TEXTS, constant=True)
_PARTS = Parameter("list", LISTS, constant=True)
_DATE = Parameter("d", DATES)
_BY = Parameter("by", TEXTS, optional=True, keyword=True)
_WHERE = Parameter("where", CONDITIONS, optional=True, keyword=True)
_SHARE = Type(Kind.NUMBER, min=0, max=1)


def _over_all(
    name: str, result: Type | Result, help_: str, example: str, *more: Parameter, x: Parameter = _X
) -> Function:
    return Function(name, "population", (x, *more, _BY, _WHERE), result, help_, example)


_RANKED = Parameter("x", ORDERED)
_BINS = Parameter("n", NUMBERS, constant=True, integer=True, low=1, high=1000)
_PERCENT = Parameter("p", NUMBERS, constant=True, low=0, high=100)


def _table(*functions: Function) -> Mapping[str, Function]:
    table: dict[str, Function] = {}
    for function in functions:
        if function.name in table:
            raise KeyError(f"the function {function.name} stands twice in the table")
        table[function.name] = function
    return table


FUNCTIONS: Mapping[str, Function] = _table(
    Function("is_missing", "missing", (Parameter("x", ANY),), BOOLEAN,
             "whether a value is missing; never unknown itself", "is_missing(employees)"),
    Function("coalesce", "missing", (Parameter("x", ANY), Parameter("other", ANY, repeated=True)), _joined,
             "the first of its values that is not missing", "coalesce(employees, 0)"),
    Function("abs", "numbers", (_X,), _size, "the size of a number, without its sign", "abs(growth)"),
    Function("round", "numbers",
             (_X, Parameter("decimals", NUMBERS, constant=True, integer=True, low=-9, high=9, optional=True)), _rounded,
             "a number rounded half up, to whole numbers or to so many decimals", "round(margin_rate, 2)"),
    Function("min", "numbers", (Parameter("x", ORDERED), Parameter("other", ORDERED, repeated=True)), _whole_if_all,
             "the smallest of two or more numbers or dates; missing where any is missing", "min(revenue, budget)"),
    Function("max", "numbers", (Parameter("x", ORDERED), Parameter("other", ORDERED, repeated=True)), _whole_if_all,
             "the largest of two or more numbers or dates; missing where any is missing", "max(revenue, 0)"),
    Function("clip", "numbers", (_X, Parameter("low", NUMBERS), Parameter("high", NUMBERS)), _whole_if_all,
             "a number kept between a lowest and a highest value", "clip(growth, 0, 25)"),
    Function("between", "numbers",
             (Parameter("x", ORDERED), Parameter("low", ORDERED), Parameter("high", ORDERED)), BOOLEAN,
             "whether a number or date lies between two others, both included", "between(employees, 50, 250)"),
    Function("lower", "text", (_TEXT,), _rewritten(str.lower), "a text in small letters", "lower(city)"),
    Function("upper", "text", (_TEXT,), _rewritten(str.upper), "a text in capitals", "upper(city)"),
    Function("trim", "text", (_TEXT,), _rewritten(str.strip), "a text without blanks around it", "trim(city)"),
    Function("starts_with", "text", (_TEXT, _PART), BOOLEAN,
             "whether a text begins with a part, letter by letter", 'starts_with(postcode, "10")'),
    Function("ends_with", "text", (_TEXT, _PART), BOOLEAN,
             "whether a text ends with a part, letter by letter", 'ends_with(company, "B.V.")'),
    Function("contains", "text", (_TEXT, _PART), BOOLEAN,
             "whether a part stands anywhere in a text, letter by letter", 'contains(company, "Dairy")'),
    Function("contains_any", "text", (_TEXT, _PARTS), BOOLEAN,
             "whether one of several parts stands anywhere in a text", 'contains_any(company, ["Dairy", "Food"])'),
    Function("has_word", "text", (_TEXT, _PARTS), BOOLEAN,
             "whether a text has one of several words, whole words in any case", 'has_word(title, ["buyer", "CEO"])'),
    Function("length", "text", (_TEXT,), _whole(low=0), "the number of characters of a text", "length(postcode)"),
    Function("date", "dates", (Parameter("text", TEXTS, constant=True),), DATE,
             "a date, written year-month-day", 'date("2026-01-31")'),
    Function("days_since", "dates", (_DATE,), INTEGER, "days from a date to the ruleset's date", "days_since(last_order)"),
    Function("months_since", "dates", (_DATE,), INTEGER,
             "whole months from a date to the ruleset's date", "months_since(last_order)"),
    Function("years_since", "dates", (_DATE,), INTEGER,
             "whole years from a date to the ruleset's date", "years_since(founded)"),
    Function("days_until", "dates", (_DATE,), INTEGER, "days from the ruleset's date to a date", "days_until(contract_end)"),
    Function("months_until", "dates", (_DATE,), INTEGER,
             "whole months from the ruleset's date to a date", "months_until(contract_end)"),
    Function("days_between", "dates", (Parameter("start", DATES), Parameter("end", DATES)), INTEGER,
             "days from one date to another; negative when the other is earlier", "days_between(first_order, last_order)"),
    Function("months_ago", "dates", (Parameter("n", NUMBERS, integer=True),), DATE,
             "the date so many calendar months before the ruleset's date", "last_order >= months_ago(6)"),
    Function("year", "dates", (_DATE,), _whole(1, 9999), "the year of a date", "year(founded)"),
    Function("quarter", "dates", (_DATE,), _whole(1, 4), "the quarter of a date, 1 to 4", "quarter(last_order)"),
    Function("month", "dates", (_DATE,), _whole(1, 12), "the month of a date, 1 to 12", "month(last_order)"),
    _over_all("average", NUMBER, "the average over all accounts, or over those of a category", "average(growth, by=industry)"),
    _over_all("median", NUMBER, "the middle value over all accounts", "median(employees)"),
    _over_all("total", _whole_if_first, "the sum over all accounts", "total(revenue, by=country)"),
    _over_all("percentile", NUMBER, "the value below which p percent of the accounts lie, between two values in proportion",
              "percentile(revenue, 90)", _PERCENT),
    _over_all("percent_rank", _SHARE, "the share of the other accounts that have a smaller value, 0 to 1",
              "percent_rank(revenue)", x=_RANKED),
    _over_all("rank", _whole(low=1), "the place of an account, 1 for the highest value; equal values share the better place",
              "rank(revenue)", x=_RANKED),
    _over_all("quantile", _whole(low=1), "the bin of an account out of n of equal size, n for the highest values",
              "quantile(revenue, 5)", _BINS, x=_RANKED),
    _over_all("share_of_total", NUMBER, "an account's part of the sum over all accounts", "share_of_total(revenue)"),
    _over_all("cumulative_share", _SHARE, "the part of the sum that the accounts with the same or a higher value hold",
              "cumulative_share(revenue)"),
)  # fmt: skip
