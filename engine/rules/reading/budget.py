"""How much a ruleset may hold. Bounds time and memory, whatever the file was made to do."""

from ...findings import Finding, Place

MAX_BYTES = 4_000_000
MAX_NODES = 100_000
MAX_DEPTH = 40
MAX_DIGITS = 100


def too_large(shown: str, size: int) -> Finding:
    return Finding(
        "E102",
        f"the file is too large: {size / 1e6:,.1f} MB",
        Place(shown),
        expected=f"at most {MAX_BYTES // 1_000_000} MB; some 5,000 rules take 1 MB",
        fix="keep data in data files, and name them under tables:",
    )


def too_deep(place: Place) -> Finding:
    return Finding(
        "E102",
        f"the parts stand more than {MAX_DEPTH} deep inside one another",
        place,
        expected=f"at most {MAX_DEPTH} levels of lists and maps",
        fix="look for brackets that are opened and never closed",
    )


def too_many(place: Place) -> Finding:
    return Finding(
        "E102",
        f"the file holds more than {MAX_NODES:,} keys and values",
        place,
        expected=f"at most {MAX_NODES:,}, counting what an alias (*name) repeats",
        fix="write rules that cover many cases at once, or keep the cases in a reference table",
    )


def too_long_number(place: Place, digits: int) -> Finding:
    return Finding(
        "E108",
        f"a number of {digits:,} digits",
        place,
        expected=f"at most {MAX_DIGITS} digits",
        fix="put it in quotes if it is a text, such as an account number",
    )


def not_finite(place: Place, text: str) -> Finding:
    return Finding(
        "E108",
        f"{text} is not a number that a rule can use",
        place,
        expected="a number such as 12 or 0.5",
        fix="write the number itself; leave the key out where there is no limit",
    )
