"""The benchmarks compare what is equal: everybody who can run says the same of every account. Nothing is timed."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

HOME = Path(__file__).parents[2] / "benchmarks"
RULES = HOME / "rulesets" / "yardstick"
ACCOUNTS = 1_000
RIVALS = {"numpy_hand": "numpy", "pandas_hand": "pandas", "polars_hand": "polars", "duckdb_hand": "duckdb"}
ENGINES = {"zen": "zen", "rule_engine": "rule_engine", "simpleeval": "simpleeval"}

pytestmark = pytest.mark.skipif(not HOME.is_dir(), reason="only a checkout has the benchmarks")


def python(*arguments: object) -> str:
    """Run a script with Python; what it printed."""
    command = [sys.executable, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def installed(package: str) -> None:
    if find_spec(package) is None:
        pytest.skip(f"{package} is not installed")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("yardstick")
    python(HOME / "generate.py", ACCOUNTS, folder)
    return folder


@pytest.fixture(scope="module")
def ours(data: Path) -> Path:
    """What the default engine finds, every column of it."""
    return run(data, "auto")


def run(data: Path, engine: str) -> Path:
    out = data / f"sikta_{engine}"
    written = ("--results", "parquet", "--documents", "", "--out", out, "--quiet")
    python("-m", "sikta", "run", RULES, "--data", data, "--engine", engine, *written)
    return out / "accounts.parquet"


@pytest.mark.parametrize("rival", RIVALS)
def test_a_rival_finds_what_we_find(rival: str, data: Path, ours: Path) -> None:
    installed(RIVALS[rival])
    found = data / f"{rival}.parquet"
    python(HOME / "by_hand.py", rival, data, found)
    assert python(HOME / "equal.py", ours, found) == f"{found}: equal\n"


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_every_engine_finds_the_same(engine: str, data: Path, ours: Path) -> None:
    installed(engine)
    found = run(data, engine)
    assert python(HOME / "equal.py", ours, found) == f"{found}: equal\n"


@pytest.mark.parametrize("engine", ENGINES)
def test_a_row_engine_scores_as_the_kernel_does(engine: str, data: Path, ours: Path) -> None:
    installed(ENGINES[engine])
    prepare = (
        f"import engines, pathlib; engines.prepare(pathlib.Path({str(data)!r}), pathlib.Path({str(ours)!r}))"
    )
    environment = {**os.environ, "PYTHONPATH": str(HOME)}
    subprocess.run([sys.executable, "-c", prepare], env=environment, check=True)
    assert '"different": 0' in python(HOME / "engines.py", engine, data)


def test_what_differs_is_told(data: Path, ours: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pq.read_table(ours)
    place = table.column_names.index("pain")
    wrong = data / "wrong.parquet"
    pq.write_table(table.set_column(place, "pain", pa.array([101.0] * ACCOUNTS)), wrong)
    done = subprocess.run(
        [sys.executable, str(HOME / "equal.py"), str(ours), str(wrong)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    first = table["pain"][0].as_py()
    assert f"  pain: 1,000 accounts differ, the first: {first} and 101.0 for account 1\n" in done.stdout
