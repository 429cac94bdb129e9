"""What lies beside a new ruleset: for the editor, for git, for whoever opens the folder, and for the CI."""

import json
from importlib.resources import files
from typing import Literal

from ..findings import Finding, SiktaError
from .writing.document import SCHEMA

Ci = Literal["github", "gitlab"]

_WORKFLOWS: dict[Ci, str] = {"github": ".github/workflows/sikta.yml", "gitlab": ".gitlab-ci.yml"}
_EDITORCONFIG = """\
root = true

[*]
charset = utf-8
end_of_line = lf
insert_final_newline = true

[*.{yaml,yml}]
indent_style = space
indent_size = 2
"""
_GITIGNORE = "out/\n"


def companions(name: str, run: str, ci: Ci | None) -> dict[str, str]:
    """The files by their path in the folder. `run` is the command that runs the ruleset.

    Raises SiktaError where there is no workflow for that CI.
    """
    settings = {"yaml.schemas": {SCHEMA: ["ruleset.yaml", "tests/*.yaml"]}, "editor.tabSize": 2}
    found = {
        SCHEMA: (files("sikta") / "schemas" / "ruleset.schema.json").read_text(encoding="utf-8"),
        ".vscode/settings.json": _json(settings),
        ".vscode/extensions.json": _json({"recommendations": ["redhat.vscode-yaml"]}),
        ".editorconfig": _EDITORCONFIG,
        ".gitignore": _GITIGNORE,
        "README.md": _readme(name, run),
    }
    return found if ci is None else {**found, _WORKFLOWS[ci]: _workflow(ci)}


def _json(value: object) -> str:
    return json.dumps(value, indent=2) + "\n"


def _workflow(ci: Ci) -> str:
    template = files("sikta") / "templates" / "workflows" / f"{ci}.yml"
    if not template.is_file():
        raise SiktaError(
            [
                Finding(
                    "E967",
                    f"this version of sikta has no workflow for {ci}",
                    fix="leave --ci out; nothing was written",
                )
            ]
        )
    return template.read_text(encoding="utf-8")


def _readme(name: str, run: str) -> str:
    return f"""\
# {name}

Our rules about which customers matter. `ruleset.yaml` is the policy; read it from top to bottom.

```
sikta check      finds every fault, with its line and how to mend it
{run.ljust(16)} writes segments, reasons and briefs to the folder out
sikta explain    tells why an account is where it is: sikta explain . ACCOUNT
sikta test       tries the accounts in tests/, of which the outcome is known
```

Type them in this folder. `out/briefs/index.html` is where a reader begins.
"""
