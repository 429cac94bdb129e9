"""What holds for every score, whatever the accounts and the weights."""

from decimal import Decimal

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sikta.engine.evaluation import Results, ScoreResult
from tests.evaluation.workshop import planned, results

FIELDS = "id: {type: text}, a: {type: number}, b: {type: number}, c: {type: number}, d: {type: number}, vip: {type: boolean}"
RULES = """
as_of: 2026-06-30
tables: {{accounts: {{file: a.csv, key: id, fields: {{{fields}}}}}}}
knockouts: {{out: {{when: d > 95}}}}
scores:
  s:
    criteria:
      a: {{weight: {w[0]}, value: a, scale: [0, 100]}}
      b: {{weight: {w[1]}, value: b, scale: [0, 100], for: vip}}
      g:
        weight: {w[2]}
        criteria:
          c: {{weight: {w[3]}, value: c, scale: [100, 0]}}
          d: {{weight: {w[4]}, value: d, bands: [{{points: 3.7}}, {{from: 50, points: 61.1}}], missing: {missing}}}
  t: {{criteria: {{b: {{weight: 1, value: b, scale: [0, 100]}}, c: {{weight: 2, value: c, scale: [0, 100]}}}}}}
segmentations:
  m:
    method: matrix
    axes: {{s: {{low: 0, mid: 30, high: 60}}, t: {{low: 0, high: 50}}}}
    needs_completeness: {needs}
    segments:
      one: {{at: {{s: [low, mid]}}}}
      two: {{at: {{s: high, t: low}}}}
      three: {{at: {{s: high, t: high}}}}
      out: {{at: knocked_out}}
      unrated: {{at: unrated}}
"""

number = st.one_of(st.just("-"), st.integers(0, 100).map(str), st.decimals(0, 100, places=2).map(str))
truth = st.sampled_from(["true", "false", "-"])
rows = st.lists(st.tuples(number, number, number, number, truth), min_size=1, max_size=12)
weight = st.one_of(st.integers(1, 9), st.decimals("0.01", 10, places=2))
weights = st.tuples(weight, weight, weight, weight, weight)
missing = st.sampled_from(["skip", "0", "40", "100"])
needs = st.sampled_from(["0%", "50%", "75%", "100%"])
laws = settings(max_examples=60, deadline=None)


def evaluated(
    rows: list[tuple[str, ...]], weights: tuple[object, ...], missing: str, needs: str = "50%"
) -> Results:
    columns = {name: [row[place] for row in rows] for place, name in enumerate(("a", "b", "c", "d", "vip"))}
    columns["id"] = [f"{row:03}" for row in range(len(rows))]
    plan = planned(RULES.format(fields=FIELDS, w=weights, missing=missing, needs=needs))
    return results(plan, {"accounts": columns})


def leaves(score: ScoreResult) -> list[np.ndarray[tuple[int, ...], np.dtype[np.float64]]]:
    groups = {
        path for path in score.criteria if any(other.startswith(path + ".") for other in score.criteria)
    }
    return [criterion.contribution for path, criterion in score.criteria.items() if path not in groups]


@given(rows, weights, missing)
@laws
def test_contributions_sum_exactly_to_the_shown_score(
    rows: list[tuple[str, ...]], weights: tuple[object, ...], missing: str
) -> None:
    score = evaluated(rows, weights, missing).scores["s"]

    for account, shown in enumerate(score.score.tolist()):
        parts = [Decimal(repr(float(part[account]))) for part in leaves(score)]
        assert sum(parts, Decimal(0)) == (0 if np.isnan(shown) else Decimal(repr(shown)))


@given(rows, weights, missing)
@laws
def test_a_contribution_is_rounded_to_a_neighbour(
    rows: list[tuple[str, ...]], weights: tuple[object, ...], missing: str
) -> None:
    # Largest remainder moves no part by more than one hundredth from what it is unrounded.
    score = evaluated(rows, weights, missing).scores["s"]
    a, g = score.criteria["scores.s.criteria.a"], score.criteria["scores.s.criteria.g"]
    b = score.criteria["scores.s.criteria.b"]

    whole = sum(np.where(np.isnan(item.points), 0, item.weight) for item in (a, b, g))
    with np.errstate(invalid="ignore"):
        exact = np.where(np.isnan(a.points), 0, a.points * a.weight / whole)
    assert (np.abs(a.contribution - exact) < 0.01 + 1e-9).all()


