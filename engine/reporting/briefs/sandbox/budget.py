"""How much a template may do: steps, time and text."""

from collections.abc import Iterable, Iterator, Sized
from dataclasses import dataclass, field
from time import monotonic

from jinja2.exceptions import SecurityError

MAX_STEPS = 500_000
MAX_SECONDS = 30.0
MAX_TEXT = 20_000_000
MAX_RANGE = 10_000
_STEPS_PER_LOOK_AT_THE_CLOCK = 1024


class OverBudgetError(SecurityError):
    """A template that would take too long or write too much."""


@dataclass(slots=True)
class Budget:
    """What is left for one document. A step is a turn of a loop or a call; text is counted in characters."""

    steps: int = MAX_STEPS
    text: int = MAX_TEXT
    ends: float = field(default_factory=lambda: monotonic() + MAX_SECONDS)

    def step(self, count: int = 1) -> None:
        before, self.steps = self.steps, self.steps - count
        if self.steps < 0:
            raise OverBudgetError(f"its loops and calls go on for more than {MAX_STEPS:,} steps")
        if before // _STEPS_PER_LOOK_AT_THE_CLOCK != self.steps // _STEPS_PER_LOOK_AT_THE_CLOCK:
            self.look_at_the_clock()

    def look_at_the_clock(self) -> None:
        if monotonic() > self.ends:
            raise OverBudgetError(f"it takes longer than {MAX_SECONDS:.0f} seconds")

    def write(self, length: int) -> None:
        self.text -= length
        if self.text < 0:
            raise OverBudgetError(f"it writes more than {MAX_TEXT:,} characters")

    def counted(self, items: Iterable[object]) -> Iterator[object]:
        """The items one by one, each a step; a long list that cannot be paid for is refused before it starts."""
        if isinstance(items, Sized) and len(items) > self.steps:
            self.step(len(items))
        for item in items:
            self.step()
            yield item


def bounded_range(*bounds: int) -> range:
    """`range`, up to 10,000 numbers."""
    numbers = range(*bounds)
    if len(numbers) > MAX_RANGE:
        raise OverBudgetError(f"range({', '.join(map(str, bounds))}) has more than {MAX_RANGE:,} numbers")
    return numbers
