"""Did a change make it faster, smaller, or neither? Two runs on the same machine side by side, ours alone."""

from __future__ import annotations

from benchmarks.measures import MEASURES
from benchmarks.plot import number
from benchmarks.results import Results
from benchmarks.sizes import Sizes
from benchmarks.statistics import OURS, Standing, median, standing

_WORDS = {Standing.LEADS: "better", Standing.TIES: "", Standing.TRAILS: "worse"}


def compared(before: Results, after: Results) -> str:
    """A line a figure that both have. The rounds were not taken in turn, so the spread of each side decides whether they differ."""
    lines: list[str] = []
    for measure in MEASURES:
        if measure.name not in before or measure.name not in after:
            continue
        old, new = before[measure.name], after[measure.name]
        for figure in measure.figures(Sizes.of(new.sizes)):
            was, now = old.values.get(figure.key, {}).get(OURS), new.values.get(figure.key, {}).get(OURS)
            if was and now:
                change = f"{median(now) / median(was):.2f} times" if median(was) else ""
                overlap = min(was) <= max(now) and min(now) <= max(was)
                word = "" if overlap else _WORDS[standing(sorted(now), sorted(was), figure.better)]
                lines.append(f"{figure.title}: {number(median(was))} -> {number(median(now))} {figure.unit} {change} {word}".rstrip())
    return "\n".join(lines) if lines else "There is nothing that both have measured."
