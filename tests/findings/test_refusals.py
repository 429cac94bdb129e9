"""Why the system refused a file."""

import os
from pathlib import Path

import pytest

from sikta.engine.findings.refusals import refusal


def test_what_has_the_name_is_told_plainly(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(FileExistsError) as taken:
        (tmp_path / "file").mkdir()
    with pytest.raises(NotADirectoryError) as above:
        (tmp_path / "file" / "below").mkdir()
    with pytest.raises(IsADirectoryError) as folder:
        tmp_path.read_text(encoding="utf-8")
    assert [refusal(each.value) for each in (taken, above, folder)] == [
        "a file has that name",
        "a file has the name of one of its folders",
        "a folder has that name",
    ]


def test_else_as_the_system_says_it() -> None:
    assert refusal(OSError(13, os.strerror(13))) == "Permission denied"
    assert refusal(OSError()) == "OSError"
