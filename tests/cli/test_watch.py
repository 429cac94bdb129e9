"""What `sikta watch` says when it cannot begin."""

import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]


def test_watch_without_a_ruleset_here(sikta: Run) -> None:
    told = sikta("watch")
    assert told.exit_code == 2
    assert "name the ruleset: sikta watch my-rules" in told.stderr


def test_watch_on_a_port_in_use(sikta: Run, small: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        told = sikta("watch", small, "--port", other.getsockname()[1], "--no-open")
    assert told.exit_code == 1
    assert "error E982: port" in told.stderr


def test_watch_without_its_packages(sikta: Run, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    told = sikta("watch", small)
    assert told.exit_code == 1
    assert "pip install 'sikta[watch]'" in told.stderr
