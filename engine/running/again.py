"""The briefs of a finished run once more."""

import shutil
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..findings import Finding, SiktaError
from .wanted import FACTS


@dataclass(frozen=True, slots=True)
class Rendered:
    """Documents that were written: how many, into which folder, and the one to begin with."""

    count: int
    folder: Path
    start: Path


def render_again(
    run: Path,
    target: Path | None = None,
    *,
    languages: Sequence[str] = (),
    formats: Collection[str] = ("html", "md"),
    templates: Path | None = None,
) -> Rendered:
    """The briefs of a finished run once more, from what it kept; no rule is evaluated and no data read.

    They replace the briefs of the run, whose other files stay as they are; or go into a folder of their own.
    """
    from ..reporting.briefs.record import from_json, to_json
    from ..reporting.briefs.render import render_briefs
    from ..reporting.output import OutputFolder

    facts = from_json(_facts_text(run), (run / FACTS).as_posix())
    with OutputFolder(target or run) as folder:
        if target is None:
            shutil.copytree(run, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("briefs"))
        else:
            (folder / FACTS).write_text(to_json(facts), encoding="utf-8", newline="\n")
        written = render_briefs(
            replace(facts, templates=templates.as_posix()) if templates else facts,
            folder,
            languages=languages or (facts.header.languages[0],),
            formats=tuple(formats),
            templates=templates,
        )
        start = written[0].relative_to(folder)
    return Rendered(len(written), target or run, (target or run) / start)


def _facts_text(run: Path) -> str:
    try:
        return (run / FACTS).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SiktaError([_without_facts(run)]) from error


def _without_facts(run: Path) -> Finding:
    finished = (run / "run.json").is_file() and not (run / FACTS).exists()
    told = "is a run without briefs" if finished else "is not the folder of a finished run"
    again = "run the ruleset again, with --documents html"
    return Finding(
        code="E903",
        message=f'"{run}" {told}',
        expected=f"a folder that sikta run wrote, with {FACTS} in it",
        fix=again if finished else "run the ruleset first, or name the folder that was given with --out",
    )
