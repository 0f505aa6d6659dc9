"""How often is the database asked for one command, from the sync that brings it to the moment at which its answer is known to be sent?

Counted are statements, whatever they cost, without the words that begin and end a transaction. The timers stand still: that an alert
has arrived wakes them, and chance decides whether before that moment or after it.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from bot.domain.ids import EventId
from bot.inbound.intake import POSITION_MAX_AGE, Intake
from bot.messages import ONCE, Echo, Message
from bot.ports import QueueChanges
from tests.world import BOT, Room, World, user

pytestmark = pytest.mark.sqlite

QUIET, RED = 14, 24
WRITING = 2
BUTTONS = 2
"""Statements more until the two buttons under the answer are known to be sent, in one transaction."""


@dataclass
class Asked:
    statements: list[str] = field(default_factory=list)
    writing: int = 0
    reading: int = 0


@contextmanager
def counted() -> Iterator[Asked]:
    asked = Asked()

    def count(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement == "BEGIN IMMEDIATE":
            asked.writing += 1
        elif statement == "BEGIN":
            asked.reading += 1
        else:
            asked.statements.append(statement)

    event.listen(Engine, "before_cursor_execute", count)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", count)


@pytest.fixture
async def receiving(team: Room, world: World) -> AsyncIterator[Intake]:
    """The loops turn, and the first command has been handled."""
    async with world.running(timers=False) as receiving:
        await asked_for("!blocker Raum fehlt", receiving, team, buttons=BUTTONS)
        yield receiving


async def asked_for(text: str, receiving: Intake, team: Room, *, buttons: int = 0) -> Asked:
    """Until the answer in the room is known to be sent, and as many buttons under it."""
    done, sent = asyncio.Event(), list[EventId | None]()

    def told(changes: QueueChanges) -> None:
        sent.extend(changes.sent.values())
        answers = [seen.event for seen in team.world.chat.timeline if seen.room == team.id]
        if answers and answers[-1] in sent and len(sent) > buttons:
            done.set()

    team.world.store.watch(told)
    said = Message(event_id=team.world.event_id(), room=team.id, sender=user("Anna"), sent_at=team.clock.clock.now(), text=text)
    with counted() as asked:
        await receiving.keep([said], "position")
        async with asyncio.timeout(30):
            await done.wait()
    return asked


async def test_a_command_in_a_quiet_room_takes_few_questions(team: Room, receiving: Intake) -> None:
    asked = await asked_for("!blocker Freigabe fehlt", receiving, team)
    assert len(asked.statements) <= QUIET, "\n".join(asked.statements)
    assert (asked.writing, asked.reading) == (WRITING, 0)


async def test_a_red_one_which_calls_the_pmo_takes_few_more(team: Room, receiving: Intake) -> None:
    asked = await asked_for("!blocker Server aus | ampel: rot", receiving, team)
    assert len(asked.statements) <= RED, "\n".join(asked.statements)


async def test_the_buttons_under_an_answer_are_marked_together(team: Room, receiving: Intake) -> None:
    asked = await asked_for("!blocker Freigabe fehlt", receiving, team, buttons=BUTTONS)
    assert len(asked.statements) <= QUIET + BUTTONS, "\n".join(asked.statements)
    assert asked.writing <= WRITING + 1
    assert asked.reading == 0


async def test_what_is_not_understood_takes_few_questions(team: Room, receiving: Intake) -> None:
    asked = await asked_for("!kaffee kochen", receiving, team)
    assert len(asked.statements) <= QUIET, "\n".join(asked.statements)
    assert asked.reading == 0


async def test_the_echo_of_an_answer_takes_no_question(team: Room, receiving: Intake) -> None:
    await asked_for("!blocker Freigabe fehlt", receiving, team, buttons=BUTTONS)
    answer = team.world.chat.timeline[-1]
    echo = Echo(event_id=answer.event, room=team.id, sender=BOT, sent_at=team.world.clock.now(), once=answer.content[ONCE])
    with counted() as asked:
        await receiving.keep([echo], "behind the echo")
    assert (asked.writing, asked.reading) == (0, 0)
    assert await receiving.position() == "position"

    team.world.clock.set(team.world.clock.now() + POSITION_MAX_AGE)
    await receiving.keep([], "later")
    assert await receiving.position() == "later"


async def test_a_milestone_takes_as_few_and_what_it_needs_two_more_however_many(team: Room, receiving: Intake) -> None:
    for count in range(1, 4):
        asked = await asked_for(f"!meilenstein Stufe {count} | bis: 1.9.2027", receiving, team)
        assert len(asked.statements) <= QUIET, "\n".join(asked.statements)
    asked = await asked_for("!meilenstein App | bis: 1.12.2027 | nach: M1, M2, M3", receiving, team)
    assert len(asked.statements) <= QUIET + 2, "\n".join(asked.statements)
    assert (asked.writing, asked.reading) == (WRITING, 0)
