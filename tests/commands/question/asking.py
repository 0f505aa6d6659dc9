"""What the stories of questions begin with: another task force, and the question as it is kept."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.domain.ids import Number
from bot.domain.questions import Question
from bot.domain.record_types import QUESTIONS
from tests.world import BERLIN, Room, World

MEETINGS = "!frage Wie können Meetings reduziert werden?"


async def second_team(world: World, pmo: Room) -> Room:
    """The task force of the app, confirmed."""
    app = world.room("App", "Lukas", moderators=("Sabine",))
    await app.says("!team App")
    await pmo.taps("✅", on="App", by="Paula")
    app.forget()
    pmo.forget()
    return app


async def kept(world: World, count: int = 1) -> Question:
    async with world.store.reading() as tx:
        question = await tx.records(QUESTIONS).get(Number("Q", count))
    assert question is not None
    return question


def at(day: int, hour: int, minute: int = 0, *, month: int = 11, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=BERLIN).astimezone(UTC)
