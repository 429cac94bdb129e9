"""The free texts of playbooks: Markdown files of the ruleset, one for all languages or one per language."""

from pathlib import Path

from ....findings import Finding, Place
from ....findings.refusals import refusal
from ....rules.model import Playbook, Ruleset
from ....rules.model.texts import Text

MAX_TEXT_BYTES = 200_000


def prose(ruleset: Ruleset, playbook: Playbook, findings: list[Finding]) -> tuple[Text, dict[str, str]]:
    """The text of a playbook by language, and the files it came from; what cannot be read goes to the findings.

    `playbooks/invest.md` is the text for all; `playbooks/invest.nl.md` beside it is the Dutch one.
    """
    if playbook.text is None:
        return Text(), {}
    names = {"": playbook.text, **{language: _in(language, playbook.text) for language in ruleset.languages}}
    found = {language: name for language, name in names.items() if (ruleset.folder / name).exists()}
    if not found:
        found = {"": playbook.text}  # read all the same, so that the finding names it
    place = ruleset.positions.place(f"playbooks.{playbook.id}.text")
    texts = {language: _read(ruleset.folder, name, place, findings) for language, name in found.items()}
    return Text(texts), found


def _in(language: str, name: str) -> str:
    stem, dot, suffix = name.rpartition(".")
    return f"{stem}.{language}.{suffix}" if dot else f"{name}.{language}"


def _read(folder: Path, name: str, place: Place, findings: list[Finding]) -> str:
    file = folder / name
    if not file.resolve().is_relative_to(folder.resolve()):
        findings.append(_unusable(name, "it lies outside the ruleset's folder", place))
        return ""
    try:
        content = file.read_bytes()
        if len(content) > MAX_TEXT_BYTES:
            findings.append(_unusable(name, f"it is larger than {MAX_TEXT_BYTES:,} bytes", place))
            return ""
        return content.decode("utf-8-sig")
    except OSError as fault:
        findings.append(_unusable(name, f"it cannot be read ({refusal(fault)})", place))
    except UnicodeDecodeError as fault:
        line = content[: fault.start].count(b"\n") + 1
        findings.append(_unusable(name, f"line {line} is not UTF-8 text", place))
    return ""


def _unusable(name: str, why: str, place: Place) -> Finding:
    fix = "Put the text into the ruleset's folder as a UTF-8 file, or take `text:` out of the playbook"
    return Finding("E706", f"The playbook's text {name} cannot be used: {why}", place, fix=fix)
