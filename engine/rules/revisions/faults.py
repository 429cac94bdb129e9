"""What may be wrong with a version that somebody asked for, in words for people who do not use git."""

from pathlib import Path

from ...findings import Finding

_VERSIONS = 'a branch, a tag or another version, such as "main" or "HEAD~1"'


def no_git() -> Finding:
    return Finding(
        "E931",
        "to read an earlier version of a ruleset, sikta needs the program git, and it is not installed",
        fix="install git (https://git-scm.com), or name two folders instead of a version",
    )


def no_repository(written: str, folder: Path) -> Finding:
    return Finding(
        "E932",
        f'there is no file or folder "{written}", and no history in which it could be a version:'
        f' "{_shown(folder)}" is not in a git repository',
        expected="a ruleset's folder; or, inside a git repository, " + _VERSIONS,
        fix="check the name, or name the folder of the other ruleset",
    )


def no_version(written: str, near: str | None) -> Finding:
    return Finding(
        "E933",
        f'there is no version called "{written}" in the history, and no file or folder of that name',
        expected=_VERSIONS,
        fix=f'did you mean "{near}"?'
        if near
        else '"git branch --all" and "git tag" list the names that there are',
    )


def too_far_back(written: str, base: str, versions: int) -> Finding:
    return Finding(
        "E933",
        f'there is no version "{written}": the history of "{base}" has {versions} versions in all',
        expected=_VERSIONS,
        fix=f'name a later one, such as "{base}~{versions - 1}"'
        if versions > 1
        else f'name another version than "{base}"',
    )


def shallow(written: str, near: str | None) -> Finding:
    meant = f'; or did you mean "{near}"?' if near else ""
    return Finding(
        "E934",
        f'the version "{written}" is not in this copy of the repository: the clone is shallow, it holds the latest'
        " versions only",
        fix=f'fetch the whole history: "git fetch --unshallow"; in a workflow file, "fetch-depth: 0" for the checkout{meant}',
    )


def no_ruleset(version: str, folder: str, near: tuple[str, ...]) -> Finding:
    where = f'at "{folder}"' if folder else "in the repository's main folder"
    return Finding(
        "E935",
        f'the version "{version}" has no ruleset {where}',
        found="rulesets at " + ", ".join(f'"{name}"' for name in near) if near else "no ruleset at all",
        fix=f'write "{version}:{near[0]}"' if near else "name a later version, or the folder of a ruleset",
    )


def owned_by_another(folder: Path) -> Finding:
    return Finding(
        "E936",
        f'git does not read the history of "{_shown(folder)}", because the repository belongs to another user of this'
        " computer",
        fix='if you trust it: "git config --global --add safe.directory <the repository\'s folder>"',
    )


def no_answer(why: str) -> Finding:
    first = next((line.strip() for line in why.splitlines() if line.strip()), "no reason given")
    return Finding(
        "E937",
        "git could not read the history of the repository",
        found=first.removeprefix("fatal: ")[:200],
        fix='"git fsck" tells whether the repository is damaged; a fresh clone usually helps',
    )


def which_ruleset(version: str) -> Finding:
    return Finding(
        "E938",
        f'"{version}" is a version of the whole repository, and which ruleset in it is meant is not said',
        expected=f'the version and the ruleset\'s folder, such as "{version}:rulesets/my-rules"',
        fix="write the folder behind a colon, or name the ruleset to compare with as well",
    )


def incomplete(version: str) -> Finding:
    return Finding(
        "E939",
        f'the files of the version "{version}" are not in this copy of the repository: it is a partial clone',
        fix='fetch them: "git fetch --refetch --filter=blob:limit=10m"; or clone the repository without --filter',
    )


def _shown(folder: Path) -> str:
    return folder.as_posix() if folder.parts else "this folder"
