"""Which sign stands between the fields of a text file."""

import csv
import io

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}


def name_of(delimiter: str) -> str:
    """What people call a delimiter."""
    return DELIMITERS.get(delimiter, f'"{delimiter}"')


def detect_delimiter(data: bytes, declared_headers: frozenset[str]) -> str:
    """The sign that gives most of the declared headers; of equals the one that gives most columns, the comma first."""
    start = data.lstrip(b"\n")[: 2**20].decode(errors="ignore")

    def fitness(delimiter: str) -> tuple[int, int]:
        headers = _first_row(start, delimiter)
        return len(declared_headers.intersection(headers)), len(headers)

    return max(DELIMITERS, key=fitness)


def _first_row(text: str, delimiter: str) -> list[str]:
    try:
        return [
            name.strip() for name in next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
        ]
    except csv.Error:
        return []
