"""Which files make a new picture when they are saved."""

from pathlib import Path

from watchfiles import Change, DefaultFilter

_ENDINGS = (
    ".yaml", ".yml", ".md", ".j2", ".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".parquet", ".gz",
)  # fmt: skip


class Kept(DefaultFilter):
    """Rules, texts and data; not what editors and other programs write beside them, nor the output of a run."""

    def __call__(self, change: Change, path: str) -> bool:
        file = Path(path)
        ours = file.suffix.lower() in _ENDINGS or file.name == COMMITTED
        hidden = file.name.startswith((".", "~$"))
        return ours and not hidden and (file.name == COMMITTED or super().__call__(change, path))


COMMITTED = "HEAD"
"""The file that git writes when something is committed or another branch is taken: `.git/logs/HEAD`."""


def watched_folders(folder: Path, data: Path | None) -> list[Path]:
    """The ruleset's folder, the folder with its data, and the record of commits, as far as they are there."""
    logs = [parent / ".git" / "logs" for parent in (folder.resolve(), *folder.resolve().parents)]
    history = next((path for path in logs if path.is_dir()), None)
    found = [folder, *([data] if data else []), *([history] if history else [])]
    return [path for path in found if path.is_dir()]
