"""Why an account moved and which edit did it, in the words of the reports."""

import re
from pathlib import Path

import pytest

from sikta.engine.reporting.comparison import comparison_markdown, comparison_text
from tests.analysis.comparing import reviewed

RULES = """
parameters: {p: 0, q: 0, r: 0}
tables:
  accounts:
    file: accounts.csv
    key: id
    fields:
      id: {type: text}
      size: {type: integer}
      pain: {type: integer}
      first: {type: date}
      spend: {type: number}
metrics: {money: {value: spend, unit: EUR}}
knockouts: {tiny: {title: Too small, when: size < 5}}
scores:
  large: {criteria: {size: {weight: 3, value: size, scale: [0, 100]}, pain: {weight: 1, value: pain, scale: [0, 100]}}}
segmentations:
"""
MATRIX = """
  grid:
    method: matrix
    axes: {large: {low: 0, high: 50}}
    needs_completeness: 70%
    segments: {big: {at: {large: high}}, little: {at: {large: low}}, gone: {at: knocked_out}, unseen: {at: unrated}}
"""
TIERS = "  grade: {method: tiers, rank_by: money, cut: value, segments: {A: {from: 100}, B: {}}}\n"
SHARES = (
    "  grade: {method: tiers, rank_by: money, segments: {A: {title: Best, up_to: 80%}, B: {up_to: 100%}}}\n"
)
FLOW = "  flow: {method: flow, current: spend, previous: size, first: first, tolerance: 10%}\n"
PICK = "  pick: {method: rules, segments: {hit: {when: p + 0 * size >= 1}, miss: {when: size >= 0}}}\n"
OPEN = "  pick: {method: rules, segments: {hit: {when: p + 0 * size >= 1}}}\n"


def told(folder: Path, rules: str, edits: dict[str, str], account: str) -> str:
    """The lines about the one account, on one line."""
    new = rules
    for old, text in edits.items():
        assert old in new
        new = new.replace(old, text)
    header = "id size pain first spend"
    text = comparison_text(reviewed(folder, rules, new, f"{header}\n{account}"), "en")
    (lines,) = re.findall(r"^\* (a, .*?)(?=^\S|^$)", text, flags=re.DOTALL | re.MULTILINE)
    return " ".join(lines.split())


@pytest.mark.parametrize(
    ("rules", "edits", "account", "line"),
    [
        (
            MATRIX,
            {"weight: 3": "weight: 1"},
            "a 40 70 - 7",
            # (3·40 + 70) / 4 = 47.50, (40 + 70) / 2 = 55: size gives 20 instead of 30, pain 35 instead of 17.5
            "a, €7: Little → Big Large: low (47.50) → high (55.00); Pain +17.50, Size -10.00",
        ),
        (
            MATRIX,
            {"high: 50": "high: 40"},
            "a 40 70 - 7",
            "a, €7: Little → Big Large: 47.50; high now begins at 40 (was 50)",
        ),
        (
            MATRIX,
            {"high: 50": "high: 60"},
            "a 58 64 - 7",
            # (3·58 + 64) / 4 = 59.50
            "a, €7: Big → Little Large: 59.50; high now begins at 60 (was 50)",
        ),
        (
            MATRIX,
            {"high: 50": "high: 54", "weight: 3": "weight: 1"},
            "a 40 70 - 7",
            "a, €7: Little → Big edit 1: Large: low (47.50) → high (55.00); high now begins at 54 (was 50); Pain +17.50, Size -10.00",
        ),
        (
            MATRIX,
            {"low: 0, high: 50": "low: 0, top: 45", "large: high": "large: top"},
            "a 40 70 - 7",
            "a, €7: Little → Big Large: low (47.50) → top (47.50)",
        ),
        (
            MATRIX,
            {"size < 5": "size < 2"},
            "a 4 0 - 7",
            "a, €7: Gone → Little no longer knocked out: Too small",
        ),
        (MATRIX, {"size < 5": "size < 9"}, "a 8 0 - 7", "a, €7: Little → Gone knocked out: Too small"),
        (
            MATRIX,
            {"weight: 1": "weight: 2"},
            "a 80 - - 7",
            "a, €7: Big → Unseen Large: 75% known → 60% known",
        ),
        (
            MATRIX,
            {"70%": "80%"},
            "a 80 - - 7",
            "a, €7: Big → Unseen known: Large 75%; 80% is asked now (was 70%)",
        ),
        (
            TIERS,
            {"from: 100": "from: 90"},
            "a 1 1 - 95",
            "a, €95: B → A Money €95; A now begins at €90 (was €100)",
        ),
        (
            # z has 75% of the 100, so 75% is above a: within 80%, not within 70%
            SHARES,
            {"up_to: 80%": "up_to: 70%"},
            "a 1 1 - 25\nz 1 1 - 75",
            "a, €25: Best → B Money €25; Best now runs up to 70% (was 80%)",
        ),
        (
            # the values of both differ too: what is larger brings less than before
            SHARES,
            {"up_to: 80%": "up_to: 70%", "value: spend": "value: spend + size"},
            "a 1 1 - 25\nz 1 1 - 75",
            "a, €26: Best → B edit 2: Money €25; the larger accounts bring less than 80% of the total → Money €26; the larger accounts bring at least 70% of the total",
        ),
        (
            FLOW,
            {"tolerance: 10%": "tolerance: 30%"},
            "a 100 1 2020-01-01 120",
            "a, €120: Growing → Stable this period 120, the period before 100, first time 1 Jan 2020",
        ),
        (
            PICK,
            {"p: 0": "p: 1"},
            "a 1 1 - 7",
            "a, €7: Miss → Hit Size is at least 0 → 1 + 0 × Size is at least 1",
        ),
        (OPEN, {"p: 0": "p: 1"}, "a 1 1 - 7", "a, €7: in no segment → Hit now: 1 + 0 × Size is at least 1"),
    ],
)
def test_one_line_for_each_way_of_moving(
    tmp_path: Path, rules: str, edits: dict[str, str], account: str, line: str
) -> None:
    assert told(tmp_path, RULES + rules, edits, account) == line


