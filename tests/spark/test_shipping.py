"""The package goes to workers as a zip, and works from there: they need not have it installed."""

import os
import subprocess
import zipfile
from pathlib import Path

from sikta.engine.spark.shipping import packed

IMPORTS = """
import sikta
import sikta.engine.spark.buckets, sikta.engine.spark.finishing, sikta.engine.spark.following, sikta.engine.spark.frames
import sikta.engine.data.readers.excel
print(sikta.__file__)
"""


def told_by(python: Path, program: str, *path: Path) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, path))}
    command = [str(python), "-c", program]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_a_worker_has_no_sikta_of_its_own(python_without_sikta: Path) -> None:
    found = told_by(python_without_sikta, "import pyarrow, pandas, narwhals; import sikta")

    assert "ModuleNotFoundError: No module named 'sikta'" in found.stderr


def test_the_zip_alone_is_enough(python_without_sikta: Path) -> None:
    found = told_by(python_without_sikta, IMPORTS, packed())

    assert (found.stderr, found.stdout.strip()) == ("", f"{packed()}/sikta/__init__.py")


def test_the_zip_holds_the_package_and_nothing_else() -> None:
    with zipfile.ZipFile(packed()) as archive:
        names = archive.namelist()

    assert {name.partition("/")[0] for name in names} == {"sikta"}
    assert "sikta/engine/spark/buckets.py" in names
    assert not [name for name in names if "__pycache__" in name or name.startswith("sikta/tests")]
