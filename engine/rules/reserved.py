"""Words that no id may be, because expressions give them a meaning."""

KEYWORDS = frozenset(
    (
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
        "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda",
        "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
    )
)  # fmt: skip
VALUES = frozenset(("as_of", "knocked_out", "true", "false", "rows", "none"))
FUNCTIONS = frozenset(
    (
        "is_missing", "coalesce", "abs", "round", "min", "max", "clip", "between", "lower", "upper", "trim",
        "starts_with", "ends_with", "contains", "contains_any", "has_word", "length", "date", "days_since",
        "months_since", "years_since", "days_until", "months_until", "days_between", "months_ago", "year",
        "quarter", "month", "average", "median", "total", "percentile", "percent_rank", "rank", "quantile",
        "share_of_total", "cumulative_share",
    )
)  # fmt: skip
