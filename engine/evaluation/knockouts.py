"""Knock-outs: rules that take an account out where they are certainly true."""

from ..expressions.columns import Condition
from .accounts import Accounts
from .results import KnockoutResult


def add_knockouts(accounts: Accounts) -> None:
    """Check every knock-out; `knocked_out`, which is never unknown, joins the accounts' columns."""
    for id in accounts.plan.ruleset.knockouts:
        condition = accounts.condition(f"knockouts.{id}.when")
        accounts.knockouts[id] = KnockoutResult(id, condition.true, condition.missing)
    out = accounts.knocked_out
    accounts.columns["knocked_out"] = Condition(out, ~out)