@given(rows, weights, missing)
@laws
def test_low_score_high_and_completeness(
    rows: list[tuple[str, ...]], weights: tuple[object, ...], missing: str
) -> None:
    for score in evaluated(rows, weights, missing).scores.values():
        known = ~np.isnan(score.score)
        assert ((score.low >= 0) & (score.high <= 100) & (score.low <= score.high)).all()
        assert (score.low[known] <= score.score[known]).all()
        assert (score.score[known] <= score.high[known]).all()
        assert ((score.completeness >= 0) & (score.completeness <= 1)).all()
        # known as a whole: nothing can move; known in no part: no score
        whole = score.completeness == 1
        assert (score.low[whole] == score.score[whole]).all()
        assert (score.high[whole] == score.score[whole]).all()
        assert np.isnan(score.score[score.completeness == 0]).all()


@given(rows, weights, missing)
@laws
def test_effective_weights_share_out_the_whole(
    rows: list[tuple[str, ...]], weights: tuple[object, ...], missing: str
) -> None:
    score = evaluated(rows, weights, missing).scores["s"]
    top = [score.criteria[f"scores.s.criteria.{id}"].weight for id in "abg"]
    inside = [score.criteria[f"scores.s.criteria.g.criteria.{id}"].weight for id in "cd"]

    assert np.allclose(np.sum(top, axis=0), 1)
    assert np.allclose(np.sum(inside, axis=0), top[2])


@given(rows, weights, missing, needs)
@laws
def test_every_account_is_in_one_segment_of_a_matrix(
    rows: list[tuple[str, ...]], weights: tuple[object, ...], missing: str, needs: str
) -> None:
    run = evaluated(rows, weights, missing, needs)
    matrix = run.segmentations["m"]

    assert (matrix.codes >= 0).all()
    assert ((matrix.codes == 3) == run.knocked_out).all()
    assert matrix.certain is not None
    assert matrix.deciding is not None
    assert not (matrix.certain & (matrix.deciding >= 0)).any()


@given(rows, weights, missing, needs)
@laws
def test_the_deciding_fact_decides(
    rows: list[tuple[str, ...]], weights: tuple[object, ...], missing: str, needs: str
) -> None:
    # Filling in the named value with the least or the most points gives another cell, or makes the account rated.
    run = evaluated(rows, weights, missing, needs)
    matrix = run.segmentations["m"]
    assert matrix.deciding is not None
    named = [matrix.deciding_paths[code] if code >= 0 else None for code in matrix.deciding.tolist()]
    for account in [row for row, path in enumerate(named) if path == "scores.s.criteria.a"]:
        moved = set()
        for value in ("0", "100"):
            changed = [list(row) for row in rows]
            changed[account][0] = value
            again = evaluated([tuple(row) for row in changed], weights, missing, needs).segmentations["m"]
            assert again.levels is not None
            moved.add(
                (int(again.codes[account]), *(int(levels[account]) for levels in again.levels.values()))
            )
        assert matrix.levels is not None
        here = (int(matrix.codes[account]), *(int(levels[account]) for levels in matrix.levels.values()))
        assert moved != {here}


@given(rows, weights, missing)
@laws
def test_the_order_of_accounts_changes_nothing(
    rows: list[tuple[str, ...]], weights: tuple[object, ...], missing: str
) -> None:
    plan = planned(RULES.format(fields=FIELDS, w=weights, missing=missing, needs="50%"))
    names = ("a", "b", "c", "d", "vip")
    numbered = [(f"{row:03}", *values) for row, values in enumerate(rows)]
    backwards = numbered[::-1]
    first, second = (
        results(
            plan,
            {"accounts": {name: [row[place] for row in order] for place, name in enumerate(("id", *names))}},
        )
        for order in (numbered, backwards)
    )

    assert first.keys.to_list() == second.keys.to_list()
    assert np.array_equal(first.scores["s"].score, second.scores["s"].score, equal_nan=True)
    assert np.array_equal(first.segmentations["m"].codes, second.segmentations["m"].codes)
