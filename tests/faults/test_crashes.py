"""Wherever it dies, the story ends as if nothing had happened.

Each step that the bot takes between a message in a room and its answer has a name in `STEPS`. The story is told once undisturbed;
then again and again, each time with one death at one of its steps. `make check` lets it die at each step without power, and in one of
the other ways: the first time that it comes to it, or the last. `make faults` takes every time and every way.
"""

from __future__ import annotations

import asyncio
import os
import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.domain.ids import EventId, RoomId
from tests.faults.crash_points import STEPS
from tests.faults.lab import PMO, STEERING, TEAM, Lab
from tests.faults.process_life import Death
from tests.faults.room_log import Event, Oddities
from tests.world import BOT, user

pytestmark = pytest.mark.thorough

THOROUGH = "FAULTS_MINUTES" in os.environ
OTHERS = (Death.FAULT, Death.CANCELLED)
CASES = [
    (step, manner, which)
    for count, step in enumerate(STEPS)
    for manner, which in ([(each, None) for each in Death] if THOROUGH else [(Death.POWER, 0), (OTHERS[count % 2], -1)])
]
"""Where, how, and which time of all: the first, the last, or each."""


@dataclass(frozen=True)
class Ending:
    """What people see, and what is kept."""

    rooms: dict[RoomId, list[str]]
    """What the bot has said in each room, as its last edits have it, with its own reactions."""
    records: list[str]
    waiting: int


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


def ending(lab: Lab) -> Ending:
    log = lab.server.log
    with closing(sqlite3.connect(lab.database)) as database:
        queries = ("SELECT number, text, state FROM blockers", "SELECT number, text FROM topics", "SELECT number, text FROM actions")
        records = [" ".join(row) for query in (*queries, "SELECT subject, text FROM notes") for row in database.execute(query)]
        (waiting,) = database.execute("SELECT count(*) FROM outbox WHERE sent_at IS NULL").fetchone()
    return Ending({room: [_as_read(event, log) for event in lab.spoken(room)] for room in (TEAM, PMO, STEERING)}, sorted(records), waiting)


def _as_read(said: Event, log: list[Event]) -> str:
    """Event ids are not compared: they count what was said in all rooms."""
    body, under = said.content["body"], []
    for event in log:
        relation = event.content.get("m.relates_to", {})
        if event.sender == BOT and relation.get("event_id") == said.id:
            if relation["rel_type"] == "m.replace":
                body = event.content["m.new_content"]["body"]
            else:
                under.append(relation["key"])
    return re.sub(r"\$\d+", "$", f"{body} {' '.join(sorted(under))}")


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
