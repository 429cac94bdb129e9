"""`sikta codes`: the table of codes, and the page of one."""

from collections.abc import Callable

import pytest
from click.testing import Result

from sikta.engine.findings import CODES

Run = Callable[..., Result]

PAGE = """\
E305: A name that is not known

  An error: the command fails until it is mended.

  The rule uses a name that is no field of the accounts, parameter, metric,
  score or segmentation of this ruleset. Mostly it is misspelt. A text that
  stands without quotes also looks like a name.

How to mend it
  Correct the spelling, add the field or metric, or put quotes around it if it
  is a text.

An example

  my-rules/ruleset.yaml:
    sikta: 1
    name: example
    tables:
      accounts:
        file: accounts.csv
        key: id
        fields:
          id: {type: text}
          country: {type: category, values: [NL, BE, DE]}
          employees: {type: integer, min: 0}
    segmentations:
      size:
        method: rules
        segments:
          large: {when: employes >= 250}
          small: {otherwise: true}

  sikta check my-rules says:
    my-rules/ruleset.yaml:15:21: error E305: employes is not a name that is known here
        large: {when: employes >= 250}
                      ^^^^^^^^
      mend it: did you mean employees?

  Mended in my-rules/ruleset.yaml:
    -       large: {when: employes >= 250}
    +       large: {when: employees >= 250}
"""


@pytest.mark.parametrize("code", ["E305", "e305"])
def test_the_page_of_a_code(sikta: Run, code: str) -> None:
    assert sikta("codes", code).stdout == PAGE


def test_several_pages_one_after_the_other(sikta: Run) -> None:
    said = sikta("codes", "E305", "W404").stdout
    assert said.startswith(f"{PAGE}\n\nW404: Values that no band covers\n\n  A warning: the work goes on")


def test_without_a_code_the_table_of_all(sikta: Run) -> None:
    lines = sikta("codes").stdout.splitlines()
    assert lines[:2] == ["Reading the files of a ruleset", "  E101  A file cannot be read"]
    assert lines[-1] == "sikta codes E305 tells what a code means, with an example."
    assert sorted(line.split()[0] for line in lines if line.startswith("  ")) == sorted(CODES)


def test_what_an_example_needs_beside_its_files(sikta: Run) -> None:
    full = sikta("codes", "E602").stdout
    assert "  The disk is full while the results are written.\n\n  sikta says:\n" in full
    assert "  my-rules/accounts.xlsx is not a text file.\n" in sikta("codes", "E512").stdout
    assert sikta("codes", "E911").stdout.endswith("  What goes well:\n    sikta explain my-rules 001\n")


def test_pages_in_markdown(sikta: Run) -> None:
    page = sikta("codes", "E911", "--format", "markdown").stdout
    assert page.startswith("# E911: An account that does not exist\n\nAn error: ")
    assert "\n```csv\nid,country,employees\n001,NL,400\n" in page
    assert page.endswith("What goes well: `sikta explain my-rules 001`\n")
    table = sikta("codes", "--format", "markdown").stdout
    assert table.startswith("# The codes of findings\n")
    assert "| [E305](E305.md) | A name that is not known |\n" in table


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("E35", 'there is no code "E35"; did you mean "E305"?'),
        ("hello", 'there is no code "hello"; all codes: sikta codes'),
    ],
)
def test_a_code_that_does_not_exist(sikta: Run, code: str, message: str) -> None:
    result = sikta("codes", code)
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (
        2,
        f"Error: Invalid value for CODE: {message}",
    )


def test_pages_fit_the_terminal_but_for_their_examples(sikta: Run) -> None:
    said = sikta("codes", *CODES).stdout
    assert [line for line in said.splitlines() if len(line) > 80 and not line.startswith("    ")] == []
