"""A workbook for which there is no room: the fault itself, and nothing on the screen of what the library left open."""

import subprocess
import sys
from textwrap import dedent

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the limits of POSIX systems")

WRITTEN = dedent("""
    import gc, resource, sys, tempfile
    from pathlib import Path
    import pyarrow as pa
    from sikta.engine.reporting.results.workbook import write_workbook

    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
    count = range(2000)
    table = pa.table({"key": [f"{number:05}" for number in count], "many": [f"{7**number}"[:40] for number in count]})
    with tempfile.TemporaryDirectory() as folder:
        try:
            write_workbook({name: table for name in "abcde"}, Path(folder) / "results.xlsx")
        except OSError as fault:
            print(fault.strerror)
        gc.collect()
""")


@pytest.mark.parametrize("limit", [100, 10_000, 200_000, 314_300, 330_000])
def test_no_room_while_sheets_are_filled_put_together_or_packed(limit: int) -> None:
    """The limits stop it in its first part, in the rows of a sheet, in the sheet itself, and in the archive of all."""
    command = [sys.executable, "-W", "error", "-X", "dev", "-c", WRITTEN, str(limit)]

    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)

    assert (done.stdout, done.stderr) == ("File too large\n", "")
