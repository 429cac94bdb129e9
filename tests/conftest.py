"""What every test may use."""

import os
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[1]


def shared_data(name: str) -> Path:
    """A folder of public data, in SIKTA_SHARED_DATA or beside the repository; the test is skipped where it is absent."""
    folder = Path(os.environ.get("SIKTA_SHARED_DATA", _ROOT.parent / "shared" / "data")) / name
    if not folder.is_dir():
        pytest.skip(f"the public data {name} is not at hand; SIKTA_SHARED_DATA names its folder")
    return folder
