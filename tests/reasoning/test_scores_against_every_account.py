"""Ends of scores, levels and cells of small matrices, against every account that there can be."""

from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from sikta.engine import evaluate
from sikta.engine.checking import check_ruleset
from sikta.engine.reasoning.rulebook import Rulebook

HEAD = """\
sikta: 1
name: small
as_of: 2026-06-30
tables:
  accounts:
    file: a.csv
    key: id
    fields:
      id: {type: text}
      country: {type: category, values: [NL, BE]}
      size: {type: integer, min: 0, max: 4}
      vip: {type: boolean}
"""
points = st.sampled_from([0, 20, 50, 80, 100])
measures = st.one_of(
    st.builds("value: country, points: {{NL: {}, BE: {}}}".format, points, points),
    st.builds("value: country, points: {{NL: {}}}".format, points),
    st.builds("value: country, points: {{BE: {}}}, otherwise: {}".format, points, points),
    st.builds("value: size, bands: [{{points: {}}}, {{from: 2, points: {}}}, {{from: 4, points: {}}}]".format, points, points, points),
    st.builds("value: size, bands: [{{from: 1, points: {}}}, {{from: 7, points: {}}}]".format, points, points),
    st.builds("value: size, scale: [{}, {}]".format, st.sampled_from([0, 4, -2]), st.sampled_from([1, 2, 9])),
    st.builds("rules: [{{when: vip, points: {}}}, {{when: size > 2, points: {}}}], otherwise: {}".format, points, points, points),
    st.builds("rules: [{{when: size is None, points: {}}}, {{when: size >= 3, points: {}}}]".format, points, points),
)  # fmt: skip
extras = st.sampled_from(
    ["", "missing: 40, ", "for: vip, ", "for: size < 0 or vip, ", "missing: 90, for: country is None, "]
)
leaves = st.builds("{{weight: {}, {}{}}}".format, st.sampled_from([1, 2, 5]), extras, measures)
groups = st.builds(
    lambda weight, extra, inner: f"{{weight: {weight}, {extra}criteria: {{ {', '.join(inner)} }} }}",
    st.sampled_from([1, 3]),
    extras,
    st.lists(leaves, min_size=1, max_size=2),
)
criteria = st.lists(st.one_of(leaves, leaves, groups), min_size=1, max_size=3)


def text(found: list[str], levels: list[int], needs: int, *, out: bool) -> str:
    lines = [
        HEAD,
        "knockouts: {gone: {when: 'country == \"BE\" and vip'}}" if out else "",
        "scores:",
        "  p:",
        "    criteria:",
    ]
    for index, criterion in enumerate(found):
        inner = criterion
        for number in range(2):  # members of a group have ids of their own
            inner = inner.replace("criteria: { {", f"criteria: {{ g{index}{number}: {{", 1)
            inner = inner.replace("}, {weight", f"}}, g{index}{number}b: {{weight", 1)
        lines.append(f"      c{index}: {inner}")
    names = "abcd"[: len(levels)]
    axis = ", ".join(f"{name}: {start}" for name, start in zip(names, levels, strict=True))
    cells = "".join(f"      in_{name}: {{at: {{p: {name}}}}}\n" for name in names)
    return "\n".join(lines) + (
        f"\nsegmentations:\n  m:\n    method: matrix\n    axes: {{p: {{{axis}}}}}\n    needs_completeness: {needs}%\n"
        f"    segments:\n{cells}      out: {{at: knocked_out}}\n      ask: {{at: unrated}}\n"
    )


@given(
    found=criteria,
    levels=st.lists(st.sampled_from([10, 30, 45, 60, 85, 99]), min_size=1, max_size=3, unique=True).map(
        sorted
    ),
    needs=st.sampled_from([0, 40, 80, 100]),
    out=st.booleans(),
)
@settings(max_examples=60, phases=[Phase.generate])
def test_no_score_lies_beyond_its_ends(found: list[str], levels: list[int], needs: int, *, out: bool) -> None:
    with TemporaryDirectory() as folder:
        Path(folder, "ruleset.yaml").write_text(text(found, [0, *levels], needs, out=out), encoding="utf-8")
        checked = check_ruleset(Path(folder))
    plan = checked.or_raise()
    rows = list(product(["NL", "BE", None], ["0", "1", "2", "3", "4", None], ["true", "false", None]))
    table = pd.DataFrame(
        [(f"{i:03}", *row) for i, row in enumerate(rows)],
        columns=["id", "country", "size", "vip"],
        dtype="object",
    )
    results = evaluate(plan.ruleset, {"accounts": table})
    told = {(finding.code, finding.path) for finding in checked.findings}
    _compare_ends(Rulebook(plan), results.scores["p"].score)
    result = results.segmentations["m"]
    assert result.levels is not None
    placed = ~np.isin(result.codes, [result.segments.index("out"), result.segments.index("ask")])
    for place, name in enumerate("abcd"[: len(levels) + 1]):
        if ("W431", f"segmentations.m.axes.p.{name}") in told:
            assert not (placed & (result.levels["p"] == place)).any()
    for index, id in enumerate(result.segments):
        if ("W421", f"segmentations.m.segments.{id}") in told:
            assert not (result.codes == index).any(), id
    for path, criterion in results.scores["p"].criteria.items():
        known = criterion.points[~np.isnan(criterion.points)]
        assert ("W432", path) not in told or len(
            set(known[~criterion.assumed[~np.isnan(criterion.points)]])
        ) <= 1


def _compare_ends(book: Rulebook, score: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]") -> None:
    possible = book.scoring.possible("p")
    known = score[~np.isnan(score)]
    assert possible.missing or len(known) == len(score)
    if known.size:
        hull = possible.known.hull  # type: ignore[union-attr]
        assert hull.low - 1e-9 <= known.min()
        assert known.max() <= hull.high + 1e-9
