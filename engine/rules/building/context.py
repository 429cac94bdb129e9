"""What building keeps in mind: the parameters, the faults, and the parts that were left out because of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...findings import Finding, Place, Repair
from ...findings.nearest import nearest, unmistakable
from ..model import Constant


@dataclass(slots=True)
class Context:
    """`faulty` is set when the part that is being built has a fault; whoever builds parts one by one resets it."""

    parameters: Mapping[str, Constant] = field(default_factory=dict)
    lost: frozenset[str] = frozenset()
    findings: list[Finding] = field(default_factory=list)
    left_out: set[str] = field(default_factory=set)
    faulty: bool = False

    def fault(self, finding: Finding) -> None:
        self.findings.append(finding)
        self.faulty = True

    def parameter(self, name: str, place: Place, path: str) -> float:
        """The number that a parameter stands for; NaN, with a fault, where there is none."""
        value = self.parameters.get(name)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return float(value)
        if name in self.lost:
            self.faulty = True  # its own definition is at fault, and told there
        elif value is None:
            self.fault(_unknown(name, tuple(self.parameters), place, path))
        else:
            self.fault(_no_number(name, place, path))
        return float("nan")


def _unknown(name: str, names: tuple[str, ...], place: Place, path: str) -> Finding:
    near, meant = nearest(name, names), unmistakable(name, names)
    if place.cell is not None and not near:
        return _no_number_in_cell(name, place, path)
    return Finding(
        "E402",
        f'there is no parameter "{name}"',
        place,
        path=path,
        expected="a number, or the name of a parameter",
        fix=f'did you mean "{near}"?' if near else "write a number, or add the name under parameters:",
        repair=Repair.at(place, meant) if meant and place.length == len(name) else None,
    )


def _no_number_in_cell(written: str, place: Place, path: str) -> Finding:
    """Who fills in a sheet thinks of numbers, not of parameters."""
    return Finding(
        "E203",
        f"a number is expected in the cell {(place.cell or '').rpartition('!')[2]}",
        place,
        path=path,
        found=f'the text "{written}"',
        fix="write the number in digits",
    )


def _no_number(name: str, place: Place, path: str) -> Finding:
    return Finding(
        "E203",
        f'the parameter "{name}" stands where a number is needed, but is not one',
        place,
        path=path,
        fix="write a number, or name a parameter that is one",
    )
