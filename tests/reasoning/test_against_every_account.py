"""What reasoning says of small rulesets, against every account that there can be, through the real kernel."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from sikta.engine import Results, evaluate
from sikta.engine.checking import check_ruleset

COUNTRIES, SIZES, TRUTHS = ["NL", "BE", "SE", None], [0, 1, 2, 3, 4, None], ["true", "false", None]

numbers = st.integers(0, 5)
words = st.sampled_from(['"NL"', '"BE"', '"SE"'])
signs = st.sampled_from(["<", "<=", ">", ">=", "==", "!="])
atoms = st.one_of(
    st.builds("employees {} {}".format, signs, numbers),
    st.builds("{} {} employees".format, numbers, signs),
    st.builds("{} <= employees < {}".format, numbers, numbers),
    st.builds("between(employees, {}, {})".format, numbers, numbers),
    st.builds("coalesce(employees, {}) {} {}".format, numbers, signs, numbers),
    st.builds("employees in [{}, {}]".format, numbers, numbers),
    st.builds("country {} {}".format, st.sampled_from(["==", "!="]), words),
    st.builds("country {} [{}, {}]".format, st.sampled_from(["in", "not in"]), words, words),
    st.builds(
        "{} is {}".format, st.sampled_from(["country", "employees"]), st.sampled_from(["None", "not None"])
    ),
    st.builds("is_missing({})".format, st.sampled_from(["country", "employees", "vip"])),
    st.builds('("NL" if employees > {} else country) == {}'.format, numbers, words),
    st.sampled_from(["vip", "not vip", "vip == true", "vip != true", "big", "not big", "big is None"]),
)
conditions = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.builds("({} and {})".format, inner, inner),
        st.builds("({} or {})".format, inner, inner),
        st.builds("not {}".format, inner),
        st.builds("({} if {} else {})".format, inner, inner, inner),
    ),
    max_leaves=4,
)
later = st.one_of(
    conditions,
    st.sampled_from(['s == "s0"', 's != "s1"', 's in ["s0", "s1"] and vip', "knocked_out", "s is None"]),
)


@dataclass(frozen=True)
class Rules:
    metric: str
    segments: list[str]
    otherwise: bool
    knockouts: list[str]
    rules: list[tuple[str, int]]
    rest: int | None
    playbooks: list[str]

    def text(self) -> str:
        lines = [
            "sikta: 1\nname: small\nas_of: 2026-06-30\ntables:\n  accounts:\n    file: a.csv\n    key: id\n    fields:",
            "      id: {type: text}\n      country: {type: category, values: [NL, BE, SE]}",
            "      employees: {type: integer, min: 0, max: 4}\n      vip: {type: boolean}",
            f"metrics:\n  big: {{value: '{self.metric}'}}\nknockouts:",
            *(f"  k{i}: {{when: '{when}'}}" for i, when in enumerate(self.knockouts)),
            "scores:\n  p:\n    criteria:\n      c:\n        weight: 1\n        rules:",
            *(f"          - {{when: '{when}', points: {points}}}" for when, points in self.rules),
            *([] if self.rest is None else [f"        otherwise: {self.rest}"]),
            "segmentations:\n  s:\n    method: rules\n    segments:",
            *(f"      s{i}: {{when: '{when}'}}" for i, when in enumerate(self.segments)),
            *(["      rest: {otherwise: true}"] if self.otherwise else []),
            "playbooks:",
            *(f"  p{i}: {{for: '{when}'}}" for i, when in enumerate(self.playbooks)),
        ]
        return "\n".join(lines)


rulesets = st.builds(
    Rules,
    metric=st.sampled_from(["employees >= 2", 'country == "NL" or vip', "employees > 1 and not vip"]),
    segments=st.lists(conditions, min_size=2, max_size=4),
    otherwise=st.booleans(),
    knockouts=st.lists(conditions, min_size=1, max_size=3),
    rules=st.lists(st.tuples(conditions, st.sampled_from([0, 50, 100])), min_size=1, max_size=3),
    rest=st.sampled_from([None, 0, 50]),
    playbooks=st.lists(later, min_size=1, max_size=3),
)


@cache
def accounts() -> pd.DataFrame:
    rows = list(product(COUNTRIES, [None if size is None else str(size) for size in SIZES], TRUTHS))
    table = pd.DataFrame(rows, columns=["country", "employees", "vip"], dtype="object")
    table.insert(0, "id", [f"{row:03}" for row in range(len(rows))])
    return table


@given(rules=rulesets)
@settings(max_examples=60, phases=[Phase.generate])
def test_no_verdict_is_wrong_and_none_is_missed(rules: Rules) -> None:
    with TemporaryDirectory() as folder:
        Path(folder, "ruleset.yaml").write_text(rules.text(), encoding="utf-8")
        checked = check_ruleset(Path(folder))
    plan = checked.or_raise()
    results = evaluate(plan.ruleset, {"accounts": accounts()})
    told = {(finding.code, finding.path): finding.found for finding in checked.findings}
    never = {path for path, compiled in plan.expressions.items() if compiled.always is False}
    _compare_segments(results, told, never)
    _compare_knockouts(results, told, never)
    _compare_rules(results, rules, told, never)
    _compare_playbooks(results, told, never)


Told = dict[tuple[str, str], str]


def _compare_segments(results: Results, told: Told, never: set[str]) -> None:
    result = results.segmentations["s"]
    for index, id in enumerate(result.segments):
        path = f"segmentations.s.segments.{id}"
        empty = not (result.codes == index).any()
        assert ((("W421", path) in told) or f"{path}.when" in never) is empty, path
    left = accounts()[result.codes < 0]
    known = left.notna().all(axis=1).any()
    assert (("W424", "segmentations.s") in told) is bool(known)
    if not known:
        assert (("N424", "segmentations.s") in told) is bool(len(left))
    for code in ("W424", "N424"):
        if (code, "segmentations.s") in told:
            assert (result.codes[_meant(told[code, "segmentations.s"])] < 0).all()


def _meant(found: str) -> "pd.Series[bool]":
    """The accounts that the words of a counter-example describe."""
    table = accounts()
    mask = pd.Series(True, index=table.index)
    for name, value in re.findall(r"(country|employees|vip) (= \w+|missing)", found):
        mask &= table[name].isna() if value == "missing" else table[name] == value.removeprefix("= ")
    assert mask.any()
    return mask


def _compare_knockouts(results: Results, told: Told, never: set[str]) -> None:
    masks = {id: set(accounts().id[result.true]) for id, result in results.knockouts.items()}
    for id, mask in masks.items():
        path = f"knockouts.{id}.when"
        assert (("W429", path) in told or path in never) is (not mask)
        if ("W428", path) in told:
            other = re.findall(r'"(k\d)" asks', told["W428", path])[1]
            assert mask <= masks[other]
    left = [id for id, mask in masks.items() if mask and ("W428", f"knockouts.{id}.when") not in told]
    always = [
        id for id in left if ("W302", f"knockouts.{id}.when") in told
    ]  # of a part or the whole: told there
    for one, other in product(left, left):
        assert one == other or other in always or one in always or not masks[one] <= masks[other]


def _compare_rules(results: Results, rules: Rules, told: Told, never: set[str]) -> None:
    path = "scores.p.criteria.c"
    points = results.scores["p"].criteria[path].points
    firing = _conditions(results, [f"{path}.rules.{i}.when" for i in range(len(rules.rules))])
    free = [True] * len(results)
    for index, true in enumerate(firing):
        rule = f"{path}.rules.{index}.when"
        fires = [one and open_ for one, open_ in zip(true, free, strict=True)]
        assert (("W422", rule) in told or rule in never) is (not any(fires)), rule
        free = [open_ and not one for one, open_ in zip(true, free, strict=True)]
    known = accounts().notna().all(axis=1)
    uncovered = [open_ and full for open_, full in zip(free, known, strict=True)]
    assert (("W425", path) in told) is (rules.rest is None and any(uncovered))
    if ("W425", path) in told:
        assert pd.isna(points[_meant(told["W425", path])]).all()
    if ("W432", path) in told:
        assert len(set(points[~pd.isna(points)])) == 1


def _conditions(results: Results, paths: list[str]) -> list[list[bool]]:
    from sikta.engine.analysis.block import block_of
    from sikta.engine.expressions.kernel import evaluate as column
    from sikta.engine.plan import make_plan

    plan, _ = make_plan(results.ruleset)
    assert plan
    found = []
    for path in paths:
        compiled = plan.expressions[path]
        condition = column(compiled, block_of(results, compiled.names), len(results), results.as_of)
        found.append(condition.true.tolist())  # type: ignore[union-attr]
    return found


def _compare_playbooks(results: Results, told: Told, never: set[str]) -> None:
    ids = list(results.ruleset.playbooks)
    for index, id in enumerate(ids):
        path = f"playbooks.{id}.for"
        if (results.playbooks == index).any():
            assert ("W426", path) not in told
        else:
            assert ("W426", path) in told or path in never, path
    fits = dict(zip(ids, _conditions(results, [f"playbooks.{id}.for" for id in ids]), strict=True))
    for (code, path), found in told.items():
        if code == "W427":
            rows = _meant(found)
            assert all(fit for fit, meant in zip(fits[path.split(".")[1]], rows, strict=True) if meant)
