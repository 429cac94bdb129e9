"""The package itself on the workers of a cluster, which need not have it installed."""

import io
import tempfile
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).parents[2]


def ship(session: Any) -> None:
    """Give the package to every worker. A worker on this machine's own cores has it already."""
    from .session import is_connect

    if is_connect(session):
        session.addArtifacts(str(packed()), pyfile=True)
    elif not session.sparkContext.master.startswith("local"):
        session.sparkContext.addPyFile(str(packed()))


@cache
def packed() -> Path:
    """The package as a zip, from which Python can import it."""
    target = Path(tempfile.mkdtemp(prefix="sikta-")) / "sikta.zip"
    target.write_bytes(_zipped())
    return target


def _zipped() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in [*PACKAGE.glob("*.py"), *(PACKAGE / "engine").rglob("*")]:
            if path.is_file() and "__pycache__" not in path.parts:
                archive.write(path, f"sikta/{path.relative_to(PACKAGE).as_posix()}")
    return buffer.getvalue()
