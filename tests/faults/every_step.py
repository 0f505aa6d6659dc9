"""A death at every step of a story: `make check` takes some, spread over the whole story; `make faults` each of them, in each way."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.faults.ending import Ending, ending
from tests.faults.lab import Lab
from tests.faults.process_life import Death

THOROUGH = "FAULTS_MINUTES" in os.environ
PARTS = 30
"""Into how many tests the deaths are divided; without THOROUGH each takes one."""
_IDLE = ("request sync", "position", "commit of intake", "commit of another")
"""Steps of a bot to which nobody speaks; that it dies there is told in test_crashes.py."""

Story = Callable[[Lab], Awaitable[None]]


@dataclass(frozen=True)
class Undisturbed:
    """How a story ends where nothing goes wrong."""

    end: Ending
    steps: list[tuple[str, int]]
    """The steps on the way, each with how many of its name came before."""


async def undisturbed(beginning: Lab, folder: Path, story: Story) -> Undisturbed:
    lab = beginning.again(folder)
    await story(lab)
    end = ending(lab)
    await lab.stop()
    return Undisturbed(end, list(_numbered(lab.steps)))


async def dies_on_the_way(beginning: Lab, folder: Path, story: Story, told: Undisturbed, part: int) -> None:
    """It ends as it does undisturbed, wherever the bot dies in this part of the story."""
    steps = told.steps
    for step, after in steps[part::PARTS] if THOROUGH else [steps[part * len(steps) // PARTS]]:
        for manner in Death if THOROUGH else [list(Death)[part % len(Death)]]:
            lab = beginning.again(folder / f"{step}-{after}-{manner.name}")
            lab.dies(manner, at=step, after=after)
            await story(lab)
            assert ending(lab) == told.end, f"{manner.name} at {step}, after {after} others"
            assert lab.deaths == 1
            await lab.stop()


def _numbered(steps: list[str]) -> Iterator[tuple[str, int]]:
    counted: Counter[str] = Counter()
    for step in steps:
        if not step.endswith(_IDLE):
            yield step, counted[step]
        counted[step] += 1
