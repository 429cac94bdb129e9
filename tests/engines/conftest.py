"""How many random rulesets there are: 300, or ten times as many where `SIKTA_HYPOTHESIS=wide` looks further."""

import os

SEEDS = range(3_000 if os.environ.get("SIKTA_HYPOTHESIS") == "wide" else 300)
