"""The table of a database that results go to, and what is wrong with it in words for people."""

from dataclasses import dataclass

from ..findings import Finding


@dataclass(frozen=True, slots=True)
class Target:
    """`connection` names the environment variable with the address, as `${CRM_URL}`; `table` may have a schema before it."""

    connection: str
    table: str

    @property
    def schema(self) -> str | None:
        """The schema, where one is named."""
        return self.table.rpartition(".")[0] or None

    @property
    def name(self) -> str:
        """The table without its schema."""
        return self.table.rpartition(".")[2]

    def say(self, wrong: str, *, expected: str, fix: str) -> Finding:
        """A finding about the address."""
        return Finding("E611", f"writing to the table {self.table} {wrong}", expected=expected, fix=fix)

    def refused(self, said: str) -> Finding:
        """A finding with what the database says; nothing of its address is in that."""
        return Finding(
            "E611",
            f"the database did not take the results into the table {self.table}; the table is as it was before",
            expected="a database that can be reached, and the right to write that table",
            found=said,
            fix="mend what the database says, and run again: nothing is there twice",
        )

    def other_database(self, name: str) -> Finding:
        """For a database whose transactions do not hold tables together."""
        return Finding(
            "E611",
            f"results cannot be written to a database of the kind {name}",
            expected="PostgreSQL or SQLite, where a table is replaced as a whole or not at all",
            fix="write files, and load these into your database",
        )

    def not_ours(self, absent: list[str], more: list[str]) -> Finding:
        """For a table with other columns, which sikta did not make."""
        return Finding(
            "E612",
            f"the table {self.table} has other columns than the results, and does not come from sikta",
            expected="a table that a run wrote, one with the same column names, or a name that is still free",
            found="; ".join(
                f"{what} {_some(names)}" for what, names in (("without", absent), ("with", more)) if names
            ),
            fix="give another name with --table, or have that table taken away first",
        )

    def too_long(self, names: list[str], most: int) -> Finding:
        """For names that the database would cut."""
        return Finding(
            "E613",
            f"column names of the results are too long for a table in this database, which cuts them after {most} bytes",
            expected=f"names of at most {most} bytes",
            found=_some(names),
            fix="choose other columns with --columns, or give these parts of the rules shorter ids",
        )

    def made_anew(self) -> Finding:
        """For a table whose columns changed."""
        return Finding(
            "W611",
            f"the columns of the results changed, so the table {self.table} was made anew",
            expected="permissions and indexes given to the new table, where the old one had any",
            found="those of the old table are gone with it",
            fix="have them given again; while the columns stay the same, a run leaves them as they are",
        )


_SHOWN = 5


def _some(names: list[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(f'"{name}"' for name in names[:_SHOWN]) + more
