"""Wherever it dies, the story ends as if nothing had happened.

Each step that the bot takes between a message in a room and its answer has a name in `STEPS`. The story is told once undisturbed;
then again and again, each time with one death at one of its steps. `make check` lets it die at each step without power, and in one of
the other ways: the first time that it comes to it, or the last. `make faults` takes every time and every way.
"""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

from bot.domain.ids import EventId
from tests.faults.crash_points import STEPS
from tests.faults.ending import Ending, ending
from tests.faults.lab import PMO, TEAM, Lab
from tests.faults.process_life import Death
from tests.faults.room_log import Oddities
from tests.world import user

pytestmark = pytest.mark.thorough

THOROUGH = "FAULTS_MINUTES" in os.environ
OTHERS = (Death.FAULT, Death.CANCELLED)
CASES = [
    (step, manner, which)
    for count, step in enumerate(STEPS)
    for manner, which in ([(each, None) for each in Death] if THOROUGH else [(Death.POWER, 0), (OTHERS[count % 2], -1)])
]
"""Where, how, and which time of all: the first, the last, or each."""


async def told(lab: Lab) -> Ending:
    """Half a day with everything in it: what was said while the bot was away, an edit, a timer, a tap."""
    lab.server.odd = Oddities(sync_limit=1, page_limit=1)
    report, *_ = [_says(lab, text) for text in ("!blocker Server aus | ampel: rot", "!agenda Hosting", "!blocker notiz B1 Netzteil")]
    await lab.start()
    await lab.edits(TEAM, "Anna", report, "!blocker Server ist aus | ampel: rot")
    await lab.pass_(hours=4, minutes=10)
    alert, *_ = lab.spoken(PMO, "B1")
    await lab.taps(PMO, "Paula", "👀", on=alert.id)
    await lab.pass_(minutes=1)
    return ending(lab)


def _says(lab: Lab, text: str) -> EventId:
    return lab.server.add(TEAM, user("Anna"), "m.room.message", {"msgtype": "m.text", "body": text})


@pytest.fixture(scope="module")
def undisturbed(lab_founded: Lab, place: Path) -> tuple[Ending, list[str]]:
    """How it ends, and the steps on the way."""
    lab = lab_founded.again(place / "undisturbed")

    async def story() -> Ending:
        end = await told(lab)
        await lab.stop()
        return end

    return asyncio.run(story()), lab.steps


def test_every_step_that_it_takes_has_a_name_and_every_name_is_a_step(undisturbed: tuple[Ending, list[str]]) -> None:
    _, steps = undisturbed
    assert STEPS.keys() <= set(steps)


@pytest.mark.parametrize(("step", "manner", "which"), CASES, ids=lambda value: getattr(value, "name", str(value)))
async def test_wherever_it_dies_the_story_ends_as_if_nothing_had_happened(
    step: str, manner: Death, which: int | None, lab_founded: Lab, place: Path, undisturbed: tuple[Ending, list[str]]
) -> None:
    end, steps = undisturbed
    times = range(steps.count(step))
    for count in times if which is None else [times[which]]:
        lab = lab_founded.again(place / f"{step}-{manner.name}-{count}")
        lab.dies(manner, at=step, after=count)
        assert await told(lab) == end, f"{STEPS[step]}, for the {count + 1}. time"
        assert lab.deaths == 1
        await lab.stop()
