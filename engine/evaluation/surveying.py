"""The survey: what looks at all accounts is computed once, over whole columns of only what it needs."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from ..carriers import carrier_named
from ..data.quality import AccountFaults
from ..data.tables import DataSet
from ..expressions.columns import Column, Condition, Dates, Members, Numbers, Texts
from ..expressions.kernel import Repeats
from ..expressions.kernel.choices import recoded
from ..plan.plan import Plan
from .accounts import Accounts
from .notices import Notice
from .stages import Stage, stages
from .stretches import accounts_of, stretches
from .survey import Survey

NO_FAULTS = AccountFaults({}, {}, {})


def survey_of(
    plan: Plan, data: DataSet, aggregates: Mapping[str, Column], as_of: date, repeats: Repeats
) -> tuple[Survey, list[Notice]]:
    """What only all accounts together can tell, and what was noticed on the way."""
    survey, notices = Survey(), list[Notice]()
    for stage in stages(plan):
        columns = _columns(stage, plan, data, aggregates, survey, as_of, repeats)
        found, noticed = surveyed(stage, plan, data, columns, as_of)
        survey = survey.with_more(found)
        notices += noticed
    return survey, notices


def surveyed(
    stage: Stage, plan: Plan, data: DataSet, columns: Mapping[str, Column], as_of: date
) -> tuple[Survey, list[Notice]]:
    """What one stage finds out from the `columns` that it names, which are those of all accounts of `data`."""
    from .evaluation import compute_part

    accounts = Accounts(plan, data, as_of, carrier_named("auto"), dict(columns))
    found = Survey()
    for subject in stage.subjects:
        section, _, id = subject.partition(".")
        if subject in plan.expressions:
            found = replace(found, columns={**found.columns, subject: accounts.value(subject)})
        elif section == "metrics":
            compute_part(subject, accounts)
            found = replace(found, columns={**found.columns, subject: accounts.columns[id]})
        else:
            compute_part(subject, accounts)
            more = {**found.segmentations, id: accounts.segmentations[id]}
            found = replace(found, segmentations=more)
    return found, accounts.notices


def _columns(
    stage: Stage,
    plan: Plan,
    data: DataSet,
    aggregates: Mapping[str, Column],
    survey: Survey,
    as_of: date,
    repeats: Repeats,
) -> dict[str, Column]:
    """The columns that a stage needs: those that are there, and those of parts that are computed stretch by stretch."""
    from .evaluation import compute_part

    there = {**data.accounts.columns, **aggregates}
    wanted = [name for name in sorted(stage.names) if name not in there]
    pieces: dict[str, list[Column]] = {name: [] for name in wanted}
    if wanted:
        for stretch in stretches(data, aggregates, survey, NO_FAULTS):
            accounts = accounts_of(plan, stretch, as_of, repeats)
            for id in aggregates:
                compute_part(f"metrics.{id}", accounts)
            for part in stage.parts:
                compute_part(part, accounts)
            for name, found in pieces.items():
                found.append(accounts.columns[name])
    return {name: there[name] for name in stage.names if name in there} | {
        name: joined(found) for name, found in pieces.items()
    }


def joined(pieces: Sequence[Column]) -> Column:
    """Columns of one kind one after the other."""
    if len(pieces) == 1:
        return pieces[0]
    match pieces[0]:
        case Numbers() | Dates():
            kind = type(pieces[0])
            return kind(np.concatenate([each.values for each in pieces if isinstance(each, Numbers | Dates)]))
        case Condition():
            conditions = [each for each in pieces if isinstance(each, Condition)]
            return Condition(
                np.concatenate([each.true for each in conditions]),
                np.concatenate([each.false for each in conditions]),
            )
        case Texts():
            return _joined_texts([each for each in pieces if isinstance(each, Texts)])
        case _:
            members = [each for each in pieces if isinstance(each, Members)]
            masks = {id: np.concatenate([each.masks[id] for each in members]) for id in members[0].masks}
            return Members(masks, sum(each.size for each in members))


def _joined_texts(pieces: Sequence[Texts]) -> Texts:
    codes, vocabulary = [], pieces[0].vocabulary
    for piece in pieces:
        found, vocabulary = recoded(piece, vocabulary)
        codes.append(found)
    return Texts(np.concatenate(codes), vocabulary)
