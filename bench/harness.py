"""How is a figure measured? In turns with its limit, until the median can be trusted.

Each round measures both sides once, one after the other, so that a busy machine slows both.
A spread above 15 % gives no verdict: the figure is printed, and that it cannot be trusted.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

ROUNDS = 7
SPREAD = 0.15
Measure = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the bench: a value, what it is held against, and whether it passes.

    `passes` is None where there is no goal, or no verdict.
    """

    name: str
    value: float
    unit: str
    note: str = ""
    passes: bool | None = None

    def __str__(self) -> str:
        verdict = {True: "ok", False: "MISSED", None: "-"}[self.passes]
        return f"{verdict:7} {self.name:58} {self.value:>12,.2f} {self.unit:10} {self.note}"


def in_turns(*measures: Measure, rounds: int = ROUNDS) -> list[list[float]]:
    """Run all measures once per round; return the values of each."""
    taken: list[list[float]] = [[] for _measure in measures]
    for _round in range(rounds):
        for values, measure in zip(taken, measures, strict=True):
            values.append(measure())
    return taken


def spread(values: list[float]) -> float:
    """Return the distance of the middle half of the values, as a share of their median."""
    ordered = sorted(values)
    quarter = len(ordered) // 4
    middle = median(ordered)
    return (ordered[-1 - quarter] - ordered[quarter]) / middle if middle else 0.0


def against_limit(
    name: str, measured: Measure, limit: Measure, *, unit: str, at_most: float | None = None
) -> Figure:
    """Measure in turns with the limit; `at_most` is the goal in `unit`, if there is one."""
    ours, limits = in_turns(measured, limit)
    value = median(ours)
    widest = max(spread(ours), spread(limits))
    note = f"x{value / max(median(limits), 1e-9):.1f} of the limit, spread {widest:.0%}"
    if widest > SPREAD:
        return Figure(name, value, unit, f"{note}: no verdict", None)
    return Figure(name, value, unit, note, None if at_most is None else value <= at_most)


def plain(name: str, values: list[float], *, unit: str, at_most: float | None = None) -> Figure:
    """Judge repeated values that have no limit of their own, such as the time to start."""
    value, wide = median(values), spread(values)
    note = f"median of {len(values)}, spread {wide:.0%}"
    if wide > SPREAD:
        return Figure(name, value, unit, f"{note}: no verdict", None)
    return Figure(name, value, unit, note, None if at_most is None else value <= at_most)


def cpu_ms(work: Callable[[], object], *, times: int = 50) -> float:
    """Return the median processor time of one run of `work`, in ms."""
    taken = []
    for _time in range(times):
        began = time.process_time_ns()
        work()
        taken.append((time.process_time_ns() - began) / 1e6)
    return median(taken)
