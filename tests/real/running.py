"""Runs a ruleset of this folder on a folder of data, as it lies there or with rows and columns in another order."""

from pathlib import Path

import pandas as pd

from sikta.engine import Results, evaluate

HERE = Path(__file__).parent


def run(name: str, folder: Path, carrier: str = "pandas") -> Results:
    """The results of the ruleset in tests/real/NAME on the files of a folder."""
    return evaluate(HERE / name, folder, carrier=carrier)


def shuffled(folder: Path, target: Path, *files: str, seed: int = 7) -> Path:
    """A copy of the files with their rows and columns in another order; the target folder."""
    for file in files:
        table = pd.read_csv(folder / file, dtype=str, keep_default_na=False)
        mixed = table.sample(frac=1, random_state=seed).sample(frac=1, axis=1, random_state=seed)
        mixed.to_csv(target / file, index=False)
    return target
