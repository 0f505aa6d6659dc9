"""A database that is away, full or busy for a moment costs nobody a command."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from bot.domain.ids import EventId
from bot.messages import Message
from bot.ports import Interrupted
from tests.databases import Databases, Places
from tests.world import Room, World, user


async def waits(team: Room, words: str) -> None:
    """A command that has come in and is not handled yet."""
    world = team.world
    said = Message(event_id=EventId("$waits"), room=team.id, sender=user("Anna"), sent_at=world.clock.now(), text=words)
    async with world.store.transaction() as tx:
        await tx.inbox.add([said], world.clock.now())


@pytest.mark.sqlite
async def test_a_command_during_which_the_disk_was_full_is_carried_out_when_there_is_room(team: Room, world: World) -> None:
    await waits(team, "!blocker " + "Vorlage " * 200)
    async with world.store.transaction() as tx:
        await tx.connection.execute(text("PRAGMA max_page_count = 1"))
    for size in (3000, 300, 30):
        with pytest.raises(Interrupted, match="no room"):
            for count in range(1000):
                async with world.store.transaction() as tx:
                    await tx.set_meta(f"in the way {size} {count}", "x" * size)
    with pytest.raises(Interrupted, match="no room"):
        await world.machine.dispatcher.dispatch_one()
    async with world.store.transaction() as tx:
        await tx.connection.execute(text("PRAGMA max_page_count = 1000000"))
    await world.settle()
    assert "B1" in team.sees() and len(team.messages()) == 1


@pytest.mark.postgresql
async def test_a_command_during_which_the_database_was_lost_is_carried_out_when_it_is_back(
    team: Room, world: World, places: Places
) -> None:
    assert isinstance(places, Databases)
    await waits(team, "!blocker Vorlage fehlt")
    async with world.store.transaction() as tx:
        kill = "BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END"
        await tx.connection.execute(text(f"CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS '{kill}'"))
        await tx.connection.execute(text("CREATE TRIGGER lose AFTER INSERT ON blockers EXECUTE FUNCTION lose()"))
    with pytest.raises(Interrupted):
        await world.machine.dispatcher.dispatch_one()
    async with world.store.transaction() as tx:
        await tx.connection.execute(text("DROP TRIGGER lose ON blockers"))
    await world.settle()
    assert "B1" in team.sees() and len(team.messages()) == 1
