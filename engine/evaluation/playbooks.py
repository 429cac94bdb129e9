"""Which playbook an account gets: the most specific of those that are certainly for it."""

import numpy as np

from ..expressions.columns import Codes
from .accounts import Accounts


def playbooks(accounts: Accounts) -> Codes:
    """Per account the index of its playbook in the ruleset, -1 for none.

    The most specific is the one whose `for` names the most values; of equals the first in the file. So a playbook for
    `priority == "invest" and market == "food"` goes before the one for `priority == "invest"`.
    """
    ids = list(accounts.plan.ruleset.playbooks)
    paths = [f"playbooks.{id}.for" for id in ids]
    named = [len(accounts.plan.expressions[path].names) for path in paths]
    chosen = np.full(accounts.size, -1, dtype=np.int32)
    for index in sorted(range(len(ids)), key=lambda index: -named[index]):
        fits = accounts.condition(paths[index]).true
        chosen[fits & (chosen < 0)] = index
    return chosen