FIVE = """
tables:
  accounts:
    file: accounts.csv
    key: id
    fields: {id: {type: text}, v: {type: number}, w: {type: number}, x: {type: number}, y: {type: number}, z: {type: number}}
scores:
  sum:
    criteria:
      v: {weight: 1, value: v, scale: [0, 100]}
      w: {weight: 1, value: w, scale: [0, 100]}
      x: {weight: 1, value: x, scale: [0, 100]}
      y: {weight: 1, value: y, scale: [0, 100]}
      z: {weight: 1, value: z, scale: [0, 100]}
segmentations:
  grid: {method: matrix, axes: {sum: {low: 0, high: 50}}, segments: {big: {at: {sum: high}}, little: {at: {sum: low}}}}
"""


@pytest.mark.parametrize(
    ("account", "line"),
    [
        # Weights of 1, 1, 1, 1, 1 become 3, 1, 1, 1, 1. v: 100·3/7 - 100/5 = +22.86; w: 40/7 - 40/5 = -2.29; x the same; y: 20/7 - 20/5 = -1.14; z: 10/7 - 10/5 = -0.57
        # From 210/5 = 42 to 410/7 = 58.57: +16.57 = 22.86 - 2.29 - 4.00.
        ("a 100 40 40 20 10", "Sum: low (42.00) → high (58.57); V +22.86, W -2.29, the rest -4.00"),
        # Before: 20 + 18 + 2 = 40. After: 300/7 = 42.857, 90/7 = 12.857, 10/7 = 1.429, in all 400/7 = 57.14; to the cent
        # 42.86, 12.85 and 1.43 (largest remainder): +22.86 - 5.15 - 0.57 = 17.14.
        ("a 100 90 10 0 0", "Sum: low (40.00) → high (57.14); V +22.86, W -5.15, X -0.57"),
    ],
)
def test_changes_in_points_add_up_to_that_of_the_score(tmp_path: Path, account: str, line: str) -> None:
    new = FIVE.replace("v: {weight: 1", "v: {weight: 3")
    found = reviewed(tmp_path, FIVE, new, f"id v w x y z\n{account}")
    text = " ".join(comparison_text(found, "en").split())
    assert text.partition("a: Little → Big ")[2].startswith(line)
    before, after = map(float, re.findall(r"\((\d+\.\d+)\)", line))
    changes = [float(change) for change in re.findall(r" ([+-]\d+\.\d+)", line)]
    assert round(sum(changes), 2) == round(after - before, 2)


CAUSES = "  pick: {{method: rules, segments: {{hit: {{when: {rule}}}, miss: {{otherwise: true}}}}}}\n"
ALL = {"p: 0": "p: 1", "q: 0": "q: 1", "r: 0": "r: 1"}


@pytest.mark.parametrize(
    ("rule", "cause"),
    [
        ("p * size >= 1", "edit 1"),
        ("p * size + q * pain >= 1", "any one of the edits 1, 2"),
        ("2 * p * size + q * pain + r * spend >= 2", "edit 1, or the others together"),
        ("p * size + q * pain >= 2", "the edits 1, 2 together"),
        ("p * size - q * pain + r * spend >= 1", "the edits 1, 3, against others"),
    ],
)
def test_the_edits_behind_a_move(tmp_path: Path, rule: str, cause: str) -> None:
    line = told(tmp_path, RULES + CAUSES.format(rule=rule), ALL, "a 1 1 - 1")
    assert line.startswith(f"a, €1: Miss → Hit {cause}: ")


@pytest.mark.parametrize(
    ("rule", "note"),
    [
        ("p * size - q * pain >= 1", "would move 1 account that edit 2 keeps in its place"),
        (
            "p * size - q * pain - r * spend >= 1",
            "would move 1 account that the other edits keep in its place",
        ),
    ],
)
def test_what_an_edit_would_have_moved(tmp_path: Path, rule: str, note: str) -> None:
    rules = RULES + CAUSES.format(rule=rule)
    new = rules.replace("p: 0, q: 0, r: 0", "p: 1, q: 1, r: 1")
    found = reviewed(tmp_path, rules, new, "id size pain first spend\na 1 1 - 1")
    assert f"\n    {note}\n" in comparison_text(found, "en")
    assert f"<br><sub>{note}</sub>" in comparison_markdown(found, "en")


def test_many_edits_in_one_line_are_counted(tmp_path: Path) -> None:
    def rules(value: int) -> str:
        names = [f"x{number}" for number in range(41)]
        listed = ", ".join(f"{name}: {value}" for name in names)
        head = RULES.replace("p: 0, q: 0, r: 0", listed)
        return head + CAUSES.format(rule=f"{' + '.join(names)} + 0 * size >= 1")

    found = reviewed(tmp_path, rules(0), rules(1), "id size pain first spend\na 1 1 - 1")
    text = comparison_text(found, "en")
    assert text.startswith("41 edits move 1 of 1 account: €1 of €1 (Money)\n")
    assert "There are too many edits to try each alone" in text
    assert "\n    and 35 more edits\n" in text
