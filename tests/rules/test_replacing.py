"""A text takes the place of another whole, and never the place of something else."""

import os
from pathlib import Path

import pytest

from sikta.engine.findings import SiktaError
from sikta.engine.rules.replacing import replace_text


def test_a_link_stays_a_link_and_its_file_gets_the_text(tmp_path: Path) -> None:
    (tmp_path / "real.yaml").write_text("old", encoding="utf-8")
    (tmp_path / "link.yaml").symlink_to("real.yaml")
    replace_text(tmp_path / "link.yaml", "new")
    assert (tmp_path / "link.yaml").is_symlink()
    assert (tmp_path / "real.yaml").read_text(encoding="utf-8") == "new"


def test_permissions_stay(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("old", encoding="utf-8")
    file.chmod(0o640)
    replace_text(file, "new")
    assert file.stat().st_mode & 0o777 == 0o640


def test_what_is_no_ordinary_file_is_left_alone(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(SiktaError) as caught:
        replace_text(tmp_path / "pipe", "new")
    assert (tmp_path / "pipe").is_fifo()
    assert "something that is no ordinary file has that name" in caught.value.findings[0].message


def test_a_file_marked_as_read_only_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("old", encoding="utf-8")
    file.chmod(0o444)
    with pytest.raises(SiktaError):
        replace_text(file, "new")
    assert file.read_text(encoding="utf-8") == "old"
